"""Which instructions there are, and which wait for whom."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenary.contexts.governance.enums import ENDED_INSTRUCTIONS, InstructionState
from plenary.contexts.governance.models import Instruction, InstructionCall, Task
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import held, tasks
from plenary.kernel.accounts import selectors as accounts
from plenary.shared.actor import Actor

UNANSWERED = (InstructionState.WRITTEN, InstructionState.ROUTED)


def visible_to(actor: Actor) -> QuerySet[Instruction]:
    """Give the instructions on tasks whose inner record the actor reads."""
    if seeing.sees_everything(actor):
        return held.for_reader(actor, Instruction.objects.all())
    return Instruction.objects.filter(task__in=tasks.inside(actor).order_by().values("pk"))


def unanswered(actor: Actor) -> QuerySet[Instruction]:
    """Give the visible ones that nobody has answered in full, the oldest first."""
    return visible_to(actor).filter(state__in=UNANSWERED)


def orphaned(actor: Actor) -> QuerySet[Instruction]:
    """Give the visible ones, not ended, whose post, or giver where there is none, has no open account."""
    acting = accounts.holders_of_posts().filter(post=OuterRef("post"))
    givers = accounts.with_roles(["leader", "office"]).filter(pk=OuterRef("given_by_id"))
    nobody = Q(post__isnull=False) & ~Exists(acting) | Q(post=None) & ~Exists(givers)
    return visible_to(actor).exclude(state__in=ENDED_INSTRUCTIONS).filter(nobody)


def own(actor: Actor) -> QuerySet[Instruction]:
    """Give those that are the actor's own word, or that of a post that the actor acts for."""
    mine = Q(post_id__in=actor.post_ids)
    if actor.has("leader", "office"):
        mine |= Q(given_by_id=actor.user_id, given_by_id__isnull=False)
    return visible_to(actor).filter(mine)


def open_of(actor: Actor) -> QuerySet[Instruction]:
    """Give the actor's own ones that have not ended, whatever became of the work meanwhile."""
    return own(actor).exclude(state__in=ENDED_INSTRUCTIONS)


def open_on(task: Task) -> QuerySet[Instruction]:
    """Give a task's instructions that have not ended, the oldest first."""
    return Instruction.objects.filter(task=task).exclude(state__in=ENDED_INSTRUCTIONS)


def owed_by(actor: Actor) -> QuerySet[InstructionCall]:
    """Give what the actor's own units still have to answer, the longest waiting first."""
    if not seeing.sees_own_units(actor):
        return InstructionCall.objects.none()
    found = InstructionCall.objects.filter(unit_id__in=actor.unit_ids, answered_at=None)
    found = found.exclude(instruction__state__in=ENDED_INSTRUCTIONS)
    return found.order_by("called_at", "pk")
