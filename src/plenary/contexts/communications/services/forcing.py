"""Publishes before a second person has looked, as an emergency asks for, and lets that be put right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import keys, policies
from plenary.contexts.communications.enums import SideState, WaiverKind
from plenary.contexts.communications.models import Page, Waiver
from plenary.contexts.communications.selectors import pages, waivers
from plenary.contexts.communications.selectors.wording import proofs
from plenary.contexts.communications.services.base import keep_side, need_langs
from plenary.contexts.communications.services.checks.passing import pass_over
from plenary.contexts.communications.services.publishing import publish_sides
from plenary.contexts.communications.services.reviewing import review_texts
from plenary.contexts.communications.services.sending import (
    need_note,
    need_reason,
    refuse_faults,
)
from plenary.contexts.communications.services.telling import tell_forced
from plenary.contexts.communications.services.waiving import grant, named, settle
from plenary.contexts.communications.workflows import SIDE_FLOW
from plenary.kernel.audit.recording import authorise, lock, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

LONGEST_NAME = 200


@transaction.atomic
def force_page(
    *,
    actor: Actor,
    page_id: int,
    seen_version: int | None,
    langs: Iterable[str],
    reason: str,
    decided_by: str,
    notes: Mapping[str, str] | None = None,
) -> Page:
    """Publish languages of a page now, unseen by a second person; it is listed until somebody has looked.

    Refused without a reason and the name of whoever decided it, while something is missing, for a
    correction without its note, and for a proved fault of the wording, which only a second person
    lets stand. The office and the other editors are told at once. Announces ``PagePublished`` for
    each language.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_force, page)
    asked = need_langs(langs)
    reason, decided_by = need_reason(reason), _need_name(decided_by)
    sides = pages.sides_of(page)
    is_alone = waivers.goes_alone(page, sides, asked)
    hands = sorted({*page.writer_ids, *([actor.user_id] if actor.user_id is not None else [])})
    pass_over(actor, page, asked, reason)
    for lang in asked:
        refuse_faults(page, lang)
        _refuse_proofs(page, lang)
        side = sides[lang]
        before = snapshot(side)
        side.state = SIDE_FLOW.after(side.state, "force")
        side.note = need_note(side, (notes or {}).get(lang, ""))
        side.approved_by_id, side.approved_by_name = None, ""
        side.due_at = clock.now()
        keep_side(actor, side, "communications.side.forced", before)
        settle(actor, waivers.to_settle(page, lang))
        said = {"reason": reason, "decided_by": decided_by}
        grant(actor, page, lang, WaiverKind.URGENT, hands=hands, **said)
        if is_alone:
            grant(actor, page, lang, WaiverKind.ALONE, **said)
    publish_sides(actor, page, sides, asked)
    tell_forced(actor, page, asked, decided_by)
    return page


@transaction.atomic
def look_over(*, actor: Actor, waiver_id: int) -> Waiver:
    """Say, as the second person, that what went out unseen may stand as it is.

    Once that is said of all that is in public, in both languages, its texts count as reviewed. Refused to whoever had a hand in it, and for what is put right already.
    """
    found = waivers.visible_to(actor).filter(pk=waiver_id, kind=WaiverKind.URGENT).first()
    page = lock(pages.visible_to(actor), pk=found.page_id if found else 0)
    waiver = Waiver.objects.select_for_update().get(pk=waiver_id)
    authorise(actor, policies.can_look_over, waiver)
    if waiver.settled_at:
        raise Refused(_("Somebody has looked this over already."))
    settle(actor, [waiver])
    if _is_seen(page):
        review_texts(actor, page)
    save(page, fields=[])
    return waiver


def _is_seen(page: Page) -> bool:
    """Say whether both languages are in public, and neither is still unseen by a second person."""
    unseen = page.waivers.filter(kind=WaiverKind.URGENT, settled_at__isnull=True)
    sides = pages.sides_of(page).values()
    return all(side.state == SideState.PUBLISHED for side in sides) and not unseen.exists()


def _refuse_proofs(page: Page, lang: str) -> None:
    if found := proofs(page, lang):
        raise Refused(
            _(
                "The check of the wording proves a fault: %(named)s. Correct it; only a second person,"
                " by approving, can let it stand."
            )
            % {"named": named(found)}
        )


def _need_name(name: str) -> str:
    refuse_secrecy(name)
    tidied = keys.tidy_line(name)
    if not tidied or len(tidied) > LONGEST_NAME:
        sentence = _("Say who decided it: a name, in at most 200 characters.")
        raise Refused(sentence, fields={"decided_by": sentence})
    return tidied
