"""Which instructions there are, and which wait for whom."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from plenary.contexts.governance.enums import INSTRUCTION_OVER, InstructionState, TaskState
from plenary.contexts.governance.models import Instruction, InstructionCall
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import held, tasks
from plenary.shared.actor import Actor

UNANSWERED = (InstructionState.WRITTEN, InstructionState.ROUTED)
UNDER_WAY = (TaskState.OPEN, TaskState.REPORTED)


def visible_to(actor: Actor) -> QuerySet[Instruction]:
    """Give the instructions on tasks whose inner record the actor reads."""
    if seeing.sees_everything(actor):
        return held.for_reader(actor, Instruction.objects.all())
    return Instruction.objects.filter(task__in=tasks.inside(actor).order_by().values("pk"))


def unanswered(actor: Actor) -> QuerySet[Instruction]:
    """Give the visible ones on work under way that nobody has answered in full, the oldest first."""
    return visible_to(actor).filter(state__in=UNANSWERED, task__state__in=UNDER_WAY)


def own(actor: Actor) -> QuerySet[Instruction]:
    """Give those that are the actor's own word, or that of a post that the actor acts for."""
    if not actor.has("leader", "office"):
        return Instruction.objects.none()
    mine = Q(given_by_id=actor.user_id, given_by_id__isnull=False)
    return visible_to(actor).filter(mine | Q(post_id__in=actor.post_ids))


def open_of(actor: Actor) -> QuerySet[Instruction]:
    """Give the actor's own ones on work under way that are not settled."""
    return own(actor).exclude(state__in=INSTRUCTION_OVER).filter(task__state__in=UNDER_WAY)


def owed_by(actor: Actor) -> QuerySet[InstructionCall]:
    """Give what the actor's own units still have to answer, the longest waiting first."""
    if not seeing.sees_own_units(actor):
        return InstructionCall.objects.none()
    return InstructionCall.objects.filter(
        unit_id__in=actor.unit_ids,
        answered_at=None,
        instruction__task__state__in=UNDER_WAY,
    ).order_by("called_at", "pk")
