"""Boxes in columns with lines between them, laid out from left to right for an SVG that the server draws.

Text is broken into lines here, since SVG breaks none: a Chinese character is as wide as two Latin letters.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDTH, BETWEEN, APART = 180, 44, 12
"""Of a box, between two columns, and between two boxes of one, in units of the drawing."""
LINE, ABOVE, BELOW = 17, 34, 8
UNITS, MOST_LINES = 22, 4
"""A line holds so many Latin letters; a box so many lines."""


@dataclass(frozen=True, slots=True)
class Box:
    """A step: what it is, what it says and where a click leads; ``is_missing`` for what should be there and is not."""

    key: str
    label: str
    text: str
    url: str = ""
    is_missing: bool = False


@dataclass(slots=True)
class Placed:
    """A box where it is drawn, under its number."""

    box: Box
    number: int
    x: int
    height: int
    lines: list[str]
    y: int = 0
    leads_to: list[int] = field(default_factory=list)
    """The numbers of the boxes that follow from it."""

    @property
    def middle(self) -> int:
        """Give the height of its middle."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one box to another."""

    path: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """The drawing; boxes stand in the order of their numbers."""

    boxes: list[Placed]
    lines: list[Line]
    width: int
    height: int


def flow(columns: Sequence[Sequence[Box]], ties: Iterable[tuple[str, str]]) -> Flow:
    """Lay columns out; ``ties`` join the keys of boxes, each further left than the one it leads to."""
    shown = [column for column in columns if column]
    placed: list[list[Placed]] = []
    for boxes in shown:
        x = len(placed) * (WIDTH + BETWEEN)
        number = sum(map(len, placed)) + 1
        placed.append([_sized(box, n, x) for n, box in enumerate(boxes, start=number)])
    by_key = {one.box.key: one for column in placed for one in column}
    joined = [(by_key[a], by_key[b]) for a, b in ties if a in by_key and b in by_key]
    for start, end in joined:
        start.leads_to.append(end.number)
    _stack(placed, joined)
    every = [one for column in placed for one in column]
    return Flow(
        boxes=every,
        lines=[_line(start, end) for start, end in joined],
        width=max(len(placed) * (WIDTH + BETWEEN) - BETWEEN, WIDTH),
        height=max((one.y + one.height for one in every), default=0),
    )


def broken(text: str, units: int = UNITS, most: int = MOST_LINES) -> list[str]:
    """Break a text into lines, between words where it has any; what does not fit ends in three dots."""
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest and len(lines) < most:
        cut = _fitting(rest, units)
        if cut < len(rest) and rest[cut - 1].isascii() and rest[cut].isascii():
            space = rest.rfind(" ", 0, cut + 1)
            cut = space if space > 0 else cut
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest:
        lines[-1] = lines[-1][: _fitting(lines[-1], units - 2)].rstrip() + "…"
    return lines


def _fitting(text: str, units: int) -> int:
    used = 0
    for place, character in enumerate(text):
        used += 2 if unicodedata.east_asian_width(character) in "WFA" else 1
        if used > units:
            return place
    return len(text)


def _sized(box: Box, number: int, x: int) -> Placed:
    lines = broken(box.text)
    return Placed(box, number, x, ABOVE + LINE * len(lines) + BELOW, lines)


def _stack(placed: Sequence[list[Placed]], joined: Sequence[tuple[Placed, Placed]]) -> None:
    """Stack the last column, then set every other box as near as it fits to the middle of what it leads to."""
    ends: defaultdict[int, list[Placed]] = defaultdict(list)
    for start, end in joined:
        ends[start.number].append(end)
    for column in reversed(placed):
        free = 0
        for one in column:
            led = ends[one.number]
            wanted = sum(end.middle for end in led) // len(led) - one.height // 2 if led else 0
            one.y = max(free, wanted)
            free = one.y + one.height + APART


def _line(start: Placed, end: Placed) -> Line:
    x, to = start.x + WIDTH, end.x
    bend = x + BETWEEN // 2 if to - x <= BETWEEN else to - BETWEEN // 2
    path = f"M{x} {start.middle}H{bend - 14}C{bend} {start.middle} {bend} {end.middle} {bend + 14} {end.middle}H{to}"
    return Line(path, is_missing=end.box.is_missing)
