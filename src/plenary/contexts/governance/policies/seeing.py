"""Who reads all of governance's records, who their own units', and who only what is public."""

from plenary.shared.actor import Actor

READERS = ("leader", "office", "verifier", "editor", "translator", "system")
"""Those whose work is the whole of it."""

PUBLIC_READERS = ("unit", "protocol", "counter", "administrator")
"""Those who see what is public and in force, whoever's it is."""


def sees_everything(actor: Actor) -> bool:
    """Say whether the actor reads every record, drafts included."""
    return actor.has(*READERS)


def sees_own_units(actor: Actor) -> bool:
    """Say whether the actor reads what their units have a part in."""
    return actor.has("unit") and bool(actor.unit_ids)


def sees_public(actor: Actor) -> bool:
    """Say whether the actor reads what is released as public."""
    return actor.has(*READERS, *PUBLIC_READERS)
