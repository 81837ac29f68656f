"""Who writes an instruction, routes it, answers it and is content with the answer."""

from plenary.contexts.governance.models import Instruction, Task
from plenary.kernel.accounts import selectors as accounts
from plenary.shared.actor import Actor


def can_instruct(actor: Actor, _task: Task | None = None) -> bool:
    """Let leaders write on tasks, and the office write down what a leader said."""
    return actor.has("leader", "office", "system")


def can_speak_for(actor: Actor, post_id: int | None) -> bool:
    """Let the office write in the name of any post, and a leader in that of their own alone."""
    return post_id is None or actor.has("office", "system") or post_id in actor.post_ids


def can_route(actor: Actor, instruction: Instruction) -> bool:
    """Let the office say who answers, and the leader whose word it is."""
    return actor.has("office", "system") or is_own(actor, instruction)


def can_answer(actor: Actor, _instruction: Instruction, unit_id: int) -> bool:
    """Let a unit's own people answer for it."""
    return actor.has("system") or (actor.has("unit") and unit_id in actor.unit_ids)


def can_settle(actor: Actor, instruction: Instruction) -> bool:
    """Let the leader whose word it is judge the answers and take it back, or whoever wrote it down, and
    the post's present holder; the office where the post, or a giver without one, has no open account.
    """
    if actor.has("system") or is_own(actor, instruction):
        return True
    return actor.has("office") and is_orphaned(instruction)


def is_own(actor: Actor, instruction: Instruction) -> bool:
    """Say whether the actor gave it or acts for the post whose word it is."""
    if instruction.post_id is not None and instruction.post_id in actor.post_ids:
        return True
    return actor.has("leader", "office") and actor.user_id == instruction.given_by_id


def is_orphaned(instruction: Instruction) -> bool:
    """Say whether no open account is left for the post whose word it is; without a post, for its giver."""
    if instruction.post_id is not None:
        return not accounts.acting_for([instruction.post_id]).exists()
    givers = accounts.with_roles(["leader", "office"]).filter(pk=instruction.given_by_id or 0)
    return not givers.exists()
