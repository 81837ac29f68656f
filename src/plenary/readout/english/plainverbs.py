"""Tells a verb in its plain form from a noun or an adjective that looks the same."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.readout.english.sentence import DETERMINERS, low, skip_adverbs
from plenary.readout.english.verblist import ADJECTIVE_VERBS, MOSTLY_NOUNS, NOUN_VERBS, NOUNS_FIRST
from plenary.readout.english.verbs import BASE, FINITE
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import COMPOUND_HEADS, VERB_PREPOSITIONS
from plenary.readout.english.words import Word

_PREPOSITIONS = word_set(
    "of for in with to on at by from as into between among through under via than within against"
)
_COMMAS = word_set(", ;")
_CONJUNCTIONS = word_set("and or &")


def is_plain_verb(words: Sequence[Word], at: int, *, comma: bool) -> bool:
    """Say whether the word after a joint is a verb in its plain form rather than a noun or adjective."""
    word = low(words, at)
    if word not in BASE:
        return False
    after = low(words, at + 1)
    if word not in NOUN_VERBS and word not in ADJECTIVE_VERBS:
        return after not in {"of"}
    if after in DETERMINERS or after in {"up", "them", "us", "itself", "themselves", "ourselves"}:
        return True
    if word in ADJECTIVE_VERBS:
        return (
            (comma or low(words, at - 2).endswith("s"))
            and bool(after)
            and after not in _PREPOSITIONS | _COMMAS | _CONJUNCTIONS
            and low(words, at - 1) in {",", "and"}
        )
    if after in _PREPOSITIONS or after in {"up", "out", "down", "forward", "ahead"}:
        return after in VERB_PREPOSITIONS.get(word, "").split()
    if after in _CONJUNCTIONS:
        follower = low(words, skip_adverbs(words, at + 2))
        return (
            follower in BASE
            and follower not in NOUN_VERBS
            and word not in MOSTLY_NOUNS | NOUNS_FIRST
        )
    if not after or not after[0].isalnum():
        return after in {"“", '"', "‘", "'", "(", "《"}
    if word in NOUNS_FIRST:
        return False
    if after in COMPOUND_HEADS:
        return word not in MOSTLY_NOUNS
    return after not in FINITE and after not in {"should", "shall", "will", "must", "would", "be"}


def is_plain_verb_after_to(words: Sequence[Word], at: int) -> bool:
    """Say whether the "to" at ``at`` opens an infinitive rather than "access to credit"."""
    verb = skip_adverbs(words, at + 1)
    word, after = low(words, verb), low(words, verb + 1)
    if word not in BASE:
        return False
    if word in MOSTLY_NOUNS | NOUNS_FIRST and verb == at + 1:
        return after not in _PREPOSITIONS | _COMMAS | _CONJUNCTIONS | {"", "."}
    return True
