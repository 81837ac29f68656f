"""Lets pages in public that say a name which is no longer borne be looked at, the day it is given up."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import Lang, PageKind
from plenary.contexts.communications.models import Edition, Page, PageDates
from plenary.contexts.communications.selectors.naming import gone_names
from plenary.contexts.communications.services.dating import tell_keepers
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.audit.recording import authorise, record, snapshot
from plenary.shared import clock
from plenary.shared.actor import SYSTEM

ACTION = "communications.page.renamed_in"
AT_ONCE = 100


@transaction.atomic
def look_at_pages_that_say(*, name_zh: str, name_en: str, after: int = 0) -> tuple[int, int | None]:
    """Let the next pages in public that say a name given up be due today; give how many, and the last one looked at.

    No last one where none is left. Once for each day on which a name of the page is given up, so that twice is as
    once, also where somebody has let the name stand since. Whoever answers for a page is told as of any page
    that is due; of a guide, which has days of its own, at once. Not what speaks of the name within a longer one that
    is borne still, nor a page about a day on which it was borne.
    """
    authorise(SYSTEM, policies.can_remind)
    said = _said(Lang.ZH, name_zh) | _said(Lang.EN, name_en)
    found = Edition.objects.filter(said, is_current=True).order_by().values("page")
    batch = Page.objects.filter(pk__in=found, pk__gt=after).select_for_update().order_by("pk")
    pages = list(batch[:AT_ONCE])
    done = sum(_look_at(page) for page in pages)
    return done, pages[-1].pk if len(pages) == AT_ONCE else None


def _look_at(page: Page) -> bool:
    """Let a page be due, and say whether it was not so already."""
    kept = PageDates.objects.filter(page=page).first() or PageDates(page=page)
    is_due = kept.review_on is not None and kept.review_on <= clock.today()
    gone = [] if is_due else gone_names(page.editions.filter(is_current=True))
    if not gone or _was_looked_at(kept, max(one.until for one in gone)):
        return False
    before = snapshot(kept)
    if page.kind != PageKind.GUIDE:
        kept.review_on, kept.told_on = clock.today(), None
    kept.save()
    record(actor=SYSTEM, action=ACTION, subject=kept, before=before)
    if page.kind == PageKind.GUIDE:
        tell_keepers([page])
    return True


def _was_looked_at(kept: PageDates, since: dt.date) -> bool:
    start = timezone.make_aware(dt.datetime.combine(since, dt.time()))
    rows = AuditRow.objects.filter(
        action=ACTION, subject_type="communications.pagedates", subject_id=kept.pk, at__gte=start
    )
    return kept.pk is not None and rows.exists()


def _said(lang: str, name: str) -> Q:
    if not name:
        return Q(pk__in=[])
    places = Q(title__contains=name) | Q(summary__contains=name) | Q(body__contains=name)
    return Q(lang=lang) & places
