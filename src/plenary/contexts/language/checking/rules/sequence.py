"""The words of an English text side by side: which stands before which, and where a clause begins."""

from __future__ import annotations

import re

from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.rules import spelling

LONGEST = 8_000
"""Characters of a text that is read word by word."""
DETERMINERS = frozenset(
    ["a", "an", "the", "your", "their", "our", "its", "his", "her", "my", "this", "these", "those", "all", "any", "each", "every"]
)  # fmt: skip
JOINS_CLAUSES = frozenset(
    ["that", "if", "when", "because", "whether", "while", "although", "since"]
)
ENDS_A_GROUP = frozenset(
    ["have", "has", "are", "is", "were", "was", "will", "in", "of", "at", "on", "for", "to", "and", "from", "by", "with", "that", "which", "who", "or", "as", "between", "among", "under", "into", "through", "during", "this", "daily", "each", "took", "attended", "can", "must", "should"]
)  # fmt: skip
"""Words before which a noun is the last word of its group."""
_OF_A_SUBJECT = 8
_STARTS = re.compile(r"[.;!?:]['\"”’)]*\s+|\n|//\s*")
_ENDS = re.compile(r"\s*(?:[.,;!?)]|//|$)")


class Sequence:
    """The words of a text, asked by their place; only a single space joins two of them."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.words = pair.words
        self.lows = [word.low for word in pair.words]
        self.joined = [
            pair.en[a.end : b.start] == " "
            for a, b in zip(self.words, self.words[1:], strict=False)
        ]

    def at(self, n: int) -> str:
        """Give the word at a place, where only a space parts it from the one before."""
        return self.lows[n] if 0 < n < len(self.lows) and self.joined[n - 1] else ""

    def before(self, n: int) -> str:
        """Give the word before a place, where only a space parts them."""
        return self.lows[n - 1] if n > 0 and self.joined[n - 1] else ""

    def ends_group(self, n: int) -> bool:
        """Say whether a clause ends behind a word, or what follows shows that its group does."""
        return bool(_ENDS.match(self.pair.en, self.words[n].end)) or self.at(n + 1) in ENDS_A_GROUP

    def is_end(self, n: int) -> bool:
        """Say whether a clause ends behind a word."""
        return bool(_ENDS.match(self.pair.en, self.words[n].end))

    def found(self, rule: str, n: int, right: str) -> Finding:
        """Make the finding of a word with the word that belongs there."""
        word = self.words[n]
        return self.pair.finding(
            rule, word.start, word.end, proposal=spelling.cased(right, word.text)
        )

    def start(self, n: int) -> int | None:
        """Give where the clause of a word begins, if it does so at most a few words before it."""
        for start in range(n, max(-1, n - _OF_A_SUBJECT), -1):
            if start < n and self.lows[start] in JOINS_CLAUSES and self.joined[start]:
                return start + 1
            if start == 0 or not self.joined[start - 1]:
                return start if self._begins(start) else None
        return None

    def _begins(self, start: int) -> bool:
        gap = self.pair.en[self.words[start - 1].end if start else 0 : self.words[start].start]
        if start == 0:
            return not gap.strip(" “\"'(")
        return gap == ", " or bool(_STARTS.fullmatch(gap))

    def is_behind_a_comma(self, start: int) -> bool:
        """Say whether a comma stands before a clause."""
        return bool(start) and self.pair.en[self.words[start - 1].end] == ","

    def is_joined_on(self, start: int) -> bool:
        """Say whether "that" or "if" joins a clause to another."""
        return bool(start) and self.lows[start - 1] in JOINS_CLAUSES
