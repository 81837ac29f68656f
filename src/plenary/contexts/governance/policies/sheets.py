"""Who draws up sheets."""

from plenary.shared.actor import Actor


def can_draw_sheets(actor: Actor, _subject: object = None) -> bool:
    """Let the office draw up hand-over sheets, slips, circulars and cards."""
    return actor.has("office", "system")


def can_draw_card(actor: Actor, post_id: int) -> bool:
    """Let the office draw up any leader's card, and whoever acts for the post its own."""
    return can_draw_sheets(actor) or post_id in actor.post_ids


def can_answer_slip(actor: Actor, unit_id: int | None) -> bool:
    """Let a unit's own people answer a slip to it."""
    return actor.has("system") or (actor.has("unit") and unit_id in actor.unit_ids)


def can_withdraw_slip(actor: Actor, _subject: object = None) -> bool:
    """Let the office say that a slip needs no answer any more."""
    return can_draw_sheets(actor)
