"""Cuts a two-language text into the pieces that are remembered, and pieces into words."""

from __future__ import annotations

import re

from plenary.kernel.search.cutting import is_han, pairs, pieces

LONGEST = 1000
"""Characters of a piece; a longer one is remembered by nobody."""
LONGEST_WORD = 64
FEW = 3

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


def sentences(text: str, side: str) -> list[str]:
    """Cut the text of one side into its sentences, without the spaces between them."""
    return _cut(_ZH_END if side == "zh" else _EN_END, text)


def parts(text: str, side: str) -> list[Piece]:
    """Cut the text of one side into its sentences, each with the white space behind it; nothing is lost."""
    found: list[Piece] = []
    at = 0
    for end in (_ZH_END if side == "zh" else _EN_END).finditer(text):
        found.append(_with_space(text[at : end.end()]))
        at = end.end()
    return _gathered([*found, _with_space(text[at:])])


def words(text: str) -> list[str]:
    """Give the pairs of Chinese characters and of English words that a text holds, each once, folded.

    Two words side by side tell texts apart far better than one; a text of few words is known by its
    single words as well.
    """
    cut = pieces(text)
    found: dict[str, None] = {}
    for at, piece in enumerate(cut):
        if is_han(piece):
            found.update(dict.fromkeys(pairs(piece) or [piece]))
        elif at + 1 < len(cut) and not is_han(cut[at + 1]):
            found[f"{piece} {cut[at + 1]}"[:LONGEST_WORD]] = None
    if len(cut) <= FEW:
        found.update(dict.fromkeys(piece[:LONGEST_WORD] for piece in cut if not is_han(piece)))
    return list(found)


def _cut(end: re.Pattern[str], text: str) -> list[str]:
    return [part for piece in end.split(text) if (part := " ".join(piece.split()))]


def _with_space(text: str) -> Piece:
    sentence = text.rstrip()
    return sentence, text[len(sentence) :]


def _gathered(found: list[Piece]) -> list[Piece]:
    """Put white space that stands alone behind the sentence before it."""
    kept: list[Piece] = []
    for sentence, space in found:
        if sentence.strip() or not kept:
            kept.append((sentence, space))
        else:
            kept[-1] = kept[-1][0], kept[-1][1] + sentence + space
    return kept
