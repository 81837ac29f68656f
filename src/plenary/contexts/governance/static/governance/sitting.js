// The keys of the secretary's screen; without this file each form is sent by its button.
(() => {
  const items = () => [...document.querySelectorAll(".sitting .item")];

  function step(by) {
    const all = items();
    const at = all.indexOf(document.activeElement.closest(".item"));
    const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
    if (!next) return;
    next.scrollIntoView({ block: "start" });
    const field = next.querySelector(".decide select");
    if (field) field.focus({ preventScroll: true });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest(".sitting form");
      if (form) { event.preventDefault(); form.requestSubmit(); }
    } else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    }
  });

  // News of who is there leave a form alone that somebody has opened.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const held = event.detail.target;
    if (held.matches("[data-left-in-use]") && held.querySelector("details[open]")) event.detail.shouldSwap = false;
  });

  // A decision may come both with one's own save and as news: it stands once.
  document.addEventListener("htmx:afterSettle", () => {
    const seen = new Set();
    for (const one of document.querySelectorAll(".sitting .matter[id]")) {
      if (seen.has(one.id)) one.remove();
      seen.add(one.id);
    }
  });
})();
