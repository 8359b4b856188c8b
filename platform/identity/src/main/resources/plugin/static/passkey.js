// Passkeys. What needs them is hidden until this runs in a browser that has them; what is said instead of it goes then.
const decode = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), letter => letter.charCodeAt(0));
const encode = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const listed = list => (list || []).map(one => ({...one, id: decode(one.id)}));

// As PublicKeyCredential.toJSON does, which not all browsers in use have.
function json(credential) {
  const from = credential.response;
  const response = {clientDataJSON: encode(from.clientDataJSON)};
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (from[name]) response[name] = encode(from[name]);
  }
  if (from.getTransports) response.transports = from.getTransports();
  return JSON.stringify({id: credential.id, rawId: encode(credential.rawId), type: credential.type, response});
}

function say(form, what) {
  const place = form.querySelector("[data-passkey-said]");
  place.firstElementChild.textContent = what ? form.dataset[what] : "";
  place.hidden = !what;
}

function send(form, credential) {
  form.elements.credential.value = json(credential);
  form.submit();
}

// InvalidStateError: the authenticator has one of this account already. NotAllowedError: the person thought better of it, or took too long.
const why = error => error.name === "InvalidStateError" ? "taken" : error.name === "NotAllowedError" ? "cancelled" : "failed";

function signIn(form) {
  let waiting = null;
  const start = async mediation => {
    if (waiting) waiting.abort();
    const mine = waiting = new AbortController();
    const answer = await fetch(form.dataset.begin, {method: "POST", signal: mine.signal});
    if (!answer.ok) return say(form, mediation ? "" : answer.status === 429 ? "wait" : "failed");
    const options = await answer.json();
    const publicKey = {...options, challenge: decode(options.challenge), allowCredentials: listed(options.allowCredentials)};
    const credential = await navigator.credentials.get({publicKey, signal: mine.signal, ...(mediation ? {mediation} : {})});
    const lasting = document.querySelector("input[type=checkbox][name=lasting]");
    if (lasting && form.elements.lasting) form.elements.lasting.value = lasting.checked ? "true" : "";
    send(form, credential);
  };
  // In the list of what the browser fills the field in with; a challenge is over after five minutes, so a page left open asks anew.
  const offer = async () => {
    if (await PublicKeyCredential.isConditionalMediationAvailable?.()) start("conditional").catch(() => {});
  };
  let offered = Date.now();
  offer();
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - offered > 240000) {
      offered = Date.now();
      offer();
    }
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    say(form, "");
    start().catch(error => {
      say(form, why(error));
      offer();
    });
  });
}

function add(form) {
  form.addEventListener("submit", event => {
    event.preventDefault();
    say(form, "");
    const options = JSON.parse(form.dataset.options);
    const publicKey = {...options, challenge: decode(options.challenge), user: {...options.user, id: decode(options.user.id)},
      excludeCredentials: listed(options.excludeCredentials)};
    navigator.credentials.create({publicKey}).then(credential => send(form, credential)).catch(error => say(form, why(error)));
  });
}

if (window.PublicKeyCredential && navigator.credentials) {
  document.querySelectorAll("[data-passkey]").forEach(part => part.hidden = false);
  document.querySelectorAll("[data-passkey-without]").forEach(part => part.hidden = true);
  document.querySelectorAll("form[data-begin]").forEach(signIn);
  document.querySelectorAll("form[data-options]").forEach(add);
}
