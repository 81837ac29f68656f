"""Imports: which an actor sees, and what the entries of a file are compared with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, Q, QuerySet

from plenary.contexts.language import policies
from plenary.contexts.language.enums import ImportState, TermState, Verdict
from plenary.contexts.language.exchange.differences import changes_of
from plenary.contexts.language.exchange.entry import Entry, Fault, faults
from plenary.contexts.language.exchange.rows import Row
from plenary.contexts.language.models import ImportRow, Term, TermImport
from plenary.contexts.language.selectors import terms
from plenary.kernel.audit.recording import history
from plenary.shared import clock
from plenary.shared.actor import Actor

BROUGHT_IN = "brought_in"
"""Beside the verdicts in a preview's counts: the rows that came in before the rest was broken off."""
LEFT_AFTER = dt.timedelta(minutes=10)
"""Longer than a short file takes, which is read and brought in within the request and has no job."""
PLACES = ("profile", "domain", "valid_from")
"""The fields by which an entry is told apart from others of its name."""

_WRITTEN = (Verdict.NEW.value, Verdict.CHANGED.value)

Key = tuple[str, str, str, str]
"""What makes two entries the same without a code: Chinese, kind of text, domain, first day."""


def visible_to(actor: Actor) -> QuerySet[TermImport]:
    """Give the imports to those who may bring terms in."""
    return TermImport.objects.all() if policies.can_bring_in(actor) else TermImport.objects.none()


def long_at_it(states: Iterable[str]) -> list[TermImport]:
    """Give the files in these states whose last recorded step lies so far back that only a job can be at them."""
    before = clock.now() - LEFT_AFTER
    busy = TermImport.objects.filter(state__in=list(states))
    return [found for found in busy if _last_step(found) < before]


def _last_step(found: TermImport) -> dt.datetime:
    last: dt.datetime | None = history(found).values_list("at", flat=True).last()
    return last or found.added_at


def rows_of(found: TermImport, verdict: str) -> QuerySet[ImportRow]:
    """Give a preview's rows in the file's order, of one verdict, those that are in already, or all."""
    rows = found.rows.all()
    if verdict == BROUGHT_IN:
        return rows.filter(verdict__in=_WRITTEN, entry={})
    if verdict in _WRITTEN and found.state != ImportState.DONE:
        return waiting_rows(found, verdict)
    return rows.filter(verdict=verdict) if verdict else rows


def waiting_rows(found: TermImport, verdict: str) -> QuerySet[ImportRow]:
    """Give the rows of one verdict that are still to be brought in, in the file's order."""
    return found.rows.filter(verdict=verdict).exclude(entry={}).order_by("number", "id")


def counts_of(found: TermImport) -> dict[str, int]:
    """Count a file's rows by their verdict."""
    counted = found.rows.order_by().values_list("verdict").annotate(number=Count("pk"))
    return dict.fromkeys(Verdict.values, 0) | dict(counted)


def counts_left(found: TermImport) -> dict[str, int]:
    """Count the rows of a file that was broken off: what is still to be done, and what is in already."""
    waiting = {one: waiting_rows(found, one).count() for one in _WRITTEN}
    counts = counts_of(found)
    done = sum(counts[one] - left for one, left in waiting.items())
    return {**counts, **waiting, BROUGHT_IN: done}


def waiting_of(found: TermImport) -> QuerySet[Term]:
    """Give the proposals of an import that nobody has decided on."""
    return found.terms.filter(state=TermState.PROPOSED)


@dataclass(frozen=True, slots=True)
class Compared:
    """What a row would do: the record it meets, what that is to say, and what changes."""

    row: Row
    verdict: Verdict
    entry: Entry
    target: Term | None
    changes: list[tuple[str, str, str]]
    faults: list[Fault]


class Comparison:
    """Compares the rows of one file with the term base, batch by batch."""

    def __init__(self) -> None:
        self._revisions: dict[tuple[str, int], int] = {}
        self._open: dict[str, int] = {}
        self._keys: dict[Key, tuple[int, str]] = {}

    def compare(self, rows: list[Row]) -> list[Compared]:
        """Say what each row would do; a row that repeats an earlier one is refused."""
        there = _Present(row.entry for row in rows)
        return [self._one(row, there) for row in rows]

    def _one(self, row: Row, there: _Present) -> Compared:
        target = there.meeting(row)
        was = terms.entry_of(target) if target else Entry()
        merged = replace(was, **{name: getattr(row.entry, name) for name in row.given})
        merged = replace(merged, code=target.code if target else row.entry.code)
        changes = changes_of(was, merged)
        said = [*row.faults, *self._twice(row, merged), *_past(row, target, changes)]
        if target is not None and not changes and not said and _is_settled(row, target):
            return Compared(row, Verdict.UNCHANGED, merged, target, [], [])
        is_whole = row.status.state not in {TermState.DRAFT, TermState.RETIRED}
        if found := [*said, *faults(merged, is_whole=is_whole), *self._second(row, merged)]:
            return Compared(row, Verdict.REFUSED, merged, target, [], found)
        verdict = Verdict.CHANGED if target else Verdict.NEW
        return Compared(row, verdict, merged, target, changes if target else [], [])

    def _twice(self, row: Row, entry: Entry) -> list[Fault]:
        number = row.number
        if entry.code:
            own = (entry.code, row.status.number or 1)
            if (same := self._revisions.setdefault(own, number)) != number:
                code = "same-revision" if row.status.number else "same-code"
                return [(code, {"row": same})]
        if row.status.is_retired:
            return []
        at, code = self._keys.setdefault(key_of(entry), (number, entry.code))
        is_own = at == number or (entry.code and code == entry.code)
        return [] if is_own else [("same-term", {"row": at})]

    def _second(self, row: Row, entry: Entry) -> list[Fault]:
        """Refuse a second row that would be in the making beside one of the same code."""
        if row.status.is_retired or not entry.code:
            return []
        same = self._open.setdefault(entry.code, row.number)
        return [] if same == row.number else [("open-twice", {"row": same})]


def _is_settled(row: Row, target: Term) -> bool:
    """Say whether a row that changes no word has nothing to do, for all that its state says."""
    return row.status.is_retired or target.state != TermState.RETIRED


def _past(row: Row, target: Term | None, changes: list[tuple[str, str, str]]) -> list[Fault]:
    """Give what stands against a row because it, or the revision that it meets, is out of use."""
    if target is None:
        return []
    is_past_here = target.state == TermState.RETIRED
    if row.status.is_retired and not is_past_here:
        return [("retired-in-file", {})]
    if row.status.is_retired and changes:
        return [("past-differs", {"number": target.revision})]
    is_same_revision = row.status.number == target.revision
    if is_past_here and is_same_revision and not row.status.is_retired and not changes:
        return [("retired-here", {})]
    return []


class _Present:
    """The records that a batch of entries may meet, in two queries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        asked = list(entries)
        codes = {entry.code for entry in asked if entry.code}
        chinese = {entry.name_zh for entry in asked if not entry.code and entry.name_zh}
        found = Term.objects.filter(Q(code__in=codes) | Q(name_zh__in=chinese))
        self._by_revision: dict[tuple[str, int], Term] = {}
        self._by_code: dict[str, Term] = {}
        self._by_key: dict[Key, Term] = {}
        self._past_by_key: dict[Key, Term] = {}
        self._by_pair: dict[tuple[str, str], list[Term]] = {}
        for term in sorted(found.prefetch_related("designations"), key=_rank):
            self._by_revision[term.code, term.revision] = term
            self._by_code[term.code] = term
            keys = self._past_by_key if term.state == TermState.RETIRED else self._by_key
            keys[_key(term)] = term
            if term.state != TermState.RETIRED:
                self._by_pair.setdefault((term.name_zh, term.name_en), []).append(term)

    def meeting(self, row: Row) -> Term | None:
        """Give the record that a row speaks of: its revision, else the code's, else the name's.

        What is out of use in the file meets its own revision alone, and is new where that is not here.
        """
        entry, number = row.entry, row.status.number
        if not entry.code:
            meant = self._by_key.get(key_of(entry))
            past = self._past_by_key.get(key_of(entry)) if row.status.is_retired else None
            return meant or past or self._of_the_same_pair(row)
        same = self._by_revision.get((entry.code, number)) if number else None
        if row.status.is_retired and number:
            return same
        if same is not None and (same.state in terms.OPEN_STATES or not _changes(row, same)):
            return same
        return self._by_code.get(entry.code)

    def _of_the_same_pair(self, row: Row) -> Term | None:
        """Give the entry of the same two names, for a file that does not say where it belongs."""
        if row.status.is_retired or set(PLACES) <= set(row.given) or not row.entry.name_en:
            return None
        told = [name for name in PLACES if name in row.given]
        for term in self._by_pair.get((row.entry.name_zh, row.entry.name_en), ()):
            was = terms.entry_of(term)
            if all(getattr(was, name) == getattr(row.entry, name) for name in told):
                return term
        return None


def _changes(row: Row, term: Term) -> bool:
    was = terms.entry_of(term)
    return any(getattr(was, name) != getattr(row.entry, name) for name in row.given)


def key_of(entry: Entry) -> Key:
    """Give what makes an entry the same as another without a code."""
    return (entry.name_zh or entry.name_en, entry.profile, entry.domain, entry.valid_from)


def _key(term: Term) -> Key:
    day = term.valid_from.isoformat() if term.valid_from else ""
    return (term.name_zh or term.name_en, term.profile, term.domain, day)


def _rank(term: Term) -> tuple[int, int]:
    """Sort so that of one code the revision in the making comes last, the approved one before."""
    order = (TermState.RETIRED, TermState.APPROVED, TermState.DRAFT, TermState.PROPOSED)
    return order.index(TermState(term.state)), term.revision
