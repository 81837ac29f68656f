"""Cuts a two-language text into the pieces that are remembered, and pieces into words."""

from __future__ import annotations

import re

from plenary.kernel.search.cutting import is_han, pairs, pieces

LONGEST = 1000
"""Characters of a piece; a longer one is remembered by nobody."""
LONGEST_WORD = 32

_ZH_END = re.compile(r"(?<=[。！？；])(?![”’」』）])|\n+")
_EN_END = re.compile(r"(?<=[.!?;])[\"”’)]*\s+(?=[A-Z0-9“\"(])|\n+")

Piece = tuple[str, str]


def segments(zh: str, en: str) -> list[Piece]:
    """Pair the sentences of both sides where they have as many, else the two texts as wholes.

    Pieces that are too long, or the same on both sides, are left out.
    """
    chinese, english = _cut(_ZH_END, zh), _cut(_EN_END, en)
    if len(chinese) == len(english):
        found = list(zip(chinese, english, strict=True))
    else:
        found = [(" ".join(zh.split()), " ".join(en.split()))]
    return [
        (left, right)
        for left, right in found
        if left and right and left != right and max(len(left), len(right)) <= LONGEST
    ]


def words(text: str) -> list[str]:
    """Give the pairs of Chinese characters and the words of a text, each once, folded."""
    found: dict[str, None] = {}
    for piece in pieces(text):
        own = (pairs(piece) or [piece]) if is_han(piece) else [piece]
        found.update(dict.fromkeys(word[:LONGEST_WORD] for word in own))
    return list(found)


def _cut(end: re.Pattern[str], text: str) -> list[str]:
    return [part for piece in end.split(text) if (part := " ".join(piece.split()))]
