"""Takes the title of a withdrawn page out of sight, and with it an address that repeats its words."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import Edition, FormerAddress, Page, PageSide
from plenary.contexts.communications.selectors import hidden, pages
from plenary.contexts.communications.services.base import keep_side, need_langs
from plenary.contexts.communications.services.indexing import index_side
from plenary.contexts.communications.services.sending import need_reason
from plenary.contexts.communications.services.telling import tell_to_hide
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.shared.actor import Actor
from plenary.shared.errors import Forbidden, Refused


@transaction.atomic
def ask_to_hide(
    *, actor: Actor, page_id: int, seen_version: int | None, reasons: Mapping[str, str]
) -> Page:
    """Ask a second person to hide the titles of withdrawn languages, each for a reason of its own.

    Refused for a language that is not withdrawn or whose title is hidden, and without a reason. Who
    may say yes is told.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_withdraw, page)
    asked = need_langs(lang for lang, reason in reasons.items() if reason.strip())
    sides = pages.sides_of(page)
    for lang in asked:
        side = sides[lang]
        if not hidden.may_be_asked(side):
            raise Refused(
                _("Only the title of a withdrawn language that readers see can be hidden.")
            )
        before = snapshot(side)
        side.hide_asked_by_id, side.hide_asked_by_name = actor.user_id, actor.name
        side.hide_reason = need_reason(reasons[lang], f"hide_{lang}")
        keep_side(actor, side, "communications.side.hiding_asked", before)
    save(page, fields=[])
    tell_to_hide(actor, page, asked)
    return page


@transaction.atomic
def hide_titles(*, actor: Actor, page_id: int, seen_version: int | None) -> Page:
    """Hide the titles that somebody else asked to hide, and the words of the page's address.

    Refused where nothing is asked, and to whoever asked.
    """
    page, waiting = _asked(actor, page_id, seen_version)
    if not all(policies.can_hide(actor, side) for side in waiting):
        raise Forbidden(_("You asked for it: somebody else says yes."))
    for side in waiting:
        before = snapshot(side)
        forget_asked(side)
        side.hides_title = True
        keep_side(actor, side, "communications.side.hidden", before)
    save(page, fields=hide_address(actor, page))
    return page


@transaction.atomic
def leave_titles(*, actor: Actor, page_id: int, seen_version: int | None) -> Page:
    """Leave the titles that were to be hidden as they are; whoever asked may say so as well.

    Refused where nothing is asked.
    """
    page, waiting = _asked(actor, page_id, seen_version)
    for side in waiting:
        before = snapshot(side)
        forget_asked(side)
        keep_side(actor, side, "communications.side.left_shown", before)
    save(page, fields=[])
    return page


def forget_asked(side: PageSide) -> None:
    """Set that nobody asks to hide this title."""
    side.hide_asked_by_id, side.hide_asked_by_name, side.hide_reason = None, "", ""


def hide_address(actor: Actor, page: Page) -> list[str]:
    """Give a locked page an address of its index number alone; what it had leads on and is told nowhere.

    Gives the page's changed fields, which the caller saves. A hub stands at its topic.
    """
    neutral = _neutral(page)
    if page.kind == PageKind.HUB or page.slug == neutral:
        return []
    before = snapshot(page)
    FormerAddress.objects.get_or_create(slug=page.slug, defaults={"page": page})
    page.slug = neutral
    current = Edition.objects.filter(page=page, is_current=True)
    current.update(slug=neutral)
    record(actor=actor, action="communications.page.readdressed", subject=page, before=before)
    for side in pages.sides_of(page).values():
        index_side(side)
    return ["slug"]


def _neutral(page: Page) -> str:
    """Give the address of a page's kind and number, which says nothing of what it tells."""
    stem = slug = f"{page.kind}-{page.index}"
    number = 1
    while Page.objects.filter(slug=slug).exclude(pk=page.pk).exists() or hidden.is_taken(
        slug, page
    ):
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _asked(actor: Actor, page_id: int, seen_version: int | None) -> tuple[Page, list[PageSide]]:
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_withdraw, page)
    waiting = [side for side in pages.sides_of(page).values() if side.hide_reason]
    if not waiting:
        raise Refused(_("Nobody asks to hide a title of this page."))
    return page, waiting
