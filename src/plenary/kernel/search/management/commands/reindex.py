"""``reindex``: rebuilds the search index from the records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import models, transaction

from plenary.kernel.search.models import Entry
from plenary.kernel.search.registry import indexers
from plenary.kernel.search.services import forget

BATCH = 500


class Command(BaseCommand):
    """Indexes every record of every registered model again and forgets those that are gone."""

    help = "Rebuild the search index from the records."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Rebuild in batches, so that others can write in between."""
        for model, indexer in indexers().items():
            count = _index(model, indexer)
            self.stdout.write(f"{model._meta.label_lower}: {count}")  # noqa: SLF001


def _index(model: type[models.Model], indexer: Callable[[Any], None]) -> int:
    records = model._default_manager  # noqa: SLF001 - Django's documented meta API
    ids = list(records.order_by("pk").values_list("pk", flat=True))
    for at in range(0, len(ids), BATCH):
        with transaction.atomic():
            for subject in records.filter(pk__in=ids[at : at + BATCH]):
                indexer(subject)
    _forget_gone(model)
    return len(ids)


def _forget_gone(model: type[models.Model]) -> None:
    """Forget what is no longer there; what is indexed is read first, so nothing new is lost."""
    label = model._meta.label_lower  # noqa: SLF001
    indexed = set(Entry.objects.filter(subject_type=label).values_list("subject_id", flat=True))
    there = set(model._default_manager.values_list("pk", flat=True))  # noqa: SLF001
    if gone := indexed - there:
        forget(label, gone)
