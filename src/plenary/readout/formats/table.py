"""A draft as a table for the terminal, with Chinese characters counted two columns wide."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from plenary.readout.draft import Directive, Draft, Lang
from plenary.readout.formats.filed import FiledDraft
from plenary.readout.formats.summary import summary_lines
from plenary.readout.formats.words import listing, word

NARROWEST, WIDEST = 60, 160
LABEL_WIDTH = 15
COLUMNS = (4, 14, 20)

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+|\s+")
_PIECE = re.compile(
    r"[A-Za-z0-9\u00c0-\u024f'’\-.,;:]+|\s+|.[、，。；：！？）》〉」』”’]{0,3}", re.DOTALL
)


def table_pieces(drafts: Iterable[FiledDraft], lang: Lang, *, several: bool) -> Iterator[bytes]:
    """Give each draft as labelled lines and a numbered table of its directives."""
    width = min(max(shutil.get_terminal_size((100, 24)).columns, NARROWEST), WIDEST)
    for filed in drafts:
        lines = list(_document(filed.draft, lang, width))
        if several:
            lines = [f"== {printable(filed.id or '-')} ==", *lines, ""]
        yield ("\n".join(lines) + "\n").encode("utf-8", errors="replace")


def printable(text: str) -> str:
    """Give ``text`` on one line, without control characters that could steer a terminal."""
    return _UNSEEN.sub(" ", text).strip()


def _document(draft: Draft, lang: Lang, width: int) -> Iterator[str]:
    for label, value in summary_lines(draft, lang):
        yield from _labelled(label, value, width)
    for index, attendee in enumerate(draft.attendees):
        posts = listing([post.text for post in attendee.posts], lang)
        value = f"{attendee.name.text} — {posts}" if posts else attendee.name.text
        yield from _labelled("" if index else word("attendees", lang), value, width)
    for index, entry in enumerate(draft.agenda):
        value = f"[{word(entry.kind, lang)}] {entry.item.text}"
        yield from _labelled("" if index else word("agenda", lang), value, width)
    for index, note in enumerate(draft.notes):
        value = note.zh if lang == "zh" else note.en
        yield from _labelled("" if index else word("notes", lang), value, width)
    yield ""
    yield from _directives(draft, lang, width)


def _labelled(label: str, value: str, width: int) -> Iterator[str]:
    for index, line in enumerate(_wrapped(printable(value), width - LABEL_WIDTH)):
        yield _padded("" if index else label, LABEL_WIDTH) + line


def _directives(draft: Draft, lang: Lang, width: int) -> Iterator[str]:
    yield f"{word('directives', lang)} ({len(draft.directives)})"
    if not draft.directives:
        return
    widths = (*COLUMNS, width - sum(COLUMNS))
    yield "─" * width
    heads = [word(head, lang) for head in ("number", "verb", "theme", "text")]
    yield from _row(heads, widths)
    yield "─" * width
    for number, directive in enumerate(draft.directives, 1):
        yield from _row(_cells(number, directive, lang), widths)


def _cells(number: int, directive: Directive, lang: Lang) -> list[str]:
    extras = []
    if directive.actor:
        extras.append(f"{word('actor', lang)}: {directive.actor.text}")
    if directive.due:
        extras.append(f"{word('due', lang)}: {directive.due.phrase.text}")
    text = directive.text + (f" ({listing(extras, lang)})" if extras else "")
    return [str(number), directive.verb or "–", directive.theme or "–", text]


def _row(cells: list[str], widths: tuple[int, ...]) -> Iterator[str]:
    columns = [
        _wrapped(printable(cell), width - 1) for cell, width in zip(cells, widths, strict=True)
    ]
    for line in zip_longest(*columns, fillvalue=""):
        padded = (_padded(cell, width) for cell, width in zip(line, widths, strict=True))
        yield "".join(padded).rstrip()


def _width(text: str) -> int:
    """Count the columns that ``text`` takes on a terminal."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    unseen = sum(unicodedata.combining(character) > 0 for character in text)
    return len(text) + wide - unseen


def _padded(text: str, width: int) -> str:
    return text + " " * max(width - _width(text), 0)


def _wrapped(text: str, width: int) -> list[str]:
    """Break ``text`` into lines of at most ``width`` columns, between words and Chinese characters."""
    lines, line, used = [], "", 0
    for found in _PIECE.finditer(text):
        for piece in _chopped(found.group(), width):
            size = _width(piece)
            if used + size > width:
                lines.append(line.rstrip())
                line, used = "", 0
            if line or not piece.isspace():
                line, used = line + piece, used + size
    return [*lines, line.rstrip()]


def _chopped(piece: str, width: int) -> list[str]:
    """Cut a word that is longer than a line."""
    if len(piece) <= width:
        return [piece]
    return [piece[start : start + width] for start in range(0, len(piece), width)]
