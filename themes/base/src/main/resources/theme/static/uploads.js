// Files of some size leave while the rest of the form is filled in. After a lost network, a closed tab or a restarted server they go on where
// they stopped (tus 1.0). What cannot be sent that way goes with the form, as without this script.
const texts = document.querySelector("[data-send-to]").dataset;
const WORTH = 256 * 1024;
// What a proxy that keeps pieces to itself can lose at most.
const PIECE = 4 * 1024 * 1024;
const WAITS = [0, 1000, 3000, 5000, 10000];
const DAY = 24 * 3600 * 1000;
let tus;

export function start(inputs) {
  for (const input of inputs) watch(input);
}

// The library comes once it is needed. What browsers remember of files is of no use after a day: the server keeps them no longer.
async function load() {
  if (tus) return;
  await import(texts.tus);
  tus = self.tus;
  for (const kept of await tus.defaultOptions.urlStorage.findAllUploads()) {
    if (Date.now() - Date.parse(kept.creationTime) > DAY) await tus.defaultOptions.urlStorage.removeUpload(kept.urlStorageKey);
  }
}

function watch(input) {
  const name = input.name;
  const status = Object.assign(document.createElement("p"), { className: "meta" });
  status.setAttribute("role", "status");
  const bar = Object.assign(document.createElement("progress"), { max: 1, hidden: true });
  bar.setAttribute("aria-label", texts.sendSending);
  input.after(bar, status);
  let round = 0;
  let stand = [];
  let waiting = null;

  const clear = () => {
    input.name = name;
    for (const hidden of stand) hidden.remove();
    stand = [];
  };

  input.addEventListener("change", () => {
    const mine = ++round;
    clear();
    waiting = null;
    bar.hidden = true;
    status.textContent = "";
    const files = [...input.files];
    const size = files.reduce((sum, file) => sum + file.size, 0);
    const most = Number(input.dataset.resumable) * 1024 * 1024;
    const large = files.find(file => file.size > most);
    // Sent all the same it would be refused, after minutes on a bad line.
    status.className = large ? "field__error" : "meta";
    if (large) { input.value = ""; status.textContent = large.name + texts.sendLarge + " " + input.dataset.resumable + " " + texts.sendUnit; return; }
    if (size < WORTH) return;
    waiting = all(files, () => mine !== round).catch(() => null).then(ids => {
      if (mine !== round) return;
      waiting = null;
      bar.hidden = true;
      status.textContent = ids ? texts.sendDone : "";
      if (ids) replace(ids);
    });
  });

  // One after another: on a bad line each gets all of it.
  async function all(files, stopped) {
    const ids = [];
    const total = files.reduce((sum, file) => sum + file.size, 0);
    let before = 0;
    await load();
    if (stopped()) return null;
    bar.hidden = false;
    bar.value = 0;
    status.textContent = texts.sendSending;
    for (const file of files) {
      const id = await one(file, stopped, sent => { bar.value = (before + sent) / total; }, word => { status.textContent = word; });
      if (!id) return null;
      ids.push(id);
      before += file.size;
    }
    return ids;
  }

  // The form names what is already there; the field stays as it is, but is not sent a second time.
  function replace(ids) {
    input.removeAttribute("name");
    stand = ids.map(id => Object.assign(document.createElement("input"), { type: "hidden", name: name + ".envoi", value: id }));
    input.after(...stand);
  }

  input.form.addEventListener("submit", event => {
    if (!waiting || event.submitter?.formTarget) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    status.textContent = texts.sendWaiting;
    const { submitter } = event;
    waiting.then(() => input.form.requestSubmit(submitter));
  }, { capture: true });
}

// Resolves with the id of the file on the server, or null: the form then takes the file itself.
function one(file, stopped, progress, say) {
  return new Promise(resolve => {
    const upload = new tus.Upload(file, {
      endpoint: texts.sendTo,
      chunkSize: PIECE,
      retryDelays: WAITS,
      storeFingerprintForResuming: true,
      metadata: { filename: file.name, filetype: file.type },
      onShouldRetry: fault => !stopped() && again(fault),
      onProgress: sent => {
        if (stopped()) { upload.abort(); resolve(null); return; }
        say(texts.sendSending);
        progress(sent);
      },
      onSuccess: () => resolve(upload.url.split("/").pop()),
      onError: fault => {
        if (stopped() || !again(fault)) { resolve(null); return; }
        say(texts.sendLost);
        const timer = setTimeout(go, 10000);
        addEventListener("online", go, { once: true });
        function go() {
          clearTimeout(timer);
          removeEventListener("online", go);
          if (stopped()) resolve(null); else upload.start();
        }
      },
    });
    upload.findPreviousUploads().then(kept => {
      if (kept.length) {
        upload.resumeFromPreviousUpload(kept[0]);
        say(texts.sendResumed);
      }
      upload.start();
    });
  });
}

// No answer, a server that starts, or a former request that has not ended yet.
function again(fault) {
  const status = fault.originalResponse?.getStatus() ?? 0;
  return !status || status >= 500 || status === 409 || status === 423;
}
