// Marks the whole of the passage that the address names, also where others cut it into pieces.
(() => {
  function show() {
    const id = location.hash.match(/^#p(\d+)$/)?.[1];
    for (const old of document.querySelectorAll("mark.is-named")) old.classList.remove("is-named");
    if (!id) return;
    for (const piece of document.querySelectorAll(`mark[data-passages~="${id}"]`)) piece.classList.add("is-named");
  }
  addEventListener("hashchange", show);
  addEventListener("DOMContentLoaded", show);
})();
