"""Who may change places."""

from plenary.shared.actor import Actor


def can_keep_places(actor: Actor) -> bool:
    """The office, protocol officers and the administrator keep places."""
    return actor.has("office", "protocol", "administrator", "system")
