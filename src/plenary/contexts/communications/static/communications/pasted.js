// Turns what is pasted from a word processor or a web page into the marks of a page's text; without
// this file its plain words are pasted.
(() => {
  const TEXTS = "textarea[data-marks]";
  const BLOCKS = "p,div,section,article,blockquote,pre,h1,h2,h3,h4,h5,h6,ul,ol,li,table,tr";
  const LISTED = /^\s*(?:([•·●○▪■§◆►–-])|(\d{1,3})\s*[.)、．）])\s+/;
  const HEADINGS = { H1: "## ", H2: "## ", H3: "### ", H4: "### ", H5: "### ", H6: "### " };

  const weight = (node) =>
    (/(?:^|[;\s])font-weight\s*:\s*(\w+)/i.exec(node.getAttribute("data-look") || "") || [])[1];

  const isHeavy = (node) =>
    /^(B|STRONG)$/.test(node.tagName)
      ? !/^(normal|400)$/.test(weight(node))
      : /^(bold|[6-9]00)$/.test(weight(node));

  const around = (words, before, after) => {
    const [, head, middle, tail] = /^(\s*)([\s\S]*?)(\s*)$/.exec(words);
    return middle && !middle.includes("\n") ? `${head}${before}${middle}${after}${tail}` : words;
  };

  const inline = (node, isPlain) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/[\s\u00a0]+/g, " ");
    if (node.nodeType !== Node.ELEMENT_NODE || /^(STYLE|SCRIPT|TITLE)$/.test(node.tagName)) return "";
    if (node.tagName === "BR") return "\n";
    const words = [...node.childNodes].map((one) => inline(one, isPlain || isHeavy(node))).join("");
    const address = node.tagName === "A" && node.getAttribute("href");
    if (/^(https?:\/\/|mailto:)[^\s()<>"]+$/.test(address || "")) {
      return around(words.replace(/[*[\]]/g, ""), "[", `](${address})`);
    }
    return isHeavy(node) && !isPlain && !/[*[]/.test(words) ? around(words, "**", "**") : words;
  };

  const tidy = (words) => words.replace(/ *\n */g, "\n").replace(/ {2,}/g, " ").trim();

  const listed = (node, own, words) => {
    const hit = LISTED.exec(words);
    if (own) {
      const isNumbered = own.parentNode.tagName === "OL";
      return `${isNumbered ? `${[...own.parentNode.children].indexOf(own) + 1}.` : "-"} ${words}`;
    }
    if (!hit || !(hit[1] || /MsoList/.test(node.className))) return null;
    return `${hit[2] ? `${hit[2]}. ` : "- "}${words.slice(hit[0].length)}`;
  };

  const block = (node, own = node.closest("li")) => {
    if (node.tagName === "TR") {
      const cells = [...node.children].map((cell) => tidy(inline(cell)).replace(/\n+/g, " "));
      return { words: cells.filter(Boolean).join(" | "), isItem: true };
    }
    const mark = HEADINGS[node.tagName];
    const words = tidy(inline(node, Boolean(mark)));
    const item = mark ? null : listed(node, own, words);
    const whole = mark ? mark + words.replace(/\n/g, " ") : (item ?? words);
    return { words: words && whole, isItem: item !== null };
  };

  const blocks = (root) => {
    const found = [];
    let loose = document.createElement("div");
    const settle = () => {
      if (loose.childNodes.length) found.push(block(loose, root.closest("li")));
      loose = document.createElement("div");
    };
    for (const one of root.childNodes) {
      const isBlock = one.nodeType === Node.ELEMENT_NODE && (one.matches(BLOCKS) || one.querySelector(BLOCKS));
      if (!isBlock) loose.append(one.cloneNode(true));
      else {
        settle();
        if (one.tagName !== "TR" && one.querySelector(BLOCKS)) found.push(...blocks(one));
        else found.push(block(one));
      }
    }
    settle();
    return found.filter((one) => one.words);
  };

  // The page's policy forbids styles in a text; the weight of the letters alone is read of them.
  const unstyled = (html) =>
    html
      .replace(/<style[\s\S]*?<\/style>/gi, "")
      .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/i, " data-look="));

  const marked = (html) => {
    const parts = blocks(new DOMParser().parseFromString(unstyled(html), "text/html").body);
    const gap = (one, next) => (one.isItem && next.isItem ? "\n" : "\n\n");
    return parts.map((one, at) => (at ? gap(parts[at - 1], one) : "") + one.words).join("");
  };

  document.addEventListener("paste", (event) => {
    const field = event.target;
    const html = event.clipboardData && event.clipboardData.getData("text/html");
    if (!html || !field.matches || !field.matches(TEXTS)) return;
    const words = marked(html);
    if (!words) return;
    event.preventDefault();
    if (document.execCommand("insertText", false, words)) return;
    field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
