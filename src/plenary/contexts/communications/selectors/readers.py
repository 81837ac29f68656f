"""How often the portal's pages were opened: by page, by day, and of one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Sum

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import Lang, Place
from plenary.contexts.communications.models import Page, ReaderCount, Topic
from plenary.contexts.communications.selectors import pages
from plenary.shared import clock
from plenary.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Asked:
    """So many days up to today, of the whole portal or of one page."""

    days: int
    page: Page | None = None

    @property
    def first(self) -> dt.date:
        """Give the first of the days."""
        return clock.today() - dt.timedelta(days=self.days - 1)


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its count in each language."""

    on: dt.date
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """Give the day's count in all languages."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Line:
    """What was opened, with its record where it has one, and how often in each language."""

    place: Place
    record: Page | Topic | None
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """Give the count in all languages."""
        return sum(self.counts.values())


def visible_to(actor: Actor) -> QuerySet[ReaderCount]:
    """Give the counts to those who look into the newsroom, of the pages that they see there."""
    if not policies.can_see(actor):
        return ReaderCount.objects.none()
    seen = pages.visible_to(actor).order_by().values("pk")
    return ReaderCount.objects.filter(~Q(place=Place.PAGE) | Q(subject_id__in=seen))


def counted(actor: Actor, asked: Asked) -> QuerySet[ReaderCount]:
    """Give the counts of the days and the page that are asked for."""
    found = visible_to(actor).filter(day__gte=asked.first, day__lte=clock.today())
    return found.filter(_of(asked.page)) if asked.page else found


def sums(actor: Actor, asked: Asked) -> dict[str, int]:
    """Give the count in each language."""
    found = counted(actor, asked).order_by().values_list("lang").annotate(sum=Sum("views"))
    return dict.fromkeys(Lang.values, 0) | dict(found)


def by_page(actor: Actor, asked: Asked) -> Any:
    """Give what was opened with its count in each language, the most opened first."""
    sums = {lang: Sum("views", filter=Q(lang=lang), default=0) for lang in Lang.values}
    found = counted(actor, asked).order_by().values("place", "subject_id")
    return found.annotate(**sums, total=Sum("views")).order_by("-total", "place", "subject_id")


def lines(found: Iterable[dict[str, Any]]) -> list[Line]:
    """Give counts with their records, in one query for pages and one for topics."""
    rows = list(found)
    records: dict[tuple[str, int], Any] = {}
    for place, model in ((Place.PAGE, Page), (Place.TOPIC, Topic)):
        ids = [row["subject_id"] for row in rows if row["place"] == place]
        records |= {(place, one.pk): one for one in model.objects.filter(pk__in=ids)}
    return [
        Line(
            Place(row["place"]),
            records.get((row["place"], row["subject_id"])),
            {lang: row[lang] for lang in Lang.values},
        )
        for row in rows
    ]


def by_day(actor: Actor, asked: Asked) -> list[Day]:
    """Give every day in turn, those on which nobody came among them."""
    found = counted(actor, asked).order_by().values_list("day", "lang")
    known = {(day, lang): views for day, lang, views in found.annotate(sum=Sum("views"))}
    every = (asked.first + dt.timedelta(days=number) for number in range(asked.days))
    return [Day(on, {lang: known.get((on, lang), 0) for lang in Lang.values}) for on in every]


def _of(page: Page) -> Q:
    """A hub stands at its topic's address and is counted there."""
    if page.hub_of_id:
        return Q(place=Place.TOPIC, subject_id=page.hub_of_id)
    return Q(place=Place.PAGE, subject_id=page.pk)
