"""Makes the index anew out of the records, a piece at a time, and knows whether it is as this version wants it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models, transaction

from plenary.kernel.jobs import days
from plenary.kernel.search.models import Entry
from plenary.kernel.search.registry import indexers
from plenary.kernel.search.services import forget
from plenary.shared import clock

FORM = 2
"""Raise it when what is written into the index changes, or how: every installation then makes it anew."""

BATCH = 500


def is_current() -> bool:
    """Say whether the whole index was written in this version's form."""
    return days.was_done(_mark())


def set_current() -> None:
    """Write down that it was; the day on which it was first is kept."""
    if not is_current():
        days.settle(_mark(), on=clock.today())


def kinds() -> dict[str, tuple[type[models.Model], Callable[[Any], None]]]:
    """Give every registered kind of record by its label, in the order of the labels."""
    known = {
        model._meta.label_lower: (model, indexer)  # noqa: SLF001 - Django's documented meta API
        for model, indexer in indexers().items()
    }
    return dict(sorted(known.items()))


def rebuild_all() -> dict[str, int]:
    """Make the whole index anew, in batches so that others can write in between; give how many of each kind."""
    return {label: _rebuild(label) for label in kinds()}


def _rebuild(label: str) -> int:
    total = 0
    at: int | None = 0
    while at is not None:
        count, at = rebuild_some(label, after=at, limit=BATCH)
        total += count
    return total


def rebuild_some(label: str, *, after: int, limit: int) -> tuple[int, int | None]:
    """Index the next records after a number, and forget what stands between them and is gone.

    Gives how many there were, and the last one's number, or none where the kind is through. What is
    indexed is read before the records, so that nothing new is taken for gone.
    """
    model, indexer = kinds()[label]
    entries = Entry.objects.filter(subject_type=label, subject_id__gt=after)
    records = model._default_manager.filter(pk__gt=after).order_by("pk")  # noqa: SLF001
    last = next(iter(records.values_list("pk", flat=True)[limit - 1 : limit]), None)
    if last is not None:
        entries, records = entries.filter(subject_id__lte=last), records.filter(pk__lte=last)
    indexed = set(entries.values_list("subject_id", flat=True))
    there = list(records.values_list("pk", flat=True))
    for pk in there:
        _index(model, indexer, pk)
    if gone := indexed - set(there):
        forget(label, gone)
    return len(there), last


@transaction.atomic
def _index(model: type[models.Model], indexer: Callable[[Any], None], pk: int) -> None:
    """Index a record as it is now, locked alone: what somebody withdraws meanwhile does not come back."""
    records = model._default_manager.select_for_update(of=("self",))  # noqa: SLF001
    for subject in records.filter(pk=pk):
        indexer(subject)


def _mark() -> str:
    return f"search.index:{FORM}"
