"""Charts as SVG that the server draws: shares of a whole in a row, and shares over time.

Only shapes are drawn; words and numbers stand beside them as text, so that they wrap, grow and are read aloud.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 1000, 240
"""Units of the drawing of shares over time; the page stretches it to the width it has."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar: where it begins and how wide it is, in thousandths of the longest bar."""

    key: str
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Band:
    """A share over time as the points of a polygon, ``x,y`` with spaces between."""

    key: str
    points: str


def bar(counts: Mapping[str, int], order: Sequence[str], longest: int) -> list[Piece]:
    """Give the parts of one bar in an order, against the total of the longest bar; none for nothing."""
    pieces: list[Piece] = []
    start = 0.0
    for key in order:
        count = counts.get(key, 0)
        if count:
            width = round(WIDTH * count / max(longest, 1), 2)
            pieces.append(Piece(key, count, round(start, 2), width))
            start += width
    return pieces


def bands(days: Sequence[tuple[float, Mapping[str, int]]], order: Sequence[str]) -> list[Band]:
    """Give the shares over time, the first of the order at the bottom, against the largest total.

    Each day is its place on the time axis, 0 to 1, and its counts. Two days at least, or nothing is drawn.
    """
    most = max((sum(counts.values()) for _at, counts in days), default=0)
    if len(days) < 2 or not most:  # noqa: PLR2004 - a line has two ends
        return []
    below = [0] * len(days)
    drawn: list[Band] = []
    for key in order:
        above = [low + counts.get(key, 0) for low, (_at, counts) in zip(below, days, strict=True)]
        if above != below:
            there = [
                _point(at, high, most) for (at, _counts), high in zip(days, above, strict=True)
            ]
            back = [_point(at, low, most) for (at, _counts), low in zip(days, below, strict=True)]
            drawn.append(Band(key, " ".join([*there, *reversed(back)])))
        below = above
    return drawn


def _point(at: float, count: int, most: int) -> str:
    return f"{WIDTH * at:.1f},{HEIGHT * (1 - count / most):.1f}"
