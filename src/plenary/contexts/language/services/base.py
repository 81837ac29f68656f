"""The term base's one row: who changes what is approved waits for it and counts it up."""

from __future__ import annotations

from django.db.models import F

from plenary.contexts.language.models import TermBase


def lock_base() -> TermBase:
    """Take the term base for a change of what is approved; the next one waits until this is done."""
    TermBase.objects.get_or_create(pk=1)
    return TermBase.objects.select_for_update().get(pk=1)


def count_up(base: TermBase) -> None:
    """Say that what is approved has changed, so that every process makes its index anew."""
    TermBase.objects.filter(pk=base.pk).update(version=F("version") + 1)
