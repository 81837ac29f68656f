"""Takes suggestions from anybody, and answers them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.contexts.language import policies
from plenary.contexts.language.enums import SuggestionState, TermState
from plenary.contexts.language.events import SuggestionDecided, SuggestionMade
from plenary.contexts.language.exchange.entry import Entry
from plenary.contexts.language.models import Suggestion, Term
from plenary.contexts.language.selectors import suggestions, terms
from plenary.contexts.language.services.deciding import LONGEST_WORD
from plenary.contexts.language.services.writing import draft_term, revise_term
from plenary.contexts.language.workflows import SUGGESTION_FLOW
from plenary.kernel.accounts import selectors as accounts
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.notifications import subjects
from plenary.kernel.notifications.services import notify, write_mail
from plenary.kernel.text.validators import need_reason
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused
from plenary.shared.events import announce

LONGEST = {"name_zh": 300, "name_en": 500, "source": 500, "reason": 2000, "email": 254}


@dataclass(frozen=True, slots=True)
class Suggested:
    """What somebody suggests: a name in either language, why, and where it is used so."""

    name_zh: str = ""
    name_en: str = ""
    reason: str = ""
    source: str = ""
    term_id: int | None = None
    email: str = ""
    """Only of somebody without an account, and only for the answer."""


@transaction.atomic
def suggest_term(*, actor: Actor, suggested: Suggested) -> Suggestion:
    """Put a suggestion into the queue; its receipt is how a reader without an account finds it.

    Refused without a name, for texts that are too long, an address that is none and a secrecy
    marking. Announces ``SuggestionMade``.
    """
    authorise(actor, policies.can_suggest)
    term = _term(actor, suggested.term_id)
    texts = {key: getattr(suggested, key).strip() for key in LONGEST}
    _check(texts)
    if actor.user_id is not None:
        texts["email"] = ""
    made = Suggestion.objects.create(
        term=term,
        **texts,
        suggested_by_id=actor.user_id,
        suggested_by_name=actor.name,
        receipt=secrets.token_urlsafe(24),
        suggested_at=clock.now(),
    )

    record(actor=actor, action="language.suggestion.made", subject=made)
    _tell_writers(actor, made)
    announce(SuggestionMade(suggestion_id=made.pk))
    return made


@transaction.atomic
def accept_suggestion(
    *, actor: Actor, suggestion_id: int, seen_version: int | None, entry: Entry, answer: str = ""
) -> Suggestion:
    """Make a proposed entry of a suggestion, as it was or mended; somebody else approves that.

    Of a suggestion about an entry in force it is that entry's next revision: refused as long as one
    that somebody has begun is open, and as writing an entry is. Announces ``SuggestionDecided``.
    """
    suggestion = lock(suggestions.visible_to(actor), pk=suggestion_id, version=seen_version)
    authorise(actor, policies.can_answer, suggestion)
    state = SUGGESTION_FLOW.after(suggestion.state, "accept")
    refuse_secrecy(answer)
    about = suggestions.about(suggestion)
    if about is not None and (begun := suggestions.in_the_making(suggestion)) is not None:
        sentence = _("Revision %(number)d of this entry is in the making: finish that one first.")
        raise Refused(sentence % {"number": begun.revision})
    if about is None:
        made = draft_term(actor=actor, entry=entry, proposes=True)
    else:
        made = revise_term(actor=actor, term_id=about.pk, proposed=entry)
    return _decided(actor, suggestion, state, answer.strip(), made)


@transaction.atomic
def decline_suggestion(
    *, actor: Actor, suggestion_id: int, seen_version: int | None, answer: str
) -> Suggestion:
    """Decline a suggestion; refused without a reason. Announces ``SuggestionDecided``."""
    suggestion = lock(suggestions.visible_to(actor), pk=suggestion_id, version=seen_version)
    authorise(actor, policies.can_answer, suggestion)
    state = SUGGESTION_FLOW.after(suggestion.state, "decline")
    return _decided(
        actor, suggestion, state, need_reason(answer, field="answer", most=LONGEST_WORD), None
    )


def _decided(
    actor: Actor, suggestion: Suggestion, state: str, answer: str, made: Term | None
) -> Suggestion:
    before, address = snapshot(suggestion), suggestion.email
    suggestion.state, suggestion.answer, suggestion.email = state, answer, ""
    suggestion.decided_by_id, suggestion.decided_at = actor.user_id, clock.now()
    suggestion.outcome = made
    fields = ["state", "answer", "email", "decided_by_id", "decided_at", "outcome"]
    save(suggestion, fields=fields)
    _tell(address, suggestion)

    record(actor=actor, action=f"language.suggestion.{state}", subject=suggestion, before=before)
    announce(SuggestionDecided(suggestion_id=suggestion.pk))
    return suggestion


def _tell_writers(actor: Actor, made: Suggestion) -> None:
    """Tell those who answer suggestions; whoever has not read of an earlier one has one line."""
    writers = accounts.with_roles(policies.WRITERS).values_list("pk", flat=True)
    notify(
        users=set(writers) - {actor.user_id or 0},
        kind="language.suggestion.made",
        text_zh=f"术语建议待答复：{made.name_zh or made.name_en}",
        text_en=f"A term suggestion waits for an answer: {made.name_en or made.name_zh}",
        url=reverse("language:suggestions"),
        about=subjects.about("language.waiting", made.pk),
        is_once=True,
    )


def _tell(address: str, suggestion: Suggestion) -> None:
    """Tell the suggester: in the app, or by mail in both languages, for theirs is not known."""
    is_taken = suggestion.state == SuggestionState.ACCEPTED
    zh = "您的术语建议已采纳，待他人审定" if is_taken else "您的术语建议未采纳"
    en = (
        "Your term suggestion was accepted and waits for approval"
        if is_taken
        else "Your term suggestion was declined"
    )
    if suggestion.suggested_by_id:
        notify(
            users=[suggestion.suggested_by_id],
            kind=f"language.suggestion.{suggestion.state}",
            text_zh=f"{zh}：{suggestion}",
            text_en=f"{en}: {suggestion}",
            url=suggestion.get_absolute_url(),
            about=subjects.about("language.suggestion", suggestion.pk),
        )
    if address:
        lines = [f"{zh}。", f"{en}.", "", str(suggestion), suggestion.answer]
        write_mail(to=address, subject=f"{zh} / {en}", body="\n".join(lines).strip())


def _term(actor: Actor, term_id: int | None) -> Term | None:
    """Give the approved entry that a suggestion is about; ``NotFound`` for any other."""
    if term_id is None:
        return None
    term = terms.visible_to(actor).filter(pk=term_id, state=TermState.APPROVED).first()
    if term is None:
        raise NotFound
    return term


def _check(texts: dict[str, str]) -> None:
    refuse_secrecy(*texts.values())
    fields = {
        key: _("This is longer than %(most)d characters.") % {"most": LONGEST[key]}
        for key, text in texts.items()
        if len(text) > LONGEST[key]
    }
    if not texts["name_zh"] and not texts["name_en"]:
        fields["name_zh"] = _("Write the term in at least one of the two languages.")
    if texts["email"] and not _is_address(texts["email"]):
        fields["email"] = _("This is not an e-mail address.")
    if fields:
        raise Refused(next(iter(fields.values())), fields=fields)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
