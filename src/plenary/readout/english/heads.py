"""Finds where a sentence demands something: the modal, the frame or the noun that begins a demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plenary.readout.english.duties import being, included
from plenary.readout.english.modals import modal, need
from plenary.readout.english.openings import after_colon, imperative
from plenary.readout.english.reports import DECLARING, content, declares, demand_noun, report
from plenary.readout.english.sentence import STRONG_MODALS, WEAK_MODALS, Head, Walk, low, skip_links
from plenary.readout.english.verbs import FORMS, lemma
from plenary.readout.english.wordlists import DEMAND_NOUNS, REPORT_NOUNS, REPORTING
from plenary.readout.english.words import Word


def find_heads(
    words: Sequence[Word], *, is_item: bool = False, is_wish: bool = False
) -> list[Head]:
    """Give the heads of the demands of a sentence, in the order of the text."""
    walk = Walk(words, is_item=is_item, is_wish=is_wish)
    walk.floor = at = skip_links(words, 0)
    imperative(walk, at)
    for notable in [i for i, word in enumerate(words) if word.low in _NOTABLE]:
        if notable >= at:
            at = _step(walk, notable)
    return walk.heads


def _step(walk: Walk, at: int) -> int:
    word = walk.words[at].low
    read = _READERS.get(word)
    if read:
        return read(walk, at)
    that = _that_after(walk, at) if word in REPORT_NOUNS else None
    if that is not None:
        return content(walk, that + 1)
    action = lemma(word)
    if action in REPORTING or (action and declares(walk, at, action)):
        return report(walk, at, action)
    if word in DEMAND_NOUNS and walk.heads:
        return demand_noun(walk, at, at)
    return at


def _that_after(walk: Walk, at: int) -> int | None:
    """Give the "that" of "of the view that", "made clear at the meeting that"."""
    reach = at + 6 if low(walk.words, at + 1) in {"at", "during"} else at + 2
    return next((i for i in range(at + 1, reach) if low(walk.words, i) == "that"), None)


_READERS: dict[str, Callable[[Walk, int], int]] = {
    **dict.fromkeys(STRONG_MODALS | WEAK_MODALS, modal),
    ":": after_colon,
    **dict.fromkeys(("include", "includes"), included),
    **dict.fromkeys(("need", "needs", "ought", "has", "have", "had", "needed"), need),
    **dict.fromkeys(("is", "are", "was", "were", "be", "been"), being),
}
_NOTABLE = (
    _READERS.keys()
    | REPORT_NOUNS
    | DEMAND_NOUNS
    | {form for form in FORMS if lemma(form) in REPORTING | DECLARING}
)
"""The words at which a demand may begin; all others are passed over."""
