"""Suggestions: the queue of those who answer, and to each suggester their own."""

from __future__ import annotations

from django.db.models import QuerySet

from plenary.contexts.language import policies
from plenary.contexts.language.enums import SuggestionState, TermState
from plenary.contexts.language.models import Suggestion, Term
from plenary.contexts.language.selectors.terms import OPEN_STATES
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Suggestion]:
    """Give every suggestion to those who answer, to everybody else what they suggested."""
    if policies.can_answer(actor):
        return Suggestion.objects.all()
    return own(actor)


def own(actor: Actor) -> QuerySet[Suggestion]:
    """Give what the actor suggested."""
    if actor.user_id is None:
        return Suggestion.objects.none()
    return Suggestion.objects.filter(suggested_by_id=actor.user_id)


def queue(actor: Actor, state: str) -> QuerySet[Suggestion]:
    """Give the visible suggestions in a state, those that wait longest first."""
    found = visible_to(actor).select_related("term", "outcome")
    if state == "open":
        return found.filter(state=state).order_by("suggested_at", "id")
    return found.filter(state=state) if state else found


def waiting(actor: Actor) -> QuerySet[Suggestion]:
    """Give the visible suggestions that nobody has answered."""
    return visible_to(actor).filter(state=SuggestionState.OPEN)


def about(suggestion: Suggestion) -> Term | None:
    """Give the revision in force of the entry that a suggestion is about; none of a new term."""
    if suggestion.term is None:
        return None
    return Term.objects.filter(code=suggestion.term.code, state=TermState.APPROVED).first()


def in_the_making(suggestion: Suggestion) -> Term | None:
    """Give the revision that somebody has begun of the entry that a suggestion is about."""
    if suggestion.term is None:
        return None
    return Term.objects.filter(code=suggestion.term.code, state__in=OPEN_STATES).first()


def by_receipt(receipt: str) -> Suggestion | None:
    """Give the suggestion of a receipt; whoever has the receipt made it or was given it."""
    return Suggestion.objects.select_related("outcome").filter(receipt=receipt).first()
