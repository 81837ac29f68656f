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
_APART = " · "
_FULL_WIDTH = "。！？；：，、…”）】》"
_REST = re.compile(r"(?<=[A-Za-z0-9])[A-Za-z0-9]{1,40}")
_ENDING = f".!?;:,{_FULL_WIDTH}"


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
    """Give the stretch of a text around its first hit, highlighted; the beginning where none is.

    Where a line ends without punctuation, as headings and points of a list do, a dot parts it from the next.
    """
    terms = list(asked)
    pattern = _pattern(terms)
    hit = pattern.search(fold(text)) if pattern else None
    start = max(0, hit.start() - _BEFORE) if hit else 0
    start = _word_start(text, start)
    end = _word_end(text, min(len(text), start + _LENGTH))
    found = highlighted(_on_one_line(text[start:end]), terms)
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


def _word_end(text: str, end: int) -> int:
    """Move to the end of a word rather than cut one."""
    rest = _REST.match(text, end)
    return rest.end() if rest else end


def _on_one_line(text: str) -> str:
    """Write lines one behind the other, parted by a dot where the one before ends without punctuation."""
    told = ""
    for words in filter(None, (" ".join(line.split()) for line in text.splitlines())):
        told += _between(told) + words
    return told


def _between(told: str) -> str:
    if not told or told[-1] in _FULL_WIDTH:
        return ""
    return " " if told[-1] in _ENDING else _APART


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
