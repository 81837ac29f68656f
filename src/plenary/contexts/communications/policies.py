"""Who may see, write, approve and withdraw pages."""

from __future__ import annotations

from plenary.contexts.communications.models import Page, PageSide, Waiver
from plenary.kernel.text.models import TextState
from plenary.kernel.text.policies import can_translate, is_maker
from plenary.shared.actor import Actor

WRITERS = ("office", "editor", "translator", "system")
"""Who works on pages."""
TRANSLATORS = ("office", "editor", "translator")
"""Who works at the translation desk."""
READERS = ("leader", "verifier")
"""Who may look into the newsroom besides."""
LOOKING = (*TRANSLATORS, *READERS)
"""The roles of accounts that see the newsroom."""


def can_see(actor: Actor) -> bool:
    """Let those who work on pages, and those who oversee the office, look into the newsroom."""
    return actor.has(*WRITERS, *READERS)


def can_write(actor: Actor, _page: Page | None = None) -> bool:
    """Let the office, editors and translators write."""
    return actor.has(*WRITERS)


def can_name_topics(actor: Actor, _topic: object = None) -> bool:
    """Let the office and editors keep the list of topics."""
    return actor.has("office", "editor", "system")


def had_a_hand(actor: Actor, page: Page) -> bool:
    """Say whether the actor wrote or sent in what is not published yet."""
    return actor.user_id is not None and actor.user_id in page.writer_ids


def can_approve(actor: Actor, page: Page) -> bool:
    """Let the office and editors approve, or send back, what somebody else has written."""
    if actor.has("system"):
        return True
    return actor.has("office", "editor") and not had_a_hand(actor, page)


def can_send_back(actor: Actor, page: Page) -> bool:
    """Let whoever may approve a page send it back, and whoever had a hand in it take it back."""
    return can_approve(actor, page) or (can_write(actor, page) and had_a_hand(actor, page))


def can_force(actor: Actor, _page: Page | None = None) -> bool:
    """Let the office and editors publish before a second person looked, by name and with a reason."""
    return actor.has("office", "editor", "system")


def can_look_over(actor: Actor, waiver: Waiver) -> bool:
    """Let the office and editors look over what went out unseen, who had no hand in it."""
    if actor.has("system"):
        return True
    return actor.has("office", "editor") and actor.user_id not in waiver.hands


def can_withdraw(actor: Actor, _page: Page | None = None) -> bool:
    """Let the office and editors take a page out of the public."""
    return actor.has("office", "editor", "system")


def can_hide(actor: Actor, side: PageSide) -> bool:
    """Let the office and editors hide a withdrawn title that somebody else asked to hide."""
    if actor.has("system"):
        return True
    return actor.has("office", "editor") and actor.user_id != side.hide_asked_by_id


def can_limit(actor: Actor, _page: Page | None = None) -> bool:
    """Let the office and editors say who alone sees a draft."""
    return actor.has("office", "editor", "system")


def can_publish_due(actor: Actor, _page: Page | None = None) -> bool:
    """Let Plenary itself publish, at its hour, what a person has approved."""
    return actor.has("system")


def can_remind(actor: Actor, _page: Page | None = None) -> bool:
    """Let Plenary itself tell people of guides that have grown old."""
    return actor.has("system")


def can_make_pictures(actor: Actor, _subject: object = None) -> bool:
    """Let Plenary itself make the sizes of photos and draw titles."""
    return actor.has("system")


def can_report(_actor: Actor) -> bool:
    """Let anybody say that something is wrong."""
    return True


def can_answer(actor: Actor, _report: object = None) -> bool:
    """Let those who work on pages answer readers."""
    return can_write(actor)


def can_subscribe(_actor: Actor) -> bool:
    """Let anybody ask for mails; the owner of the address says yes by the link in the first."""
    return True


def can_use_desk(actor: Actor) -> bool:
    """Let those who work on texts use the translation desk."""
    return can_translate(actor)


def can_exchange(actor: Actor, _file: object = None) -> bool:
    """Let those who work on texts send them to translators outside, and take them in again."""
    return can_use_desk(actor)


def owns(actor: Actor, text: TextState) -> bool:
    """Say whether the text is in the actor's own queue."""
    return actor.user_id is not None and text.owner_id == actor.user_id


def can_write_side(actor: Actor, text: TextState) -> bool:
    """Let whoever has the text write it; the office and editors also what somebody else has."""
    if not can_translate(actor):
        return False
    return text.owner_id is None or owns(actor, text) or actor.has("office", "editor", "system")


def can_hand_over(actor: Actor, text: TextState) -> bool:
    """Let whoever has the text hand it over, and the office and editors share the work out."""
    return owns(actor, text) or actor.has("office", "editor", "system")


def made(actor: Actor, text: TextState) -> bool:
    """Say whether the actor wrote the side that waits for a review."""
    return is_maker(actor, text)
