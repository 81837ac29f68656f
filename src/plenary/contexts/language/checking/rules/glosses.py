"""Glosses: English that goes through the characters of a word one by one, "Medicine House" for 药房."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from plenary.contexts.language.checking import chinese, english, tables
from plenary.contexts.language.checking.chinese import NOTHING, Piece
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_SHORTEST, _LONGEST = 2, 5
_MOST_CHARACTERS = 20
_SURELY = 2
_LINKS = frozenset({"a", "an", "the", "and", "of"})


def find(pair: Pair) -> Iterator[Finding]:
    """Find a known word that is not rendered, but glossed character by character, at least once wrongly.

    The whole text may be a word that the table does not have where two of its glosses are seldom right.
    """
    if not pair.is_sign or len(pair.zh) > _MOST_CHARACTERS:
        return
    words = [w for w in pair.words if w.low not in _LINKS]
    stems = [english.stem(w.low) for w in words]
    for piece in chinese.pieces(pair.zh):
        zh = pair.zh[piece.start : piece.end]
        if (
            _SHORTEST <= len(zh) <= _LONGEST
            and _may_be_glossed(pair, piece, set(stems))
            and (run := _glossed(zh, stems, least=1 if piece.entry else _SURELY)) is not None
        ):
            start, end = words[run].start, words[run + len(zh) - 1].end
            proposal = piece.entry.en[0].title() if piece.entry else ""
            yield pair.finding("meaning.by-character", start, end, term=zh, proposal=proposal)


def _may_be_glossed(pair: Pair, piece: Piece, stems: set[str]) -> bool:
    if piece.entry is None:
        return len(pair.words) == len(pair.zh.strip()) == piece.end - piece.start > _SHORTEST
    return NOTHING not in piece.entry.en and not any(
        {english.stem(w.low) for w in english.words(choice)} <= stems for choice in piece.entry.en
    )


def _glossed(zh: str, stems: list[str], *, least: int) -> int | None:
    """Give the first of the words that gloss the characters one after another."""
    if any(char not in _glosses() for char in zh):
        return None
    for at in range(len(stems) - len(zh) + 1):
        run = list(zip(zh, stems[at : at + len(zh)], strict=True))
        literal = sum(stem in _glosses()[char][1] for char, stem in run)
        if literal >= least and all(stem in {*_glosses()[c][0], *_glosses()[c][1]} for c, stem in run):
            return at
    return None


@cache
def _glosses() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Give the stems that gloss a character: those that may be right in a word, and those that seldom are."""
    return {
        row["zh"]: (_stems(row["en"]), _stems(row["literal"])) for row in tables.rows("glosses")
    }


def _stems(cell: str) -> frozenset[str]:
    return frozenset(english.stem(word) for word in tables.alternatives(cell))
