"""Other words for a search that found nothing: as they are spelled here, or fewer of them."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from plenary.contexts.communications.selectors import portal
from plenary.contexts.language.api import index_in_force
from plenary.kernel.search.cutting import is_han, pieces

MOST, MOST_NAMES, NEWEST = 8, 3, 500
"""How many ways are given, how many names for one word, and how many titles its spelling is compared with."""
LIKE, LIKE_ZH = 75, 60
"""From how many percent on a word, or a Chinese name, is like another."""
SHORTEST, SHORTEST_ZH = 4, 3
"""Shorter ones are like too many others, and a part of a Chinese word is not looked for alone."""


def ways_near(lang: str, words: str) -> list[str]:
    """Give other words to look for, the likest first: one query, however many pages there are."""
    found = dict.fromkeys([*_respelled(lang, words), *_parted(words), *_fewer(words)])
    return [way for way in found if way.casefold() != words.casefold()][:MOST]


def _respelled(lang: str, words: str) -> Iterator[str]:
    """Give the words with those that stand nowhere as the likest one is spelled, then names like a Chinese one."""
    index, asked = index_in_force(), pieces(words)
    titles = portal.current(lang).values_list("title", flat=True)[:NEWEST]
    known = {
        piece for text in (*titles, *(term.en for term in index.terms)) for piece in pieces(text)
    }
    spelled = [_likest(piece, known) for piece in asked]
    if spelled != asked:
        yield " ".join(spelled)
    for piece in asked:
        if is_han(piece) and len(piece) >= SHORTEST_ZH:
            yield from (term.zh for term in index.near(piece, cutoff=LIKE_ZH, most=MOST_NAMES))


def _likest(piece: str, known: set[str]) -> str:
    if is_han(piece) or len(piece) < SHORTEST or piece in known:
        return piece
    likest = process.extractOne(piece, sorted(known), scorer=fuzz.ratio, score_cutoff=LIKE)
    return likest[0] if likest else piece


def _parted(words: str) -> Iterator[str]:
    """Give a run of Chinese as two words, which may then stand apart: ``外事委员会`` in ``外事工作委员会``."""
    asked = pieces(words)
    if len(asked) == 1 and is_han(asked[0]):
        run = asked[0]
        yield from (f"{run[:at]} {run[at:]}" for at in range(2, len(run) - 1)[:MOST_NAMES])


def _fewer(words: str) -> Iterator[str]:
    """Give each word by itself, the longest first, and the terms within a run of Chinese."""
    asked = pieces(words)
    if len(asked) > 1:
        yield from sorted((one for one in asked if _is_enough(one)), key=len, reverse=True)
    inside = index_in_force().in_chinese(words)
    yield from (words[hit.start : hit.end] for hit in inside if hit.end - hit.start > 1)


def _is_enough(piece: str) -> bool:
    return len(piece) > 1 if is_han(piece) else len(piece) >= SHORTEST
