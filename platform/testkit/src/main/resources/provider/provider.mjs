// An OpenID provider on loopback, for tests: who signs in, and how, is told to it at /control; nobody has to click.
import { createServer } from 'node:http';
import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import Provider from 'oidc-provider';

const [territory, backChannel] = process.argv.slice(2);
const ways = ['essai', 'proconnect', 'franceconnect'];
const accounts = new Map();
let next = { as: 'nobody', acr: undefined, refuse: false };
let interactions = 0;
let ahead = 0;
let keys;
let handler;
let stale;
let withheld = false;

const now = Date.now;
Date.now = () => now() + ahead * 1000;

async function key(kid, type, options, alg) {
  const { privateKey } = await promisify(generateKeyPair)(type, options);
  return { ...privateKey.export({ format: 'jwk' }), kid, alg, use: 'sig' };
}

async function newKeys(generation) {
  return { keys: [
    await key(`rsa-${generation}`, 'rsa', { modulusLength: 2048 }, 'RS256'),
    await key(`ec-${generation}`, 'ec', { namedCurve: 'P-256' }, 'ES256'),
  ] };
}

function client(id, method, alg, signedUserinfo) {
  return {
    client_id: id, client_secret: `secret of ${id}`, token_endpoint_auth_method: method, id_token_signed_response_alg: alg,
    ...(signedUserinfo && { userinfo_signed_response_alg: alg }),
    ...(backChannel && { backchannel_logout_uri: backChannel, backchannel_logout_session_required: true }),
    redirect_uris: ways.map((way) => `${territory}/bureau/connexion/fournisseur/${way}/retour`)
      .concat(`${territory}/compte/fournisseur/franceconnect/retour`),
    post_logout_redirect_uris: [`${territory}/bureau/connexion/fin`, `${territory}/compte/fournisseur/fin`],
  };
}

const claims = ['email', 'given_name', 'family_name', 'usual_name', 'siret', 'birthdate', 'gender', 'birthplace', 'birthcountry', 'preferred_username'];

function provider(issuer) {
  return new Provider(issuer, {
    jwks: keys,
    clients: [client('plain', 'client_secret_basic', 'RS256', false), client('signed', 'client_secret_post', 'ES256', true)],
    scopes: ['openid', 'profile', ...claims],
    claims: { ...Object.fromEntries(claims.map((claim) => [claim, [claim]])), email: ['email', 'email_verified'], profile: ['given_name', 'family_name'] },
    acrValues: ['eidas1', 'eidas2', 'eidas3'],
    cookies: { keys: ['test'] },
    features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true }, claimsParameter: { enabled: true }, backchannelLogout: { enabled: true } },
    // As FranceConnect and ProConnect, the second client does without.
    pkce: { required: (ctx, one) => one.clientId === 'plain' },
    interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts.get(id) }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope(ctx.oidc.params.scope);
      await grant.save();
      return grant;
    },
  });
}

async function control(request, response, issuer) {
  let body = '';
  for await (const chunk of request) body += chunk;
  const told = JSON.parse(body || '{}');
  if (told.account) accounts.set(told.account.sub, told.account);
  if (told.next) next = { ...next, refuse: false, acr: undefined, ...told.next };
  if (told.ahead !== undefined) ahead = told.ahead;
  if (told.withhold !== undefined) withheld = told.withhold;
  if (told.rotate) {
    stale = { keys: keys.keys.map(({ d, p, q, dp, dq, qi, ...open }) => open) };
    keys = await newKeys(told.rotate);
    serve(issuer);
  }
  response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ interactions }));
}

function serve(issuer) {
  const instance = provider(issuer);
  const callback = instance.callback();
  handler = async (request, response) => {
    if (withheld && request.url === '/jwks') return response.setHeader('Content-Type', 'application/json').end(JSON.stringify(stale));
    if (!request.url.startsWith('/interaction/')) return callback(request, response);
    interactions += 1;
    const result = next.refuse
      ? { error: 'access_denied', error_description: 'refused' }
      : { login: { accountId: next.as, ...(next.acr && { acr: next.acr }) } };
    return instance.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  };
}

const server = createServer((request, response) => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const answer = request.url === '/control' ? control(request, response, issuer) : handler(request, response);
  Promise.resolve(answer).catch((failure) => {
    console.error(failure);
    if (!response.headersSent) response.writeHead(500).end();
  });
});

keys = await newKeys('first');
server.listen(0, '127.0.0.1', () => {
  serve(`http://127.0.0.1:${server.address().port}`);
  console.log(`ready ${server.address().port}`);
});
// Whoever started this closes its end: no provider outlives its tests.
process.stdin.resume().on('end', () => process.exit(0));
