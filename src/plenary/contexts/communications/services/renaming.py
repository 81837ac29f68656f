"""Lets pages in public that say a name which is no longer borne be looked at, the day it is given up."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.models import Edition, Page, PageDates
from plenary.contexts.communications.selectors.naming import gone_names
from plenary.kernel.audit.recording import authorise, record, snapshot
from plenary.shared import clock
from plenary.shared.actor import SYSTEM

ACTION = "communications.page.renamed_in"


@transaction.atomic
def look_at_pages_that_say(*, name_zh: str, name_en: str) -> int:
    """Let each page in public that says a name given up be due today, and give how many; twice is as once.

    Whoever answers for it is told as of any page that is due. Not what speaks of the name within a longer one
    that is borne still.
    """
    authorise(SYSTEM, policies.can_remind)
    said = _said(Lang.ZH, name_zh) | _said(Lang.EN, name_en)
    found = Edition.objects.filter(said, is_current=True).order_by().values("page")
    today, done = clock.today(), 0
    for page in Page.objects.filter(pk__in=found).select_for_update().order_by("pk"):
        kept = PageDates.objects.filter(page=page).first() or PageDates(page=page)
        is_due = kept.review_on is not None and kept.review_on <= today
        if is_due or not gone_names(page.editions.filter(is_current=True)):
            continue
        before = snapshot(kept)
        kept.review_on, kept.told_on = today, None
        kept.save()
        record(actor=SYSTEM, action=ACTION, subject=kept, before=before)
        done += 1
    return done


def _said(lang: str, name: str) -> Q:
    if not name:
        return Q(pk__in=[])
    places = Q(title__contains=name) | Q(summary__contains=name) | Q(body__contains=name)
    return Q(lang=lang) & places
