"""Who may review a text, or say that it still holds."""

from plenary.kernel.text.models import TextState
from plenary.shared.actor import Actor


def can_review(actor: Actor, state: TextState) -> bool:
    """An editor, translator or the office may, but nobody reviews what they themselves made."""
    if actor.has("system"):
        return True
    return actor.has("editor", "translator", "office") and not is_maker(actor, state)


def is_maker(actor: Actor, state: TextState) -> bool:
    """Say whether the actor made the side, brought it in from outside, or bears the translator's name."""
    if actor.user_id is None:
        return False
    return actor.user_id == state.made_by_id or actor.name == state.made_by_name


def can_confirm(actor: Actor) -> bool:
    """Whoever works on texts may say that a side still holds."""
    return actor.has("editor", "translator", "office", "system")


def can_translate(actor: Actor, _subject: object = None) -> bool:
    """Whoever works on texts may write the side that is made from the source, of what they see."""
    return actor.has("editor", "translator", "office", "system")
