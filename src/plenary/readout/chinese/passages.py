"""Passages of a text without their white space, and the clauses in them, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plenary.readout.draft import Found, Span

_NOISE = re.compile(r"[\s\u200b\ufeff]+|\*\*|<[^<>\n]{1,200}>")
_DELIMITER = re.compile(r"[，；：。！？“‘（《【「]")
_CLOSERS = {"“": "”", "‘": "’", "（": "）", "《": "》", "【": "】", "「": "」"}
_REACH = {"“": 46, "‘": 46, "（": 90, "《": 120, "【": 60, "「": 46}
_STOPS = "。！？"
_WIDE = str.maketrans({"(": "（", ")": "）", ";": "；", "!": "！", "?": "？"})
_WIDE_COMMA = re.compile(r"(?<![0-9A-Za-z]),|,(?![0-9A-Za-z])")
_WIDE_COLON = re.compile(r"(?<![0-9A-Za-z]):|:(?![0-9A-Za-z/])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph: its characters without white space, and where each of them stands in the source."""

    text: str
    places: tuple[int, ...] | range

    def span(self, start: int, end: int) -> Span:
        """Give the place in the source of the characters from ``start`` to ``end``."""
        return Span(self.places[start], self.places[end - 1] + 1)

    def found(self, start: int, end: int) -> Found:
        """Give the characters from ``start`` to ``end`` with their place in the source."""
        return Found(self.text[start:end], self.span(start, end))


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands between two stops of a passage; ``stop`` is the mark that ends it."""

    start: int
    end: int
    stop: str

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop follows."""
        return self.stop in _STOPS or not self.stop


def passage(source: str, start: int, end: int) -> Passage:
    """Make the passage that stands in ``source`` from ``start`` to ``end``."""
    pieces: list[str] = []
    places: list[int] = []
    at = start
    for noise in _NOISE.finditer(source, start, end):
        pieces.append(source[at : noise.start()])
        places.extend(range(at, noise.start()))
        at = noise.end()
    pieces.append(source[at:end])
    places.extend(range(at, end))
    return Passage(_widened("".join(pieces)), tuple(places))


def sentences(text: str) -> Iterator[list[Clause]]:
    """Split a passage into sentences of clauses.

    Commas, semicolons and colons part clauses; what stands in brackets, book marks or a short
    quotation is never parted.
    """
    current: list[Clause] = []
    for clause in _clauses(text):
        if clause.end > clause.start:
            current.append(clause)
        if clause.ends_sentence and current:
            yield current
            current = []
    if current:
        yield current


def _clauses(text: str) -> Iterator[Clause]:
    start = at = 0
    while (mark := _DELIMITER.search(text, at)) is not None:
        sign, at = mark.group(), mark.end()
        if sign in _CLOSERS:
            at = _past_bracket(text, mark.start(), sign)
            continue
        yield Clause(start, mark.start(), sign)
        start = at
        while start < len(text) and text[start] in "”’」":
            start += 1
        at = start
    yield Clause(start, len(text), "")


def _past_bracket(text: str, opened: int, sign: str) -> int:
    closed = text.find(_CLOSERS[sign], opened + 1, opened + _REACH[sign])
    if closed < 0 or (sign in "“‘「" and "。" in text[opened:closed]):
        return opened + 1
    return closed + 1


def _widened(text: str) -> str:
    text = text.translate(_WIDE)
    if "," in text:
        text = _WIDE_COMMA.sub("，", text)
    return _WIDE_COLON.sub("：", text) if ":" in text else text
