"""A row of a file: the entry that it holds, which fields it speaks of, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from plenary.contexts.language.exchange.entry import FIELDS, Entry, Fault
from plenary.contexts.language.exchange.status import Status

MOST_ENTRIES = 300_000
"""Of one file; more are handed in in parts."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a file with its number there."""

    number: int
    entry: Entry
    given: Collection[str] = FIELDS
    """The fields that the file speaks of; what it leaves out stays as it is."""
    faults: list[Fault] = field(default_factory=list)
    status: Status = field(default_factory=Status)
    unread: Collection[str] = ()
    """With a table's first entry: the headings of the columns that are not known."""

    def to_json(self) -> dict[str, Any]:
        """Give the row as JSON."""
        return {
            "number": self.number,
            "entry": self.entry.to_json(),
            "given": list(self.given),
            "faults": self.faults,
            "status": self.status.to_json(),
            **({"unread": list(self.unread)} if self.unread else {}),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Row:
        """Give the row back from its JSON form."""
        faults = [(code, facts) for code, facts in data["faults"]]
        entry, status = Entry.from_json(data["entry"]), Status(**data["status"])
        unread = tuple(data.get("unread", ()))
        return cls(data["number"], entry, tuple(data["given"]), faults, status, unread)
