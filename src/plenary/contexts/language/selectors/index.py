"""The approved terms as the checker asks them: one index a process, made anew when they change."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from django.db import connection

from plenary.contexts.language.checking.engine import shipped_index
from plenary.contexts.language.checking.terms import (
    Status,
    Term,
    TermIndex,
    WrongName,
    shipped_terms,
)
from plenary.contexts.language.enums import Side, Standing, TermState
from plenary.contexts.language.models import Designation, TermBase
from plenary.contexts.language.models import Term as Entry

_VERSION = f'SELECT "version" FROM "{TermBase._meta.db_table}"'  # noqa: SLF001, S608 - our own table
_made = threading.Lock()
_kept: dict[int, TermIndex] = {}
"""The version of the term base that the index was made from, and the index; one at most."""

_STATUS: dict[str, Status] = {Standing.ACCEPTED: "accepted", Standing.FORBIDDEN: "forbidden"}


def index_in_force() -> TermIndex:
    """Give the index of the approved terms, in one query while none has changed.

    The term base's version is asked each time, so that every process sees a change at once. An
    installation without a term base of its own is checked against what Plenary brings along.
    """
    with connection.cursor() as cursor:  # asked with each text: Django takes ten times as long
        cursor.execute(_VERSION)
        found = cursor.fetchone()
    if found is None:
        return shipped_index()
    version = int(found[0])
    if (kept := _kept.get(version)) is not None:
        return kept
    with _made:
        if version not in _kept:
            index = TermIndex.build(pairs_in_force(), wrong_names())
            _kept.clear()
            _kept[version] = index
        return _kept[version]


def has_own_terms() -> bool:
    """Say whether the installation has approved terms of its own to be checked by."""
    return TermBase.objects.exists() and Entry.objects.filter(state=TermState.APPROVED).exists()


def forget() -> None:
    """Let the next question make the index anew."""
    _kept.clear()


def pairs_in_force() -> Iterator[Term]:
    """Give every approved Chinese name, preferred or accepted, with each of its English ones.

    Of the shipped terms those that only forbid and that no entry of the term base holds are asked
    as well: an entry says what is preferred, and these have nothing to prefer. So are those that an
    approved entry holds for its own kind of text alone, and that were shipped for every one.
    """
    others: dict[int, list[Designation]] = {}
    approved = Designation.objects.filter(term__state=TermState.APPROVED)
    for name in approved.order_by("id"):
        others.setdefault(name.term_id, []).append(name)
    for entry in Entry.objects.filter(state=TermState.APPROVED).order_by("id"):
        yield from _pairs(entry, others.get(entry.pk, []))
    yield from _shipped_bans()


def _shipped_bans() -> Iterator[Term]:
    bans = Designation.objects.filter(side=Side.EN, standing=Standing.FORBIDDEN)
    fields = ("term__name_zh", "text", "term__profile", "term__state")
    known: set[tuple[str, str]] = set()
    approved: dict[tuple[str, str], set[str]] = {}
    for zh, en, profile, state in bans.values_list(*fields):
        known.add((zh, en))
        if state == TermState.APPROVED:
            approved.setdefault((zh, en), set()).add(profile)
    for term in shipped_terms():
        ban = (term.zh, term.en)
        is_asked = ban not in known or term.profile not in approved.get(ban, {term.profile})
        if term.status == "forbidden" and is_asked:
            yield term


def wrong_names() -> Iterator[WrongName]:
    """Give the Chinese names that approved entries forbid."""
    forbidden = Designation.objects.filter(
        term__state=TermState.APPROVED, side=Side.ZH, standing=Standing.FORBIDDEN
    )
    for name in forbidden.select_related("term").order_by("id"):
        entry = name.term
        yield WrongName(name.text, _pair(entry, entry.name_zh, entry.name_en, "preferred"))


def _pairs(entry: Entry, others: list[Designation]) -> Iterator[Term]:
    accepted = [
        name.text for name in others if name.side == Side.ZH and name.standing == Standing.ACCEPTED
    ]
    english = [name for name in others if name.side == Side.EN]
    for zh in (entry.name_zh, *accepted):
        yield _pair(entry, zh, entry.name_en, "preferred")
        for name in english:
            yield _pair(entry, zh, name.text, _STATUS[name.standing])


def _pair(entry: Entry, zh: str, en: str, status: Status) -> Term:
    return Term(
        zh=zh,
        en=en,
        status=status,
        profile=entry.profile,
        domain=entry.domain,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        source=entry.source,
        source_on=entry.source_on,
        entry=entry.pk,
    )
