"""Working days of other countries, as the holidays package knows them."""

from __future__ import annotations

import datetime as dt
from importlib.metadata import version

import holidays

from plenary.kernel.calendar.models import SpecialDay
from plenary.shared import clock

YEARS = (-1, 6)
"""From the last year to the fifth that comes; each upgrade and each start anew carries them on."""
SATURDAY = 5


def days_of(calendar: str) -> list[SpecialDay]:
    """Give the days on which a country, or a part of it, differs from a week of Monday to Friday.

    Where the weekend is another one, each of its days is such a day. ``ValueError`` for a country or
    part that the package does not know.
    """
    country, _, part = calendar.partition("-")
    known = holidays.list_supported_countries()
    if country not in known or (part and part not in known[country]):
        raise ValueError(f"PLENARY_CALENDAR: {calendar} is not known to the holidays package")
    this = clock.today().year
    years = range(this + YEARS[0], this + YEARS[1])
    theirs = holidays.country_holidays(country, subdiv=part or None, years=years)
    source = f"holidays {version('holidays')} (Python), {calendar}"
    every = (
        dt.date(years[0], 1, 1) + dt.timedelta(days=n)
        for n in range((dt.date(years[-1] + 1, 1, 1) - dt.date(years[0], 1, 1)).days)
    )
    return [
        _special(calendar, day, theirs, source)
        for day in every
        if theirs.is_working_day(day) != (day.weekday() < SATURDAY)
    ]


def _special(calendar: str, day: dt.date, theirs: holidays.HolidayBase, source: str) -> SpecialDay:
    is_working = theirs.is_working_day(day)
    name = theirs.get(day) or ("Working day" if is_working else "Weekend")
    return SpecialDay(
        calendar=calendar,
        on=day,
        is_working=is_working,
        name_zh=name[:60],
        name_en=name[:80],
        source=source,
    )
