"""Reporting periods: the quarters, halves and years in which a list's tasks are reported on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MONTHS = {"quarter": 3, "half": 6, "year": 12}
"""How many months a period of each cadence has."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A reporting period, both days included."""

    starts_on: dt.date
    ends_on: dt.date


def period_of(cadence: str, day: dt.date) -> Period:
    """Give the period that holds a day."""
    months = MONTHS[cadence]
    first = (day.month - 1) // months * months + 1
    starts_on = dt.date(day.year, first, 1)
    after = first + months
    next_start = dt.date(day.year + (after > MONTHS["year"]), (after - 1) % MONTHS["year"] + 1, 1)
    return Period(starts_on, next_start - dt.timedelta(days=1))


def last_completed(cadence: str, today: dt.date) -> Period:
    """Give the last period that ended before today."""
    current = period_of(cadence, today)
    return period_of(cadence, current.starts_on - dt.timedelta(days=1))


def shortest(cadences: Iterable[str], default: str) -> str:
    """Give the most frequent of several rhythms: a task in several lists is reported once."""
    return min(cadences, key=lambda cadence: MONTHS[cadence], default=default)


@dataclass(frozen=True, slots=True)
class Standing:
    """A task's place in an adopted list: the list's rhythm and the days for which it was adopted."""

    cadence: str
    starts_on: dt.date
    ends_on: dt.date


def rhythm(standings: Sequence[Standing], today: dt.date, default: str) -> str:
    """Give the rhythm of a task: of the adopted lists whose days hold today, else of the last ones.

    A task goes on in the rhythm that it had until the next list is adopted; a draft has no say.
    """
    now = [one for one in standings if one.starts_on <= today <= one.ends_on]
    last = max((one.ends_on for one in standings), default=today)
    held = now or [one for one in standings if one.ends_on == last]
    return shortest([one.cadence for one in held], default)
