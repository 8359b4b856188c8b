// Sends requests of the procedure « saisine » with two attachments of 1 MB each, as browsers do, by several clients at once.
//   node demarches-submit.mjs PORT HOST COUNT CLIENTS
// Prints: sent, refused, and the 95th percentile in ms of the step with the attachments, of the sending, and of any request; then the numbers of the files.
import http from 'node:http';
import crypto from 'node:crypto';

const [port, host, count, clients] = process.argv.slice(2).map((text, i) => (i === 1 ? text : Number(text)));
const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), crypto.randomBytes(1024 * 1024 - 9)]);
const times = { upload: [], send: [], all: [] };
const numbers = [];
let refused = 0;

function request(method, path, cookie, kind, body = Buffer.alloc(0), type = 'application/x-www-form-urlencoded') {
  const begin = process.hrtime.bigint();
  const headers = { Host: host, Origin: `http://${host}`, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': type, 'Content-Length': body.length };
  if (cookie) headers.Cookie = cookie;
  return new Promise((resolve, reject) => {
    const call = http.request({ host: '127.0.0.1', port, method, path, headers, agent }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        const millis = Number(process.hrtime.bigint() - begin) / 1e6;
        times.all.push(millis);
        if (kind) times[kind].push(millis);
        resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString() });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

function multipart(fields, files) {
  const boundary = crypto.randomBytes(12).toString('hex');
  const parts = fields.map(([name, value]) => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
  for (const [name, fileName, bytes] of files) {
    parts.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: application/pdf\r\n\r\n`), bytes, Buffer.from('\r\n'));
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return [Buffer.concat(parts), `multipart/form-data; boundary=${boundary}`];
}

const asked = (values) => Object.entries(values).flatMap(([name, value]) => (value === '' ? [['_asked', name]] : [['_asked', name], [name, value]]));

async function step(path, cookie, values, files = [], kind) {
  const [body, type] = multipart(asked(values), files);
  const answer = await request('POST', path, cookie, kind, body, type);
  if (answer.status !== 303) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

async function submit(n) {
  const begun = await request('POST', '/teleservices/saisine/commencer', '');
  if (begun.status !== 303) throw new Error(`begin: ${begun.status}`);
  const cookie = begun.headers['set-cookie'][0].split(';')[0];
  const form = begun.headers.location.replace(/\/[^/]*$/, '');
  await step(`${form}/1`, cookie, { 'request.theme': 'road', 'request.subject': `Essai ${n}`, 'request.text': 'Un lampadaire est éteint.', 'request.earlier': '' });
  await step(`${form}/2`, cookie, { files: '' }, [['files', 'un.pdf', pdf], ['files', 'deux.pdf', pdf]], 'upload');
  await step(`${form}/3`, cookie, { 'applicant.kind': 'person', 'applicant.name': `Essai ${n}`, 'applicant.email': `essai${n}@example.org`, 'applicant.phone': '', 'applicant.address': '' });
  const sent = await request('POST', `${form}/verifier`, cookie, 'send');
  if (sent.status !== 303) throw new Error(`send: ${sent.status}`);
  const receipt = await request('GET', sent.headers.location, cookie);
  const number = /\b20\d\d-[0-9A-Z]{6}\b/.exec(receipt.text);
  if (receipt.status !== 200 || !number) throw new Error(`receipt: ${receipt.status}`);
  numbers.push(number[0]);
}

let next = 0;
await Promise.all(Array.from({ length: clients }, async () => {
  while (next < count) {
    const n = next++;
    try {
      await submit(n);
    } catch (failure) {
      refused++;
      console.error(String(failure));
    }
  }
}));
const p95 = (list) => (list.length ? list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.ceil(list.length * 0.95) - 1)].toFixed(0) : '-');
console.log(`${numbers.length} ${refused} ${p95(times.upload)} ${p95(times.send)} ${p95(times.all)}`);
console.log(numbers.join('\n'));
