"""Which parts of units have ended, and which of these ends nobody has noted yet."""

from __future__ import annotations

from django.db.models import QuerySet

from plenary.contexts.governance.models import DutyEnd
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import held
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[DutyEnd]:
    """Give all to those who read every record, and a unit its own, though it reads the task no more."""
    if seeing.sees_everything(actor):
        return held.for_reader(actor, DutyEnd.objects.all())
    if not seeing.sees_own_units(actor):
        return DutyEnd.objects.none()
    return DutyEnd.objects.filter(unit_id__in=actor.unit_ids)


def unnoted(actor: Actor) -> QuerySet[DutyEnd]:
    """Give those of the actor's own units that nobody there has noted, the oldest first."""
    if not seeing.sees_own_units(actor):
        return DutyEnd.objects.none()
    return DutyEnd.objects.filter(unit_id__in=actor.unit_ids, noted_at=None)
