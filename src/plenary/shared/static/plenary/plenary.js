// What HTMX and the few quick touches need; every page works without this file.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
});
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-submit-on-change]");
  if (form) form.requestSubmit();
});
// A Chinese heading breaks between words: where the browser knows them, places to break stand between them, but never
// before a single character, which mostly ends a word that the browser cut in two (委员 会, 办公 室).
const chinese = Intl.Segmenter && new Intl.Segmenter("zh", { granularity: "word" });
const byWords = (heading) => {
  if (heading.classList.contains("by-words") || !/\p{Script=Han}/u.test(heading.textContent)) return;
  heading.classList.add("by-words");
  const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) found.push(texts.currentNode);
  for (const text of found) {
    const words = [...chinese.segment(text.data)];
    const pieces = words.flatMap(({ segment, isWordLike }, at) =>
      at && isWordLike && words[at - 1].isWordLike && segment.length > 1 ? [document.createElement("wbr"), segment] : [segment],
    );
    if (pieces.length > words.length) text.replaceWith(...pieces);
  }
};
const headingsByWords = () => document.querySelectorAll("main :is(h1, h2, h3)").forEach(byWords);
if (chinese) {
  headingsByWords();
  document.addEventListener("htmx:afterSettle", headingsByWords);
}
