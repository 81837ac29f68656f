"""Loads the terms that Plenary brings along; what an office has made of them is left alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.db import transaction

from plenary.contexts.language import policies
from plenary.contexts.language.checking.terms import Term as Pair
from plenary.contexts.language.checking.terms import shipped_terms
from plenary.contexts.language.enums import TermState
from plenary.contexts.language.exchange.entry import UNDATED, Entry, Name
from plenary.contexts.language.models import Term
from plenary.contexts.language.services.base import count_up, lock_base
from plenary.contexts.language.services.writing import checked, keep_names, new_term
from plenary.kernel.audit.recording import authorise, record_many
from plenary.shared import clock
from plenary.shared.actor import Actor

BATCH = 500


def load_shipped_terms(*, actor: Actor) -> int:
    """Put the shipped terms that are not there yet in force and give how many those are.

    A term that is there in whatever state stays as it is, so doing this twice is as doing it once.
    """
    return load_terms(actor=actor, entries=entries_of(shipped_terms()))


@transaction.atomic
def load_terms(*, actor: Actor, entries: Iterable[Entry]) -> int:
    """Put entries with a source in force, those whose code is not there yet; give how many.

    Only Plenary itself does, for the terms that it was made with. Refused as writing an entry is.
    """
    authorise(actor, policies.can_load)
    base = lock_base()
    known = set(Term.objects.values_list("code", flat=True))
    fresh = [checked(entry, is_whole=True) for entry in entries if entry.code not in known]
    for start in range(0, len(fresh), BATCH):
        _load(actor, fresh[start : start + BATCH])
    if fresh:
        count_up(base)
    return len(fresh)


def entries_of(pairs: Iterable[Pair]) -> Iterator[Entry]:
    """Give the entries that pairs of names make up: those of one Chinese name, kind and time.

    The first English name that is preferred is the entry's own, else the first that is accepted; a
    pair that only forbids hangs on the entries of the same Chinese, whatever their kind, unless it
    has days of its own: then, and where there is no such entry, no entry holds it.
    """
    ordered = sorted(pairs, key=_key)
    groups = [list(group) for _same, group in groupby(ordered, key=_key)]
    loose: dict[str, list[Pair]] = {}
    for group in groups:
        if _only_forbids(group):
            loose.setdefault(group[0].zh, []).extend(
                pair for pair in group if not pair.valid_from and not pair.valid_to
            )
    for group in groups:
        if not _only_forbids(group):
            yield _entry([*group, *loose.get(group[0].zh, ())])


def _only_forbids(group: list[Pair]) -> bool:
    return all(pair.status == "forbidden" for pair in group)


def _key(pair: Pair) -> tuple[str, ...]:
    days = [day.isoformat() if day else "" for day in (pair.valid_from, pair.valid_to)]
    return (pair.zh, pair.profile, pair.domain, *days)


def _entry(group: list[Pair]) -> Entry:
    first = min(group, key=lambda pair: ("preferred", "accepted", "forbidden").index(pair.status))
    zh, profile, domain, valid_from, valid_to = _key(first)
    digest = hashlib.sha256("\n".join(_key(first)).encode()).hexdigest()[:12]
    others = {
        pair.en: Name("en", pair.en, "forbidden" if pair.status == "forbidden" else "accepted")
        for pair in group
        if pair.en != first.en
    }
    return Entry(
        code=f"plenary-{digest}",
        name_zh=zh,
        name_en=first.en,
        profile=profile,
        domain=domain,
        source=first.source,
        source_on=first.source_on.isoformat() if first.source_on else UNDATED,
        valid_from=valid_from,
        valid_to=valid_to,
        names=tuple(others.values()),
    )


def _load(actor: Actor, entries: list[Entry]) -> None:
    made = []
    for entry in entries:
        term = new_term(actor, entry)
        term.state, term.approved_at = TermState.APPROVED, clock.now()
        term.approved_by_name = actor.name
        made.append(term)
    Term.objects.bulk_create(made, batch_size=BATCH)
    keep_names(zip(made, (entry.names for entry in entries), strict=True))
    record_many(actor=actor, action="language.term.loaded", changes=((t, {}) for t in made))
