"""Who proposes that a task ends without being done, and who else must agree."""

from plenary.contexts.governance.models import TaskEnding
from plenary.shared.actor import Actor


def can_propose_ending(actor: Actor, _task: object = None) -> bool:
    """Let the office propose that a task ends, or is taken up again."""
    return actor.has("office", "system")


def can_settle_ending(actor: Actor, ending: TaskEnding) -> bool:
    """Let a second person of the office confirm or send back, never whoever proposed it."""
    if actor.has("system"):
        return True
    return actor.has("office") and actor.user_id != ending.proposed_by_id


def can_withdraw_ending(actor: Actor, _ending: object = None) -> bool:
    """Let the office take back what it proposed."""
    return actor.has("office", "system")
