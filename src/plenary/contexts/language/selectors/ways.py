"""Other ways to put a search: each term in its words by the other names of the term base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, product

from django.db.models import Q

from plenary.contexts.language.checking.terms import Hit
from plenary.contexts.language.enums import TermState
from plenary.contexts.language.models import Term
from plenary.contexts.language.selectors.index import index_in_force
from plenary.contexts.language.selectors.terms import in_force_on
from plenary.kernel.search.cutting import is_han
from plenary.shared import clock

LONGEST, MOST_PHRASES, MOST_NAMES, MOST_ENTRIES = 200, 4, 4, 20
SHORTEST = 2
"""A single character stands in too many words to be meant as a term."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A term in the words: where it stands, and how else it may be said there."""

    start: int
    end: int
    names: list[str]


def other_ways(text: str, *, most: int) -> list[str]:
    """Give the words with the terms in them by their other names, the words as a whole first.

    Only entries in force count; names that must not be used do too, for people look for them. The
    words as a whole are a term also where it is a forbidden Chinese name.
    """
    words = " ".join(text.split())[:LONGEST]
    if not words:
        return []
    hits = _hits(words)
    entries = _entries(words, {term.entry for hit in hits for term in hit.terms if term.entry})
    loose = _loose(words, hits)
    whole = [name for names in entries.values() if _is_in(words, names) for name in names]
    phrases = [
        _Phrase(hit.start, hit.end, names)
        for hit in hits
        if (names := _besides(words[hit.start : hit.end], hit, entries, loose))
    ][:MOST_PHRASES]
    found = dict.fromkeys(chain(whole, _put_otherwise(words, phrases)))
    return [way for way in found if way.casefold() != words.casefold()][:most]


def _hits(words: str) -> list[Hit]:
    """Give the terms in some words, those in Chinese and in English, which never overlap."""
    index = index_in_force()
    found = [*index.in_chinese(words), *index.in_english(words)]
    return sorted((h for h in found if h.end - h.start >= SHORTEST), key=lambda hit: hit.start)


def _entries(words: str, numbers: set[int]) -> dict[int, list[str]]:
    """Give the names of the entries in force of these numbers or called exactly so."""
    called = Q(name_zh=words) | Q(name_en__iexact=words) | Q(designations__text__iexact=words)
    found = Term.objects.filter(
        Q(pk__in=numbers) | called, in_force_on(clock.today()), state=TermState.APPROVED
    )
    few = found.distinct().order_by("pk").prefetch_related("designations")[:MOST_ENTRIES]
    return {
        term.pk: [
            name
            for name in (term.name_zh, term.name_en, *(d.text for d in term.designations.all()))
            if name
        ]
        for term in few
    }


def _loose(words: str, hits: list[Hit]) -> set[int]:
    """Give the places of the Chinese characters that belong to no term."""
    held = {place for hit in hits for place in range(hit.start, hit.end)}
    return {place for place, one in enumerate(words) if place not in held and is_han(one)}


def _besides(said: str, hit: Hit, entries: dict[int, list[str]], loose: set[int]) -> list[str]:
    """Give the other names of a term: of a part of a Chinese word only Chinese ones, for no text mixes there."""
    numbers = dict.fromkeys(term.entry for term in hit.terms)
    names = dict.fromkeys(name for pk in numbers for name in entries.get(pk, ()))
    is_part = is_han(said) and not loose.isdisjoint({hit.start - 1, hit.end})
    fit = [name for name in names if is_han(name) or not is_part]
    return [name for name in fit if name.casefold() != said.casefold()][:MOST_NAMES]


def _is_in(words: str, names: list[str]) -> bool:
    return words.casefold() in (name.casefold() for name in names)


def _put_otherwise(words: str, phrases: list[_Phrase]) -> Iterator[str]:
    """Give the words with one phrase or more said otherwise: all by their first other name, then fewer."""
    choices = [range(len(phrase.names) + 1) for phrase in phrases]
    for chosen in sorted(product(*choices), key=lambda one: (max(one, default=0), one.count(0))):
        at, parts = 0, []
        for number, phrase in zip(chosen, phrases, strict=True):
            if number:
                parts += [words[at : phrase.start], phrase.names[number - 1]]
                at = phrase.end
        if parts:
            yield " ".join(_joined([*parts, words[at:]]).split())


def _joined(parts: list[str]) -> str:
    """Put the parts together, with a space but where Chinese meets Chinese."""
    whole = ""
    for part in parts:
        meets = is_han(whole[-1:]) and is_han(part[:1])
        whole += part if meets or not whole else f" {part}"
    return whole
