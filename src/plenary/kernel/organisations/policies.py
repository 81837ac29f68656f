"""Who may change bodies and units."""

from plenary.shared.actor import Actor


def can_keep_organisations(actor: Actor) -> bool:
    """The office and the administrator keep the directory; so does Plenary's own import."""
    return actor.has("office", "administrator", "system")
