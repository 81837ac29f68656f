"""Reads demands without a modal: a bare verb at the start, a wish after "suggested that"."""

from __future__ import annotations

from plenary.readout.english.sentence import (
    BE,
    DETERMINERS,
    JOINTS,
    STRONG_MODALS,
    WEAK_MODALS,
    Head,
    Walk,
    low,
    skip_adverbs,
)
from plenary.readout.english.verbs import BASE, FINITE, ING, lemma
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import NOUN_VERBS

_ORDINALS = word_set(
    "first second third fourth fifth sixth firstly secondly thirdly fourthly finally lastly"
)


def imperative(walk: Walk, at: int) -> None:
    """Read a bare verb at the start: "Continuously strengthen capacity, gather resources"."""
    verb = skip_adverbs(walk.words, at)
    if at and low(walk.words, verb) in ING and low(walk.words, 0) in _ORDINALS:
        walk.add(Head(at, verb, "ing", anchor=at))
        return
    word, after = low(walk.words, verb), low(walk.words, verb + 1)
    if word not in BASE or word in {"be", "given", "account"} or not after:
        return
    ambiguous = lemma(word) == word and word in NOUN_VERBS
    if ambiguous and verb == at and after not in DETERMINERS:
        return
    if (
        after in BE
        or after in STRONG_MODALS
        or after in WEAK_MODALS
        or after in FINITE
        or after == "of"
    ):
        return
    if any(w.low in FINITE for w in walk.words[verb + 1 : verb + 8]):
        return
    walk.add(Head(at, verb, "base", anchor=at))


def subjunctive(walk: Walk, at: int) -> bool:
    """Read "suggested that the bank continue its policy", a wish without a modal."""
    for i in range(at + 1, min(at + 16, len(walk.words))):
        word = walk.words[i].low
        if (
            word in FINITE
            or word in BE
            or word in STRONG_MODALS
            or word in WEAK_MODALS
            or word in JOINTS - {"and"}
        ):
            return False
        plain = word in BASE and (word not in NOUN_VERBS or low(walk.words, i + 1) in DETERMINERS)
        if plain and low(walk.words, i - 1) not in {"to", "and"} | DETERMINERS:
            walk.add(Head(at, i, "base", False, (at, i), anchor=at))
            return True
    return False
