"""Who sees what units are asked for."""

from plenary.shared.actor import Actor


def can_see_asked(actor: Actor) -> bool:
    """Let the office and the leaders see it of every unit, and a unit's people of their own."""
    return actor.has("office", "leader", "system") or (actor.has("unit") and bool(actor.unit_ids))
