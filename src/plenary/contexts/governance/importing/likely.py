"""Finds texts that say the same, or nearly: within a file, and among the tasks that are there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from plenary.contexts.governance.likeness import cut
from plenary.contexts.governance.names import plain

ALIKE = 84
"""From which likeness (0 to 100) two texts are shown as perhaps the same work."""
RAREST = 5
"""So many of a text's rarest words lead to the texts it is compared with."""
CROWD = 150
"""A word that stands in more texts than this leads nowhere."""
_DIGITS = re.compile(r"[0-9一二三四五六七八九十]+")

K = TypeVar("K", bound=Hashable)


class Texts(Generic[K]):
    """Texts under keys; those that share rare words with a text are compared with it."""

    def __init__(self, texts: Iterable[tuple[K, str]]) -> None:
        self._plain: dict[K, str] = {}
        self._same: defaultdict[str, list[K]] = defaultdict(list)
        tokens: dict[K, frozenset[str]] = {}
        for key, text in texts:
            bare = plain(text)
            if bare:
                self._plain[key] = bare
                self._same[bare].append(key)
                tokens[key] = cut(text).tokens
        self._counts = Counter(token for held in tokens.values() for token in held)
        self._by_token: defaultdict[str, list[K]] = defaultdict(list)
        for key, held in tokens.items():
            for token in self._rarest(held):
                self._by_token[token].append(key)

    def same(self, text: str) -> Sequence[K]:
        """Give the keys of the texts that differ in writing alone."""
        return self._same.get(plain(text), [])

    def near(self, text: str) -> list[tuple[K, int]]:
        """Give the keys of texts that are nearly this one, the nearest first.

        Texts that differ in a number only are different work: the second session is not the first.
        """
        bare = plain(text)
        masked = _DIGITS.sub("#", bare)
        found: list[tuple[K, int]] = []
        for key in self._beside(text):
            other = self._plain[key]
            score = fuzz.ratio(bare, other, score_cutoff=ALIKE)
            if score and (bare == other or masked != _DIGITS.sub("#", other)):
                found.append((key, round(score)))
        return sorted(found, key=lambda one: -one[1])

    def _beside(self, text: str) -> set[K]:
        if not self._plain:
            return set()
        tokens = self._rarest(cut(text).tokens)
        return {key for token in tokens for key in self._by_token.get(token, ())[:CROWD]}

    def _rarest(self, tokens: frozenset[str]) -> list[str]:
        ordered = sorted(tokens, key=lambda token: (self._counts[token], token))
        return [token for token in ordered if self._counts[token]][:RAREST]
