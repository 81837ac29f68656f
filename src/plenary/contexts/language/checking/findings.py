"""What the checker says of a pair of texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from plenary.contexts.language.checking import tables

Side = Literal["zh", "en"]
State = Literal["pass", "fault", "person"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with the kind of fault it proves, its reason in both languages and where it stands.

    ``profiles`` are the kinds of text it is for, all of them where there is none; ``since`` and
    ``until`` the days on which what it asks is set, always where there are none.
    """

    id: str
    kind: str
    zh: str
    en: str
    source: str
    profiles: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with its proof, or with ``is_proof`` false something that a person should look at."""

    rule: str
    kind: str
    side: Side
    start: int
    end: int
    reason_zh: str
    reason_en: str
    source: str
    proposal: str = ""
    is_proof: bool = True

    @property
    def proposal_side(self) -> Side:
        """Give the language of the proposal: a Chinese name may be proposed, or its English."""
        return "zh" if any("\u4e00" <= char <= "\u9fff" for char in self.proposal) else "en"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``pass``: an approved pair; ``fault``: with proof; ``person``: nobody has judged it yet."""

    state: State
    findings: tuple[Finding, ...] = ()


@cache
def rulebook() -> dict[str, Rule]:
    """Give every rule by its id."""
    return {row["id"]: Rule(**row) for row in tables.rows("rules")}
