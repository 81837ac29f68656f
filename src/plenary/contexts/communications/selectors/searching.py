"""The search of the portal: by words, narrowed by kind, topic and year, with how many each would leave."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from django.db.models.functions import ExtractYear

from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.keys import topic_label
from plenary.contexts.communications.models import Edition, Topic
from plenary.contexts.communications.selectors import portal
from plenary.contexts.communications.selectors.nearby import ways_near
from plenary.contexts.language.api import other_ways
from plenary.kernel.search.selectors import Results, find
from plenary.shared.actor import NOBODY

PAGE, MOST_NEARBY = 20, 4
SIDES = "communications.pageside"
T = TypeVar("T", PageKind, Topic, int)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a search is narrowed to; nothing where it is not."""

    kind: PageKind | None = None
    topic: Topic | None = None
    year: int | None = None

    def __bool__(self) -> bool:
        return any((self.kind, self.topic, self.year))

    @property
    def query(self) -> dict[str, str]:
        """Give it as an address says it."""
        return {
            "kind": self.kind.value if self.kind else "",
            "topic": self.topic.key if self.topic else "",
            "year": str(self.year) if self.year else "",
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow a search: its value in the address, and how many pages it would leave."""

    value: PageKind | Topic | int
    query: dict[str, str]
    count: int
    is_exact: bool
    """Where it is not, there are more: of a word in very many pages the newest alone are counted."""
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search has found, and how it may be narrowed."""

    found: Results
    others: list[str]
    """Other ways to put it, by the names that the term base knows for the terms in it."""
    choices: dict[str, list[Choice]]
    """By ``kind``, ``topic`` and ``year``."""
    unnarrowed: int
    """How many pages there would be without narrowing."""
    nearby: list[tuple[str, int]]
    """Where there are none: other words that find some, and how many."""


@dataclass(frozen=True, slots=True)
class _Told:
    kind: str
    year: int
    topics: frozenset[int]


def search(lang: str, words: str, narrowed: Narrowed, number: int) -> Searched:
    """Find pages of a language; the number of queries depends on neither the pages nor the choices there are."""
    others = other_ways(words)
    found = _find(lang, words, others, narrowed, number)
    wider = {
        "kind": replace(narrowed, kind=None),
        "topic": replace(narrowed, topic=None),
        "year": replace(narrowed, year=None),
    }
    asked = {narrowed: found}
    for one in (*wider.values(), Narrowed()):
        if one not in asked:
            asked[one] = _find(lang, words, others, one, 0)
    told = _told(lang, {pk for results in asked.values() for pk in results.subject_ids})
    choices = {
        "kind": _choices(narrowed, asked[wider["kind"]], told, "kind", list(PageKind)),
        "topic": _choices(
            narrowed, asked[wider["topic"]], told, "topic", list(Topic.objects.all())
        ),
        "year": _choices(narrowed, asked[wider["year"]], told, "year", portal.years(lang)),
    }
    total = asked[Narrowed()].total
    return Searched(found, others, choices, total, [] if total else _nearby(lang, words))


def _nearby(lang: str, words: str) -> list[tuple[str, int]]:
    """Give other words that find something, each with how many pages; so many queries at most as ways are tried."""
    counted = ((way, _find(lang, way, [], Narrowed(), 0).total) for way in ways_near(lang, words))
    return [(way, total) for way, total in counted if total][:MOST_NEARBY]


def _find(lang: str, words: str, others: Iterable[str], narrowed: Narrowed, number: int) -> Results:
    """Find a page of hits; of page 0 only which they are."""
    labels = [narrowed.kind.value] if narrowed.kind else []
    labels += [topic_label(narrowed.topic.pk)] if narrowed.topic else []
    titled: Literal["zh", "en"] = "zh" if lang == "zh" else "en"
    year = narrowed.year
    return find(
        NOBODY,
        words,
        limit=PAGE if number else 0,
        offset=max(number - 1, 0) * PAGE,
        subject_types=[SIDES],
        also=others,
        titled_in=titled,
        labels=labels,
        between=(dt.date(year, 1, 1), dt.date(year, 12, 31)) if year else None,
    )


def _told(lang: str, side_ids: set[int]) -> dict[int, _Told]:
    """Give what the hits are narrowed by, by their sides: one query for any number of them."""
    rows = (
        Edition.objects.filter(is_current=True, lang=lang, page__sides__id__in=side_ids)
        .order_by()
        .values_list("page__sides__id", "kind", ExtractYear("released_at"), "topics")
    )
    topics: dict[int, set[int]] = defaultdict(set)
    kinds_and_years: dict[int, tuple[str, int]] = {}
    for side, kind, year, topic in rows:
        kinds_and_years[side] = kind, year
        topics[side] |= {topic} - {None}
    return {
        side: _Told(kind, year, frozenset(topics[side]))
        for side, (kind, year) in kinds_and_years.items()
    }


def _choices(
    narrowed: Narrowed, found: Results, told: dict[int, _Told], name: str, values: list[T]
) -> list[Choice]:
    """Give the values that would leave something, the chosen one in any case.

    Where the hits are too many to be counted, a value that none of the newest has is offered too.
    """
    counts: Counter[object] = Counter()
    for pk in found.subject_ids:
        if (one := told.get(pk)) is not None:
            own = {"kind": [one.kind], "topic": one.topics, "year": [one.year]}[name]
            counts.update(own)
    chosen = getattr(narrowed, name)
    choices = []
    for value in values:
        count = counts[value.pk if isinstance(value, Topic) else value]
        if count or value == chosen or not found.is_total_exact:
            changed: dict[str, Any] = {name: value}
            query = replace(narrowed, **changed).query
            choices.append(Choice(value, query, count, found.is_total_exact, value == chosen))
    return choices
