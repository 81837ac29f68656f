"""Who may change persons and posts."""

from plenary.shared.actor import Actor


def can_keep_people(actor: Actor) -> bool:
    """The office and the administrator keep persons, posts and holders; so does Plenary's import."""
    return actor.has("office", "administrator", "system")
