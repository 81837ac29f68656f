"""Turns the few marks of a page's text into HTML: every character of the text is escaped first.

An empty line parts paragraphs; ``## `` and ``### `` begin a heading, ``- `` a point, ``1. `` a numbered
one; ``**words**`` are strong; ``[words](https://…)`` is a link. There is nothing else, so that what is
pasted from a word processor or a web page stays plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, groupby

from markupsafe import Markup, escape

from plenary.shared.web.tongues import with_tongues

_INLINE = re.compile(
    r"\*\*(?P<strong>[^*\n]+)\*\*"
    r"|\[(?P<words>[^\]\n]+)\]\((?P<address>(?:https?://|mailto:|/portal/)[^\s()<>\"]+)\)"
)
_LINE = re.compile(r"(?P<mark>#{2,3}|-|\d{1,3}\.)\s+(?P<text>.+)")


@dataclass(slots=True)
class Section:
    """A section of a text: the anchor of its heading, its words, and its numbered steps."""

    anchor: str
    heading: str
    steps: list[str] = field(default_factory=list)


def html(text: str, lang: str = "") -> Markup:
    """Give the HTML of a page's text; parts in the other language are marked where the text's is known."""
    blocks = [block for block in text.split("\n\n") if block.strip()]
    made = Markup("\n").join(part for block in blocks for part in _parts(block.splitlines()))
    return with_tongues(made, lang) if lang else made


def links(text: str) -> list[tuple[str, str]]:
    """Give the words and the address of each link in a page's text, in their order."""
    return [(hit["words"], hit["address"]) for hit in _INLINE.finditer(text) if hit["address"]]


def with_anchors(shown: Markup) -> Markup:
    """Give HTML made here with an anchor at each section's heading, as ``outline`` names them."""
    numbers = count(1)
    return Markup(re.sub("<h2>", lambda _hit: f'<h2 id="{_anchor(next(numbers))}">', str(shown)))  # noqa: S704 - only an id is added to what was escaped


def outline(text: str) -> list[Section]:
    """Give the sections of a text; the first has no heading where steps stand before any."""
    sections: list[Section] = []
    numbers = count(1)
    for line in text.splitlines():
        kind, words = _kind(line), plain(_words(line.strip()))
        if kind == "h2":
            sections.append(Section(_anchor(next(numbers)), words))
        elif kind == "ol":
            sections = sections or [Section("", "")]
            sections[-1].steps.append(words)
    return sections


def _anchor(number: int) -> str:
    return f"part-{number}"


def plain(text: str) -> str:
    """Give a page's text without its marks, for summaries and the search."""
    lines = []
    for line in text.splitlines():
        hit = _LINE.fullmatch(line.strip())
        words = hit["text"] if hit else line.strip()
        lines.append(_INLINE.sub(lambda found: found["strong"] or found["words"], words))
    return "\n".join(lines)


def _parts(lines: list[str]) -> Iterator[Markup]:
    """Give a block's headings, lists and paragraphs, in their order."""
    read = [(_kind(line), line.strip()) for line in lines if line.strip()]
    for kind, group in groupby(read, key=lambda pair: pair[0]):
        yield _WRITERS[kind]([line for _kind_of_it, line in group])


def _kind(line: str) -> str:
    hit = _LINE.fullmatch(line.strip())
    if hit is None:
        return "p"
    mark = hit["mark"]
    if mark.startswith("#"):
        return f"h{len(mark)}"
    return "ul" if mark == "-" else "ol"


def _paragraph(lines: list[str]) -> Markup:
    return Markup("<p>{}</p>").format(Markup("<br>\n").join(_inline(line) for line in lines))


def _heading(level: int) -> Callable[[list[str]], Markup]:
    def write(lines: list[str]) -> Markup:
        made = [Markup("<h{0}>{1}</h{0}>").format(level, _inline(_words(line))) for line in lines]
        return Markup("\n").join(made)

    return write


def _list(tag: str) -> Callable[[list[str]], Markup]:
    def write(lines: list[str]) -> Markup:
        items = Markup("").join(Markup("<li>{}</li>").format(_inline(_words(one))) for one in lines)
        return Markup("<{0}>{1}</{0}>").format(tag, items)

    return write


def _words(line: str) -> str:
    hit = _LINE.fullmatch(line)
    return hit["text"] if hit else line


def _inline(text: str) -> Markup:
    pieces: list[Markup] = []
    at = 0
    for hit in _INLINE.finditer(text):
        pieces.append(escape(text[at : hit.start()]))
        if hit["strong"]:
            pieces.append(Markup("<strong>{}</strong>").format(hit["strong"]))
        else:
            link = Markup('<a href="{}" rel="noopener">{}</a>')
            pieces.append(link.format(hit["address"], hit["words"]))
        at = hit.end()
    pieces.append(escape(text[at:]))
    return Markup("").join(pieces)


_WRITERS: dict[str, Callable[[list[str]], Markup]] = {
    "p": _paragraph,
    "h2": _heading(2),
    "h3": _heading(3),
    "ul": _list("ul"),
    "ol": _list("ol"),
}
