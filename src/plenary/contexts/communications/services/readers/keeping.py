"""Adds counts of opened pages to the days that they belong to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from plenary.contexts.communications.models import ReaderCount


@dataclass(frozen=True, slots=True, order=True)
class Opened:
    """What was opened: a place of the portal, with the page or topic that it shows."""

    place: str
    subject_id: int = 0


Row = tuple[dt.date, Opened, str]
"""A day, what was opened, and the language."""


@transaction.atomic
def add_counts(counts: Mapping[Row, int]) -> None:
    """Add counts to what is kept of their days; all of them or none.

    Several processes add to the same rows, always in one order, so that none waits for another in a
    circle. No audit row: nobody does this, and nothing of a record changes.
    """
    rows = sorted(counts)
    ReaderCount.objects.bulk_create(
        (
            ReaderCount(day=day, place=opened.place, subject_id=opened.subject_id, lang=lang)
            for day, opened, lang in rows
        ),
        ignore_conflicts=True,
        batch_size=500,
    )
    for day, opened, lang in rows:
        ReaderCount.objects.filter(
            day=day, place=opened.place, subject_id=opened.subject_id, lang=lang
        ).update(views=F("views") + counts[day, opened, lang])
