"""Loading the days that differ from the week's rule: our own table for China, else the holidays package."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

from django.db import transaction

from plenary.kernel.calendar import countries, selectors
from plenary.kernel.calendar.models import SpecialDay

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_calendar(*, calendar: str = "cn", path: Path | None = None) -> int:
    """Load a calendar's special days and give their number; what differs is replaced.

    Only the years in the file are touched: a year that an office has typed in itself stays. The
    file is CSV: ``on, is_working (0 or 1), name_zh, name_en, source``. Without one the days are ours
    for ``cn``, those of the holidays package for a country and its part (``GB-ENG``), and none for
    ``weekdays``. ``ValueError`` for a calendar that nobody knows.
    """
    days = _days(calendar, path)
    years = {day.on.year for day in days}
    SpecialDay.objects.filter(calendar=calendar, on__year__in=years).delete()
    SpecialDay.objects.bulk_create(days)
    selectors.forget()
    transaction.on_commit(selectors.forget)
    return len(days)


def _days(calendar: str, path: Path | None) -> list[SpecialDay]:
    own = path or DATA / f"{calendar}.csv"
    if path or own.is_file():
        return _read(calendar, own)
    return [] if calendar == selectors.WEEKDAYS else countries.days_of(calendar)


def _read(calendar: str, path: Path) -> list[SpecialDay]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            SpecialDay(
                calendar=calendar,
                on=dt.date.fromisoformat(row["on"]),
                is_working=row["is_working"] == "1",
                name_zh=row["name_zh"],
                name_en=row["name_en"],
                source=row["source"],
            )
            for row in csv.DictReader(file)
        ]
