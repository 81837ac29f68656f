"""Which pages are due to be looked at again, and which notices still stand on the front page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from plenary.contexts.communications import addresses, policies
from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import Edition, Page, PageDates
from plenary.contexts.communications.selectors import pages
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor

REVIEWED = (PageKind.STATIC, PageKind.HUB, PageKind.BODY, PageKind.POST)
"""The kinds that tell of no day and so grow old unseen: due a year after they went out last."""
YEARLY = dt.timedelta(days=365)
ON_FRONT = dt.timedelta(days=90)
"""So long a notice without a last day of its own stands on the front page."""
LONGEST = dt.timedelta(days=366)
"""No notice stands there longer, whatever its last day: so much is looked through at most."""


@dataclass(frozen=True, slots=True)
class Read:
    """A page as readers know it: its titles in public and its addresses, by language."""

    page: Page
    titles: dict[str, str]
    public: dict[str, str]

    def title(self, lang: str) -> str:
        """Give the title in a language, else in the other one."""
        return self.titles.get(lang) or self.titles[addresses.OTHER[lang]]

    def address(self, lang: str) -> str:
        """Give the public address in a language, else in the other one."""
        return self.public.get(lang) or self.public[addresses.OTHER[lang]]


def as_read(found: Sequence[Page]) -> list[Read]:
    """Give pages in public as readers know them, in one query: a draft's title is the newsroom's."""
    out: dict[int, list[Edition]] = {page.pk: [] for page in found}
    for one in Edition.objects.filter(page__in=out, is_current=True).defer("body", "html"):
        out[one.page_id].append(one)
    return [
        Read(
            page,
            {one.lang: one.title for one in out[page.pk]},
            {one.lang: addresses.of(one) for one in out[page.pk]},
        )
        for page in found
    ]


def due_for(actor: Actor, most: int = 20) -> list[Read]:
    """Give what the actor is asked to look at: all to those who work on pages, a unit or a post its own."""
    if policies.can_write(actor):
        return as_read(list(due(actor).order_by("pk")[:most]))
    units = actor.unit_ids if actor.has("unit") else ()
    if not units and not actor.post_ids:
        return []
    own = Q(owner_post__in=actor.post_ids) | Q(owner_post=None, source_unit__in=units)
    return as_read(list(due(SYSTEM).filter(own).order_by("pk")[:most]))


def due(actor: Actor) -> QuerySet[Page]:
    """Give the visible pages in public that are due to be looked at again, but for guides.

    A guide has its own days, which readers see.
    """
    today = clock.today()
    public = Edition.objects.filter(page=OuterRef("pk"), is_current=True).order_by()
    by_kind = (
        Q(kind__in=REVIEWED)
        & Q(dates__review_on=None)
        & ~Exists(public.filter(published_at__gte=_start(today - YEARLY)))
    )
    found = pages.visible_to(actor).exclude(kind=PageKind.GUIDE).filter(Exists(public))
    asked = found.filter(Q(dates__review_on__lte=today) | by_kind)
    return asked.select_related("dates", "owner_post", "source_unit").defer("body_zh", "body_en")


def to_tell() -> QuerySet[Page]:
    """Give the pages that are due and of which nobody was told; anew where one went out again since."""
    since = Edition.objects.filter(
        page=OuterRef("pk"), is_current=True, published_at__date__gte=OuterRef("dates__told_on")
    ).order_by()
    anew = Q(dates__review_on=None) & Exists(since)
    return due(SYSTEM).filter(Q(dates__told_on=None) | anew)


def told_visible_to(actor: Actor) -> QuerySet[PageDates]:
    """Give what people were told is due: all to the newsroom, of a unit or a post its own pages."""
    told = PageDates.objects.filter(told_on__isnull=False)
    if policies.can_see(actor):
        return told
    own = Q(page__source_unit__in=actor.unit_ids) if actor.has("unit") else Q(pk__in=[])
    return told.filter(own | Q(page__owner_post__in=actor.post_ids))


def dates_of(page: Page) -> PageDates:
    """Give a page's own dates; not kept, where it has none."""
    return PageDates.objects.filter(page=page).first() or PageDates(page=page)


def review_day(page: Page) -> dt.date | None:
    """Give the day on which a page is due to be looked at; none for one that has none, or is not public."""
    if own := dates_of(page).review_on:
        return own
    last = page.editions.filter(is_current=True).order_by("-published_at").first()
    if page.kind not in REVIEWED or last is None:
        return None
    return timezone.localdate(last.published_at) + YEARLY


def on_front(notices: QuerySet[Edition], today: dt.date) -> QuerySet[Edition]:
    """Give of a language's notices those that still stand on the front page on a day."""
    recent = notices.filter(released_at__gte=_start(today - LONGEST))
    without = Q(page__dates__shown_until=None, released_at__gte=_start(today - ON_FRONT))
    return recent.filter(Q(page__dates__shown_until__gte=today) | without)


def _start(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
