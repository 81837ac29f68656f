"""Pages of events with the days that each language took: the records behind the portal's measures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.models import Page, PageSide
from plenary.contexts.communications.selectors.pages import visible_to
from plenary.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class OutOn:
    """When a language first went out, and how many days after the event; none while it has not."""

    on: dt.date | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class EventDays:
    """A page of an event with both its languages."""

    page: Page
    chinese: OutOn
    english: OutOn


def went_out(actor: Actor, start: dt.date, end: dt.date) -> QuerySet[Page]:
    """Give the visible pages of events of which a language first went out in a period, the latest event first."""
    sides = PageSide.objects.filter(released_at__date__range=(start, end))
    pages = visible_to(actor).filter(held_on__isnull=False, pk__in=sides.values("page_id"))
    return pages.order_by("-held_on", "-pk")


def days_of(pages: list[Page]) -> list[EventDays]:
    """Say of each page when its languages went out; what was announced before its event took no day."""
    sides = PageSide.objects.filter(page__in=pages, released_at__isnull=False)
    out = {
        (page_id, lang): timezone.localtime(at).date()
        for page_id, lang, at in sides.values_list("page_id", "lang", "released_at")
        if at
    }
    return [
        EventDays(one, *(_took(one, out.get((one.pk, lang))) for lang in (Lang.ZH, Lang.EN)))
        for one in pages
    ]


def _took(page: Page, on: dt.date | None) -> OutOn:
    if on is None or page.held_on is None:
        return OutOn()
    return OutOn(on, max(0, (on - page.held_on).days))
