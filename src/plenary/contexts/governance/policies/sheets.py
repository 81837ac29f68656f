"""Who draws up sheets."""

from plenary.shared.actor import Actor


def can_draw_sheets(actor: Actor, _subject: object = None) -> bool:
    """Let the office draw up hand-over sheets, slips, circulars and cards."""
    return actor.has("office", "system")


def can_draw_card(actor: Actor, post_id: int) -> bool:
    """Let the office draw up any leader's card, and whoever acts for the post its own."""
    return can_draw_sheets(actor) or post_id in actor.post_ids
