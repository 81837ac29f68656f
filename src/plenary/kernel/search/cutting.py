"""Cuts text into the pieces that the index keeps: pairs of Chinese characters, and words.

A run of Chinese is kept as its overlapping pairs and its last character: any two characters are
found as a pair, one as the beginning of a pair, more as pairs that are then looked for side by side.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 120_000
"""Characters of a record that are indexed; what PostgreSQL holds of a text is bounded too."""

_LONGEST_WORD = 64
_HAN = (
    "\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_PIECE = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_WIDE = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, 0x3000: 0x20}


def clean(text: str) -> str:
    """Replace what no database keeps (NUL, lone surrogates) by spaces."""
    return _NOT_TEXT.sub(" ", text)


def fold(text: str) -> str:
    """Fold case, width and accents; each character stays at its place."""
    narrow = clean(text).translate(_WIDE)
    return _ACCENTED.sub(lambda hit: unicodedata.normalize("NFD", hit[0])[0], narrow).lower()


def spans(folded: str) -> Iterator[tuple[int, int]]:
    """Give the places of the runs of Chinese and of the words."""
    return (hit.span() for hit in _PIECE.finditer(folded))


def pieces(text: str) -> list[str]:
    """Give the runs of Chinese and the words of a text, folded, in their order."""
    return [piece[:_LONGEST_WORD] if not is_han(piece) else piece for piece in _runs(text)]


def is_han(piece: str) -> bool:
    """Say whether a piece is a run of Chinese rather than a word."""
    return bool(_IS_HAN.match(piece))


def tokens(piece: str) -> list[str]:
    """Give the tokens that stand for a piece in the index."""
    if not is_han(piece):
        return [piece]
    return [*pairs(piece), piece[-1]]


def pairs(run: str) -> list[str]:
    """Give the overlapping pairs of a run: ``友城论`` is ``友城``, ``城论``."""
    return [run[at : at + 2] for at in range(len(run) - 1)]


def token_set(text: str) -> list[str]:
    """Give each token of a text once, in the order of its first place."""
    return list(dict.fromkeys(token for piece in pieces(text) for token in tokens(piece)))


def line(text: str) -> str:
    """Write the pieces with single spaces around them, the form in which a phrase is looked for."""
    return f" {' '.join(pieces(text))} "


def _runs(text: str) -> Iterator[str]:
    return (hit[0] for hit in _PIECE.finditer(fold(text)))
