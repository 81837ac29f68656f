"""Work that each day owes: up to which day it is done, and which days a standstill left out."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from plenary.kernel.jobs.models import DailyWork

LONGEST = dt.timedelta(days=31)
"""What lies further back is not made up for."""


def missed(entry: str, *, before: dt.date) -> list[dt.date]:
    """Give the days before a day whose work was left out, the latest first.

    None where the work was never done: what was before the first day owes nothing.
    """
    done_on = DailyWork.objects.filter(entry=entry).values_list("done_on", flat=True).first()
    if done_on is None:
        return []
    start = max(done_on + dt.timedelta(days=1), before - LONGEST)
    return [before - dt.timedelta(days=n) for n in range(1, (before - start).days + 1)]


def was_done(entry: str) -> bool:
    """Say whether the work was ever done: for what is done but once."""
    return DailyWork.objects.filter(entry=entry).exists()


@transaction.atomic
def settle(entry: str, *, on: dt.date) -> None:
    """Write down that a day's work is done, and that of every day before it."""
    kept, _made = DailyWork.objects.select_for_update().get_or_create(
        entry=entry, defaults={"done_on": on}
    )
    if kept.done_on < on:
        kept.done_on = on
        kept.save(update_fields=["done_on"])
