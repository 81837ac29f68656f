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
            start, end = words[run[0]].start, words[run[1]].end
            proposal = piece.entry.en[0].title() if piece.entry else ""
            yield pair.finding("meaning.by-character", start, end, term=zh, proposal=proposal)


def is_gloss(word: str, zh: str) -> bool:
    """Say whether an English word is what one of some characters is glossed as."""
    stem = english.stem(word)
    return any(stem in right or stem in literal for right, literal in map(_of_character, zh))


def _may_be_glossed(pair: Pair, piece: Piece, stems: set[str]) -> bool:
    if piece.entry is None:
        return len(pair.words) == len(pair.zh.strip()) == piece.end - piece.start > _SHORTEST
    return NOTHING not in piece.entry.en and not any(
        {english.stem(w.low) for w in english.words(choice) if w.low not in _LINKS} <= stems
        for choice in piece.entry.en
    )


def _glossed(zh: str, stems: list[str], *, least: int) -> tuple[int, int] | None:
    """Give the first and the last of the words that gloss the parts of a word one after another."""
    for first in range(len(stems)):
        last = _end_of_glosses(zh, stems[first:], least)
        if last:
            return first, first + last - 1
    return None


def _end_of_glosses(zh: str, stems: list[str], least: int) -> int:
    """Give how many words gloss all the characters, ``least`` of them wrongly; none where they do not."""
    ways = [(0, 0, 0)]
    while ways:
        at, used, literal = ways.pop()
        if at == len(zh):
            if literal >= least and used > 1:
                return used
            continue
        for length, gloss, is_literal in _parts(zh, at):
            if tuple(stems[used : used + len(gloss)]) == gloss:
                ways.append((at + length, used + len(gloss), literal + is_literal))
    return 0


def _parts(zh: str, at: int) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """Give the glosses of the character at a place, and the renderings of a shorter word that begins there."""
    right, literal = _of_character(zh[at])
    yield from ((1, (stem,), False) for stem in right)
    yield from ((1, (stem,), True) for stem in literal)
    for end in range(at + _SHORTEST, len(zh) + (at > 0)):
        if entry := chinese.entries().get(zh[at:end]):
            for choice in entry.en:
                if choice != NOTHING:
                    yield end - at, tuple(english.stem(w.low) for w in english.words(choice)), False


def _of_character(char: str) -> tuple[frozenset[str], frozenset[str]]:
    return _glosses().get(char, (frozenset(), frozenset()))


@cache
def _glosses() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Give the stems that gloss a character: those that may be right in a word, and those that seldom are."""
    return {
        row["zh"]: (_stems(row["en"]), _stems(row["literal"])) for row in tables.rows("glosses")
    }


def _stems(cell: str) -> frozenset[str]:
    return frozenset(english.stem(word) for word in tables.alternatives(cell))
