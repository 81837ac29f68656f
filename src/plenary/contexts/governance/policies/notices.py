"""Who sends notices and keeps the ladder."""

from plenary.shared.actor import Actor


def can_send_notices(actor: Actor, _notice: object = None) -> bool:
    """Let the office send what was drafted, or drop it."""
    return actor.has("office", "system")


def can_keep_ladder(actor: Actor, _rung: object = None) -> bool:
    """Let the office say when who is told, and in which words."""
    return actor.has("office", "system")
