"""Working days: the week's rule, and the special days that the office's calendar knows."""

from __future__ import annotations

import datetime as dt
import time

from django.conf import settings

from plenary.kernel.calendar.models import SpecialDay

SATURDAY = 5
WEEKDAYS = "weekdays"
"""The calendar that knows nothing but the week's rule."""
WEEK = 7
FRESH_FOR = 60
"""Seconds after which a year's days are read again: another process may have loaded a notice."""

_years: dict[tuple[str, int], tuple[float, dict[dt.date, bool]]] = {}


def is_known(year: int) -> bool:
    """Say whether the notice of a year is loaded; without it only the weekends are known.

    Of the calendar of weekdays there is none to load.
    """
    return settings.CALENDAR == WEEKDAYS or bool(_special_days(year))


def unknown_year(start: dt.date, end: dt.date) -> int | None:
    """Give the first year from one day to another whose notice is not loaded; none where all are known.

    Pages that tell working days say so: the days of such a year are counted by its weekends alone.
    """
    years = range(start.year, end.year + 1)
    return next((year for year in years if not is_known(year)), None)


def is_working_day(day: dt.date) -> bool:
    """Say whether people work on a day."""
    return _special_days(day.year).get(day, day.weekday() < SATURDAY)


def next_working_day(day: dt.date) -> dt.date:
    """Give the first working day after a day."""
    return add_working_days(day, 1)


def add_working_days(day: dt.date, number: int) -> dt.date:
    """Give the n-th working day after a day, before it where ``number`` is negative.

    None: the day itself, working or not.
    """
    step = dt.timedelta(days=1 if number > 0 else -1)
    left = abs(number)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(start: dt.date, end: dt.date) -> int:
    """Count the working days after ``start`` up to and with ``end``; negative where ``end`` is earlier.

    Yesterday to today is 1 on a working day, and a day to itself 0.
    """
    if end < start:
        return -working_days_between(end, start)
    count = _weekdays_until(end) - _weekdays_until(start)
    for year in range(start.year, end.year + 1):
        for day, is_working in _special_days(year).items():
            if start < day <= end:
                count += is_working - (day.weekday() < SATURDAY)
    return count


def forget() -> None:
    """Read the special days anew with the next question."""
    _years.clear()


def _weekdays_until(day: dt.date) -> int:
    """Count the days from Monday to Friday from the calendar's beginning up to and with a day."""
    weeks, rest = divmod(day.toordinal(), WEEK)
    return weeks * SATURDAY + min(rest, SATURDAY)


def _special_days(year: int) -> dict[dt.date, bool]:
    """Give a year's special days, from one query a minute at most."""
    key = (str(settings.CALENDAR), year)
    read_at, days = _years.get(key, (0.0, {}))
    if time.monotonic() - read_at > FRESH_FOR or key not in _years:
        rows = SpecialDay.objects.filter(calendar=key[0], on__year=year)
        days = dict(rows.values_list("on", "is_working"))
        _years[key] = (time.monotonic(), days)
    return days
