"""Finds records: only those that the asking account may see, titles first, then the newest."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db import connection, models
from django.db.models import BooleanField, ExpressionWrapper, F, Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import StrIndex

from plenary.kernel.search import storage
from plenary.kernel.search.asking import Term, terms
from plenary.kernel.search.highlighting import Piece, excerpt, highlighted
from plenary.kernel.search.models import Entry
from plenary.shared.actor import Actor

SEE_ALL = ("office", "leader", "verifier", "editor", "translator", "system")
"""The roles that find every audience's records but the narrow one's."""

SEE_NARROW = ("office", "leader", "system")
"""The roles that find those too."""

RANKED = 500
"""How many hits are counted, ranked and shown: for a word that is in more records, the newest of them."""

_OF_UNITS = {
    "sqlite": "EXISTS (SELECT 1 FROM json_each(search_entry.unit_ids) AS held"
    " JOIN json_each(%s) AS own ON own.value = held.value)",
    "postgresql": "search_entry.unit_ids @> ANY (%s::jsonb[])",
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
    """A page of hits, and how many there are in all, up to ``RANKED``."""

    hits: list[Hit]
    total: int
    is_total_exact: bool
    subject_ids: list[int]
    """Of all that ``total`` counts, in their order."""


def visible_to(actor: Actor) -> models.QuerySet[Entry]:
    """Give the entries that the actor may find; what is public alone for whoever holds no role."""
    if actor.has(*SEE_NARROW):
        return Entry.objects.all()
    if not _has_role(actor):
        return Entry.objects.filter(audience="public")
    is_reader = actor.has(*SEE_ALL)
    open_to_all = ~Q(audience="narrow") if is_reader else Q(audience__in=["all", "public"])
    if actor.has("unit") and not is_reader:
        open_to_all |= Q(audience="liaisons")
    if not actor.unit_ids:
        return Entry.objects.filter(open_to_all)
    own = ("narrow",) if is_reader else ("units", "narrow")
    of_own = Q(audience__in=own) & Q(_of_units(actor.unit_ids))
    return Entry.objects.filter(open_to_all | of_own)


def find(
    actor: Actor,
    query: str,
    *,
    limit: int = 20,
    offset: int = 0,
    subject_types: Collection[str] | None = None,
    also: Iterable[str] = (),
    titled_in: Literal["zh", "en", ""] = "",
    labels: Sequence[str] = (),
    between: tuple[dt.date, dt.date] | None = None,
) -> Results:
    """Give the records that meet every term of a query, among those that the actor may see.

    ``also`` holds other ways to say the same, of which a record may meet one instead; ``titled_in``
    leaves out what has no title in that language, ``labels`` what does not carry all of them, and
    ``between`` what is not of one of the days from the first to the last.

    Runs of Chinese of any length are found inside longer ones, words whole and the last one by its
    beginning, a quoted phrase as written. A query without a letter finds nothing. Of a word that is
    in more than ``RANKED`` records the newest are given, those with it in their title first.
    """
    ways = [terms(query), *(terms(other) for other in also)]
    if not ways[0]:
        return Results([], 0, is_total_exact=True, subject_ids=[])
    ways = [way for way in ways if way]
    seen = visible_to(actor)
    is_of_public = bool(titled_in) and not _has_role(actor)
    found = _meeting(seen, ways, labels, titled_in if is_of_public else "")
    if subject_types is not None:
        found = found.filter(subject_type__in=list(subject_types))
    if titled_in:
        found = found.exclude(**{f"title_{titled_in}": ""})
    if between is not None:
        found = found.filter(on__range=between)
    ranked, is_all = _ranked(found, ways)
    ids = [pk for pk, _subject_id in ranked[offset : offset + limit]]
    entries = Entry.objects.defer("folded", "unit_ids").in_bulk(ids)
    words = [term for way in ways for term in way]
    return Results(
        hits=[_hit(entries[pk], words) for pk in ids],
        total=len(ranked),
        is_total_exact=is_all,
        subject_ids=[subject_id for _pk, subject_id in ranked],
    )


def _has_role(actor: Actor) -> bool:
    return actor.has(*SEE_NARROW) or (actor.user_id is not None and bool(actor.roles))


def _of_units(unit_ids: Collection[int]) -> RawSQL:
    """Give the condition that an entry is for one of these units."""
    own = sorted(unit_ids)
    bound = json.dumps(own) if connection.vendor == "sqlite" else [f"[{unit}]" for unit in own]
    return RawSQL(  # noqa: S611 - a fixed text, the ids are bound
        _OF_UNITS[connection.vendor], [bound], output_field=BooleanField()
    )


def _meeting(
    entries: models.QuerySet[Entry], ways: list[list[Term]], labels: Sequence[str], public_in: str
) -> models.QuerySet[Entry]:
    """Keep the entries that meet one of the ways to ask: all of its terms, phrases side by side.

    ``public_in`` names the language where only what is public and titled in it is looked for.
    """
    met = Q(pk__in=[])
    for number, way in enumerate(ways):
        met_by = (
            storage.matching_public(public_in, way, labels)
            if public_in
            else storage.matching(way, labels)
        )
        one = Q(met_by)
        for place, term in enumerate(way):
            if term.needle:
                name = f"at_{number}_{place}"
                entries = entries.alias(**{name: StrIndex("folded", Value(term.needle))})
                one &= Q(**{f"{name}__gt": 0})
        met |= one
    return entries.filter(met)


def _ranked(
    found: models.QuerySet[Entry], ways: list[list[Term]]
) -> tuple[list[tuple[int, int]], bool]:
    """Give the newest found, titles first, each with its record's id, and whether these are all."""
    newest = found.order_by(F("on").desc(nulls_last=True), "-pk")
    is_title = Q(pk__in=[])
    for way in ways:
        is_title |= Q(storage.matching_title(way))
    in_title = ExpressionWrapper(is_title, output_field=BooleanField())
    rows = list(newest.values_list("pk", "subject_id", in_title)[: RANKED + 1])
    ranked = sorted(rows[:RANKED], key=lambda row: not row[2])
    return [(pk, subject_id) for pk, subject_id, _is_title in ranked], len(rows) <= RANKED


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
