// Makes a rich editor (Quill) of each <textarea data-editor>. The text area stays the form's field: without this it holds HTML.
let Quill;
let texts;

export async function start(dataset) {
  texts = dataset;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: dataset.editorCss }));
  await import(dataset.quill);
  Quill = self.Quill;
  register();
  for (const area of document.querySelectorAll("textarea[data-editor]")) edit(area);
}

// Tables are kept as they are: the editor shows them, without changing them.
function register() {
  const Embed = Quill.import("blots/block/embed");
  class TableBlot extends Embed {
    static blotName = "rawtable";
    static tagName = "DIV";
    static className = "editor-table";
    static create(html) {
      const node = super.create();
      node.innerHTML = html;
      node.contentEditable = "false";
      return node;
    }
    static value(node) { return node.innerHTML; }
  }
  Quill.register(TableBlot);
}

const TOOLS = [
  [["header", "2", "h2"], ["header", "3", "h3"]],
  [["bold", "", "bold"], ["italic", "", "italic"]],
  [["list", "bullet", "bullets"], ["list", "ordered", "numbers"], ["blockquote", "", "quote"]],
  [["link", "", "link"], ["image", "", "image"]],
  [["clean", "", "clean"]],
];

function toolbar() {
  const bar = document.createElement("div");
  bar.className = "editor-bar";
  for (const group of TOOLS) {
    const part = document.createElement("span");
    part.className = "ql-formats";
    for (const [format, value, name] of group) {
      const tool = document.createElement("button");
      tool.type = "button";
      tool.className = "ql-" + format;
      if (value) tool.value = value;
      tool.title = texts["tool" + name[0].toUpperCase() + name.slice(1)];
      tool.setAttribute("aria-label", tool.title);
      part.append(tool);
    }
    bar.append(part);
  }
  return bar;
}

function edit(area) {
  const label = area.labels[0];
  const bar = toolbar();
  const place = document.createElement("div");
  area.before(bar, place);
  area.hidden = true;
  area.required = false;
  const off = ["tab", "indent", "outdent", "indent code-block", "outdent code-block", "remove tab", "table tab", "table tab shift"];
  const editor = new Quill(place, {
    theme: "snow",
    formats: ["header", "bold", "italic", "list", "indent", "blockquote", "link", "image", "rawtable"],
    modules: {
      // The Tab key goes on to the next field: nobody is trapped in the text.
      keyboard: { bindings: Object.fromEntries(off.map(name => [name, false])) },
      toolbar: { container: bar, handlers: { link: () => link(editor), image: () => picture(editor) } },
      uploader: { handler: (range, files) => picture(editor, files[0]) },
    },
  });
  editor.clipboard.addMatcher("TABLE", node => new (Quill.import("delta"))().insert({ rawtable: bare(node) }));
  editor.root.setAttribute("role", "textbox");
  editor.root.setAttribute("aria-multiline", "true");
  if (label) {
    label.id ||= area.id + "-label";
    editor.root.setAttribute("aria-labelledby", label.id);
    label.addEventListener("click", () => editor.focus());
  }
  for (const name of ["aria-describedby", "aria-invalid"]) if (area.hasAttribute(name)) editor.root.setAttribute(name, area.getAttribute(name));
  for (const shown of document.querySelectorAll(`a[data-finding][href="#${area.id}"]`)) shown.addEventListener("click", event => { event.preventDefault(); show(editor, shown.dataset); });
  load(editor, area.value);
  area.addEventListener("restored", () => load(editor, area.value));
  editor.on("text-change", (delta, old, source) => {
    area.value = html(editor.root);
    if (source === "user") area.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// Where something was found in the text: the element of that name and number is selected.
function show(editor, { finding, index }) {
  const node = editor.root.querySelectorAll(finding)[index];
  const blot = node && Quill.find(node, true);
  editor.focus();
  if (blot) editor.setSelection(editor.getIndex(blot), Math.max(1, blot.length?.() ?? 1));
  (node ?? editor.root).scrollIntoView({ block: "center" });
}

// Pictures lie on the public site; the back office shows them below its own address.
const inner = text => text.replaceAll('src="/images/', `src="${texts.base}/images/`);
const outer = text => text.replaceAll(`src="${texts.base}/images/`, 'src="/images/');

function load(editor, text) {
  editor.setContents(editor.clipboard.convert({ html: inner(text) }), "silent");
  editor.history.clear();
}

function bare(table) {
  const copy = table.cloneNode(true);
  for (const node of [copy, ...copy.querySelectorAll("*")]) {
    for (const attribute of [...node.attributes]) if (!["colspan", "rowspan", "scope"].includes(attribute.name)) node.removeAttribute(attribute.name);
  }
  copy.querySelectorAll("script, style").forEach(node => node.remove());
  return copy.outerHTML;
}

// From the editor's own marks to plain HTML: real lists, no classes.
function html(root) {
  const copy = root.cloneNode(true);
  copy.querySelectorAll(".ql-ui").forEach(node => node.remove());
  copy.querySelectorAll("ol").forEach(list => { if (!list.closest(".editor-table")) list.replaceWith(lists([...list.children])); });
  copy.querySelectorAll(".editor-table").forEach(node => node.replaceWith(...node.childNodes));
  for (const node of copy.querySelectorAll("*")) {
    for (const name of ["class", "style", "contenteditable", "data-list", "target", "rel"]) node.removeAttribute(name);
  }
  while (copy.lastElementChild?.matches("p") && !copy.lastElementChild.textContent && !copy.lastElementChild.querySelector("img")) copy.lastElementChild.remove();
  return outer(copy.innerHTML);
}

function lists(items) {
  const all = document.createDocumentFragment();
  const open = [];
  for (const item of items) {
    const level = Number(/ql-indent-(\d)/.exec(item.className)?.[1] ?? 0);
    const tag = item.dataset.list === "ordered" ? "OL" : "UL";
    while (open.length > level + 1 || (open.length === level + 1 && open[level].tagName !== tag)) open.pop();
    while (open.length < level + 1) {
      const list = document.createElement(tag);
      const above = open.at(-1);
      (above ? above.lastElementChild ?? above.appendChild(document.createElement("li")) : all).append(list);
      open.push(list);
    }
    const made = document.createElement("li");
    made.append(...item.childNodes);
    open.at(-1).append(made);
  }
  return all;
}

// A dialog with fields, and what was wrong the time before; resolves with its form, or null.
function ask(title, fields, problem = "", other = "") {
  return new Promise(resolve => {
    const dialog = document.createElement("dialog");
    dialog.className = "editor-dialog";
    const form = Object.assign(document.createElement("form"), { method: "dialog" });
    const heading = Object.assign(document.createElement("h2"), { textContent: title, id: "editor-dialog-title" });
    dialog.setAttribute("aria-labelledby", heading.id);
    form.append(heading);
    if (problem) form.append(Object.assign(document.createElement("p"), { className: "field__error", role: "alert", textContent: problem }));
    for (const { name, label, type, value = "", required = true, accept, unless } of fields) {
      const check = type === "checkbox";
      const row = Object.assign(document.createElement("p"), { className: check ? "field field--check" : "field" });
      const input = Object.assign(document.createElement("input"), { id: "editor-" + name, name, type, required, className: check ? "" : "input" });
      if (accept) input.accept = accept; else if (check) input.checked = value; else input.value = value;
      const caption = Object.assign(document.createElement("label"), { htmlFor: input.id, textContent: label, className: "field__label" });
      row.append(...check ? [input, caption] : [caption, input]);
      form.append(row);
      if (unless) {
        const follow = () => { const on = form.elements[unless].checked; input.required = !on; input.disabled = on; };
        form.addEventListener("change", follow);
        queueMicrotask(follow);
      }
    }
    const row = Object.assign(document.createElement("p"), { className: "form-actions" });
    const ok = Object.assign(document.createElement("button"), { className: "button", textContent: texts.dialogOk, value: "ok" });
    const no = Object.assign(document.createElement("button"), { className: "button button--quiet", textContent: texts.dialogCancel, type: "button" });
    no.addEventListener("click", () => dialog.close(""));
    row.append(ok, no);
    if (other) {
      const more = Object.assign(document.createElement("button"), { className: "button button--quiet", textContent: other, type: "button" });
      more.addEventListener("click", () => dialog.close("other"));
      row.append(more);
    }
    form.append(row);
    dialog.append(form);
    document.body.append(dialog);
    dialog.addEventListener("close", () => { resolve(dialog.returnValue === "ok" ? form : dialog.returnValue === "other" ? "other" : null); dialog.remove(); });
    dialog.showModal();
  });
}

async function link(editor) {
  const range = editor.getSelection(true);
  const current = editor.getFormat(range).link ?? "";
  const form = await ask(texts.toolLink, [{ name: "href", label: texts.dialogHref, type: "text", value: current, required: false }]);
  if (!form) return editor.focus();
  const typed = form.elements.href.value.trim();
  const href = /^(https?:|mailto:|tel:|\/|#)/.test(typed) || !typed ? typed : typed.includes("@") ? "mailto:" + typed : "https://" + typed;
  if (href && range.length === 0) {
    editor.insertText(range.index, typed, { link: href }, "user");
    editor.setSelection(range.index + typed.length);
  } else {
    editor.formatText(range.index, range.length, "link", href || false, "user");
  }
  editor.focus();
}

async function picture(editor, given) {
  const range = editor.getSelection(true);
  let alt = "", decorative = false, problem = "", answer = null;
  while (!answer?.ok) {
    const fields = [
      { name: "alt", label: texts.dialogAlt, type: "text", value: alt, unless: "decorative" },
      { name: "decorative", label: texts.dialogDecorative, type: "checkbox", value: decorative, required: false },
    ];
    if (!given) fields.unshift({ name: "file", label: texts.dialogFile, type: "file", accept: "image/jpeg,image/png,image/webp,image/gif" });
    const form = await ask(texts.toolImage, fields, problem, given ? "" : texts.pick);
    if (!form) return editor.focus();
    if (form === "other") return fromLibrary(editor, range);
    alt = form.elements.alt.value;
    decorative = form.elements.decorative.checked;
    const data = new FormData();
    data.append("file", given ?? form.elements.file.files[0]);
    data.append("alt", alt);
    if (decorative) data.append("decorative", "true");
    answer = await fetch(texts.base + "/images", { method: "POST", body: data, headers: { Accept: "application/json" } }).catch(() => null);
    const said = answer?.ok ? null : await answer?.json().catch(() => null);
    problem = said?.error ?? said?.detail ?? said?.title ?? texts.dialogFailed;
  }
  insert(editor, range, await answer.json());
}

function insert(editor, range, image) {
  editor.insertEmbed(range.index, "image", texts.base + image.src, "user");
  editor.formatText(range.index, 1, "alt", image.alt, "user");
  if (image.credit) editor.insertText(range.index + 1, "\n" + image.credit + "\n", { italic: true }, "user");
  editor.setSelection(range.index + 1);
  editor.focus();
}

// What a picture of the library shows may depend on where it stands: its alternative text is proposed, and can be changed here.
async function fromLibrary(editor, range) {
  const item = await (await import(texts.picker)).pick();
  if (!item) return editor.focus();
  const form = await ask(texts.toolImage, [
    { name: "alt", label: texts.dialogAlt, type: "text", value: item.alt, unless: "decorative" },
    { name: "decorative", label: texts.dialogDecorative, type: "checkbox", value: false, required: false },
  ]);
  if (!form) return editor.focus();
  insert(editor, range, { ...item, alt: form.elements.decorative.checked ? "" : form.elements.alt.value });
}
