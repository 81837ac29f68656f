// Reads a page aloud with a voice of the reader's own device. Without a script, or without such a voice,
// there is no button. Voices that send the words to somebody else's machine are never used.
"use strict";
(() => {
  const bar = document.querySelector("[data-aloud]");
  const speech = window.speechSynthesis;
  if (!bar || !speech || !window.SpeechSynthesisUtterance) return;

  const BLOCKS = "h1, h2, h3, p, li, dt, dd, caption, th, td, figcaption";
  const LEFT_OUT = "nav, .no-print, [aria-hidden=true], script, .topics, .facts, .text > .soft";
  const [start, stop] = bar.querySelectorAll("button");
  let queue = [];
  let shown = null;

  const own = lang => speech.getVoices().find(voice =>
    voice.localService && voice.lang.replace("_", "-").toLowerCase().startsWith(lang.slice(0, 2)));
  const langOf = node => node.closest("[lang]").lang;

  // One piece for each run of one language, in the order of the page.
  function pieces() {
    const found = [];
    for (const block of document.querySelectorAll(`main :is(${BLOCKS})`)) {
      if (block.closest(LEFT_OUT) || block.querySelector(BLOCKS) || !block.checkVisibility()) continue;
      const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let first = true; walk.nextNode();) {
        const words = walk.currentNode.data.replace(/\s+/g, " ");
        const lang = langOf(walk.currentNode.parentElement);
        if (!words.trim()) continue;
        const last = found.at(-1);
        if (!first && last.lang === lang) last.words += words;
        else found.push({ block, lang, words });
        first = false;
      }
    }
    return found;
  }

  function show(block) {
    shown?.classList.remove("is-read");
    shown = block;
    shown?.classList.add("is-read");
  }

  function next() {
    const piece = queue.shift();
    if (!piece) return end();
    const voice = own(piece.lang) ?? own(document.documentElement.lang);
    const said = new SpeechSynthesisUtterance(piece.words);
    said.voice = voice;
    said.lang = voice.lang;
    said.onstart = () => show(piece.block);
    said.onend = () => { if (!stop.hidden) next(); };
    said.onerror = end;
    speech.speak(said);
  }

  function end() {
    queue = [];
    stop.hidden = true;
    show(null);
    speech.cancel();
    start.textContent = bar.dataset.start;
    start.dataset.does = "start";
  }

  function begin() {
    speech.cancel();
    queue = pieces();
    stop.hidden = false;
    start.textContent = bar.dataset.pause;
    start.dataset.does = "pause";
    next();
  }

  const moves = {
    start: begin,
    pause: () => { speech.pause(); start.textContent = bar.dataset.resume; start.dataset.does = "resume"; },
    resume: () => { speech.resume(); start.textContent = bar.dataset.pause; start.dataset.does = "pause"; },
  };

  function offer() {
    if (own(document.documentElement.lang)) bar.hidden = false;
  }

  start.addEventListener("click", () => moves[start.dataset.does]());
  stop.addEventListener("click", () => { end(); start.focus(); });
  addEventListener("pagehide", () => speech.cancel());
  speech.addEventListener?.("voiceschanged", offer);
  offer();
})();
