// The confirming screen's keys, marks and saving as one goes; the page works as plain forms without it.
(() => {
  const root = document.documentElement;
  root.classList.add("has-js");
  // Settling the style attribute would be inline style, which the page's security policy forbids.
  let current = null;
  let tab = "record";
  const bench = () => document.getElementById("bench");
  const clauses = () => [...document.querySelectorAll("#bench .clause")];
  const narrow = () => matchMedia("(max-width: 61.99rem)").matches;

  function showTab(name) {
    tab = name;
    bench().dataset.tab = name;
    for (const link of document.querySelectorAll(".bench-tabs a")) {
      if (link.dataset.tab === name) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  function marksOf(part) {
    return [...document.querySelectorAll("#bench .mark[data-part]")].filter((m) =>
      m.dataset.part.split(" ").includes(part));
  }

  function choose(part, { focus = false, card = true, mark = true } = {}) {
    current = part;
    for (const old of document.querySelectorAll("#bench .is-current")) old.classList.remove("is-current");
    const box = document.getElementById(part);
    const marks = marksOf(part);
    marks.forEach((m) => m.classList.add("is-current"));
    if (box) {
      box.classList.add("is-current");
      if (focus) box.focus({ preventScroll: true });
      if (card) box.scrollIntoView({ block: "nearest" });
    }
    if (mark && marks[0] && !narrow()) centre(marks[0]);
  }

  function centre(mark) {
    const pane = document.getElementById("source");
    const at = mark.getBoundingClientRect();
    const box = pane.getBoundingClientRect();
    if (at.top < box.top + 60 || at.bottom > box.bottom - 20) {
      pane.scrollTop += at.top - box.top - pane.clientHeight / 3;
    }
  }

  function step(by) {
    const all = clauses();
    if (!all.length) return;
    const at = all.findIndex((c) => c.id === current);
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    choose(next.id, { focus: true });
  }

  function send(form, action, values = {}) {
    form.querySelector("[name=action]").value = action;
    for (const [name, value] of Object.entries(values)) {
      const field = form.querySelector(`[name=${name}]`);
      if (field) field.value = value;
    }
    form.requestSubmit();
  }

  function cardForm() {
    const card = current && document.getElementById(current);
    return card && card.querySelector("form");
  }

  // Offsets count code points of the source, as the reader's do; each run says where it begins.
  function offsetOf(node, offset) {
    const run = (node.nodeType === 3 ? node.parentElement : node).closest("[data-at]");
    if (!run) return null;
    const range = document.createRange();
    range.setStart(run, 0);
    range.setEnd(node, offset);
    return Number(run.dataset.at) + [...range.toString()].length;
  }

  function selected() {
    const chosen = getSelection();
    const text = document.querySelector("[data-source]");
    if (!chosen.rangeCount || !text) return null;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    return start === null || end === null ? null : { start, end };
  }

  const acts = {
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    a: () => {
      const form = cardForm();
      if (!form || !document.getElementById(current).matches(".clause")) return;
      const all = clauses().map((c) => c.id);
      const next = all[all.indexOf(current) + 1];
      send(form, "accept");
      if (next) current = next;
    },
    x: () => {
      const form = cardForm();
      if (form) send(form, document.getElementById(current).matches(".is-dropped") ? "restore" : "drop");
    },
    m: () => cardForm() && send(cardForm(), "merge"),
    s: () => {
      const place = selected();
      const form = cardForm();
      if (form && place) send(form, "split", { at: place.start });
      else if (form) openCard("words");
    },
    e: () => openCard("quote"),
    t: () => {
      const box = cardForm() && cardForm().querySelector("[name=task]");
      if (box) box.click();
    },
    T: () => document.querySelector("#bench .all-tasks")?.click(),
    n: () => {
      const place = selected();
      const form = document.querySelector("form.add");
      if (place && place.end > place.start) send(form, "add", place);
      else form.querySelector("textarea").focus();
    },
    "?": () => document.getElementById("keys").showModal(),
  };

  function openCard(field) {
    const card = current && document.getElementById(current);
    const more = card && card.querySelector("details");
    if (!more) return;
    more.open = true;
    more.querySelector(`[name=${field}]`).focus();
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea, dialog");
    if (typing && event.key === "Escape" && !event.target.closest("dialog")) {
      event.target.blur();
      if (current) choose(current, { focus: true });
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = acts[event.key];
    if (!act || !bench()) return;
    event.preventDefault();
    act();
  });

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("#bench .mark[data-part]");
    const link = event.target.closest("#bench .to-mark, #bench .number");
    const card = event.target.closest("#bench .part");
    const toTab = event.target.closest(".bench-tabs a");
    if (toTab) {
      event.preventDefault();
      showTab(toTab.dataset.tab);
    } else if (mark) {
      if (!getSelection().isCollapsed) return event.preventDefault();
      const part = mark.hash.slice(1);
      if (narrow()) showTab("record");
      if (document.getElementById(part)?.matches(".part")) {
        event.preventDefault();
        choose(part, { mark: false });
      }
    } else if (link && narrow()) {
      showTab("source");
    } else if (link && card) {
      event.preventDefault();
      choose(card.id, { card: false });
    } else if (card && card.id !== current) {
      choose(card.id, { card: false });
    }
  });

  // Every field saves itself when it is left; what is to be added or split waits for its button.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("#bench form[data-autosave]");
    if (form && !event.target.matches("[data-by-button]")) form.requestSubmit();
  });

  // While one change is being saved, the next ones wait for the new version; unsaved.js keeps what was typed.
  let busy = false;
  let waiting = [];
  const keyOf = (form) => [form.getAttribute("action"), form.dataset.key].join(" ");
  const ownAction = (form) => form.dataset.key.split(" ")[1];
  const SAID = ["action", "at", "start", "end", "meeting"];

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("#bench form");
    if (!form) return;
    const act = event.submitter && event.submitter.dataset.act;
    if (act) form.querySelector("[name=action]").value = act;
    if (!busy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const values = new FormData(form);
    const said = SAID.filter((name) => values.has(name)).map((name) => [name, values.get(name)]);
    const key = keyOf(form);
    const onlySaves = form.matches("[data-autosave]") && values.get("action") === ownAction(form);
    if (!onlySaves || !waiting.some((one) => one.key === key && `${one.said}` === `${said}`)) waiting.push({ key, said });
  }, true);

  function goOn() {
    busy = false;
    // What leaves this page comes last, after everything that is to be kept.
    const next = waiting.find((one) => formOf(one)?.matches("[hx-post]")) || waiting[0];
    if (!next) return;
    waiting = waiting.filter((one) => one !== next);
    const form = formOf(next);
    if (!form) return goOn();
    for (const [name, value] of next.said) form.querySelector(`[name=${name}]`).value = value;
    form.requestSubmit();
  }
  const formOf = (one) => [...document.querySelectorAll("#bench form")].find((form) => keyOf(form) === one.key);
  document.addEventListener("htmx:beforeRequest", (event) => {
    busy = true;
    // Said once: should the form be sent again before it is drawn anew, it only saves.
    const form = event.detail.elt;
    form.querySelector("[name=action]").value = ownAction(form);
    for (const field of form.querySelectorAll("[name=at], [name=start], [name=end]")) field.value = "";
  });
  function tellNotSaved() {
    busy = false;
    const line = bench().querySelector("[data-not-saved]");
    line.textContent = line.dataset.notSaved;
    line.classList.add("is-waiting");
  }
  document.addEventListener("htmx:sendError", tellNotSaved);
  document.addEventListener("htmx:responseError", tellNotSaved);

  const stops = () => [...document.querySelectorAll("#bench :is(a, button, input, select, textarea, summary)")];
  let kept = { pane: 0, open: [], stop: -1, count: 0 };
  document.addEventListener("htmx:beforeSwap", () => {
    if (!bench()) return;
    kept = {
      pane: document.getElementById("source").scrollTop,
      open: [...document.querySelectorAll("#bench .part:has(details[open])")].map((p) => p.id),
      stop: stops().indexOf(document.activeElement),
      count: stops().length,
    };
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!bench()) return;
    document.getElementById("source").scrollTop = kept.pane;
    for (const id of kept.open) {
      const more = document.getElementById(id)?.querySelector("details");
      if (more) more.open = true;
    }
    showTab(tab);
    const isLost = document.activeElement === document.body;
    if (isLost && kept.stop >= 0 && kept.count === stops().length) stops()[kept.stop].focus({ preventScroll: true });
    const inField = document.activeElement && document.activeElement.closest("#bench form, dialog");
    if (current) choose(current, { focus: !inField, card: !inField, mark: !inField });
    const alert = bench().querySelector("[role=alert]");
    if (alert) {
      alert.scrollIntoView({ block: "nearest" });
      waiting = [];
    }
    goOn();
  });

  document.addEventListener("DOMContentLoaded", () => {
    if (!bench()) return;
    document.querySelector("[data-keys-hint]").hidden = false;
    showTab(location.hash === "#source" ? "source" : "record");
    const part = location.hash.slice(1);
    const first = clauses().find((c) => !c.matches(".is-accepted, .is-dropped")) || clauses()[0];
    const start = part && document.getElementById(part)?.matches(".part") ? part : first?.id;
    if (start) choose(start, { card: Boolean(part), mark: Boolean(part) });
  });
})();
