// A dialog that chooses a picture of the media library; resolves with it ({id, src, small, alt, credit, title}), or null.
const texts = document.body.dataset;

const make = (tag, properties, ...inside) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...inside);
  return made;
};

export function pick() {
  return new Promise(resolve => {
    let chosen = null;
    const dialog = make("dialog", { className: "pick" });
    const title = make("h2", { id: "pick-title", textContent: texts.pickTitle });
    dialog.setAttribute("aria-labelledby", title.id);
    const input = make("input", { id: "pick-q", className: "input", type: "search" });
    const search = make("form", { className: "filters" },
      make("div", { className: "field" }, make("label", { htmlFor: input.id, className: "field__label", textContent: texts.pickSearch }), input),
      make("button", { className: "button button--quiet", textContent: texts.pickFind }));
    search.setAttribute("role", "search");
    const status = make("p", { className: "meta pick__status" });
    status.setAttribute("role", "status");
    const list = make("ul", { className: "media-grid" });
    const turn = (label, step) => {
      const button = make("button", { type: "button", className: "button button--quiet", textContent: label, hidden: true });
      button.addEventListener("click", () => show(page + step).then(() => list.querySelector("button")?.focus()));
      return button;
    };
    let page = 1;
    const before = turn(texts.pickBefore, -1);
    const after = turn(texts.pickAfter, 1);
    const close = make("button", { type: "button", className: "button button--quiet", textContent: texts.dialogCancel });
    close.addEventListener("click", () => dialog.close());
    dialog.append(title, search, status, list, make("p", { className: "form-actions" }, before, after, close));

    async function show(wanted) {
      const query = new URLSearchParams({ q: input.value, page: wanted });
      const answer = await fetch(texts.base + "/mediatheque/choix?" + query, { headers: { Accept: "application/json" } }).catch(() => null);
      const found = answer?.ok ? await answer.json().catch(() => null) : null;
      list.replaceChildren();
      if (!found) { status.textContent = texts.pickFailed; return; }
      page = found.page;
      before.hidden = page <= 1;
      after.hidden = page >= found.pages;
      status.textContent = found.total ? texts.pickFound + " " + found.total : texts.pickNone;
      for (const item of found.items) list.append(card(item));
    }

    function card(item) {
      const art = make("span", { className: "media-card__art" }, make("img", { src: texts.base + item.small, alt: "", loading: "lazy" }));
      const button = make("button", { type: "button" }, art, make("span", { className: "media-card__name", textContent: item.alt || item.title }));
      button.addEventListener("click", () => { chosen = item; dialog.close(); });
      return make("li", { className: "media-card" }, button);
    }

    search.addEventListener("submit", event => { event.preventDefault(); show(1); });
    dialog.addEventListener("close", () => { dialog.remove(); resolve(chosen); });
    document.body.append(dialog);
    dialog.showModal();
    input.focus();
    show(1);
  });
}

// A field that holds a picture's id: <input type="hidden" name="x" data-picked>, with a place to show it and a field for its alternative text.
export function offer(input) {
  const button = make("button", { type: "button", className: "button button--quiet", textContent: texts.pick });
  const alt = input.form.elements[input.dataset.pickedAlt];
  button.addEventListener("click", async () => {
    const item = await pick();
    button.focus();
    if (!item) return;
    input.value = item.id;
    if (alt) alt.value = item.alt;
    const shown = input.form.querySelector("[data-picked-shown]");
    shown.replaceChildren(make("img", { src: texts.base + item.src, alt: item.alt }));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  input.after(make("p", {}, button));
  // The dialog does what the list within the form does without script.
  input.parentElement.querySelector("details[data-picker=images]")?.remove();
}

// Documents that a form offers: searching leaves the form where it is, and keeps what is ticked.
export function shelf(details) {
  const input = details.querySelector("input[type=search]");
  const button = details.querySelector("button");
  const status = details.querySelector("[role=status]");
  const list = details.querySelector("ul");
  button.type = "button";
  async function search() {
    const query = new URLSearchParams({ type: "documents", q: input.value });
    const answer = await fetch(texts.base + "/mediatheque/choix?" + query, { headers: { Accept: "application/json" } }).catch(() => null);
    const found = answer?.ok ? await answer.json().catch(() => null) : null;
    if (!found) { status.textContent = texts.pickFailed; return; }
    const ticked = [...list.children].filter(item => item.querySelector("input").checked);
    const there = new Set(ticked.map(item => item.querySelector("input").value));
    list.replaceChildren(...ticked, ...found.items.filter(item => !there.has(item.id)).map(option));
    status.textContent = found.total ? found.items.length + " / " + found.total : details.dataset.pickerNone;
  }
  function option(item) {
    const id = "f-" + details.dataset.pickerName + "-" + item.id;
    const box = make("input", { type: "checkbox", id, name: details.dataset.pickerName, value: item.id });
    return make("li", { className: "field__option" }, box, " ", make("label", { htmlFor: id, textContent: item.title }));
  }
  button.addEventListener("click", search);
  input.addEventListener("keydown", event => { if (event.key === "Enter") { event.preventDefault(); search(); } });
}
