"""Takes a web page apart into its blocks of text, in the order in which they stand on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

_BLOCK_NAMES = """
    address article aside blockquote body center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table
    tbody td tfoot th thead tr ul
"""
_NAMES_LEFT_OUT = """
    script style noscript template iframe svg math select option button textarea input object
    embed canvas audio video head nav footer map
"""
BLOCK_TAGS = frozenset(_BLOCK_NAMES.split())
LEFT_OUT = frozenset(_NAMES_LEFT_OUT.split())
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WHITE = re.compile(r"[\s\u200b\ufeff]+")
_WRAPPED_HAN = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])[ \t\r]*\n\s*(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text between two breaks, and how much of it is links."""

    text: str
    link_share: float


def squeeze(text: str) -> str:
    """Give ``text`` without any white space, for comparing."""
    return _WHITE.sub("", text)


def blocks_of(page: str) -> tuple[list[Block], list[str]]:
    """Give the blocks of text of a page and, squeezed, the titles that its head states."""
    tree = LexborHTMLParser(page)
    walk = _Walk()
    if tree.root is not None:
        walk.over(tree.root)
    return walk.blocks, _titles(tree)


def _titles(tree: LexborHTMLParser) -> list[str]:
    stated = [node.text() for node in tree.css("head title")]
    named = 'meta[name="ArticleTitle" i], meta[property="og:title"], meta[name="title" i]'
    stated += [node.attributes.get("content") or "" for node in tree.css(named)]
    return [title for title in map(squeeze, stated) if title]


class _Walk:
    """One pass over the tree, without recursion, gathering text until a block begins or ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._headings = 0

    def over(self, root: LexborNode) -> None:
        """Visit every node that is to be read; a string on the stack is a tag to be left."""
        stack: list[LexborNode | str] = [root]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                self._leave(node)
                continue
            if node.next is not None:
                stack.append(node.next)
            if node.is_text_node:
                self._take(node.text_content or "")
            elif node.child is not None and _is_read(node):
                stack.extend((node.tag or "", node.child))
                self._enter(node.tag or "")
            elif node.tag == "br":
                self._line_break()
        self._break()

    def _enter(self, tag: str) -> None:
        if tag in BLOCK_TAGS:
            self._break()
        self._links += tag == "a"
        self._headings += tag in HEADINGS

    def _leave(self, tag: str) -> None:
        if tag in BLOCK_TAGS:
            self._break()
        self._links -= tag == "a"
        self._headings -= tag in HEADINGS

    def _line_break(self) -> None:
        if self._headings:
            self._take("\n")
        else:
            self._break()

    def _take(self, text: str) -> None:
        self._pieces.append(text)
        if self._links:
            self._linked += len(squeeze(text))

    def _break(self) -> None:
        text = _WHITE.sub(" ", _WRAPPED_HAN.sub("", "".join(self._pieces))).strip()
        if text:
            self.blocks.append(Block(text, self._linked / max(len(squeeze(text)), 1)))
        self._pieces.clear()
        self._linked = 0


def _is_read(node: LexborNode) -> bool:
    if not node.is_element_node:
        return node.is_document_node
    attributes = node.attributes
    hidden = "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "")
    return node.tag not in LEFT_OUT and not hidden
