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

// On a small screen each row of a list is a card: cells say their column, roles say that it is a table still. Without script it scrolls.
const small = matchMedia("(max-width: 40rem)");
const cards = () => {
  for (const table of document.querySelectorAll(".table-wrap .table:not(.table--figures)")) {
    const heads = [...table.querySelectorAll("thead th")];
    if (heads.length < 3 || !table.tBodies.length) continue;
    table.classList.toggle("table--cards", small.matches);
    table.classList.toggle("table--sorted", heads.some(head => head.querySelector("a, button, input")));
    const role = (element, name) => { if (element && small.matches) element.setAttribute("role", name); else element?.removeAttribute("role"); };
    role(table, "table");
    for (const part of [table.tHead, ...table.tBodies]) role(part, "rowgroup");
    for (const head of heads) role(head, "columnheader");
    for (const row of table.rows) {
      role(row, "row");
      if (row.parentNode === table.tHead) continue;
      [...row.cells].forEach((cell, column) => {
        role(cell, cell.tagName === "TH" ? "rowheader" : "cell");
        const head = heads[column];
        if (cell.tagName === "TD" && cell.colSpan === 1 && head && !head.querySelector(".visually-hidden:only-child")) cell.dataset.label = head.textContent.trim();
      });
    }
  }
};
cards();
small.addEventListener("change", cards);

// Where several lines are chosen: all of the page at once, and how many they are.
for (const chooser of document.querySelectorAll("[data-choose]")) {
  const form = chooser.closest("form"), all = chooser.querySelector("input"), said = chooser.querySelector("[role=status]");
  const boxes = [...form.querySelectorAll(`input[type=checkbox][name="${chooser.dataset.choose}"]`)];
  const tell = () => {
    const chosen = boxes.filter(box => box.checked).length;
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
    said.textContent = chosen > 1 ? chooser.dataset.many.replace("#", chosen) : chosen ? chooser.dataset.one : "";
  };
  all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; tell(); });
  form.addEventListener("change", tell);
  addEventListener("pageshow", tell);
  chooser.hidden = false;
}

// After a refused form, the summary of mistakes is what to read first.
document.getElementById("errors")?.focus();

// Nothing typed is lost: drafts of forms, on the server (data-draft) or in this browser alone (data-guard).
const drafted = document.querySelectorAll("form[data-draft], form[data-guard]");
if (!body.dataset.drafts) sessionStorage.removeItem("parvis-sent");
else if (drafted.length || sessionStorage.getItem("parvis-sent")) import(body.dataset.drafts).then(module => module.start(drafted));

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
const shelves = document.querySelectorAll("details[data-picker=documents]");
if (picked.length || shelves.length) import(body.dataset.picker).then(module => { picked.forEach(module.offer); shelves.forEach(module.shelf); });

// Files leave before their form and go on where they stopped.
const resumable = [...document.querySelectorAll("input[type=file][data-resumable]")].filter(input => input.form);
if (resumable.length) import(body.dataset.send).then(module => module.start(resumable));
