// What is typed into a long form stays in this tab until it is saved or its person signs out: a lost connection loses none of it.
(() => {
  const PREFIX = "plenary typed ";
  const WAIT = 300;
  let store;
  try {
    store = window.sessionStorage;
  } catch {
    return;
  }
  const keys = () => Object.keys(store).filter((key) => key.startsWith(PREFIX));
  const read = (key) => JSON.parse(store.getItem(key));
  const write = (key, kept) => {
    try {
      store.setItem(key, JSON.stringify(kept));
    } catch {
      store.removeItem(key); // there is no more room
    }
  };

  let isLeaving = false;
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-sign-out]")) return;
    isLeaving = true;
    keys().forEach((key) => store.removeItem(key));
  });

  // Whoever comes here straight from a form that was sent has saved it; a browser's own page of a failure says nothing of where one was.
  const from = document.referrer && new URL(document.referrer);
  for (const key of keys()) {
    const kept = read(key);
    if (kept.sent && from && from.pathname === kept.path && from.pathname !== location.pathname) store.removeItem(key);
  }

  const form = document.querySelector("form[data-kept]");
  if (!form) return;
  const person = `${PREFIX}${form.dataset.kept} `;
  keys().filter((key) => !key.startsWith(person)).forEach((key) => store.removeItem(key));
  const key = person + location.pathname;
  const box = form.querySelector("[data-kept-box]");
  const part = (name) => box.querySelector(`[data-kept-${name}]`);
  const show = (name) => ["offer", "offline", "online"].forEach((one) => { part(one).hidden = one !== name; });

  const fields = () => [...form.elements].filter((one) => one.name && one.type !== "file" && one.type !== "submit" && one.name !== "csrfmiddlewaretoken");
  const typed = () => fields().flatMap((one) => {
    if (one.matches("[type=checkbox], [type=radio]")) return one.checked ? [[one.name, one.value]] : [];
    if (one.multiple) return [...one.selectedOptions].map((chosen) => [one.name, chosen.value]);
    return [[one.name, one.value]];
  });
  function putBack(kept) {
    const values = new Map();
    for (const [name, value] of kept.typed) values.set(name, [...(values.get(name) || []), value]);
    for (const one of fields()) {
      const own = values.get(one.name) || [];
      if (one.matches("[type=checkbox], [type=radio]")) one.checked = own.includes(one.value);
      else if (one.multiple) [...one.options].forEach((choice) => { choice.selected = own.includes(choice.value); });
      else if (own.length) one.value = own[0];
      one.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  const words = (list) => JSON.stringify(list.filter(([name]) => !name.startsWith("seen_")));

  const kept = keys().includes(key) ? read(key) : null;
  if (kept && words(kept.typed) !== words(typed())) {
    part("at").textContent = new Date(kept.at).toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" }); // as all moments here: 2026-11-27 09:30
    show("offer");
    part("back").addEventListener("click", () => {
      putBack(kept);
      show("");
    });
    part("drop").addEventListener("click", () => {
      store.removeItem(key);
      show("");
    });
  }

  let waiting = 0;
  const keep = (sent) => {
    clearTimeout(waiting);
    waiting = 0;
    if (!isLeaving) write(key, { path: location.pathname, at: Date.now(), typed: typed(), sent });
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, WAIT, false);
  });
  window.addEventListener("pagehide", () => waiting && keep(false));
  form.addEventListener("submit", (event) => {
    keep(navigator.onLine);
    if (navigator.onLine) return;
    event.preventDefault();
    show("offline");
  });
  window.addEventListener("offline", () => show("offline"));
  window.addEventListener("online", () => part("offline").hidden || show("online"));
})();
