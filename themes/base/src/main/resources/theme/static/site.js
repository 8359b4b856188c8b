// Suggestions and search as you type: everything works without it, by sending the form.
const norm = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/œ/g, "oe").replace(/[^a-z0-9]+/g, " ").trim();
for (const box of document.querySelectorAll("[data-filter]")) {
  const items = [...document.querySelectorAll(box.dataset.filter)].map(item => ({ item, words: " " + norm(item.textContent) }));
  const groups = document.querySelectorAll(box.dataset.groups);
  const status = document.getElementById(box.dataset.status);
  box.addEventListener("input", () => {
    const typed = norm(box.value);
    let count = 0;
    for (const { item, words } of items) count += !(item.hidden = !!typed && !words.includes(" " + typed));
    for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
    status.textContent = status.dataset[count === 1 ? "one" : "many"].replace("0", count);
  });
}
for (const box of document.querySelectorAll("[data-suggest]")) {
  const list = document.getElementById(box.getAttribute("list"));
  let last = 0;
  box.addEventListener("input", () => {
    clearTimeout(last);
    if (box.value.trim().length < 2) return;
    last = setTimeout(async () => {
      const answer = await fetch(box.dataset.suggest + encodeURIComponent(box.value)).catch(() => null);
      if (!answer || !answer.ok) return;
      list.replaceChildren(...(await answer.json()).map(words => Object.assign(document.createElement("option"), { value: words })));
    }, 150);
  });
}
