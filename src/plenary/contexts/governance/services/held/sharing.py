"""Shares anew, for the search, whatever the class of a paper holds back."""

from __future__ import annotations

from django.db import transaction

from plenary.contexts.governance.models import Decision
from plenary.contexts.governance.selectors import held
from plenary.contexts.governance.services.indexing import share_decisions

BATCH = 200


def share_all_held() -> int:
    """Let held decisions, their tasks and the reports on them be found by those who may read them.

    In batches, so that others can write in between; a second time changes nothing. Gives how many
    decisions there were.
    """
    found = held.decisions_held(*held.NARROWING).order_by("pk")
    ids = list(found.values_list("pk", flat=True))
    for at in range(0, len(ids), BATCH):
        with transaction.atomic():
            share_decisions(Decision.objects.filter(pk__in=ids[at : at + BATCH]))
    return len(ids)
