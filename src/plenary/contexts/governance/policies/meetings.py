"""Who keeps the record of meetings."""

from plenary.shared.actor import Actor


def can_manage_meetings(actor: Actor, _meeting: object = None) -> bool:
    """Let the office keep meetings, what they leave, and its fate."""
    return actor.has("office", "system")
