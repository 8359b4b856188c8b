// A step of a form: what is typed reaches the server while it is typed. Without a network it waits in this browser, and leaves when there is one
// again. All of this is comfort: the form works without.
const here = document.querySelector("[data-demarche]") ?? document.createElement("div");
const PREFIX = "parvis-demarche:";
const DAY = 24 * 3600 * 1000;
const PAUSE = 1500;
const AGAIN = 10000;

const mine = PREFIX + here.dataset.demarche + ":";
const keys = start => { try { return Object.keys(localStorage).filter(key => key.startsWith(start)); } catch { return []; } };
const read = key => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
const keep = (key, fields) => { try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields })); } catch { /* Full, or forbidden: the server will have it. */ } };
const forget = key => { try { localStorage.removeItem(key); } catch { /* Nothing is kept then. */ } };

// The server keeps a form no longer than that.
for (const key of keys(PREFIX)) if (!(Date.now() - read(key)?.at < 30 * DAY)) forget(key);

// Resolves with whether the server has it: true, false, or null when the form is no more.
async function send(fields) {
  const answer = await fetch(here.dataset.keep, { method: "POST", body: new URLSearchParams(fields), keepalive: true, redirect: "manual" }).catch(() => null);
  return answer?.status === 404 ? null : answer?.status === 204;
}

if ("sent" in here.dataset) for (const key of keys(mine)) forget(key);
else start();

function start() {
  const form = document.querySelector("form[data-step]");
  const key = form ? mine + form.dataset.step : "";
  answered();
  for (const other of keys(mine)) if (other !== key) send(read(other).fields).then(there => { if (there !== false) forget(other); });
  for (const drop of document.querySelectorAll("form[data-forget]")) drop.addEventListener("submit", () => { for (const each of keys(mine)) forget(each); });
  if (form) watch(form, key);
}

// The page that follows a form that was sent: the server has what was in it, right or wrong.
function answered() {
  const sent = sessionStorage.getItem("parvis-demarche-sent");
  const how = performance.getEntriesByType("navigation")[0]?.type;
  sessionStorage.removeItem("parvis-demarche-sent");
  if (sent?.startsWith(mine) && how === "navigate" && document.referrer.includes(here.dataset.demarche)) forget(sent);
}

function watch(form, key) {
  const texts = here.dataset;
  const line = Object.assign(document.createElement("p"), { className: "meta" });
  const told = document.createElement("div");
  told.setAttribute("role", "status");
  form.querySelector(".form-actions").append(line);
  form.prepend(told);
  const values = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !name.endsWith(".envoi"));
  const first = JSON.stringify(values());
  let timer = 0;
  let busy = null;
  let waiting = null;
  let away = false;

  const say = (text, level = 1) => {
    if (told.textContent === text) return;
    told.className = "field";
    told.replaceChildren(Object.assign(document.createElement("p"), { className: "alert alert--" + level, textContent: text }));
  };
  const lost = () => {
    away = true;
    say(waiting ? texts.waiting : texts.away, 2);
    clearTimeout(timer);
    timer = setTimeout(flush, AGAIN);
  };

  function flush() {
    busy ??= once().finally(() => { busy = null; });
    return busy;
  }
  async function once() {
    clearTimeout(timer);
    const kept = read(key);
    if (kept) {
      const there = await send(kept.fields);
      if (there === false) return lost();
      if (read(key)?.at === kept.at) forget(key);
      if (there) line.textContent = texts.saved + " " + new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    }
    if (away) say(texts.back);
    away = false;
    if (waiting) {
      const submitter = waiting;
      waiting = null;
      form.requestSubmit(submitter);
    }
  }

  const typed = () => {
    keep(key, values());
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE);
  };
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  addEventListener("online", flush);
  addEventListener("offline", lost);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && read(key)) flush(); });
  form.addEventListener("submit", event => {
    keep(key, values());
    if (!navigator.onLine) {
      event.preventDefault();
      waiting = event.submitter;
      lost();
      return;
    }
    // What is on its way must not arrive after the form.
    if (busy) {
      event.preventDefault();
      const { submitter } = event;
      Promise.race([busy, new Promise(resolve => { setTimeout(resolve, 3000); })]).then(() => { busy = null; form.requestSubmit(submitter); });
      return;
    }
    clearTimeout(timer);
    sessionStorage.setItem("parvis-demarche-sent", key);
  });

  restore(form, read(key), first, values, say);
  if (read(key)) flush();
}

// What did not reach the server when the page was left.
function restore(form, kept, first, values, say) {
  if (!kept) return;
  const all = new Map();
  for (const [name, value] of kept.fields) all.set(name, [...all.get(name) ?? [], value]);
  for (const field of form.elements) {
    if (!field.name || field.type === "file" || field.type === "submit" || field.name.startsWith("_") || field.name.endsWith("._count")) continue;
    const was = all.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = was.includes(field.value);
    else if (was.length) field.value = was[0];
  }
  if (JSON.stringify(values()) === first) forget(mine + form.dataset.step);
  else say(here.dataset.found);
}

// A second click while the answer is on its way sends nothing twice.
for (const form of document.querySelectorAll("main form[method=post]")) {
  let sent = false;
  form.addEventListener("submit", event => {
    if (event.defaultPrevented) return;
    if (sent) event.preventDefault();
    sent = true;
    setTimeout(() => { sent = false; }, AGAIN);
  });
}

// Who comes back by the browser's own memory sees what the server has, with the files that are attached.
addEventListener("pageshow", event => { if (event.persisted) location.reload(); });

// A phone tells where it is, if the person lets it.
for (const ask of document.querySelectorAll("[data-position]")) {
  if (!navigator.geolocation) continue;
  const { form, dataset } = ask;
  const said = ask.parentNode.querySelector("[role=status]");
  ask.hidden = false;
  ask.addEventListener("click", () => {
    said.textContent = dataset.asking;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const field = form.elements[dataset.position];
      field.value = coords.latitude.toFixed(5) + ", " + coords.longitude.toFixed(5);
      field.dispatchEvent(new Event("change", { bubbles: true }));
      said.textContent = dataset.got + " " + Math.max(1, Math.round(coords.accuracy)) + " m.";
    }, () => { said.textContent = dataset.none; }, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
  });
}

// On a phone or tablet, a field of its own for the camera.
if (matchMedia("(pointer: coarse)").matches) for (const camera of document.querySelectorAll("[data-camera]")) camera.hidden = false;

const files = document.querySelectorAll("form[data-send-to] input[data-resumable]");
if (files.length) import(document.querySelector("[data-send-to]").dataset.send).then(module => module.start(files));
