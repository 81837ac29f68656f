"""Where an entry stood in the house that wrote the file: its state, its revision, who approved it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields

from plenary.contexts.language.exchange.entry import Fault
from plenary.shared.characters import plain

LONGEST_APPROVER = 200
MOST_REVISIONS = 100_000
APPROVED, RETIRED = "approved", "retired"
STATE_WORDS: dict[str, tuple[str, ...]] = {
    "draft": ("draft", "草稿"),
    "proposed": ("proposed", "已提交", "待批准", "待审定"),
    APPROVED: (
        "approved",
        "valid",
        "active",
        "in force",
        "已批准",
        "已审定",
        "有效",
        "现行",
        "在用",
    ),
    RETIRED: (
        *("retired", "obsolete", "withdrawn", "superseded", "deprecated"),
        *("已停用", "停用", "废止", "已废止", "作废"),
    ),
}
"""How a file may name each state."""
_WHOLE = re.compile(r"[0-9]{1,9}")
_STATE_OF = {word: key for key, words in STATE_WORDS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Status:
    """What a file says of an entry beyond its words; what it does not say is empty."""

    state: str = ""
    revision: str = ""
    approved_by: str = ""
    approved_on: str = ""

    @property
    def is_retired(self) -> bool:
        """Say whether the file has the entry as out of use."""
        return self.state == RETIRED

    @property
    def number(self) -> int | None:
        """Give the revision's number; none where the file gives none."""
        return int(self.revision) if self.revision else None

    def to_json(self) -> dict[str, str]:
        """Give the status as JSON; what is empty is left out."""
        return {key: value for key, value in asdict(self).items() if value}

    @classmethod
    def read(cls, written: Mapping[str, str]) -> tuple[Status, list[Fault]]:
        """Give the status that a file's texts tell, and what is wrong with them."""
        words = {key: " ".join(plain(written.get(key, "")).split()) for key in STATUS_FIELDS}
        state = _STATE_OF.get(words["state"].lower(), "")
        revision = words["revision"].removesuffix(".0")
        found = list(_faults(words, state, revision))
        if found:
            return cls(state=state), found
        revision = str(int(revision)) if revision else ""
        return cls(state, revision, words["approved_by"], words["approved_on"]), []


STATUS_FIELDS = tuple(field.name for field in fields(Status))


def _faults(words: Mapping[str, str], state: str, revision: str) -> Iterator[Fault]:
    if words["state"] and not state:
        yield "no-state", {"written": words["state"][:40]}
    if revision and not (_WHOLE.fullmatch(revision) and 0 < int(revision) <= MOST_REVISIONS):
        yield "no-revision", {"written": revision[:40]}
    if len(words["approved_by"]) > LONGEST_APPROVER:
        yield "too-long", {"field": "approved_by", "most": LONGEST_APPROVER}
    try:
        dt.date.fromisoformat(words["approved_on"] or "2000-01-01")
    except ValueError:
        yield "no-day", {"field": "approved_on", "written": words["approved_on"][:40]}
