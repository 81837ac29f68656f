"""Who keeps the themes."""

from plenary.shared.actor import Actor


def can_keep_themes(actor: Actor, _theme: object = None) -> bool:
    """Let the office add, rename, retire and order the themes."""
    return actor.has("office", "system")
