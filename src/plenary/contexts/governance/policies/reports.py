"""Who drafts, edits, freezes and reads reports."""

from plenary.contexts.governance.policies.seeing import sees_everything
from plenary.shared.actor import Actor


def can_draft_report(actor: Actor, _report: object = None) -> bool:
    """Let the office and the leaders have a report drafted."""
    return actor.has("office", "leader", "system")


def can_edit_report(actor: Actor, _report: object = None) -> bool:
    """Let the office and its editors work on a draft."""
    return actor.has("office", "editor", "system")


def can_freeze_report(actor: Actor, _report: object = None) -> bool:
    """Let the office freeze a report and take it up again as a correction."""
    return actor.has("office", "system")


def sees_sources(actor: Actor) -> bool:
    """Say whether the actor reads what carries the statements: other units' entries among it."""
    return sees_everything(actor)
