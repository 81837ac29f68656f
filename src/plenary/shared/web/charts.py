"""Charts as SVG that the server draws: shares of a whole in a row, and shares over time.

Only shapes are drawn; words and numbers stand beside them as text, so that they wrap, grow and are read aloud.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 1000, 240
"""Units of the drawing of shares over time; the page stretches it to the width it has."""
MOST_TICKS = 5
"""So many numbers stand beside an axis at most, its end apart."""
APART = 9.0
"""How far apart marks at the end of a drawing stand at least, in per cent of its height."""


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


@dataclass(frozen=True, slots=True)
class End:
    """Where the mark of a share stands beside the end of a drawing, in per cent of its height from the top."""

    key: str
    count: int
    at: float


def scale(most: int) -> list[tuple[int, float]]:
    """Give the numbers beside an axis that ends at ``most``, each with its place in per cent from the top.

    Whole numbers in even steps from nought, and the end itself; at most six.
    """
    if most < 1:
        return []
    size = 10 ** (len(str(most)) - 1)
    steps = (max(part * size // 10, 1) for part in (1, 2, 5, 10, 20, 50))
    step = next(one for one in steps if most // one < MOST_TICKS)
    inner = [tick for tick in range(0, most, step) if most - tick >= step / 2]
    return [(tick, round(100 * (1 - tick / most), 2)) for tick in (*inner, most)]


def ends(counts: Mapping[str, int], order: Sequence[str], most: int) -> list[End]:
    """Give the mark of each share of the last day, in its middle, the first of the order lowest.

    Those of thin shares are moved up so that none lies over another.
    """
    placed: list[End] = []
    below, last = 0, 100.0 + APART
    for key in order:
        if count := counts.get(key, 0):
            middle = 100 * (1 - (below + count / 2) / most)
            last = min(middle, last - APART)
            placed.append(End(key, count, round(last, 2)))
            below += count
    over = max(0.0, -placed[-1].at) if placed else 0.0
    return [End(one.key, one.count, round(one.at + over, 2)) for one in placed]


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
