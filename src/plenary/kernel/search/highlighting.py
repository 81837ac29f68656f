"""Shows where a text meets a query: pieces of the text, each with whether it is a hit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from plenary.kernel.search.asking import Term
from plenary.kernel.search.cutting import fold, is_han

Piece = tuple[str, bool]

_BEFORE = 30
_LENGTH = 160


def highlighted(text: str, asked: Iterable[Term]) -> list[Piece]:
    """Cut a text into pieces, each with whether it meets a term; put together they are the text."""
    pattern = _pattern(asked)
    if pattern is None:
        return [(text, False)] if text else []
    found: list[Piece] = []
    at = 0
    for hit in pattern.finditer(fold(text)):
        if hit.start() > at:
            found.append((text[at : hit.start()], False))
        found.append((text[hit.start() : hit.end()], True))
        at = hit.end()
    if at < len(text):
        found.append((text[at:], False))
    return found


def excerpt(text: str, asked: Iterable[Term]) -> list[Piece]:
    """Give the stretch of a text around its first hit, highlighted; the beginning where none is."""
    terms = list(asked)
    pattern = _pattern(terms)
    hit = pattern.search(fold(text)) if pattern else None
    start = max(0, hit.start() - _BEFORE) if hit else 0
    start = _word_start(text, start)
    end = min(len(text), start + _LENGTH)
    found = highlighted(" ".join(text[start:end].split()), terms)
    return [
        *([("…", False)] if start else []),
        *found,
        *([("…", False)] if end < len(text) else []),
    ]


def _word_start(text: str, start: int) -> int:
    """Move into the beginning of a word rather than cut one."""
    while start > 0 and text[start - 1].isascii() and text[start - 1].isalnum():
        start -= 1
    return start


def _pattern(asked: Iterable[Term]) -> re.Pattern[str] | None:
    return _written(tuple(asked))


@lru_cache(maxsize=64)
def _written(asked: tuple[Term, ...]) -> re.Pattern[str] | None:
    """Write the pattern once for all hits of a page, in each of which it is looked for four times."""
    ways = [r"[\W_]*".join(_way(word, term) for word in term.words) for term in asked]
    return re.compile("|".join(sorted(ways, key=len, reverse=True))) if ways else None


def _way(word: str, term: Term) -> str:
    if is_han(word):
        return re.escape(word)
    end = "" if term.is_prefix else r"(?![a-z0-9])"
    return rf"(?<![a-z0-9]){re.escape(word)}{end}"
