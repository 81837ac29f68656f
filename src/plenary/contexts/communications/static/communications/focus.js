// A click on the photo fills in its focus; without this file the two numbers are typed.
(() => {
  const figure = document.querySelector("[data-focus]");
  const across = document.querySelector("input[name=focus_x]");
  const down = document.querySelector("input[name=focus_y]");
  if (!figure || !across || !down) return;

  const within = (value) => Math.min(100, Math.max(0, Math.round(value)));
  const mark = () => {
    for (const circle of figure.querySelectorAll("circle")) {
      circle.setAttribute("cx", `${within(Number(across.value))}%`);
      circle.setAttribute("cy", `${within(Number(down.value))}%`);
    }
  };

  figure.classList.add("can-click");
  document.querySelector("[data-focus-hint]").hidden = false;
  figure.addEventListener("click", (event) => {
    const box = figure.querySelector("img").getBoundingClientRect();
    across.value = within(((event.clientX - box.left) / box.width) * 100);
    down.value = within(((event.clientY - box.top) / box.height) * 100);
    mark();
  });
  for (const field of [across, down]) field.addEventListener("input", mark);
  mark();
})();
