"""Finds bodies and units by code or name, and names that are nearly the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from rapidfuzz import fuzz, process

from plenary.workspace.spreadsheet.plan import Ref

NEAR = 86
"""How alike two names are, out of 100, before one is offered as a doubt."""
SHORTEST = 4
_DIGITS = re.compile(r"[0-9一二三四五六七八九十]+")


def folded(name: str) -> str:
    """Give a name as names are compared: without blanks at the ends and capital letters."""
    return " ".join(name.split()).casefold()


def is_same(before: Any, after: Any) -> bool:
    """Compare two values; blanks and line ends make no difference, as no spreadsheet keeps them."""
    if isinstance(before, str) and isinstance(after, str):
        return before.split() == after.split()
    return bool(before == after)


class Index:
    """Organisations by code, by name, and by a name that they bore."""

    def __init__(self) -> None:
        self._codes: dict[str, Ref] = {}
        self._names: tuple[defaultdict[str, set[Ref]], defaultdict[str, set[Ref]]] = (
            defaultdict(set),
            defaultdict(set),
        )

    def add(self, ref: Ref, code: str, names: Iterable[str], others: Iterable[str] = ()) -> None:
        """Let an organisation be found."""
        if code:
            self._codes[code] = ref
        for kept, given in zip(self._names, (names, others), strict=True):
            for name in given:
                if name:
                    kept[folded(name)].add(ref)

    def find(self, words: str) -> list[Ref]:
        """Give whom the words mean: a code before a name, a name in use before another one."""
        if words in self._codes:
            return [self._codes[words]]
        for kept in self._names:
            if found := kept.get(folded(words)):
                return sorted(found, key=str)
        return []


class NearNames:
    """Names among which a nearly equal one is looked for."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(dict.fromkeys(name for name in names if len(name) >= SHORTEST))

    def near(self, name: str) -> str:
        """Give a name that is nearly this one; empty for none, and where only a number differs."""
        if len(name) < SHORTEST:
            return ""
        found = process.extract(name, self._names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=3)
        return next(
            (
                other
                for other, _score, _at in found
                if other != name and _DIGITS.sub("#", other) != _DIGITS.sub("#", name)
            ),
            "",
        )
