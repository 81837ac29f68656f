"""Finds the action behind a frame: "make efforts to V", "in these fields: V-ing", "and efforts to V"."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.readout.english.plainverbs import is_attended_action, is_plain_verb_after_to
from plenary.readout.english.sentence import low, skip_adverbs
from plenary.readout.english.verbs import ING, may_be_verb
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import ATTENTION, EFFORT_VERBS, LIGHT_NOUNS, LIGHT_VERBS
from plenary.readout.english.words import Word

_PUT_FORWARD = word_set("requirements requests suggestions opinions proposals views")
_EFFORTS = word_set("effort efforts endeavor endeavors endeavour endeavours")
_NEAR_JOINT = 5


def is_light(noun: str, action: str) -> bool:
    """Say whether a noun and its verb are only a frame: "make efforts", "increase efforts"."""
    if action in EFFORT_VERBS:
        return noun in _EFFORTS
    return noun in LIGHT_NOUNS and action in LIGHT_VERBS


def light_action(words: Sequence[Word], verb: int, end: int, action: str) -> int | None:
    """Give the action of "make efforts to V1 and V2", "use tools to V", "pay attention to V"."""
    nouns = ATTENTION.get(action, "").split()
    seen = False
    for i in range(verb + 1, min(verb + 14, end)):
        word = words[i].low
        if is_light(word, action) or word in nouns:
            seen = True
        elif word == "to" and seen:
            return _infinitive(words, i, attended=bool(nouns))
        elif word == "," and not seen and action in LIGHT_VERBS and _near_light(words, i, end):
            continue
        elif seen and word in {"including", "such"}:
            return _after_examples(words, i, end)
        elif word in {",", ";", "by"} or (seen and word not in {"and", "of", "in"} | LIGHT_NOUNS):
            return None
    return None


def _infinitive(words: Sequence[Word], to: int, *, attended: bool) -> int | None:
    verb = skip_adverbs(words, to + 1)
    plain = is_attended_action(words, verb) if attended else is_plain_verb_after_to(words, to)
    return verb if plain and may_be_verb(low(words, verb)) else None


def _near_light(words: Sequence[Word], at: int, end: int) -> bool:
    """Say whether the comma only parts adjectives: "take solid, innovative steps"."""
    return any(w.low in LIGHT_NOUNS for w in words[at + 1 : min(at + 4, end)])


def _after_examples(words: Sequence[Word], at: int, end: int) -> int | None:
    """Read "use instruments including A, B and C to V1 and V2"."""
    for i in range(at + 2, min(at + 25, end)):
        if words[i].low == "to" and is_plain_verb_after_to(words, i):
            return skip_adverbs(words, i + 1)
        if words[i].low in {";", "which", "that"}:
            break
    return None


def listed_doing(words: Sequence[Word], verb: int, end: int) -> int | None:
    """Give the first action of "work should be done in these fields: V-ing A; V-ing B"."""
    for i in range(verb + 1, min(verb + 10, end - 1)):
        if words[i].low == ":":
            doing = skip_adverbs(words, i + 1)
            return doing if low(words, doing) in ING else None
        if words[i].low in {",", ";"}:
            break
    return None


def efforts_among(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """Give the joint before "efforts to V" in a list of nouns, and the verb; zeros where none is."""
    joint = 0
    for i in range(start + 1, end - 2):
        word = words[i].low
        if word == "," or (word == "and" and low(words, i - 1) != ","):
            joint = i
        elif word in LIGHT_NOUNS and joint and i - joint < _NEAR_JOINT:
            verb = skip_adverbs(words, i + 2)
            if low(words, i + 1) == "to" and may_be_verb(low(words, verb)):
                return joint, verb
    return 0, 0


def tells(words: Sequence[Word], verb: int, end: int) -> bool:
    """Say whether a verb tells what a speaker did: "and put forward three requirements"."""
    if low(words, verb) not in {"put", "set"}:
        return False
    return any(w.low in _PUT_FORWARD for w in words[verb + 1 : min(verb + 7, end)])
