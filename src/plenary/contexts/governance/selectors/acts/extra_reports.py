"""Which reports beyond the rhythm were asked for, and which wait for whom."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from plenary.contexts.governance.enums import ExtraState, TaskState
from plenary.contexts.governance.models import ExtraReport
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import held
from plenary.shared.actor import Actor

KNOWN = (ExtraState.APPROVED, ExtraState.ANSWERED, ExtraState.WITHDRAWN)
"""What the unit knows of once it is settled: nothing before a second person has agreed."""
OPEN = (ExtraState.ASKED, ExtraState.APPROVED)


def visible_to(actor: Actor) -> QuerySet[ExtraReport]:
    """Give all to those who read every record, and a unit those that it was asked for."""
    if seeing.sees_everything(actor):
        return held.for_reader(actor, ExtraReport.objects.all())
    if not seeing.sees_own_units(actor):
        return ExtraReport.objects.none()
    return ExtraReport.objects.filter(
        Q(settled_at__isnull=False) | ~Q(state=ExtraState.WITHDRAWN),
        unit_id__in=actor.unit_ids,
        state__in=KNOWN,
    )


def waiting_for(actor: Actor) -> QuerySet[ExtraReport]:
    """Give what the actor may agree to, and what the actor's own units owe; of work under way."""
    wanted = Q(pk__in=[])
    if actor.has("office", "leader"):
        wanted |= Q(state=ExtraState.ASKED) & ~Q(asked_by_id=actor.user_id)
    if seeing.sees_own_units(actor):
        wanted |= Q(state=ExtraState.APPROVED, unit_id__in=actor.unit_ids)
    under_way = (TaskState.OPEN, TaskState.REPORTED)
    return visible_to(actor).filter(wanted, task__state__in=under_way)
