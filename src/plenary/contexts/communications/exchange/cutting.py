"""Cuts a text and its translation into pairs of sentences, so that putting them together gives them again."""

from __future__ import annotations

from plenary.contexts.communications.exchange.units import Piece, joined
from plenary.contexts.language.api import parts


def pieces_of(source: str, target: str, side: str) -> list[Piece]:
    """Cut a source and its translation into pairs of sentences; one pair where they do not match.

    ``side`` is the language of the source. What comes back unchanged is the translation again.
    """
    other = "en" if side == "zh" else "zh"
    left = parts(source, side)
    if not target.strip():
        return list(_pairs(left, None))
    right = parts(target, other)
    same = [("\n" in space) for _text, space in left] == [("\n" in space) for _text, space in right]
    pairs = list(_pairs(left, right)) if same else []
    return pairs if joined(pairs, other) == target else [Piece(source, target)]


def _pairs(left: list[tuple[str, str]], right: list[tuple[str, str]] | None) -> list[Piece]:
    found: list[Piece] = []
    for at, (text, space) in enumerate(left):
        other, behind = right[at] if right else (None, space if "\n" in space else None)
        found.append(Piece(text, other))
        if at + 1 < len(left) and (space or right):
            found.append(Piece(space, behind, is_gap=True))
    return found
