// Drafts of forms. Those marked data-draft are kept on the server while the agent types; what has not reached it is kept in this browser.
const texts = document.body.dataset;
const PREFIX = "parvis-draft:" + texts.agent + ":";
const KEPT = 30 * 24 * 3600 * 1000;
const IGNORED = ["file", "password", "hidden", "submit", "button", "reset", "search"];

const ticks = field => field.type === "checkbox" || field.type === "radio";
// The list of pictures within a form is there without script alone.
const fields = form => [...form.elements].filter(field => field.name && !IGNORED.includes(field.type) && !field.closest("[data-picker=images]"));
const values = form => fields(form).map(field => [field.name, ticks(field) ? field.checked : field.value]);

// By name, and by place among those of the same name: other fields may have come or gone since.
function fill(form, saved) {
  const nth = list => { const seen = {}; return list.map(name => name + "#" + (seen[name] = (seen[name] ?? 0) + 1)); };
  const names = nth(saved.map(([name]) => name));
  const known = Object.fromEntries(names.map((name, i) => [name, saved[i][1]]));
  const all = fields(form);
  nth(all.map(field => field.name)).forEach((name, i) => {
    if (!(name in known)) return;
    if (ticks(all[i])) all[i].checked = known[name]; else all[i].value = known[name];
    all[i].dispatchEvent(new CustomEvent("restored"));
  });
}

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + key));
    return kept && Date.now() - kept.at < KEPT ? kept : null;
  } catch { return null; }
}
const keep = (key, draft) => { try { localStorage.setItem(PREFIX + key, JSON.stringify(draft)); } catch { /* Full: the server has it. */ } };
const forget = key => localStorage.removeItem(PREFIX + key);

const post = (path, data, keepalive = false) => fetch(texts.base + path, {
  method: "POST", body: new URLSearchParams(data), headers: { Accept: "application/json" }, keepalive, redirect: "manual",
}).catch(() => null);

// What the server has of a form; undefined if it does not say.
async function fetched(key) {
  const answer = await fetch(texts.base + "/brouillons?" + new URLSearchParams({ cle: key }), { headers: { Accept: "application/json" }, redirect: "manual" }).catch(() => null);
  const said = answer?.ok ? await answer.json().catch(() => null) : null;
  return said?.draft ? JSON.parse(said.draft) : null;
}

export function start(forms) {
  const refused = !!document.querySelector("#errors, [data-problem]");
  const sent = sessionStorage.getItem("parvis-sent");
  sessionStorage.removeItem("parvis-sent");
  // A form that was taken leads to a page without mistakes: its draft has served. The sign-in page says nothing of it.
  const taken = sent && !refused && document.body.classList.contains("desk-body") ? sent : "";
  if (taken) forget(taken);
  const deleted = taken ? post("/brouillons/effacer", { cle: taken }) : Promise.resolve();
  deleted.then(() => forms.forEach(form => guard(form, refused)));
}

async function guard(form, refused) {
  const server = form.hasAttribute("data-draft");
  const key = (location.pathname + "#" + (form.dataset.draft || form.getAttribute("action").split("/").pop())).slice(-200);
  const base = form.elements.version?.value ?? "";
  // What was refused is not saved, though the form came back with it.
  const first = refused ? "" : JSON.stringify(values(form));
  const line = Object.assign(document.createElement("p"), { className: "desk-saved" });
  (form.querySelector(".form-actions") ?? form).append(line);
  let sent = false, timer = 0, unsaved = false;

  const dirty = () => !sent && JSON.stringify(values(form)) !== first;
  const draft = () => ({ at: Date.now(), base, values: values(form) });

  async function save(keepalive = false) {
    clearTimeout(timer);
    if (!dirty()) return;
    const now = draft();
    keep(key, now);
    if (!server) return;
    const answer = await post("/brouillons", { cle: key, contenu: JSON.stringify(now) }, keepalive);
    if (answer?.ok) {
      if (read(key)?.at === now.at) { forget(key); unsaved = false; }
      say(texts.draftSaved + " " + new Date(now.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }));
    } else {
      say("", answer);
    }
  }

  // Told aloud only when something is wrong.
  function say(text, problem) {
    line.classList.toggle("desk-saved--problem", !text);
    if (text) { line.removeAttribute("role"); line.replaceChildren(text); return; }
    line.setAttribute("role", "status");
    const expired = problem && (problem.status === 401 || problem.type === "opaqueredirect");
    line.replaceChildren(expired ? texts.draftExpired + " " : texts.draftAway);
    if (expired) line.append(Object.assign(document.createElement("a"), { href: texts.base, target: "_blank", rel: "noopener", textContent: texts.draftSignin }));
  }

  form.addEventListener("input", () => {
    unsaved = true;
    if (dirty()) keep(key, draft());
    clearTimeout(timer);
    timer = setTimeout(save, 1500);
  });
  const leaving = () => { if (unsaved) save(true); };
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") leaving(); });
  addEventListener("pagehide", leaving);
  addEventListener("online", leaving);
  form.addEventListener("submit", event => {
    if (event.submitter?.formTarget) return;
    keep(key, draft());
    clearTimeout(timer);
    sent = true;
    sessionStorage.setItem("parvis-sent", key);
  });
  addEventListener("beforeunload", event => { if (unsaved && dirty()) event.preventDefault(); });

  const local = read(key);
  const remote = server ? await fetched(key) : null;
  const newest = local && (!remote || local.at >= remote.at) ? local : remote;
  if (!newest || refused || dirty()) return;
  const drop = () => { forget(key); if (server) post("/brouillons/effacer", { cle: key }); };
  if (JSON.stringify(newest.values) === first) drop();
  else offer(form, newest, base, drop);
}

function offer(form, draft, base, drop) {
  const box = document.createElement("div");
  box.className = "desk-draft";
  box.setAttribute("role", "status");
  const when = new Date(draft.at).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  const text = Object.assign(document.createElement("p"), { textContent: texts.draftBegan + " " + when + "." });
  if (draft.base !== base) text.append(" ", Object.assign(document.createElement("strong"), { textContent: texts.draftChanged }));
  box.append(text, button(texts.draftTake, () => {
    fill(form, draft.values);
    box.remove();
    form.dispatchEvent(new Event("input"));
  }), button(texts.draftDrop, () => { drop(); box.remove(); }));
  form.before(box);
}

function button(label, action) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet", textContent: label });
  made.addEventListener("click", action);
  return made;
}
