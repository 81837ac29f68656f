"""Says until when a page holds, notes that somebody looked, and tells whoever answers for it that it is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import Edition, Page, PageDates
from plenary.contexts.communications.selectors import dates, pages
from plenary.contexts.communications.services.links.telling import owners_of
from plenary.kernel.accounts.models import User
from plenary.kernel.accounts.selectors import with_role
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.notifications import subjects
from plenary.kernel.notifications.services import Line, notify_each
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor
from plenary.shared.errors import Refused

KIND = "communications.page.review_due"
AT_ONCE = 500


@transaction.atomic
def set_dates(
    *,
    actor: Actor,
    page_id: int,
    seen_version: int | None,
    review_on: dt.date | None,
    shown_until: dt.date | None,
) -> Page:
    """Say when a page is looked at again, and until when a notice stands on the front page.

    None for either: what its kind has. Nothing of its text is reviewed anew; readers see the change at
    once. Refused for a day that is over, unless it is the one that stands, for one more than five years off, for a guide, which has its own
    days, and for a last day on the front page of anything but a notice or of more than a year off.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    kept = _kept(page)
    _refuse_days(page, kept, review_on, shown_until)
    before = snapshot(kept)
    if kept.review_on != review_on:
        kept.told_on = None
    kept.review_on, kept.shown_until = review_on, shown_until
    return _keep(actor, page, kept, before, "communications.page.dated")


@transaction.atomic
def review_page(*, actor: Actor, page_id: int, seen_version: int | None) -> Page:
    """Note that a page was looked at today and still holds; it is due again in a year.

    Refused while nothing of it is public, and for a guide, which is checked by itself.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    if page.kind == PageKind.GUIDE:
        raise Refused(_("A guide has days of its own: check the guide."))
    if not Edition.objects.filter(page=page, is_current=True).exists():
        raise Refused(_("Nothing of this page is public yet."))
    kept = _kept(page)
    before = snapshot(kept)
    kept.told_on = None
    kept.review_on = clock.today() + dates.YEARLY
    return _keep(actor, page, kept, before, "communications.page.reviewed")


@transaction.atomic
def remind_of_pages() -> int:
    """Tell whoever answers for a page that it is due, once until it is looked at; give how many pages.

    The accounts that act for its post, else its unit's, and the editors, or the office where there is none.
    """
    authorise(SYSTEM, policies.can_remind)
    old = list(dates.to_tell().order_by("pk")[:AT_ONCE])
    tell_keepers(old)
    return len(old)


def tell_keepers(found: Sequence[Page]) -> None:
    """Tell whoever answers for these pages that they are due; called within a transaction."""
    editors = list(with_role("editor")) or list(with_role("office"))
    lines: list[Line] = []
    for read in dates.as_read(found):
        kept = _kept(read.page)
        before = snapshot(kept)
        kept.told_on = clock.today()
        kept.save()
        record(actor=SYSTEM, action=KIND, subject=kept, before=before)
        lines += _lines(read, kept, editors)
    notify_each(lines)


def _kept(page: Page) -> PageDates:
    return PageDates.objects.select_for_update().filter(page=page).first() or PageDates(page=page)


def _keep(
    actor: Actor, page: Page, kept: PageDates, before: dict[str, object], action: str
) -> Page:
    kept.save()
    record(actor=actor, action=action, subject=kept, before=before)
    save(page, fields=[])
    return page


def _refuse_days(
    page: Page, kept: PageDates, review_on: dt.date | None, shown_until: dt.date | None
) -> None:
    today = clock.today()
    if review_on and page.kind == PageKind.GUIDE:
        _refuse("review_on", _("A guide has days of its own: check the guide."))
    if shown_until and page.kind != PageKind.NOTICE:
        _refuse("shown_until", _("Only a notice stands on the front page until a day."))
    if review_on and review_on < today and review_on != kept.review_on:
        _refuse("review_on", _("This day is over."))
    if review_on and review_on > today + 5 * dates.YEARLY:
        _refuse("review_on", _("Give a day within the next five years."))
    if shown_until and shown_until > today + dates.YEARLY:
        _refuse("shown_until", _("Give a day within a year."))


def _refuse(field: str, sentence: str) -> None:
    raise Refused(sentence, fields={field: sentence})


def _lines(read: dates.Read, kept: PageDates, editors: list[User]) -> Iterator[Line]:
    """Write to each by the title in public, and lead to the newsroom those who may see it."""
    page = read.page
    told = {
        user.pk: user for user in (*owners_of(page.owner_post_id, page.source_unit_id), *editors)
    }
    for user in told.values():
        may_see = policies.can_see(user.actor)
        yield Line(
            user_id=user.pk,
            kind=KIND,
            text_zh=f"页面《{read.title('zh')[:80]}》应复核：请核对内容是否仍然有效",
            text_en=f"“{read.title('en')[:120]}” is due to be looked at: does it still hold?",
            url=page.get_absolute_url() if may_see else read.address((user.language or "zh")[:2]),
            about=subjects.about("communications.pagedates", kept.pk),
        )
