"""The one place that knows what time it is, so that the demo and a test can say so instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils import timezone

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
"""Days before and after are slips of the pen, and calculations with them run over the calendar's end."""

_said: ContextVar[dt.datetime | None] = ContextVar("said", default=None)


def now() -> dt.datetime:
    """Give this moment in UTC; in the demo by its own clock, which began on the demo's day and goes on from there.

    Before it was started: this time of day on the demo's day.
    """
    if said := _said.get():
        return said
    moment = timezone.now()
    if shift := getattr(settings, "DEMO_SHIFT", None):
        return moment + shift
    if day := getattr(settings, "DEMO_DAY", None):
        local = timezone.localtime(moment)
        return local.replace(year=day.year, month=day.month, day=day.day).astimezone(dt.UTC)
    return moment


def true_now() -> dt.datetime:
    """Give this moment in UTC also in the demo, whose own clock may be set anew with a new start.

    For machines that compare it with theirs, and for the jobs, which would wait for it.
    """
    return timezone.now()


def today() -> dt.date:
    """Give the date in the office's own time zone."""
    return timezone.localtime(now()).date()


def latest_day() -> dt.date:
    """Give the last day on which something can have happened: today.

    In the demo, whose day lies back, it is the true one: a text of this year can be read in there.
    """
    if getattr(settings, "DEMO_DAY", None) and not _said.get():
        return max(today(), timezone.localdate(true_now()))
    return today()


@contextmanager
def at(day: dt.date, hour: int = 10) -> Iterator[None]:
    """Let it be this hour of a day inside the block."""
    said = dt.datetime.combine(day, dt.time(hour), timezone.get_current_timezone())
    token = _said.set(said.astimezone(dt.UTC))
    try:
        yield
    finally:
        _said.reset(token)
