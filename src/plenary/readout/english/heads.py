"""Finds where a sentence demands something: the modal, the frame or the noun that begins a demand."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.readout.english.duties import being
from plenary.readout.english.modals import modal, need
from plenary.readout.english.openings import imperative
from plenary.readout.english.reports import demand_noun, report
from plenary.readout.english.sentence import STRONG_MODALS, WEAK_MODALS, Head, Walk, skip_links
from plenary.readout.english.verbs import lemma
from plenary.readout.english.wordlists import DEMAND_NOUNS, REPORTING
from plenary.readout.english.words import Word


def find_heads(words: Sequence[Word], *, is_item: bool = False) -> list[Head]:
    """Give the heads of the demands of a sentence, in the order of the text."""
    walk = Walk(words, is_item=is_item)
    walk.floor = at = skip_links(words, 0)
    imperative(walk, at)
    while at < len(words):
        at = max(at + 1, _step(walk, at))
    return walk.heads


def _step(walk: Walk, at: int) -> int:
    word = walk.words[at].low
    if word in STRONG_MODALS or word in WEAK_MODALS:
        return modal(walk, at)
    if word in {"need", "needs", "ought", "has", "have", "had", "needed"}:
        return need(walk, at)
    if word in {"is", "are", "was", "were", "be"}:
        return being(walk, at)
    action = lemma(word)
    if action in REPORTING:
        return report(walk, at, action)
    if word in DEMAND_NOUNS and walk.heads:
        return demand_noun(walk, at, at)
    return at
