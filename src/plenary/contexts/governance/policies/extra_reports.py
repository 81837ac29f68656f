"""Who asks a unit for a report beyond the rhythm, and who else must agree."""

from plenary.contexts.governance.models import ExtraReport
from plenary.shared.actor import Actor


def can_ask_extra(actor: Actor, _task: object = None) -> bool:
    """Let the office ask."""
    return actor.has("office", "system")


def can_withdraw_extra(actor: Actor, _extra: object = None) -> bool:
    """Let the office take back what it asked for."""
    return actor.has("office", "system")


def can_settle_extra(actor: Actor, extra: ExtraReport) -> bool:
    """Let a leader or another person of the office agree or not, but never whoever asked."""
    if actor.has("system"):
        return True
    return actor.has("office", "leader") and actor.user_id != extra.asked_by_id
