"""A year drawn as lanes of marks: where a day stands, and which marks stand so near that they become one.

Places along the year are per cent of the drawing's width, so that it stretches; heights are the page's own letters.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NEAR = dt.timedelta(days=12)
"""Marks of a row that begin within so many days are drawn as one, with their number."""
_EDGE, _WIDE = 1.2, 95.3
"""A mark on the year's first or last day stands within the drawing, its number beside it."""


@dataclass(frozen=True, slots=True)
class Dated:
    """So many of a key on a day."""

    on: dt.date
    key: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn: its place, the key whose shape it has, and what it stands for."""

    at: float
    key: str
    counts: dict[str, int]
    first: dt.date
    last: dt.date

    @property
    def count(self) -> int:
        """Give the number of what it stands for."""
        return sum(self.counts.values())


def place(on: dt.date) -> float:
    """Give the place of a day in its year, in per cent of the width."""
    start = dt.date(on.year, 1, 1)
    return round(_EDGE + _WIDE * (on - start).days / 365, 2)


def months(year: int) -> list[tuple[dt.date, float, float]]:
    """Give the first day of each month, its place and its width."""
    firsts = [dt.date(year, month, 1) for month in range(1, 13)]
    ends = [*(place(first) for first in firsts[1:]), round(_EDGE + _WIDE, 2)]
    return [
        (first, place(first), round(end - place(first), 2))
        for first, end in zip(firsts, ends, strict=True)
    ]


def last_of_month(first: dt.date) -> dt.date:
    """Give the last day of the month that begins on the day."""
    return (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def marks(dated: Iterable[Dated], order: Sequence[str]) -> list[Mark]:
    """Give the marks of a row by day; of several in one, the key that stands first in the order is shown."""
    groups: list[list[Dated]] = []
    for one in sorted(dated, key=lambda one: one.on):
        if groups and one.on - groups[-1][0].on < NEAR:
            groups[-1].append(one)
        else:
            groups.append([one])
    return [_mark(group, order) for group in groups]


def _mark(group: list[Dated], order: Sequence[str]) -> Mark:
    counts: Counter[str] = Counter()
    for one in group:
        counts[one.key] += one.count
    told = {key: counts[key] for key in order if counts[key]}
    return Mark(place(group[0].on), next(iter(told)), told, group[0].on, group[-1].on)
