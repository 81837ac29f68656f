/* Page Up and Page Down go to the month before and after, as in a calendar's own window. */
document.addEventListener("keydown", (event) => {
  const wanted = { PageUp: "prev", PageDown: "next" }[event.key];
  const typing = event.target.closest("input, select, textarea");
  if (!wanted || !event.altKey || typing) return;
  const link = document.querySelector(`nav a[rel=${wanted}]`);
  if (link) {
    event.preventDefault();
    link.click();
  }
});
