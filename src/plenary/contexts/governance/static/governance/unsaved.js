// What a person typed or ticked since a save went out survives the answer that draws its form anew, and is saved after it.
(() => {
  const FIELDS = "form[hx-post] :is(input:not([type=hidden]), select, textarea)";
  const touched = new Set();
  const carried = new WeakSet();
  const refused = new WeakSet();
  const going = new WeakMap();
  let pointed = false;
  let composing = false;
  let held = [];
  let kept = [];
  let writing = null;

  const formKey = (form) => `${form.getAttribute("action")} ${form.dataset.key || ""}`;
  const keyOf = (field) => `${formKey(field.form)} ${field.name}`;
  const isRefused = (detail) => [409, 422].includes(detail.xhr?.status);
  const fieldsIn = (box) => [...box.querySelectorAll(FIELDS)].filter((field) => field.name);
  const unsavedIn = (box) => fieldsIn(box).filter((field) => touched.has(field));

  function touch(event) {
    if (!event.target.matches?.(FIELDS)) return;
    touched.add(event.target);
    refused.delete(event.target);
    carried.delete(event.target);
  }
  document.addEventListener("input", touch, true);
  document.addEventListener("change", touch, true);

  // A browser tells of a change only where it was typed into this very field, not where it was put back.
  document.addEventListener("focusout", (event) => {
    if (!carried.delete(event.target) || !touched.has(event.target)) return;
    if (event.target.isConnected && savesItself(event.target)) event.target.form.requestSubmit();
  });
  const savesItself = (field) => field.form.matches("[data-autosave]") && !field.matches("[data-by-button]");

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt;
    if (!form.matches("form")) return;
    const sent = fieldsIn(document).filter((field) => field.form === form && touched.delete(field));
    sent.forEach((field) => carried.delete(field));
    going.set(event.detail.xhr, sent);
  });
  const takeBack = (detail) => (going.get(detail.xhr) || []).filter((field) => field.isConnected && touched.add(field));
  document.addEventListener("htmx:sendError", (event) => takeBack(event.detail));
  document.addEventListener("htmx:responseError", (event) => takeBack(event.detail));

  // No redrawing under a hand that presses, composes a character, or is halfway through a date: it would undo it.
  function isAtIt(target) {
    const here = target.contains(document.activeElement) && document.activeElement;
    return pointed || (here && (composing || here.validity?.badInput));
  }
  function release() {
    setTimeout(() => {
      const waiting = held;
      held = [];
      for (const { detail, id } of waiting) {
        const target = document.getElementById(id);
        if (!target) continue;
        Object.assign(detail, { target, shouldSwap: true });
        htmx.trigger(target, "htmx:beforeSwap", detail);
        if (!detail.shouldSwap) continue;
        htmx.swap(target, detail.serverResponse, { swapStyle: "outerHTML", settleDelay: 20 }, { eventInfo: detail });
      }
    });
  }
  let lifting = 0;
  function lift() {
    clearTimeout(lifting);
    pointed = false;
    release();
  }
  document.addEventListener("pointerdown", () => {
    pointed = true;
    clearTimeout(lifting);
    lifting = setTimeout(lift, 1000); // a list that opens swallows the end of the press
  }, true);
  for (const up of ["pointerup", "pointercancel", "dragend"]) document.addEventListener(up, lift, true);
  document.addEventListener("compositionstart", () => { composing = true; }, true);
  document.addEventListener("compositionend", () => { composing = false; release(); }, true);
  document.addEventListener("input", release);
  document.addEventListener("focusout", release);

  // A refusal and a stale version are answered with the page's part, what was typed still in it.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { detail } = event;
    if (isRefused(detail)) Object.assign(detail, { shouldSwap: true, isError: false });
    if (!detail.shouldSwap || !detail.target.querySelector(FIELDS)) return;
    if (isAtIt(detail.target)) {
      held.push({ detail, id: detail.target.id });
      detail.shouldSwap = false;
      event.stopImmediatePropagation();
      return;
    }
    if (isRefused(detail)) takeBack(detail).forEach((field) => refused.add(field));
    kept = unsavedIn(detail.target).map((field) => ({
      key: keyOf(field), value: field.value, checked: field.checked, refused: refused.has(field),
    }));
    const field = document.activeElement;
    writing = detail.target.contains(field) && field.matches(FIELDS) && field.name
      ? { key: keyOf(field), from: field.selectionStart, to: field.selectionEnd, way: field.selectionDirection }
      : null;
    touched.forEach((one) => detail.target.contains(one) && touched.delete(one));
  });

  document.addEventListener("htmx:afterSwap", () => {
    if (!kept.length && !writing) return;
    const drawn = new Map(fieldsIn(document).map((field) => [keyOf(field), field]));
    for (const { key, value, checked, refused: wasRefused } of kept) {
      const field = drawn.get(key);
      if (!field) continue;
      if (field.type === "checkbox") field.checked = checked;
      else field.value = value;
      touched.add(field);
      carried.add(field);
      if (wasRefused) refused.add(field);
      open(field);
    }
    const field = writing && drawn.get(writing.key);
    if (field) {
      open(field);
      field.focus({ preventScroll: true });
      if (writing.from !== null && field.setSelectionRange) field.setSelectionRange(writing.from, writing.to, writing.way);
    }
    kept = [];
    writing = null;
  });
  function open(field) {
    for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  }

  // What somebody else recorded never takes the place of what is being written.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target } = event.detail;
    if (target.contains(document.activeElement) || unsavedIn(target).length) event.detail.shouldSwap = false;
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (isRefused(event.detail)) return;
    const forms = new Set();
    for (const field of touched) {
      if (!field.isConnected) touched.delete(field);
      else if (carried.has(field) && !refused.has(field) && field !== document.activeElement && savesItself(field)) forms.add(field.form);
    }
    forms.forEach((form) => form.requestSubmit());
  });
})();
