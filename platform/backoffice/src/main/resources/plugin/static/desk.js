// The back office: everything here is comfort; forms and menus work without it.
const body = document.body;

// Menus close on Escape and when the focus goes elsewhere; on a small screen the main menu starts closed.
for (const drop of document.querySelectorAll("[data-drop]")) {
  drop.addEventListener("keydown", event => {
    if (event.key === "Escape" && drop.open) { drop.open = false; drop.querySelector("summary").focus(); }
  });
  document.addEventListener("click", event => { if (!drop.contains(event.target)) drop.open = false; });
}
const menu = document.querySelector("[data-menu]");
if (menu) {
  const narrow = matchMedia("(max-width: 50rem)");
  const adapt = () => { menu.open = !narrow.matches; };
  adapt();
  narrow.addEventListener("change", adapt);
}

// After a refused form, the summary of mistakes is what to read first.
document.getElementById("errors")?.focus();

// Nothing typed is lost: a draft of each guarded form stays in this browser until the form is sent.
const DAY = 24 * 3600 * 1000;
const fields = form => [...form.elements].filter(e => e.name && !["file", "password", "hidden", "submit", "button"].includes(e.type));
const values = form => fields(form).map(e => [e.name, e.type === "checkbox" || e.type === "radio" ? e.checked : e.value]);
const fill = (form, saved) => fields(form).forEach((e, i) => {
  if (!saved[i] || saved[i][0] !== e.name) return;
  if (e.type === "checkbox" || e.type === "radio") e.checked = saved[i][1]; else e.value = saved[i][1];
  e.dispatchEvent(new CustomEvent("restored"));
});
for (const form of document.querySelectorAll("form[data-guard], form[data-draft]")) {
  const key = "parvis-draft:" + location.pathname + ":" + (form.dataset.draft ?? form.getAttribute("action"));
  const first = JSON.stringify(values(form));
  let sent = false;
  const dirty = () => !sent && JSON.stringify(values(form)) !== first;
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (dirty()) localStorage.setItem(key, JSON.stringify({ at: Date.now(), first, values: values(form) }));
    }, 400);
  });
  form.addEventListener("submit", event => {
    if (event.submitter?.formTarget) return;
    sent = true;
    sessionStorage.setItem("parvis-sent", key);
  });
  addEventListener("beforeunload", event => { if (dirty()) event.preventDefault(); });
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  if (kept && (Date.now() - kept.at > 7 * DAY || JSON.stringify(kept.values) === first)) localStorage.removeItem(key);
  else if (kept && !document.getElementById("errors")) offer(form, key, kept);
}
// A form that was taken leads to another page or shows no mistakes: its draft has served.
const sentKey = sessionStorage.getItem("parvis-sent");
if (sentKey) {
  sessionStorage.removeItem("parvis-sent");
  if (!document.getElementById("errors") && document.querySelector("[role=status], form[data-guard], form[data-draft], .desk-title") && !document.querySelector("[data-problem]")) {
    localStorage.removeItem(sentKey);
    document.querySelector(".desk-draft")?.remove();
  }
}

function offer(form, key, kept) {
  const box = document.createElement("div");
  box.className = "desk-draft";
  box.setAttribute("role", "status");
  const text = document.createElement("span");
  text.textContent = body.dataset.draftFound;
  const take = button(body.dataset.draftTake, () => { fill(form, kept.values); box.remove(); form.dispatchEvent(new Event("input")); });
  const drop = button(body.dataset.draftDrop, () => { localStorage.removeItem(key); box.remove(); });
  box.append(text, take, drop);
  form.before(box);
}
function button(label, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--quiet";
  made.textContent = label;
  made.addEventListener("click", action);
  return made;
}

// The preview follows the form of the look.
const preview = document.querySelector("[data-preview]");
if (preview) {
  const form = document.getElementById(preview.dataset.preview);
  let timer = 0;
  const show = () => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") query.append(name, value);
    preview.src = preview.dataset.previewUrl + "?" + query;
  };
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 250); });
  for (const input of form.querySelectorAll("input[type=file][data-send]")) input.addEventListener("change", () => send(form, input).then(show));
}

// A picture is sent as soon as it is chosen: the preview shows it, saving keeps it. One that could not be sent goes with the form.
async function send(form, input) {
  const part = name => form.querySelector(`[data-${name}="${input.name}"]`);
  const hidden = form.elements[input.name + "Draft"];
  part("refused").textContent = "";
  if (!input.files.length) return;
  const data = new FormData();
  data.append(input.name, input.files[0]);
  const answer = await fetch(input.dataset.send, { method: "POST", body: data, headers: { Accept: "application/json" } }).catch(() => null);
  const said = await answer?.json().catch(() => null);
  if (!answer?.ok || !said) {
    part("refused").textContent = said?.error ?? body.dataset.unsent;
    return;
  }
  hidden.value = said.id;
  input.value = "";
  const image = Object.assign(new Image(said.width, said.height), { src: body.dataset.base + said.src, alt: "" });
  part("shown").replaceChildren(image);
  part("unsaved").textContent = body.dataset.unsaved;
}

// The editor comes only where there is a text to edit.
if (document.querySelector("textarea[data-editor]")) import(body.dataset.editor).then(module => module.start(body.dataset));

// A picture that a form holds can come from the media library.
const picked = document.querySelectorAll("input[data-picked]");
if (picked.length) import(body.dataset.picker).then(module => picked.forEach(module.offer));
