"""The ladder's steps, and on which working day each speaks of a date."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from plenary.contexts.governance import profiles
from plenary.contexts.governance.models import Rung
from plenary.kernel.calendar import selectors as calendar


def rungs() -> QuerySet[Rung]:
    """Give the steps of this installation's profile, those that rest included."""
    return Rung.objects.filter(profile=profiles.current().key)


def speaks_on(due_on: dt.date, days: int) -> dt.date:
    """Give the working day on which a step speaks of a due date.

    Where its own day is one off, a reminder comes on the last working day before, so that there is
    time left, and an escalation on the first one after.
    """
    day = due_on + dt.timedelta(days=days)
    if calendar.is_working_day(day):
        return day
    return calendar.add_working_days(day, -1 if days <= 0 else 1)


def dates_spoken_of(on: dt.date, days: int) -> tuple[dt.date, dt.date] | None:
    """Give the first and last due date of which a step speaks on a day; none on a day off."""
    if not calendar.is_working_day(on):
        return None
    one = dt.timedelta(days=1)
    first = last = on
    if days <= 0:
        last = calendar.add_working_days(on, 1) - one
    else:
        first = calendar.add_working_days(on, -1) + one
    step = dt.timedelta(days=days)
    return first - step, last - step
