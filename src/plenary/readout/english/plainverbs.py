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
_OBJECTS = word_set("up them us itself themselves ourselves")
_PARTICLES = word_set("up out down forward ahead over off back")
_OPENING_MARKS = word_set("“ \" ‘ ' ( 《")
_MODALS = word_set("should shall will must would be")
_COMMAS = word_set(", ;")
_CONJUNCTIONS = word_set("and or &")


def is_plain_verb(words: Sequence[Word], at: int, *, comma: bool) -> bool:
    """Say whether the word after a joint is a verb in its plain form rather than a noun or adjective."""
    word, after = low(words, at), low(words, at + 1)
    if word not in BASE or (word == "demand" and low(words, at - 2) == "supply"):
        return False
    if word not in NOUN_VERBS and word not in ADJECTIVE_VERBS:
        return after != "of"
    if after in DETERMINERS or after in _OBJECTS:
        return True
    if word in ADJECTIVE_VERBS:
        return _is_no_adjective(words, at, comma=comma)
    return _is_no_noun(words, at) or (comma and _opens_pair(words, at))


def _opens_pair(words: Sequence[Word], at: int) -> bool:
    """Say whether two verbs share what follows: ", support and cooperate with each other"."""
    follower = skip_adverbs(words, at + 2)
    verbs = low(words, at + 1) == "and" and low(words, follower) in BASE - NOUN_VERBS
    return verbs and low(words, follower + 1) in DETERMINERS | {"with", "to", "on"}


def _is_no_adjective(words: Sequence[Word], at: int, *, comma: bool) -> bool:
    after = low(words, at + 1)
    return (
        (comma or low(words, at - 2).endswith("s"))
        and bool(after)
        and after not in _PREPOSITIONS | _COMMAS | _CONJUNCTIONS
        and low(words, at - 1) in {",", "and"}
    )


def _is_no_noun(words: Sequence[Word], at: int) -> bool:
    word, after = low(words, at), low(words, at + 1)
    if after in _PREPOSITIONS or after in _PARTICLES:
        return after in VERB_PREPOSITIONS.get(word, "").split()
    if after in _CONJUNCTIONS:
        follower = low(words, skip_adverbs(words, at + 2))
        unlike = word not in MOSTLY_NOUNS | NOUNS_FIRST
        return unlike and follower in BASE and follower not in NOUN_VERBS
    if not after or not after[0].isalnum():
        return after in _OPENING_MARKS
    if word in NOUNS_FIRST or (after in COMPOUND_HEADS and word in MOSTLY_NOUNS):
        return False
    return after not in FINITE and after not in _MODALS


def is_plain_verb_after_to(words: Sequence[Word], at: int) -> bool:
    """Say whether the "to" at ``at`` opens an infinitive rather than "access to credit"."""
    verb = skip_adverbs(words, at + 1)
    word, after = low(words, verb), low(words, verb + 1)
    if word not in BASE:
        return False
    if word in MOSTLY_NOUNS | NOUNS_FIRST and verb == at + 1:
        return after not in _PREPOSITIONS | _COMMAS | _CONJUNCTIONS | {"", "."}
    return True


def is_attended_action(words: Sequence[Word], at: int) -> bool:
    """Say whether a verb follows "attach importance to": "to V", but not "to work safety"."""
    if low(words, at) in MOSTLY_NOUNS | NOUNS_FIRST and low(words, at + 1) not in DETERMINERS:
        return False
    return is_plain_verb(words, at, comma=False)
