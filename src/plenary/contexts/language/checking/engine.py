"""Checks a pair of texts, the cheap rules first; the verdict is never "right" because nothing was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cache

from plenary.contexts.language.checking import proposals
from plenary.contexts.language.checking.findings import Finding, Verdict
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.rules import (
    agreement,
    capitals,
    clocks,
    contrasts,
    countries,
    counts,
    dates,
    discounts,
    endings,
    enumerations,
    fields,
    glosses,
    grammar,
    inversions,
    lists,
    lookup,
    meaning,
    measures,
    metro,
    misspelled,
    names,
    near,
    negations,
    numbers,
    opposites,
    ordinals,
    organisations,
    others,
    patterns,
    persons,
    plurals,
    presence,
    roads,
    romanisation,
    schemes,
    sentences,
    shares,
    spans,
    spelling,
    tenses,
    titles,
    tone,
    traditional,
    typography,
    unknown,
)
from plenary.contexts.language.checking.terms import PROFILES, TermIndex, shipped_terms

Step = Callable[[Pair], Iterator[Finding]]

STEPS: tuple[Step, ...] = (
    typography.find,
    traditional.find,
    presence.find,
    lookup.expired,
    lookup.differing,
    lookup.forbidden,
    lookup.forbidden_chinese,
    lookup.missing,
    numbers.find,
    ordinals.find,
    dates.find,
    spans.find,
    measures.find,
    shares.find,
    discounts.find,
    titles.find,
    countries.find,
    counts.find,
    clocks.find,
    lists.find,
    enumerations.find,
    schemes.find,
    romanisation.find,
    persons.find,
    misspelled.find,
    names.find,
    names.untranslated,
    names.small,
    roads.find,
    metro.find,
    organisations.find,
    fields.find,
    tone.find,
    patterns.find,
    capitals.find,
    grammar.find,
    plurals.find,
    agreement.find,
    tenses.find,
    sentences.find,
    endings.find,
    unknown.find,
    spelling.find,
    opposites.find,
    contrasts.find,
    negations.find,
    inversions.find,
    others.find,
    glosses.find,
    meaning.find,
    near.find,
)


def check(
    zh: str,
    en: str,
    *,
    profile: str = "",
    on: dt.date | None = None,
    terms: TermIndex | None = None,
) -> Verdict:
    """Check the English of a Chinese text against the rules of a profile and a day.

    Without a day, what was right at any time is let stand. ``pass`` only for a pair that the term
    base approves as a whole; ``fault`` where a finding is a proof; else a person is needed.
    ``terms`` is the term base to ask; the shipped one unless given.
    """
    pair = Pair(zh, en, profile_of(profile), on, terms or shipped_index())
    if zh.strip() and lookup.is_approved(pair):
        return Verdict("pass")
    found = _once(finding for step in STEPS for finding in step(pair))
    found = proposals.completed(pair, found)
    return Verdict("fault" if any(f.is_proof for f in found) else "person", found)


def profile_of(name: str) -> str:
    """Give a profile by its name, ``road_sign`` for ``road-sign``; what is none of them is any text."""
    plain = name.strip().lower().replace("_", "-").replace(" ", "-")
    return plain if plain in PROFILES else ""


@cache
def shipped_index() -> TermIndex:
    """Give the index of the shipped terms."""
    return TermIndex.build(shipped_terms())


def _once(findings: Iterator[Finding]) -> tuple[Finding, ...]:
    """Keep one finding of a kind at a place, and of two the one with proof."""
    kept: dict[tuple[str, str, int, int], Finding] = {}
    for finding in findings:
        key = (finding.kind, finding.side, finding.start, finding.end)
        if key not in kept or (finding.is_proof and not kept[key].is_proof):
            kept[key] = finding
    return tuple(kept.values())
