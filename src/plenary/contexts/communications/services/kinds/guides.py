"""Makes and changes guides, and notes that somebody looked whether one still holds."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import Edition, GuideFacts, Page
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.services.base import touch
from plenary.contexts.communications.services.writing import PageGiven, edit_page, keep_new
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

STALE_AFTER = 180
LONGEST_DAYS = 1830


@transaction.atomic
def make_guide(
    *,
    actor: Actor,
    given: PageGiven,
    stale_after: int = STALE_AFTER,
    is_illustrative: bool = False,
) -> Page:
    """Make a guide as a draft, checked today.

    Refused as ``make_page`` is, and for a span of less than a day or more than five years.
    """
    authorise(actor, policies.can_write)
    _refuse_span(stale_after)
    page = keep_new(actor, Page(kind=PageKind.GUIDE, is_illustrative=is_illustrative), given)
    facts = GuideFacts.objects.create(page=page, checked_on=clock.today(), stale_after=stale_after)
    record(actor=actor, action="communications.guide.made", subject=facts)
    return page


@transaction.atomic
def edit_guide(
    *, actor: Actor, page_id: int, seen_version: int | None, given: PageGiven, stale_after: int
) -> Page:
    """Change a guide. Refused as making one is; ``Stale`` for a late save."""
    page = _locked(actor, page_id, seen_version)
    authorise(actor, policies.can_write, page)
    _refuse_span(stale_after)
    page = edit_page(actor=actor, page_id=page_id, seen_version=page.version, given=given)
    facts = GuideFacts.objects.select_for_update().get(page=page)
    if facts.stale_after != stale_after:
        before = snapshot(facts)
        facts.stale_after, facts.told_on = stale_after, None
        facts.save(update_fields=["stale_after", "told_on"])
        record(actor=actor, action="communications.guide.edited", subject=facts, before=before)
        touch(actor, page)
    return page


@transaction.atomic
def check_guide(*, actor: Actor, page_id: int, seen_version: int | None) -> Page:
    """Note that what is public of a guide was looked at today and still holds.

    Readers see the day at once, for not a word changes. Refused for any other page, while nothing of
    it is public, and where it was done today already.
    """
    page = _locked(actor, page_id, seen_version)
    authorise(actor, policies.can_write, page)
    facts = GuideFacts.objects.select_for_update().get(page=page)
    if not Edition.objects.filter(page=page, is_current=True).exists():
        raise Refused(_("Nothing of this guide is public yet."))
    if facts.checked_on == clock.today():
        raise Refused(_("This guide has been checked today."))
    before = snapshot(facts)
    facts.checked_on, facts.told_on = clock.today(), None
    facts.save(update_fields=["checked_on", "told_on"])
    record(actor=actor, action="communications.guide.checked", subject=facts, before=before)
    save(page, fields=[])
    return page


def _locked(actor: Actor, page_id: int, seen_version: int | None) -> Page:
    guides = pages.visible_to(actor).filter(kind=PageKind.GUIDE)
    return lock(guides, pk=page_id, version=seen_version)


def _refuse_span(days: int) -> None:
    if not 1 <= days <= LONGEST_DAYS:
        sentence = _("Give a number of days from 1 to %(most)d.") % {"most": LONGEST_DAYS}
        raise Refused(sentence, fields={"stale_after": sentence})
