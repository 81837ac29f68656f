"""Finds records: only those that the asking account may see, titles first, then the newest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection, models
from django.db.models import BooleanField, Case, F, Q, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import StrIndex

from plenary.kernel.search import storage
from plenary.kernel.search.asking import Term, terms
from plenary.kernel.search.highlighting import Piece, excerpt, highlighted
from plenary.kernel.search.models import Entry
from plenary.shared.actor import Actor

SEE_ALL = ("office", "leader", "verifier", "editor", "translator", "system")
"""The roles that find every audience's records."""

_OF_UNITS = {
    "sqlite": "EXISTS (SELECT 1 FROM json_each(search_entry.unit_ids) AS held"
    " JOIN json_each(%s) AS own ON own.value = held.value)",
    "postgresql": "EXISTS (SELECT 1 FROM jsonb_array_elements(search_entry.unit_ids) AS held (value)"
    " JOIN jsonb_array_elements(%s::jsonb) AS own (value) ON own.value = held.value)",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A found record; titles and excerpt are pieces of text, each with whether it met the query."""

    subject_type: str
    subject_id: int
    title_zh: list[Piece]
    title_en: list[Piece]
    excerpt: list[Piece]
    url: str
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, and how many there are in all."""

    hits: list[Hit]
    total: int


def visible_to(actor: Actor) -> models.QuerySet[Entry]:
    """Give the entries that the actor may find; none for somebody who has not signed in."""
    if actor.has(*SEE_ALL):
        return Entry.objects.all()
    if actor.user_id is None:
        return Entry.objects.none()
    open_to_all = Q(audience="all")
    if not actor.unit_ids:
        return Entry.objects.filter(open_to_all)
    own = RawSQL(  # noqa: S611 - a fixed text, the ids are bound
        _OF_UNITS[connection.vendor],
        [str(sorted(actor.unit_ids))],
        output_field=BooleanField(),
    )
    return Entry.objects.filter(open_to_all | (Q(audience="units") & Q(own)))


def find(
    actor: Actor,
    query: str,
    *,
    limit: int = 20,
    offset: int = 0,
    subject_types: Collection[str] | None = None,
) -> Results:
    """Give the records that meet every term of a query, among those that the actor may see.

    Runs of Chinese of any length are found inside longer ones, words whole and the last one by its
    beginning, a quoted phrase as written. A query without a letter finds nothing.
    """
    asked = terms(query)
    if not asked:
        return Results([], 0)
    found = _meeting(visible_to(actor), asked)
    if subject_types is not None:
        found = found.filter(subject_type__in=list(subject_types))
    page = _ranked(found, asked)[offset : offset + limit]
    return Results([_hit(entry, asked) for entry in page], found.count())


def _meeting(entries: models.QuerySet[Entry], asked: list[Term]) -> models.QuerySet[Entry]:
    entries = entries.filter(pk__in=storage.matching(asked))
    for term in asked:
        if term.needle:
            entries = entries.alias(at=StrIndex("folded", Value(term.needle))).filter(at__gt=0)
    return entries


def _ranked(found: models.QuerySet[Entry], asked: list[Term]) -> models.QuerySet[Entry]:
    rank = Case(When(pk__in=storage.matching_title(asked), then=Value(0)), default=Value(1))
    newest = F("on").desc(nulls_last=True)
    return found.defer("folded", "unit_ids").order_by(rank, newest, "-pk")


def _hit(entry: Entry, asked: list[Term]) -> Hit:
    return Hit(
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
        title_zh=highlighted(entry.title_zh, asked),
        title_en=highlighted(entry.title_en, asked),
        excerpt=excerpt(entry.text, asked),
        url=entry.url,
        on=entry.on,
    )
