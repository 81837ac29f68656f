"""The office's hours: from when a mail may go, and whether today's are over."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from plenary.contexts.governance import profiles
from plenary.kernel.calendar import selectors as calendar


def opening(now: dt.datetime) -> dt.datetime:
    """Give the moment from which a mail may go: now within the office's hours, else when they begin."""
    rules = profiles.current().notices
    here = timezone.localtime(now)
    day = here.date()
    if calendar.is_working_day(day):
        if rules.opens_at <= here.time() < rules.closes_at:
            return now
        if here.time() < rules.opens_at:
            return _at(day, rules.opens_at)
    return _at(calendar.next_working_day(day), rules.opens_at)


def is_over(now: dt.datetime) -> bool:
    """Say whether nothing can be told any more on the day of this moment: it is evening, or a day off."""
    return timezone.localtime(opening(now)).date() > timezone.localtime(now).date()


def _at(day: dt.date, hour: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, hour))
