"""Keeps each evening's value of every measure: what a number was on a day stays known when its records change."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from plenary.kernel.jobs import days
from plenary.kernel.measures import registry
from plenary.kernel.measures.models import MeasureSnapshot
from plenary.kernel.measures.selectors import values_for
from plenary.shared import clock

KEEPING = "measures.snapshots"
"""The work that each day owes."""


def keep_snapshots() -> int:
    """Keep the values of yesterday, and of the days before on which no worker ran; give how many are new.

    A value is counted from 1 January of the day's year to the day, over all units; a measure for which
    nothing was reported has none. What is kept stays: a second time there is nothing new, and a day
    made up for is counted out of the records as they are by now. No audit row: nothing of the
    record changes.
    """
    yesterday = clock.today() - dt.timedelta(days=1)
    kept = sum(_keep(day) for day in sorted(days.missed(KEEPING, before=yesterday)))
    kept += _keep(yesterday)
    days.settle(KEEPING, on=yesterday)
    return kept


@transaction.atomic
def _keep(day: dt.date) -> int:
    """Keep one day, all of it or nothing."""
    keys = [measure.key for measure in registry.all_measures()]
    values = values_for(keys, dt.date(day.year, 1, 1), day)
    held = set(MeasureSnapshot.objects.filter(on=day).values_list("measure", flat=True))
    rows = [
        MeasureSnapshot(measure=key, on=day, value=value, kept_at=clock.now())
        for key, value in values.items()
        if value is not None and key not in held
    ]
    MeasureSnapshot.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
