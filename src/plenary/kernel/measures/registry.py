"""What can be counted: registers declare their measures when the app starts, people make others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from plenary.kernel.measures.counting import counted_figures
from plenary.kernel.measures.models import Figure, HandMeasure
from plenary.kernel.text.wording import in_en, in_zh

Count = Callable[[dt.date, dt.date, Collection[int] | None], int]
"""Gives the number for a period, both days included, of these units or (none given) of all."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with the query behind it and the page that lists the records it counts.

    ``counted`` is what one of it is called: 场, 家, 人次. ``records_url`` is asked with the period as
    ``?from=2025-01-01&to=2025-06-30``; none for a measure whose figures are typed.
    """

    key: str
    name_zh: str
    name_en: str
    counted_zh: str
    counted_en: str
    value: Count
    records_url: str | None = None
    is_by_hand: bool = False
    is_illustrative: bool = False


_declared: dict[str, Measure] = {}


def declare(measure: Measure) -> None:
    """Offer a register's measure to everybody; a key belongs to one measure."""
    held = _declared.setdefault(measure.key, measure)
    if held is not measure:
        raise ValueError(f"{measure.key} is declared twice")


def declared() -> dict[str, Measure]:
    """Give the measures that registers count, by key, without a query."""
    return {key: _worded(measure) for key, measure in _declared.items()}


def get(key: str) -> Measure | None:
    """Give a measure, a declared one or one kept by hand; none where there is no such key."""
    if key in _declared:
        return _worded(_declared[key])
    made = HandMeasure.objects.filter(key=key).first()
    return by_hand(made) if made else None


def all_measures() -> list[Measure]:
    """Give every measure, the declared ones first, with one query."""
    made = (by_hand(measure) for measure in HandMeasure.objects.all())
    return [*declared().values(), *(m for m in made if m.key not in _declared)]


def _worded(measure: Measure) -> Measure:
    """Call a declared measure, and what it counts, by the words of the practice in force."""
    named = replace(
        measure,
        name_zh=in_zh(measure.name_zh),
        name_en=in_en(measure.name_en),
        counted_zh=in_zh(measure.counted_zh),
        counted_en=in_en(measure.counted_en),
    )
    return measure if named == measure else named


def by_hand(made: HandMeasure) -> Measure:
    """Give a measure kept by hand in the form of the declared ones."""
    return Measure(
        key=made.key,
        name_zh=made.name_zh,
        name_en=made.name_en,
        counted_zh=made.counted_zh,
        counted_en=made.counted_en,
        value=_sum_of(made.key),
        is_by_hand=True,
        is_illustrative=made.is_illustrative,
    )


def _sum_of(key: str) -> Count:
    def value(start: dt.date, end: dt.date, unit_ids: Collection[int] | None) -> int:
        figures = Figure.objects.filter(measure=key, starts_on__gte=start, ends_on__lte=end)
        if unit_ids is not None:
            figures = figures.filter(unit_id__in=list(unit_ids))
        return sum(figure.value for figure in counted_figures(figures))

    return value
