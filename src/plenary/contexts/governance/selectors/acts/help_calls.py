"""Which calls for help there are, and which wait for whom."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from plenary.contexts.governance.enums import DutyRole, DutyState, HelpState, TaskState
from plenary.contexts.governance.models import Duty, HelpCall
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import held, tasks
from plenary.contexts.governance.selectors.tasks import REPORTING_ROLES
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[HelpCall]:
    """Give the calls on tasks whose inner record the actor reads."""
    if seeing.sees_everything(actor):
        return held.for_reader(actor, HelpCall.objects.all())
    return HelpCall.objects.filter(task__in=tasks.inside(actor).order_by().values("pk"))


def open_calls(actor: Actor) -> QuerySet[HelpCall]:
    """Give the visible ones that wait for an answer: of work under way, of a part that is not done."""
    parts = Duty.objects.filter(
        task=OuterRef("task"), unit=OuterRef("unit"), role__in=REPORTING_ROLES
    ).exclude(state=DutyState.DONE)
    return visible_to(actor).filter(
        Exists(parts),
        state=HelpState.ASKED,
        task__state__in=(TaskState.OPEN, TaskState.REPORTED),
    )


def waiting_for(actor: Actor) -> QuerySet[HelpCall]:
    """Give the open ones to the office, and to leaders those on what their posts are accountable for."""
    found = open_calls(actor).exclude(progress__reported_by_id=actor.user_id)
    if actor.has("office"):
        return found
    if not actor.post_ids:
        return found.none()
    mine = Duty.objects.filter(
        task=OuterRef("task"), role=DutyRole.ACCOUNTABLE, post_id__in=actor.post_ids
    )
    return found.filter(Exists(mine))
