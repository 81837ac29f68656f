"""What bringing a list in would do: each row understood, its faults and doubts, and what becomes of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from plenary.contexts.governance.importing.known import Near, TaskThere, Value

Kind = Literal["unit", "post", "due"]
Verdict = Literal["error", "new", "joins", "changed", "same", "left"]
VERDICTS: tuple[Verdict, ...] = ("error", "new", "joins", "changed", "same", "left")


@dataclass(slots=True)
class Word:
    """Words that a person can settle: a name or a date, wherever they stand in the file."""

    kind: Kind
    words: str
    rows: list[int]
    near: tuple[Near, ...] = ()
    found: int | str | None = None
    """The record or day that they were taken for; None while nobody has settled it."""
    how: str = ""
    is_chosen: bool = False

    @property
    def is_open(self) -> bool:
        """Say whether somebody must still settle it."""
        return self.found is None and not self.is_chosen

    @property
    def has_one_near(self) -> bool:
        """Say whether somebody must still settle it and one record alone is proposed."""
        return self.is_open and len(self.near) == 1


@dataclass(frozen=True, slots=True)
class Likely:
    """Something that a row may repeat: a row of the file, or a task that is there."""

    kind: Literal["row", "task"]
    key: int
    title: str
    where: str
    score: int
    is_closed: bool = False


@dataclass(slots=True)
class Planned:
    """A row and what becomes of it."""

    row: int
    number: int
    cells: list[str]
    above: list[list[str]]
    values: dict[str, Value]
    """By the columns of the file, as they are compared."""
    given: dict[str, Any]
    """What the task is made of."""
    others: tuple[str, ...] = ()
    """Its cells of the columns that are only kept."""
    faults: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    likely: list[Likely] = field(default_factory=list)
    verdict: Verdict = "new"
    task: TaskThere | None = None
    choice: str = ""
    changed: tuple[str, ...] = ()
    """The columns of an entry already there that would change."""

    @property
    def title(self) -> str:
        """Give the row's text in the language that it has."""
        return str(self.given.get("title_zh") or self.given.get("title_en") or "")


@dataclass
class Plan:
    """Every row of a file, the words to be settled, and what keeps it from being brought in."""

    lines: list[Planned]
    words: list[Word]
    faults: list[str] = field(default_factory=list)
    below: list[list[str]] = field(default_factory=list)

    @cached_property
    def totals(self) -> Mapping[str, int]:
        """Count the rows by what becomes of them."""
        return Counter(line.verdict for line in self.lines)

    @property
    def open_words(self) -> list[Word]:
        """Give the words that somebody must still settle."""
        return [word for word in self.words if word.is_open]

    @property
    def doubtful(self) -> int:
        """Count the rows in doubt."""
        return sum(bool(line.doubts) for line in self.lines)

    @property
    def can_be_done(self) -> bool:
        """Say whether nothing is wrong and nothing is open."""
        return not (self.faults or self.totals["error"] or self.open_words)

    @property
    def does_something(self) -> bool:
        """Say whether bringing it in would change anything."""
        return any(self.totals[one] for one in ("new", "joins", "changed"))

    @cached_property
    def digest(self) -> str:
        """Give a digest of all that would be done, to know it again."""
        written = hashlib.sha256()
        for line in self.lines:
            there = line.task.task_id if line.task else None
            written.update(
                repr((line.row, line.number, line.verdict, there, line.changed)).encode()
            )
            written.update(repr((sorted(line.given.items()), line.cells)).encode())
        return written.hexdigest()
