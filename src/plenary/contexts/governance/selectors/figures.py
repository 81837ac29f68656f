"""The figures of the measures bound to a task, and what a unit's form begins with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from plenary.contexts.governance.models import Progress, Task, TaskMeasure
from plenary.contexts.governance.periods import Period
from plenary.contexts.governance.selectors import progress
from plenary.kernel.measures import registry
from plenary.kernel.measures.selectors import values_for
from plenary.shared import clock
from plenary.shared.questions import Question


@dataclass(frozen=True, slots=True)
class FigureNow:
    """A bound measure's value over a period; ``value`` is none where nothing was reported yet."""

    measure: str
    name_zh: str
    name_en: str
    counted_zh: str
    counted_en: str
    value: int | None
    target: int | None


@dataclass(frozen=True, slots=True)
class Prefill:
    """What a unit's form begins with: what Plenary knows already need not be typed."""

    period: Period
    figures: list[FigureNow]
    """Those with a value."""
    texts: dict[str, str] = field(default_factory=dict)
    """Field to text: ``done_zh`` and ``done_en`` worded from the figures."""
    last: Progress | None = None
    """The unit's latest entry, to read beside the form."""


def prefill(task: Task, unit_id: int, period: Period | None = None) -> Prefill:
    """Give what a unit's form for a period begins with: the period it owes unless given."""
    period = period or progress.period_owed(task, unit_id, progress.cadence_of(task))
    figures = figures_of(task, period)
    return Prefill(
        period=period,
        figures=figures,
        texts=worded(figures),
        last=progress.latest_of(task, unit_id),
    )


def figures_of(task: Task, period: Period) -> list[FigureNow]:
    """Give the bound measures that have a value over a period."""
    bound = _BOUND.records(task.pk)
    return [one for one in _values(bound, period) if one.value is not None]


_BOUND = Question(lambda task_id: TaskMeasure.objects.filter(task=task_id))


def figures_to_date(task: Task, bound: Sequence[TaskMeasure]) -> list[FigureNow]:
    """Give each bound measure with its value from the beginning of the due date's year to today."""
    today = clock.today()
    year = min(task.due_on.year, today.year) if task.due_on else today.year
    return _values(bound, Period(dt.date(year, 1, 1), today))


def worded(figures: Sequence[FigureNow]) -> dict[str, str]:
    """Word figures as the beginning of what was done, in both languages; nothing for none."""
    if not figures:
        return {}
    zh = "，".join(f"{one.name_zh}{one.value}{one.counted_zh}" for one in figures)
    en = "; ".join(f"{one.name_en}: {one.value}" for one in figures)
    return {"done_zh": f"{zh}。", "done_en": f"{en}."}


def _values(bound: Sequence[TaskMeasure], period: Period) -> list[FigureNow]:
    if not bound:
        return []
    known = {measure.key: measure for measure in registry.all_measures()}
    values = values_for([one.measure for one in bound], period.starts_on, period.ends_on)
    return [
        FigureNow(
            measure=one.measure,
            name_zh=known[one.measure].name_zh,
            name_en=known[one.measure].name_en,
            counted_zh=known[one.measure].counted_zh,
            counted_en=known[one.measure].counted_en,
            value=values[one.measure],
            target=one.target,
        )
        for one in bound
        if one.measure in known
    ]
