"""Reads demands without a modal: a bare verb at the start, a wish after "suggested that"."""

from __future__ import annotations

from plenary.readout.english.plainverbs import is_plain_verb
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
from plenary.readout.english.verblist import NOUN_VERBS
from plenary.readout.english.verbs import BASE, FINITE, ING, PARTICIPLE
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import AGENTS, LIGHT_NOUNS

_FINITES = FINITE | STRONG_MODALS | WEAK_MODALS | BE
_OPENERS = word_set(
    "arrangements requirements steps step tasks priorities demands suggestions points areas aspects following measures"
)
_ORDINALS = word_set(
    "first second third fourth fifth sixth firstly secondly thirdly fourthly finally lastly"
)


def imperative(walk: Walk, at: int) -> None:
    """Read a bare verb at the start: "Carefully mend the pier, clean the quay"."""
    if not _read_item(walk, at) and _commands(walk, at, skip_adverbs(walk.words, at)):
        walk.add(Head(at, skip_adverbs(walk.words, at), "base", anchor=at))


def _read_item(walk: Walk, at: int) -> bool:
    """Read an item of a list: "Mending the pier", "Efforts to mend it", "the pier be mended"."""
    verb = skip_adverbs(walk.words, at)
    listed = walk.is_item or (at and low(walk.words, 0) in _ORDINALS)
    if listed and low(walk.words, verb) in ING and low(walk.words, verb) != "including":
        walk.add(Head(at, verb, "ing", anchor=at))
        return True
    if walk.is_item and low(walk.words, at) in LIGHT_NOUNS and low(walk.words, at + 1) == "to":
        walk.add(Head(at, skip_adverbs(walk.words, at + 2), "to", anchor=at))
        return True
    return (walk.is_wish and subjunctive(walk, at)) or (walk.is_item and _charged(walk, at))


def _commands(walk: Walk, at: int, verb: int) -> bool:
    """Say whether a sentence opens with a command, and not with a noun that looks like one."""
    word, after = low(walk.words, verb), low(walk.words, verb + 1)
    if word not in BASE or word in {"be", "given", "account"} or not after:
        return False
    if word in NOUN_VERBS and verb == at and not is_plain_verb(walk.words, verb, comma=False):
        return False
    if after in _FINITES or after == "of":
        return False
    if word not in NOUN_VERBS and after == "that":
        return True
    for near in walk.words[verb + 1 : verb + (30 if word in NOUN_VERBS else 12)]:
        if near.low in {",", ";"}:
            break
        if near.low in _FINITES - {"be"}:
            return False
    return True


def after_colon(walk: Walk, at: int) -> int:
    """Read "made arrangements for the next step: to mend A, to clean B"; give where to read on."""
    before = {w.low for w in walk.words[max(walk.floor, at - 14) : at]}
    if not before & _OPENERS or (walk.heads and walk.heads[-1].verb > at - 14):
        return at
    to = low(walk.words, at + 1) == "to"
    verb = skip_adverbs(walk.words, at + 2 if to else at + 1)
    word = low(walk.words, verb)
    if to and word in BASE:
        return walk.add(Head(at + 1, verb, "to", anchor=at))
    if word in ING and low(walk.words, verb + 1) not in {",", "and", "of", ""}:
        return walk.add(Head(at + 1, verb, "ing", anchor=at))
    walk.floor = at + 1
    imperative(walk, at + 1)
    return max(at, walk.floor)


def _charged(walk: Walk, at: int) -> bool:
    """Read an item that charges somebody: "The Harbour Master to inspect all moorings"."""
    for i in range(at + 1, min(at + 10, len(walk.words) - 1)):
        word = walk.words[i].low
        if (
            word in FINITE
            or word in BE
            or word in STRONG_MODALS
            or word in WEAK_MODALS
            or word in {",", ";", "that", "of"}
        ):
            return False
        verb = skip_adverbs(walk.words, i + 1)
        if word == "to" and low(walk.words, verb) in BASE:
            named = walk.words[at].low in AGENTS | DETERMINERS or walk.words[i - 1].capital
            told = any(w.low in AGENTS or (w.capital and n) for n, w in enumerate(walk.words[at:i]))
            if (named and low(walk.words, at) not in BASE) or told:
                walk.add(Head(at, verb, "to", False, (at, i), True, anchor=at))
                return True
            return False
    return False


def _acts(walk: Walk, start: int, at: int) -> bool:
    """Say whether a word that may be a noun is a verb here: "all units draw lessons"."""
    after = low(walk.words, at + 1)
    if after in DETERMINERS or after.endswith("ly"):
        return True
    plural = low(walk.words, at - 1).endswith("s") and low(walk.words, start) in DETERMINERS
    return plural and is_plain_verb(walk.words, at, comma=False)


def subjunctive(walk: Walk, at: int) -> bool:
    """Read "suggested that the bank continue its policy", a wish without a modal."""
    for i in range(at + 1, min(at + 16, len(walk.words))):
        word = walk.words[i].low
        if word == "be" and low(walk.words, skip_adverbs(walk.words, i + 1)) in PARTICIPLE:
            verb = skip_adverbs(walk.words, i + 1)
            walk.add(Head(at, verb, "participle", subject=(at, i), anchor=at))
            return True
        if (
            word in FINITE
            or word in BE
            or word in STRONG_MODALS
            or word in WEAK_MODALS
            or word in JOINTS - {"and"}
        ):
            return False
        plain = word in BASE and (word not in NOUN_VERBS or _acts(walk, at, i))
        if plain and low(walk.words, i - 1) not in {"to", "and"} | DETERMINERS:
            walk.add(Head(at, i, "base", False, (at, i), anchor=at))
            return True
    return False
