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
    """Propose what the Chinese says, where it fits in the place of what stands there."""
    found = said.zh.search(pair.zh)
    proposal = _as(said.proposal, hit[0]) if _fits(said.proposal, hit[0]) else ""
    return pair.finding(
        "meaning.opposite", *hit.span(), term=found[0] if found else "", proposal=proposal
    )


def _fits(proposal: str, given: str) -> bool:
    """Say whether a word may take a place as it is: in the same form, and no longer phrase is lost."""
    is_day = proposal.endswith("day")
    return (_ending(proposal) == _ending(given) or is_day) and len(given.split()) <= len(
        proposal.split()
    )


def _ending(text: str) -> str:
    return next((one for one in ("ing", "ed", "s") if text.lower().endswith(one)), "")


def _as(proposal: str, given: str) -> str:
    """Give a proposal in the number and the capitals of what stands there: Mondays for Sundays."""
    said = (
        f"{proposal}s" if proposal.endswith("day") and given.lower().endswith("days") else proposal
    )
    if given.isupper():
        return said.upper()
    return said[:1].upper() + said[1:] if given[0].isupper() else said
