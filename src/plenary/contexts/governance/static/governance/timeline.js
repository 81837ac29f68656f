// Begins a year that is wider than its frame where today stands; without it one scrolls there.
"use strict";
for (const plot of document.querySelectorAll(".plot")) {
  const today = plot.querySelector("line.today");
  if (today) {
    const left = today.getBoundingClientRect().left - plot.getBoundingClientRect().left;
    plot.scrollLeft = Math.max(0, left - plot.clientWidth / 2);
  }
}
