"""What the pages of bodies and of posts share: what the directory says is taken over, never typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.selectors.kinds.directory import (
    FROM_DIRECTORY,
    Facts,
    facts_of,
    told_now,
)
from plenary.contexts.communications.selectors.kinds.naming import Told
from plenary.contexts.communications.services.base import touch
from plenary.contexts.communications.services.writing import (
    PageGiven,
    edit_page,
    given_of,
    keep_new,
)
from plenary.kernel.audit.recording import authorise, lock, record, snapshot
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused


@transaction.atomic
def take_over_directory(*, actor: Actor, page_id: int, seen_version: int | None) -> Page:
    """Bring the page of a body or of a post up to the directory as it now stands; its own words stay.

    Refused where the directory has not changed, and as ``edit_page`` is.
    """
    page, facts = locked(actor, page_id, seen_version, *FROM_DIRECTORY)
    told = told_now(facts)
    if told.digest == facts.digest:
        raise Refused(_("The directory has not changed since its words were taken over."))
    given = replace(given_of(page), title_zh=told.title_zh, title_en=told.title_en)
    page = edit_page(actor=actor, page_id=page_id, seen_version=page.version, given=given)
    before = snapshot(facts)
    _take(facts, told)
    facts.told_on = None
    facts.save()
    action = f"communications.{page.kind}.taken_over"
    record(actor=actor, action=action, subject=facts, before=before)
    touch(actor, page)
    return page


def locked(actor: Actor, page_id: int, seen_version: int | None, *kinds: str) -> tuple[Page, Any]:
    """Give a page of one of these kinds and what it took over, both held for a change."""
    page = lock(pages.visible_to(actor).filter(kind__in=kinds), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    return page, facts_of(page.kind).select_for_update(of=("self",)).get(page=page)


def keep_made(actor: Actor, page: Page, facts: Facts, told: Told, given: PageGiven) -> Page:
    """Write a new page under the directory's title, with what it takes over."""
    titled = replace(given, title_zh=told.title_zh, title_en=told.title_en)
    facts.page = keep_new(actor, page, titled)
    _take(facts, told)
    facts.save()
    return page


def edit_words(actor: Actor, page: Page, given: PageGiven) -> Page:
    """Change what a page says in its own words; the title stays the directory's."""
    said = replace(given, title_zh=page.title_zh, title_en=page.title_en)
    return edit_page(actor=actor, page_id=page.pk, seen_version=page.version, given=said)


def keep_choice(
    actor: Actor,
    page: Page,
    facts: Facts,
    before: Mapping[str, Any],
    note: Mapping[str, Any] | None = None,
) -> Page:
    """Take over who is named by the choice just made; a title that the directory changed stays owed."""
    told = told_now(facts)
    _take(facts, replace(told, title_zh=page.title_zh, title_en=page.title_en))
    if told.digest == facts.digest:
        facts.told_on = None
    facts.save()
    action = f"communications.{page.kind}.edited"
    record(actor=actor, action=action, subject=facts, before=before, note=note)
    touch(actor, page)
    return page


def _take(facts: Facts, told: Told) -> None:
    for name, value in {**told.kept, "digest": told.digest}.items():
        setattr(facts, name, value)
