"""On which occasions the ladder speaks on a day: each step's own, and its repetitions; and which were passed by."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plenary.contexts.governance.enums import Matter
from plenary.contexts.governance.models import Notice, Rung
from plenary.contexts.governance.selectors.ladder import dates_spoken_of, rungs
from plenary.contexts.governance.selectors.matters_owed import Owed, Span

REPEATED_FOR = 5 * 366
"""For how many days after its own a step goes on repeating."""

Said = tuple[int, int, dt.date, int]
"""A duty, a step, the matter's day, and how many days after the step's own it was said."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A step on a day, with the dates of which it speaks then."""

    rung: Rung
    span: Span
    later_days: int = 0
    """How many days after the step's own day it lies; 0 for that day itself."""

    @property
    def offset(self) -> int:
        """Give how many days after the matter's day it lies."""
        return self.rung.days + self.later_days

    def speaks_of(self, one: Owed, *, is_silent: bool) -> bool:
        """Say whether it speaks of what is owed, whose last reminder had no answer or had one."""
        return self.span[0] <= one.day <= self.span[1] and self.is_for(one, is_silent=is_silent)

    def is_for(self, one: Owed, *, is_silent: bool) -> bool:
        """Say whether its step is meant for what is owed, whatever its day."""
        if self.rung.is_lead_only and not one.is_lead:
            return False
        return is_silent or not self.rung.is_after_silence


def occasions(on: dt.date) -> dict[str, list[Occasion]]:
    """Give, by matter, the steps that speak on a day with the dates of which they do; none on a day off."""
    found: dict[str, list[Occasion]] = defaultdict(list)
    for rung in rungs().filter(is_active=True):
        if span := dates_spoken_of(on, rung.days):
            found[rung.matter] += _with_repetitions(rung, span)
    return found


def _with_repetitions(rung: Rung, span: Span) -> Iterator[Occasion]:
    yield Occasion(rung, span)
    if rung.repeat_days is None:
        return
    for days in range(rung.repeat_days, REPEATED_FOR + 1, rung.repeat_days):
        earlier = dt.timedelta(days=days)
        yield Occasion(rung, (span[0] - earlier, span[1] - earlier), days)


def latest_passed(
    steps: Iterable[Occasion], one: Owed, *, is_silent: bool, said: set[Said]
) -> list[Occasion]:
    """Give the latest occasion after its date that went by while nobody spoke of what is owed.

    None where one speaks of it today, or where that one was said at the time. ``steps`` are the day's
    occasions; of each step the first tells which dates it has passed.
    """
    held = [step for step in steps if step.rung.days > 0]
    if any(step.speaks_of(one, is_silent=is_silent) for step in held):
        return []
    passed = [
        step for step in held if one.day < step.span[0] and step.is_for(one, is_silent=is_silent)
    ]
    last = max((step.offset for step in passed), default=0)
    return [
        step
        for step in passed
        if step.offset == last and (one.part.pk, step.rung.pk, one.day, step.later_days) not in said
    ]


def said_of(some: Iterable[Owed]) -> set[Said]:
    """Give what was drafted of the due dates of these parts already; one query."""
    duties = [one.part.pk for one in some]
    rows = Notice.objects.filter(duty__in=duties, rung__matter=Matter.DUE).order_by()
    found = rows.values_list("duty_id", "rung_id", "due_on", "later_days").distinct()
    return {(duty or 0, rung, day, later) for duty, rung, day, later in found}
