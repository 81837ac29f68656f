"""What was held and cannot be read in English yet: pages and meetings, the longest ago first, and whose it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors import pages
from plenary.contexts.governance import api as governance
from plenary.kernel.text.selectors import rows_of_many
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.addresses import address_of

MOST = 10
"""So many are named in the newsroom; the list of pages has the others."""


@dataclass(frozen=True, slots=True)
class Untold:
    """Something that was held, without an English page in public."""

    title: Any
    """The record whose title is shown: a page, or a meeting that has none."""
    url: str
    on: dt.date
    owner: str
    """Who has its translation, else who sent it last; the post or unit that answers for the page comes after."""
    has_page: bool

    @property
    def age(self) -> dt.timedelta:
        """Give how long ago it was held."""
        return clock.today() - self.on


def worst(actor: Actor) -> list[Untold]:
    """Give what has been waiting for its English page longest, the meetings without any page as well."""
    seen = pages.visible_to(actor).select_related("source_unit", "owner_post__organisation")
    whose = seen.prefetch_related("sides").defer("body_zh", "body_en")
    late = list(pages.without_english(whose)[:MOST])
    owners = dict(
        rows_of_many(late)
        .exclude(owner_name="")
        .order_by("-field")
        .values_list("subject_id", "owner_name")
        if late
        else ()
    )
    found = [
        Untold(page, page.get_absolute_url(), page.held_on, _owner(page, owners), has_page=True)
        for page in late
        if page.held_on
    ]
    found += _meetings(actor)
    return sorted(found, key=lambda one: one.on)[:MOST]


def _owner(page: Page, owners: dict[int, str]) -> str:
    sent = [side.submitted_by_name for side in page.sides.all() if side.submitted_by_name]
    return owners.get(page.pk) or (sent[0] if sent else "")


def told_meetings() -> QuerySet[Page, int | None]:
    """Ask for the numbers of the meetings that have a page, in whatever state."""
    return (
        Page.objects.filter(meeting_id__isnull=False)
        .order_by()
        .values_list("meeting_id", flat=True)
    )


def _meetings(actor: Actor) -> list[Untold]:
    """Give the released meetings that have no page at all, the oldest; whoever makes one has it."""
    way = address_of("communications:readout-new")
    named = governance.untold_of(actor, told=told_meetings(), by=clock.today(), limit=MOST)
    return [
        Untold(one, f"{way}?meeting={one.pk}", one.on, "", has_page=False)
        for one in named
        if one.on
    ]
