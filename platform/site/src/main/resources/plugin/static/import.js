// Follows an import while it goes on. The link « Actualiser » does the same without this.
const running = document.querySelector("[data-import-running]");

async function follow() {
  if (!document.hidden) {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-import-running]");
      if (answer.ok && !next) return location.reload();
      if (next) for (const part of ["progress", "[data-import-count]"]) {
        const [mine, theirs] = [running.querySelector(part), next.querySelector(part)];
        if (part === "progress") mine.value = theirs.value; else mine.textContent = theirs.textContent;
      }
    } catch { /* Away for a moment: tried again. */ }
  }
  setTimeout(follow, 2000);
}
if (running) setTimeout(follow, 1000);
