"""What a check of two pasted texts finds, each finding with the words that it is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from plenary.contexts.language.checking.engine import check
from plenary.contexts.language.checking.findings import Finding, Verdict
from plenary.contexts.language.checking.source_notes import in_words
from plenary.contexts.language.selectors.index import index_in_force


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding with the words that it is about."""

    finding: Finding
    quote: str

    @property
    def source_zh(self) -> str:
        """Give where the rule stands for readers of Chinese."""
        return in_words(self.finding.source, "zh")

    @property
    def source_en(self) -> str:
        """Give where the rule stands for readers of English."""
        return in_words(self.finding.source, "en")


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on two texts, and its findings, those with proof first."""

    verdict: Verdict
    remarks: list[Remark]


def checked(text_zh: str, text_en: str, *, profile: str, on: dt.date | None) -> Checked:
    """Check two texts against the term base in force; nothing of them is kept."""
    zh, en = _lines(text_zh), _lines(text_en)
    verdict = check(zh, en, profile=profile, on=on, terms=index_in_force())
    findings = sorted(verdict.findings, key=lambda f: (not f.is_proof, f.side, f.start))
    quotes = [(zh if f.side == "zh" else en)[f.start : f.end] for f in findings]
    return Checked(verdict, [Remark(*pair) for pair in zip(findings, quotes, strict=True)])


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
