"""Near matches: an approved term whose Chinese is almost this text is offered, and proves nothing."""

from __future__ import annotations

from collections.abc import Iterator

from plenary.contexts.language.checking import chinese, english
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.terms import fold

_SHORTEST = 4
_LIKE_ENOUGH = 75
_MOST = 2


def find(pair: Pair) -> Iterator[Finding]:
    """Offer the English of the terms most like a short Chinese text that is no term itself."""
    zh = pair.zh.strip()
    if not pair.is_sign or len(zh) < _SHORTEST or pair.index.named(zh):
        return
    if _is_a_rendering(pair, zh):
        return
    for term in pair.index.near(zh, cutoff=_LIKE_ENOUGH, most=_MOST):
        is_said = fold(term.en) in fold(pair.en) or fold(term.zh) in fold(zh)
        if not is_said and term.status != "forbidden" and term.holds(pair.profile, pair.on):
            yield pair.finding(
                "terms.near",
                side="zh",
                proposal=term.en,
                source=term.source,
                is_proof=False,
                term=term.zh,
            )


def _is_a_rendering(pair: Pair, zh: str) -> bool:
    """Say whether the English is what the table of words calls the Chinese, as "sister city" for 友好城市."""
    entry = chinese.entries().get(zh)
    given = [english.stem(w.low) for w in pair.words]
    return entry is not None and any(
        [english.stem(w.low) for w in english.words(choice)] == given for choice in entry.en
    )
