"""Lets a language go out all the same: only for a reason, by a person who is named, and both are kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from plenary.contexts.communications.enums import WaiverKind
from plenary.contexts.communications.models import Edition, Page, Waiver
from plenary.contexts.communications.selectors import naming, waivers
from plenary.contexts.communications.selectors.wording import Found, proofs, proved
from plenary.contexts.communications.services.sending import need_reason
from plenary.kernel.audit.recording import record, snapshot
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.quotation import inner
from plenary.shared.web.filters import comma

MOST_NAMED = 5


def let_wording_stand(
    actor: Actor, page: Page, lang: str, reason: str, remarked: list[Found]
) -> None:
    """Keep why proved faults of the wording go out; nothing where there are none.

    ``remarked`` is what the check says of the page, in both languages. Refused without a reason. Called within the
    transaction of the approval, by a second person.
    """
    found = proved(remarked, lang)
    if not found:
        return
    if not reason.strip():
        sentence = _(
            "The check of the wording proves a fault: %(named)s. Correct it, or say why it goes out all"
            " the same."
        ) % {"named": named(found)}
        raise Refused(sentence, fields={"wording": sentence})
    grant(
        actor,
        page,
        lang,
        WaiverKind.WORDING,
        reason=need_reason(reason, "wording"),
        findings=[_told(one) for one in found],
    )


def let_go_alone(actor: Actor, page: Page, lang: str, reason: str) -> None:
    """Keep why one language goes out without the other; refused without a reason."""
    if not reason.strip():
        sentence = _(
            "Only one of the two languages would be public. Let both go out together, or say why one"
            " goes first."
        )
        raise Refused(sentence, fields={"alone": sentence})
    grant(actor, page, lang, WaiverKind.ALONE, reason=need_reason(reason, "alone"))


def grant(actor: Actor, page: Page, lang: str, kind: WaiverKind, **said: Any) -> Waiver:
    """Write an exception with its audit row; the actor answers for it unless another is named."""
    made = Waiver(page=page, lang=lang, kind=kind, **said)
    made.decided_by = made.decided_by or actor.name
    made.made_by_id, made.made_by_name, made.made_at = actor.user_id, actor.name, clock.now()
    made.save()
    record(actor=actor, action="communications.waiver.granted", subject=made)
    return made


def unanswered(page: Page, lang: str) -> list[Found]:
    """Give the proved faults of a language that waits for its hour which nobody has let stand."""
    kept = waivers.waiting(page, lang).filter(kind=WaiverKind.WORDING)
    answered = {(one["rule"], one["words"]) for row in kept for one in row.findings}
    return [one for one in proofs(page, lang) if one.key not in answered]


def went_out(actor: Actor, edition: Edition) -> None:
    """Note what went out by which exception, and which earlier ones are put right by it.

    The other language no longer stands alone; and a second person has now seen this one. Why a name is
    called otherwise comes to nothing with the sentence that it was said of.
    """
    gone = _overtaken(edition.page, edition.lang)
    settle(actor, gone)
    for one in waivers.waiting(edition.page, edition.lang):
        before = snapshot(one)
        one.edition = edition
        one.save(update_fields=["edition"])
        record(actor=actor, action="communications.waiver.used", subject=one, before=before)
    still_open = Waiver.objects.filter(page=edition.page, settled_at__isnull=True)
    settle(actor, still_open.filter(kind=WaiverKind.ALONE).exclude(lang=edition.lang))
    unseen = still_open.filter(kind=WaiverKind.URGENT, lang=edition.lang).exclude(edition=edition)
    seen_by = edition.approved_by_id
    settle(actor, [one for one in unseen if seen_by is not None and seen_by not in one.hands])


def _overtaken(page: Page, lang: str) -> list[Waiver]:
    """Give the reasons for names whose sentences have changed before they went out."""
    kept = list(waivers.waiting(page, lang).filter(kind=WaiverKind.NAMES))
    held = {one.key for one in naming.questions(page)} if kept else set()
    return [one for one in kept if one.findings[0]["key"] not in held]


def settle(actor: Actor, found: Iterable[Waiver]) -> None:
    """Note that exceptions are put right, or came to nothing."""
    for one in found:
        before = snapshot(one)
        one.settled_at, one.settled_by_name = clock.now(), actor.name
        one.save(update_fields=["settled_at", "settled_by_name"])
        record(actor=actor, action="communications.waiver.settled", subject=one, before=before)


def named(found: list[Found]) -> str:
    """Name what is at fault, in the reader's language, so that it can be looked for."""
    words = [f"“{inner(one.words[:60])}”" for one in found[:MOST_NAMED]]
    return comma().join(words) + (" …" if len(found) > MOST_NAMED else "")


def _told(one: Found) -> dict[str, str]:
    finding = one.finding
    return {
        "rule": finding.rule,
        "words": one.words,
        "zh": finding.message_zh,
        "en": finding.message_en,
        "source": finding.source,
        "proposal": finding.proposal,
    }
