"""Which ends of tasks were proposed, which wait for a second person, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from plenary.contexts.governance.enums import EndingState
from plenary.contexts.governance.models import Decision, TaskEnding
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import held, meetings, tasks
from plenary.contexts.governance.selectors.grounds import DECIDED_NOTHING
from plenary.shared.actor import Actor

OFFERED = 300
"""So many of the latest decisions are offered as grounds."""


def visible_to(actor: Actor) -> QuerySet[TaskEnding]:
    """Give all to those who read every record; units those of their tasks, once a second person agreed."""
    if seeing.sees_everything(actor):
        return held.for_reader(actor, TaskEnding.objects.all())
    return TaskEnding.objects.filter(
        state=EndingState.CONFIRMED, task__in=tasks.inside(actor).order_by().values("pk")
    )


def waiting_for(actor: Actor) -> QuerySet[TaskEnding]:
    """Give what the actor may confirm, the longest waiting first."""
    if not actor.has("office"):
        return TaskEnding.objects.none()
    found = visible_to(actor).filter(state=EndingState.PROPOSED)
    return found.exclude(proposed_by_id=actor.user_id)


def grounds(actor: Actor) -> QuerySet[Decision]:
    """Give the latest decisions that a task may end by: a superior's withdrawal may be any body's."""
    found = meetings.decisions_visible_to(actor).exclude(kind__in=DECIDED_NOTHING)
    latest = found.order_by("-pk").values_list("pk", flat=True)[:OFFERED]
    return (
        Decision.objects.filter(pk__in=list(latest))
        .select_related("meeting")
        .order_by("-meeting__held_on", "-meeting_id", "number")
    )


def shows_ground(actor: Actor, ending: TaskEnding) -> bool:
    """Say whether the actor reads the decision that it rests on; an instruction stands on the page."""
    return ending.decision_id is None or ending.decision_id in grounds_seen(actor, [ending])


def grounds_seen(actor: Actor, found: Iterable[TaskEnding]) -> set[int]:
    """Give the decisions that these rest on and that the actor reads; one query."""
    ids = {ending.decision_id for ending in found if ending.decision_id is not None}
    seen = meetings.decisions_visible_to(actor).filter(pk__in=ids)
    return set(seen.order_by().values_list("pk", flat=True))
