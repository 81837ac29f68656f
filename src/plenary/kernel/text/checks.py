"""The port for text checks: whoever can check texts registers, whoever shows texts asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a checker would have otherwise, with its place in one side of the text."""

    rule: str
    start: int
    end: int
    side: Lang
    message_zh: str
    message_en: str
    source: str = ""
    """Where the rule stands: a term base entry, a standard."""
    proposal: str = ""
    """What might stand there instead."""
    is_proof: bool = True
    """Whether it proves a fault; else a person should look."""
    source_zh: str = ""
    source_en: str = ""
    """The source with its remarks in a language, where a checker words it."""

    def message(self, language: Lang) -> str:
        """Give the reason in a language."""
        return self.message_zh if language == "zh" else self.message_en

    def source_in(self, language: Lang) -> str:
        """Give the source for readers of a language."""
        return (self.source_zh if language == "zh" else self.source_en) or self.source

    @property
    def proposal_side(self) -> Lang:
        """Give the language of the proposal: a Chinese name may be proposed, or its English."""
        return "zh" if any("\u4e00" <= char <= "\u9fff" for char in self.proposal) else "en"


Checker = Callable[[str, str, Lang, str, dt.date | None], list[Finding]]
"""Called with the Chinese text, the English text, the side just written, the profile and the day."""

_checkers: list[Checker] = []


def register_checker(checker: Checker) -> None:
    """Let a checker see every text; registering twice is the same as once."""
    if checker not in _checkers:
        _checkers.append(checker)


def check(
    text_zh: str, text_en: str, lang: Lang, profile: str, on: dt.date | None = None
) -> list[Finding]:
    """Give the findings of every checker, in the order of the text; none without a checker.

    ``on`` is the day by whose rules the texts are judged; without one, what was ever right stands.
    """
    found = [
        finding for checker in _checkers for finding in checker(text_zh, text_en, lang, profile, on)
    ]
    return sorted(found, key=lambda finding: (finding.side, finding.start, finding.end))
