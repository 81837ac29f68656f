"""Who may see, write, approve and bring in terms, and answer suggestions."""

from __future__ import annotations

from plenary.contexts.language.models import Suggestion, Term
from plenary.shared.actor import Actor

WRITERS = ("office", "editor", "translator", "system")
"""Who works on the term base."""


def can_write(actor: Actor, _term: Term | None = None) -> bool:
    """Let the office, editors and translators write entries."""
    return actor.has(*WRITERS)


def is_writer(actor: Actor, term: Term) -> bool:
    """Say whether the actor had a hand in this revision of the entry."""
    return actor.user_id is not None and actor.user_id in term.writer_ids


def can_approve(actor: Actor, term: Term) -> bool:
    """Let the office and editors approve or send back what somebody else has written."""
    if actor.has("system"):
        return True
    return actor.has("office", "editor") and not is_writer(actor, term)


def can_retire(actor: Actor, term: Term) -> bool:
    """Let the office and editors retire a term in force; a draft also whoever wrote it."""
    if actor.has("office", "editor", "system"):
        return True
    return term.state != "approved" and can_write(actor) and is_writer(actor, term)


def can_suggest(_actor: Actor) -> bool:
    """Let anybody suggest, with an account or without."""
    return True


def can_answer(actor: Actor, _suggestion: Suggestion | None = None) -> bool:
    """Let those who write terms accept, mend or decline a suggestion."""
    return can_write(actor)


def can_bring_in(actor: Actor, _subject: object = None) -> bool:
    """Let those who write terms bring a file of them in."""
    return can_write(actor)


def can_approve_import(actor: Actor, subject: object) -> bool:
    """Let the office and editors approve what a file brought in, unless they had a hand in that."""
    if actor.has("system"):
        return True
    hands = {getattr(subject, "added_by_id", None), getattr(subject, "confirmed_by_id", None)}
    return actor.has("office", "editor") and actor.user_id not in hands


def can_use_memory(actor: Actor) -> bool:
    """Let those who translate look earlier translations up; each is shown to who may read its record."""
    return actor.has("office", "editor", "translator", "system")


def can_load(actor: Actor, _subject: object = None) -> bool:
    """Let Plenary itself load the terms that it was made with."""
    return actor.has("system")
