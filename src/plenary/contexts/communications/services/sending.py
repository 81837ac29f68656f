"""Sends languages of a page on to a second pair of eyes, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import keys, policies
from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.events import PageSubmitted
from plenary.contexts.communications.models import Page, PageSide
from plenary.contexts.communications.selectors import naming, pages
from plenary.contexts.communications.selectors.readiness import faults
from plenary.contexts.communications.services.base import keep_side, need_langs, sign
from plenary.contexts.communications.services.telling import (
    tell_held_back,
    tell_sent_back,
    tell_submitted,
)
from plenary.contexts.communications.workflows import SIDE_FLOW
from plenary.kernel.audit.recording import authorise, lock, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.text import validators
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

SENT = {
    "submit": "communications.side.submitted",
    "bring_back": "communications.side.brought_back",
}


@transaction.atomic
def submit_page(
    *,
    actor: Actor,
    page_id: int,
    seen_version: int | None,
    langs: Iterable[str],
    notes: Mapping[str, str] | None = None,
) -> Page:
    """Send languages of a page to review; whoever sends it has had a hand in it.

    Refused while something is missing (``readiness.faults``), and for a language that has been
    public without a note that tells readers what is corrected. Announces ``PageSubmitted``.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    _send(actor, page, need_langs(langs), notes or {}, "submit")
    return page


@transaction.atomic
def bring_back_page(
    *,
    actor: Actor,
    page_id: int,
    seen_version: int | None,
    langs: Iterable[str],
    notes: Mapping[str, str] | None = None,
) -> Page:
    """Send withdrawn languages to review, as they now stand: out again once a second person approves.

    That is what the public last read, unless it was changed before it was withdrawn.
    Refused for what is not withdrawn, without a note that tells readers why it is back, and while
    something is missing. Announces ``PageSubmitted``.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    _send(actor, page, need_langs(langs), notes or {}, "bring_back")
    return page


def _send(
    actor: Actor, page: Page, asked: tuple[str, ...], notes: Mapping[str, str], move: str
) -> None:
    """Put sides before a second pair of eyes, and tell those who may approve them."""
    sides = pages.sides_of(page)
    for lang in asked:
        refuse_faults(page, lang)
    for lang in asked:
        side = sides[lang]
        before = snapshot(side)
        side.state = SIDE_FLOW.after(side.state, move)
        side.note = need_note(side, notes.get(lang, ""))
        side.submitted_by_id, side.submitted_by_name = actor.user_id, actor.name
        side.submitted_at, side.sent_back_reason = clock.now(), ""
        keep_side(actor, side, SENT[move], before)
    sign(page, actor)
    save(page, fields=["writer_ids", "changed_at"])
    tell_submitted(actor, page, asked)
    announce(PageSubmitted(page_id=page.pk, langs=asked))


@transaction.atomic
def send_back(
    *, actor: Actor, page_id: int, seen_version: int | None, langs: Iterable[str], reason: str
) -> Page:
    """Give languages in review, or approved and not out yet, back to their writers, with a reason.

    Open to the reviewer and, to take their own work back, to those who had a hand in it. Refused
    without a reason.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_send_back, page)
    reason = need_reason(reason)
    sides = pages.sides_of(page)
    asked = need_langs(langs)
    for lang in asked:
        side = sides[lang]
        before = snapshot(side)
        side.state = SIDE_FLOW.after(side.state, "send_back")
        side.due_at, side.sent_back_reason = None, reason
        keep_side(actor, side, "communications.side.sent_back", before)
    save(page, fields=[])
    tell_sent_back(actor, page, asked)
    return page


def take_back(page: Page, sides: Iterable[PageSide], reason: str) -> None:
    """Give what was approved back to its writers, in Plenary's own name; whoever let it out is told too."""
    back = list(sides)
    approvers = {side.approved_by_id for side in back if side.approved_by_id is not None}
    for side in back:
        before = snapshot(side)
        side.state = SIDE_FLOW.after(side.state, "send_back")
        side.due_at, side.sent_back_reason = None, reason[: validators.LONGEST_REASON]
        keep_side(SYSTEM, side, "communications.side.sent_back", before)
    save(page, fields=[])
    tell_held_back(page, [side.lang for side in back], approvers)


def refuse_faults(page: Page, lang: str) -> None:
    """Raise ``Refused`` with each thing that keeps a language from being published."""
    found = faults(page, lang) | naming.faults(naming.questions(page), lang)
    if found:
        raise Refused(" ".join(str(sentence) for sentence in found.values()))


def need_reason(text: str, field: str = "reason") -> str:
    """Give a reason in one line; refused for none, one too long, or a secrecy marking."""
    refuse_secrecy(text)
    reason = keys.tidy_line(text)
    return validators.need_reason(reason, field=field, missing=_("Give a reason."))


def need_note(side: PageSide, text: str) -> str:
    """Give the note of a correction; none for a first publication."""
    if side.released_at is None:
        return ""
    if not text.strip():
        sentence = (
            _("Say in Chinese what is corrected: readers see it on the page.")
            if side.lang == Lang.ZH
            else _("Say in English what is corrected: readers see it on the page.")
        )
        raise Refused(sentence, fields={f"note_{side.lang}": sentence})
    return need_reason(text, f"note_{side.lang}")
