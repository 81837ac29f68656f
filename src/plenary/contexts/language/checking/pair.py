"""The pair of texts that is being checked, and what all rules want to know of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from plenary.contexts.language.checking import chinese, english, pinyin
from plenary.contexts.language.checking.english import Word
from plenary.contexts.language.checking.findings import Finding, Side, rulebook
from plenary.contexts.language.checking.pinyin import Match, Place
from plenary.contexts.language.checking.terms import Term, TermIndex

SIGN_PROFILES = frozenset({"public-information", "road-sign", "metro", "place-name-sign"})
_SIGN_WORDS = 14
_SIGN_CHARACTERS = 24


@dataclass(frozen=True)
class Pair:
    """A Chinese text and its English, of a profile and written or set on a day."""

    zh: str
    en: str
    profile: str
    on: dt.date | None
    index: TermIndex

    @cached_property
    def words(self) -> list[Word]:
        """The words of the English."""
        return english.words(self.en)

    @cached_property
    def is_sign(self) -> bool:
        """Whether it is as short as a sign or a name."""
        return len(self.words) <= _SIGN_WORDS and len(self.zh) <= _SIGN_CHARACTERS

    @property
    def is_running(self) -> bool:
        """Whether it is running text, which puts most things in its own way."""
        return self.profile == "government-text"

    @cached_property
    def approved(self) -> tuple[Term, ...]:
        """The approved terms whose Chinese is exactly this text."""
        return tuple(
            term
            for term in self.index.named(self.zh.strip())
            if term.status != "forbidden" and term.holds(self.profile, self.on)
        )

    @cached_property
    def expected(self) -> frozenset[str]:
        """The English words that the Chinese makes likely."""
        listed = {
            w.low
            for term in self.index.named(self.zh.strip())
            if term.status != "forbidden"
            for w in english.words(term.en)
        }
        for entry in chinese.words_in(self.zh) if len(self.zh) <= 4 * _SIGN_CHARACTERS else ():
            listed.update(w.low for choice in entry.en for w in english.words(choice))
        return frozenset(listed)

    @cached_property
    def romanised(self) -> list[Match]:
        """Where the Chinese is written out in pinyin."""
        return pinyin.matches(self.zh, self.words)

    @cached_property
    def places(self) -> tuple[tuple[int, Place], ...]:
        """The gazetteer's names in the Chinese, each with its place."""
        return pinyin.places_in(self.zh)

    def search(self, pattern: str | re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Give the places in the English where a pattern stands, in whatever case."""
        compiled = re.compile(pattern, re.IGNORECASE) if isinstance(pattern, str) else pattern
        return compiled.finditer(self.en)

    def finding(
        self,
        rule: str,
        start: int = 0,
        end: int | None = None,
        *,
        side: Side = "en",
        proposal: str = "",
        is_proof: bool = True,
        kind: str = "",
        **named: str,
    ) -> Finding:
        """Make the finding of a rule at a place; without an end the whole side is meant."""
        text = self.zh if side == "zh" else self.en
        stop = len(text) if end is None else end
        book = rulebook()[rule]
        values = {"found": text[start:stop], "proposal": proposal, **named}
        return Finding(
            rule=rule,
            kind=kind or book.kind,
            side=side,
            start=start,
            end=stop,
            reason_zh=book.zh.format(**values),
            reason_en=book.en.format(**values),
            source=named.get("source") or book.source,
            proposal=proposal,
            is_proof=is_proof,
        )
