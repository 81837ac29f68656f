"""Guides in public that nobody has looked at for longer than they hold, and whom that concerns."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from plenary.contexts.communications import addresses, policies
from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import Edition, GuideFacts, Page
from plenary.contexts.communications.selectors.pages import is_stale
from plenary.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class OldGuide:
    """A guide to be looked at, by what is public of it: a title and an address for each language."""

    page_id: int
    source_unit_id: int | None
    checked_on: dt.date
    titles: dict[str, str]
    public: dict[str, str]
    url: str
    """Where those who work on pages say that it still holds, or mend it."""

    def title(self, lang: str) -> str:
        """Give the title in a language, else in the other one."""
        return self.titles.get(lang) or self.titles[addresses.OTHER[lang]]

    def address(self, lang: str) -> str:
        """Give the public address in a language, else in the other one."""
        return self.public.get(lang) or self.public[addresses.OTHER[lang]]


def old_guides() -> list[OldGuide]:
    """Give the guides in public that may be out of date, the oldest first, in one query."""
    shown = Edition.objects.filter(kind=PageKind.GUIDE, is_current=True)
    by_page: dict[int, list[Edition]] = {}
    for one in shown.select_related("page__guide").defer("body", "html", "facts"):
        if is_stale(one.page.guide.checked_on, one.page.guide.stale_after):
            by_page.setdefault(one.page_id, []).append(one)
    found = [_guide(editions[0].page, editions) for editions in by_page.values()]
    return sorted(found, key=lambda one: (one.checked_on, one.page_id))


def old_guides_for(actor: Actor) -> list[OldGuide]:
    """Give those that the actor is asked to look at: all to those who work on pages, a unit its own."""
    if policies.can_write(actor):
        return old_guides()
    if not actor.has("unit"):
        return []
    return [one for one in old_guides() if one.source_unit_id in actor.unit_ids]


def told_visible_to(actor: Actor) -> QuerySet[GuideFacts]:
    """Give the guides that people were told of and nobody has checked since: of a unit its own."""
    told = GuideFacts.objects.filter(told_on__isnull=False)
    if policies.can_write(actor):
        return told
    return told.filter(page__source_unit__in=actor.unit_ids if actor.has("unit") else [])


def _guide(page: Page, editions: list[Edition]) -> OldGuide:
    return OldGuide(
        page_id=page.pk,
        source_unit_id=page.source_unit_id,
        checked_on=page.guide.checked_on,
        titles={one.lang: one.title for one in editions},
        public={one.lang: addresses.page(one.lang, one.slug) for one in editions},
        url=page.get_absolute_url(),
    )
