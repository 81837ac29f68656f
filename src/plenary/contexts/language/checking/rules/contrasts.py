"""Contrasts: of some things that exclude each other the Chinese says one and the English another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from plenary.contexts.language.checking import tables
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_BODY = "(?:bureau|commission|committee|department|administration|ministry)"
_LONGEST = 4_000
_SENTENCE = re.compile(r"[^。；;！？\n]+")


@dataclass(frozen=True, slots=True)
class _Choice:
    """One of the things that exclude each other: what says it, and what may say it, in each language."""

    name: str
    zh: re.Pattern[str]
    zh_perhaps: re.Pattern[str]
    en: re.Pattern[str]
    en_perhaps: re.Pattern[str]
    proposal: str


@cache
def _contrasts() -> tuple[tuple[_Choice, ...], ...]:
    listed: dict[str, list[_Choice]] = {}
    for row in tables.rows("contrasts"):
        en = rf"\b(?:{row['en'].replace('<body>', _BODY)})"
        listed.setdefault(row["contrast"], []).append(
            _Choice(
                row["zh"].split("|")[0] if row["zh"].isalnum() else "",
                re.compile(row["zh"] or "(?!)"),
                re.compile("|".join(filter(None, (row["zh"], row["zh_perhaps"]))) or "(?!)"),
                re.compile(en, re.IGNORECASE),
                re.compile(rf"{en}|\b(?:{row['en_perhaps'] or '(?!)'})", re.IGNORECASE),
                row["proposal"],
            )
        )
    return tuple(map(tuple, listed.values()))


def find(pair: Pair) -> Iterator[Finding]:
    """Find a Monday that became a Sunday, and what fell that rose.

    Proof is only where the English has nothing that may say what the Chinese does, and the Chinese
    nothing that may say what the English does.
    """
    if not pair.words or len(pair.en) > _LONGEST:
        return
    said_in: dict[int, list[_Choice]] = {}
    for sentence in _SENTENCE.findall(pair.zh):
        for number, choice in _said(sentence):
            kept = said_in.setdefault(number, [])
            if choice not in kept:
                kept.append(choice)
    for number, choices in said_in.items():
        lost = [c for c in choices if not c.en_perhaps.search(pair.en)]
        if len(lost) != 1:
            continue
        (said,) = lost
        for other in _contrasts()[number]:
            hit = None if other is said else other.en.search(pair.en)
            if hit and not other.zh_perhaps.search(pair.zh):
                yield _turned(pair, said, hit)
                break


@lru_cache(maxsize=4_000)
def _said(sentence: str) -> tuple[tuple[int, _Choice], ...]:
    """Give what a sentence says, each with the number of its contrast; kept while one types."""
    return tuple(
        (number, choice)
        for number, choices in enumerate(_contrasts())
        for choice in choices
        if choice.zh.search(sentence)
    )


def _turned(pair: Pair, said: _Choice, hit: re.Match[str]) -> Finding:
    """Propose what the Chinese says, in the case of what stands there."""
    term = found[0] if (found := said.zh.search(pair.zh)) else said.name
    proposal = said.proposal
    if hit[0].isupper():
        proposal = proposal.upper()
    elif hit[0][0].isupper():
        proposal = proposal[:1].upper() + proposal[1:]
    return pair.finding("meaning.opposite", *hit.span(), term=term, proposal=proposal)
