"""Who answers a unit that needs help."""

from plenary.contexts.governance.enums import DutyRole
from plenary.contexts.governance.models import HelpCall
from plenary.shared.actor import Actor


def can_answer_help(actor: Actor, call: HelpCall) -> bool:
    """Let the office, a leader and whoever acts for the accountable post answer, never whoever asked."""
    if actor.has("system"):
        return True
    if actor.user_id is not None and actor.user_id == call.progress.reported_by_id:
        return False
    if actor.has("office", "leader"):
        return True
    held = call.task.duties.filter(role=DutyRole.ACCOUNTABLE, post_id__in=actor.post_ids)
    return bool(actor.post_ids) and held.exists()
