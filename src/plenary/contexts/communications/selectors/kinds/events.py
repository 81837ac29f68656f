"""Which events stand on the timeline of a year: what is announced to everybody, the rest to the newsroom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from plenary.contexts.communications import addresses
from plenary.contexts.communications.enums import EventState, Lang, PageKind
from plenary.contexts.communications.models import Edition, EventFacts
from plenary.contexts.communications.selectors import pages
from plenary.contexts.governance.api import YearDate
from plenary.shared.actor import Actor

LONGEST = dt.timedelta(days=400)
"""No event takes longer: one that ends later than so long after the days that are asked for begins after them."""


def year_dates(actor: Actor, first: dt.date, last: dt.date) -> Iterator[YearDate]:
    """Give the events of these days as they were announced, and to whoever sees the newsroom those that are not
    announced yet; two queries at most.
    """
    yield from _announced(first, last)
    yield from _planned(actor, first, last)


def _announced(first: dt.date, last: dt.date) -> Iterator[YearDate]:
    """Give what readers find on the portal, each in the language in which it is out where one side is not."""
    current = Edition.objects.filter(
        kind=PageKind.EVENT, is_current=True, ends_on__gte=first, ends_on__lte=last + LONGEST
    )
    found = current.select_related("page").defer("body", "html", "people")
    sides: dict[int, dict[str, Edition]] = {}
    for one in found.order_by("ends_on", "page_id", "lang"):
        sides.setdefault(one.page_id, {})[one.lang] = one
    for held in sides.values():
        newest = max(held.values(), key=lambda one: (one.published_at, one.pk))
        told = newest.facts["event"]
        starts_on = dt.date.fromisoformat(told["starts_on"])
        if starts_on <= last:
            zh = held.get(Lang.ZH, newest)
            en = held.get(Lang.EN, newest)
            yield YearDate(
                starts_on,
                dt.date.fromisoformat(told["ends_on"]),
                zh.title,
                en.title,
                addresses.of(zh),
                addresses.of(en),
                "event" if told["state"] == EventState.PLANNED else "event_off",
                newest.page.source_unit_id,
            )


def _planned(actor: Actor, first: dt.date, last: dt.date) -> Iterator[YearDate]:
    """Give what the newsroom still works on: not public in any language."""
    visible = pages.visible_to(actor).filter(kind=PageKind.EVENT)
    out = Edition.objects.filter(is_current=True, kind=PageKind.EVENT).order_by().values("page_id")
    found = EventFacts.objects.filter(
        page__in=visible.order_by().values("pk"), starts_on__lte=last, ends_on__gte=first
    )
    for one in found.exclude(page__in=out).select_related("page").order_by("starts_on", "pk"):
        page, url = one.page, one.page.get_absolute_url()
        yield YearDate(
            one.starts_on,
            one.ends_on,
            page.title_zh,
            page.title_en,
            url,
            url,
            "event_draft" if one.state == EventState.PLANNED else "event_off",
            page.source_unit_id,
        )
