"""A plan: what each row of a spreadsheet would do, and the steps that do it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from plenary.workspace.spreadsheet.rows import Fault, Row

Ref = int | str
"""The id of what is there, or the key of the row that makes it."""

NEW, CHANGED, UNCHANGED, ERROR = "new", "changed", "unchanged", "error"
VERDICTS = (ERROR, NEW, CHANGED, UNCHANGED)


@dataclass(frozen=True, slots=True)
class Change:
    """A field before and after; ``column`` is the key of its column."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class OrganisationStep:
    """Make a body or unit, or change one that is there."""

    ref: Ref
    version: int
    kind: str
    code: str
    parent: Ref | None
    is_moved: bool
    fields: tuple[tuple[str, Any], ...]
    names_to_keep: tuple[str, ...] = ()
    members_to_seat: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class PostStep:
    """Make a post, or change one that is there."""

    ref: Ref
    version: int
    organisation: Ref
    title_zh: str
    title_en: str
    order: int
    is_leader: bool
    abolished_on: dt.date | None


@dataclass(frozen=True, slots=True)
class HolderStep:
    """Let a person hold a post, end it, or mend its days; ``holding`` is none for a new one."""

    holding: int | None
    version: int
    post: Ref
    person: Ref
    since_on: dt.date | None
    until_on: dt.date | None
    person_version: int = 0
    rename: tuple[str, str] | None = None
    """The person's names after, where they change, or for a new person."""


@dataclass(frozen=True, slots=True)
class AccountStep:
    """Invite somebody, where ``ref`` is a row's key, and grant a role."""

    ref: Ref
    email: str
    name: str
    language: str
    role: str
    unit: Ref | None
    post: Ref | None
    invites: bool


Step = OrganisationStep | PostStep | HolderStep | AccountStep


@dataclass(slots=True)
class Line:
    """What a row would do."""

    sheet: str
    number: int
    title: str
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    is_new: bool = False
    step: Step | None = None

    @property
    def verdict(self) -> str:
        """Say in one word what will happen."""
        if self.faults:
            return ERROR
        if self.is_new:
            return NEW
        return CHANGED if self.changes else UNCHANGED


@dataclass(slots=True)
class Plan:
    """What a whole file would do."""

    lines: list[Line] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """Count the verdicts of each sheet."""
        counted: dict[str, Counter[str]] = {}
        for line in self.lines:
            counted.setdefault(line.sheet, Counter())[line.verdict] += 1
        return {
            sheet: {verdict: counter[verdict] for verdict in VERDICTS}
            for sheet, counter in counted.items()
        }

    @property
    def totals(self) -> dict[str, int]:
        """Count the verdicts over all sheets."""
        counted = Counter(line.verdict for line in self.lines)
        return {verdict: counted[verdict] for verdict in VERDICTS}

    @property
    def doubtful(self) -> int:
        """Count the rows that are in doubt."""
        return sum(1 for line in self.lines if line.doubts)

    @property
    def can_be_done(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.faults and not any(line.faults for line in self.lines)

    @property
    def does_something(self) -> bool:
        """Say whether anything would be new or changed."""
        return any(line.verdict in {NEW, CHANGED} for line in self.lines)

    @property
    def digest(self) -> str:
        """Give a digest of what would happen, the same in every language."""
        told = [
            (line.sheet, line.number, line.verdict, _replaced(line), line.step)
            for line in self.lines
            if line.verdict != UNCHANGED
        ]
        return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


def _replaced(line: Line) -> list[tuple[str, Any]]:
    return [(change.column, change.before) for change in line.changes]


def line_for(row: Row, title: str) -> Line:
    """Start the line of a row with the faults that were found while reading it."""
    return Line(row.sheet, row.number, title, faults=row.faults)
