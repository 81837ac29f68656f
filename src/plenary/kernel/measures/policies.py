"""Who makes measures and reports figures."""

from plenary.shared.actor import Actor

SEE_ALL = ("office", "leader", "verifier", "editor", "translator", "system")
"""The roles that see every unit's figures; a unit sees its own."""


def can_make(actor: Actor) -> bool:
    """The office makes measures."""
    return actor.has("office", "system")


def can_report(actor: Actor, unit_id: int | None) -> bool:
    """The office reports any figure, a unit its own."""
    if actor.has("office", "system"):
        return True
    return actor.has("unit") and unit_id in actor.unit_ids


def reports_somewhere(actor: Actor) -> bool:
    """Say whether there is anybody for whom the actor reports figures."""
    return actor.has("office", "system") or (actor.has("unit") and bool(actor.unit_ids))
