"""Imports: which an actor sees, and what the entries of a file are compared with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from django.db.models import Q, QuerySet

from plenary.contexts.language import policies
from plenary.contexts.language.enums import TermState, Verdict
from plenary.contexts.language.exchange.entry import Entry, Fault, faults
from plenary.contexts.language.exchange.rows import Row
from plenary.contexts.language.models import ImportRow, Term, TermImport
from plenary.contexts.language.selectors import terms
from plenary.shared.actor import Actor

Key = tuple[str, str, str, str]
"""What makes two entries the same without a code: Chinese, kind of text, domain, first day."""


def visible_to(actor: Actor) -> QuerySet[TermImport]:
    """Give the imports to those who may bring terms in."""
    return TermImport.objects.all() if policies.can_bring_in(actor) else TermImport.objects.none()


def rows_of(found: TermImport, verdict: str) -> QuerySet[ImportRow]:
    """Give a preview's rows in the file's order, of one verdict or all of them."""
    rows = found.rows.all()
    return rows.filter(verdict=verdict) if verdict else rows


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
        self._codes: dict[str, int] = {}
        self._keys: dict[Key, int] = {}

    def compare(self, rows: list[Row]) -> list[Compared]:
        """Say what each row would do; a row that repeats an earlier one is refused."""
        there = _Present(row.entry for row in rows)
        return [self._one(row, there) for row in rows]

    def _one(self, row: Row, there: _Present) -> Compared:
        target = there.meeting(row.entry)
        was = terms.entry_of(target) if target else Entry()
        merged = replace(was, **{name: getattr(row.entry, name) for name in row.given})
        merged = replace(merged, code=target.code if target else row.entry.code)
        said = [*row.faults, *self._twice(row.number, merged)]
        changes = changes_of(was, merged)
        is_same = target is not None and not changes and target.state != TermState.RETIRED
        if is_same and not said:
            return Compared(row, Verdict.UNCHANGED, merged, target, [], [])
        if found := [*said, *faults(merged)]:
            return Compared(row, Verdict.REFUSED, merged, target, [], found)
        verdict = Verdict.CHANGED if target else Verdict.NEW
        return Compared(row, verdict, merged, target, changes if target else [], [])

    def _twice(self, number: int, entry: Entry) -> list[Fault]:
        same_code = self._codes.setdefault(entry.code, number) if entry.code else number
        if same_code != number:
            return [("same-code", {"row": same_code})]
        same_key = self._keys.setdefault(key_of(entry), number)
        return [] if same_key == number else [("same-term", {"row": same_key})]


class _Present:
    """The records that a batch of entries may meet, in two queries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        asked = list(entries)
        codes = {entry.code for entry in asked if entry.code}
        chinese = {entry.name_zh for entry in asked if not entry.code and entry.name_zh}
        found = Term.objects.filter(
            Q(code__in=codes) | (Q(name_zh__in=chinese) & ~Q(state=TermState.RETIRED))
        )
        self._by_code: dict[str, Term] = {}
        self._by_key: dict[Key, Term] = {}
        for term in sorted(found.prefetch_related("designations"), key=_rank):
            self._by_code[term.code] = term
            if term.state != TermState.RETIRED:
                self._by_key[_key(term)] = term

    def meeting(self, entry: Entry) -> Term | None:
        if entry.code:
            return self._by_code.get(entry.code)
        return self._by_key.get(key_of(entry))


def changes_of(was: Entry, entry: Entry) -> list[tuple[str, str, str]]:
    """Give what differs: field, before, after; the other names as one text."""
    return [
        (field.name, _shown(before), _shown(after))
        for field in fields(Entry)
        if field.name != "code"
        if (before := getattr(was, field.name)) != (after := getattr(entry, field.name))
    ]


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


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(f"{n.standing} {n.side}: {n.text}" for n in value)
    return str(value)
