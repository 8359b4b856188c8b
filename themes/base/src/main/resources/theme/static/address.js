// Completes postal addresses: the pattern "editable combobox with list autocomplete, manual selection" of the ARIA Authoring Practices.
// When no file of addresses was taken in, or the line is bad, the field stays the plain field that it is.
const SHORTEST = 3;
const PAUSE = 200;

for (const input of document.querySelectorAll("input[data-address]")) {
  fetch(input.dataset.address).then(answer => { if (answer.status === 200) enhance(input); }).catch(() => {});
}

function enhance(input) {
  const id = input.id + "-proposed";
  const list = Object.assign(document.createElement("ul"), { id, hidden: true, className: "proposed" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.addressList);
  const status = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  status.setAttribute("role", "status");
  input.after(list, status);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id, autocomplete: "off" })) input.setAttribute(name, value);

  const at = input.dataset.addressAt ? input.form.elements[input.dataset.addressAt] : null;
  let proposed = [];
  let active = -1;
  let timer = 0;
  let asked = 0;
  let placed = "";

  const tell = (element, value) => {
    element.value = value;
    element.dispatchEvent(new Event("input", { bubbles: true }));
    element.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const select = index => {
    active = index;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    }
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    select(-1);
  };
  const open = () => {
    if (!proposed.length) return;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  const forget = () => {
    clearTimeout(timer);
    asked++;
    proposed = [];
    close();
  };
  const pick = index => {
    const chosen = proposed[index];
    forget();
    list.replaceChildren();
    status.textContent = "";
    tell(input, chosen.label);
    clearTimeout(timer);
    if (at) {
      placed = chosen.at;
      tell(at, placed);
    }
  };
  const show = answer => {
    proposed = answer;
    list.replaceChildren(...proposed.map((address, i) => {
      const option = Object.assign(document.createElement("li"), { id: id + "-" + i, textContent: address.label });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      return option;
    }));
    active = -1;
    input.removeAttribute("aria-activedescendant");
    status.textContent = proposed.length ? input.dataset.addressFound + " " + proposed.length : input.dataset.addressNone;
    if (proposed.length && document.activeElement === input) open(); else close();
  };
  const ask = async () => {
    const mine = ++asked;
    const answer = await fetch(input.dataset.address + encodeURIComponent(input.value.trim())).catch(() => null);
    if (mine !== asked || answer?.status !== 200) return;
    const found = await answer.json().catch(() => null);
    if (mine === asked && found) show(found);
  };

  input.addEventListener("input", () => {
    // What a choice put beside it is no longer true once the address is another.
    if (at && placed && at.value === placed) tell(at, "");
    placed = "";
    clearTimeout(timer);
    if (input.value.trim().length < SHORTEST) {
      forget();
      status.textContent = "";
    } else timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", event => {
    if (event.isComposing) return;
    const shown = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!proposed.length) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      open();
      select(!shown || active < 0 ? (step > 0 ? 0 : proposed.length - 1) : (active + step + proposed.length) % proposed.length);
    } else if (event.key === "Enter" && shown && active >= 0) {
      event.preventDefault();
      pick(active);
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  // Before the focus goes: a press on the list must not take it away from the field.
  list.addEventListener("pointerdown", event => event.preventDefault());
  list.addEventListener("click", event => {
    const option = event.target.closest("[role=option]");
    if (option) pick([...list.children].indexOf(option));
  });
  input.addEventListener("blur", close);
}
