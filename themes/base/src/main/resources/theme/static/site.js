// Suggestions while typing: everything works without it, by sending the form.
for (const box of document.querySelectorAll("[data-suggest]")) {
  const list = document.getElementById(box.getAttribute("list"));
  let last = 0;
  box.addEventListener("input", () => {
    clearTimeout(last);
    const typed = box.value.trim();
    if (typed.length < 2) return;
    last = setTimeout(async () => {
      const answer = await fetch(box.dataset.suggest + encodeURIComponent(typed)).catch(() => null);
      if (!answer || !answer.ok) return;
      list.replaceChildren(...(await answer.json()).map(words => Object.assign(document.createElement("option"), { value: words })));
    }, 150);
  });
}
