"""A month as rows of weeks, with the entries of each day."""

from __future__ import annotations

import calendar as weeks
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from plenary.contexts.governance.selectors.calendar.entries import Entry
from plenary.kernel.calendar import selectors as calendar
from plenary.shared import clock


@dataclass(slots=True)
class Day:
    """A day of the page."""

    on: dt.date
    is_of_month: bool
    is_working: bool
    is_today: bool
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its neighbours."""

    first: dt.date
    weeks: list[list[Day]]

    @property
    def previous(self) -> dt.date:
        """Give the first of the month before."""
        return (self.first - dt.timedelta(days=1)).replace(day=1)

    @property
    def next(self) -> dt.date:
        """Give the first of the month after."""
        return (self.first + dt.timedelta(days=31)).replace(day=1)

    @property
    def days(self) -> list[Day]:
        """Give the month's own days that hold something."""
        every = [day for week in self.weeks for day in week]
        return [day for day in every if day.is_of_month and day.entries]


def span(first: dt.date) -> tuple[dt.date, dt.date]:
    """Give the first and the last day that a month's page shows: whole weeks, from Monday."""
    days = _days(first)
    return days[0][0], days[-1][-1]


def month(first: dt.date, found: Iterable[Entry]) -> Month:
    """Lay entries out over a month's days."""
    by_day: dict[dt.date, list[Entry]] = {}
    for entry in found:
        by_day.setdefault(entry.on, []).append(entry)
    today = clock.today()
    rows = [
        [
            Day(
                on=day,
                is_of_month=day.month == first.month,
                is_working=calendar.is_working_day(day),
                is_today=day == today,
                entries=by_day.get(day, []),
            )
            for day in week
        ]
        for week in _days(first)
    ]
    return Month(first, rows)


def _days(first: dt.date) -> list[list[dt.date]]:
    return weeks.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
