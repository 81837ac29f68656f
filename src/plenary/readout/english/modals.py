"""Reads "should V", "shall be V-ed", "will V", "needs to be V-ed"."""

from __future__ import annotations

from plenary.readout.english.frames import is_light
from plenary.readout.english.naming import NOMINAL
from plenary.readout.english.reports import ORDERS, demand_noun
from plenary.readout.english.sentence import (
    DETERMINERS,
    REACH,
    STRONG_MODALS,
    WEAK_MODALS,
    Head,
    Walk,
    low,
    skip_adverbs,
)
from plenary.readout.english.subjects import clause_start, is_forecast, is_subordinate
from plenary.readout.english.verbs import BASE, FINITE, PARTICIPLE, lemma, may_be_verb
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import DEMAND_NOUNS, REPORTING

_DEGREES = word_set("more less most least so too very increasingly")
_SHORTEST_PARTICIPLE = 4


def modal(walk: Walk, at: int) -> int:
    """Read a modal, and the demand it makes unless it foretells or stands in a side clause."""
    if is_subordinate(walk, at):
        return at
    verb = _past_aside(walk, skip_adverbs(walk.words, at + 1))
    if low(walk.words, verb) == "need" and low(walk.words, verb + 1) == "to":
        verb = skip_adverbs(walk.words, verb + 2)
    start = clause_start(walk, at)
    if is_forecast(walk, at, start, verb):
        walk.floor = at
        return at
    return obligation(walk, at, start, verb)


def _past_aside(walk: Walk, at: int) -> int:
    """Give the verb of "will, in line with the arrangements, implement"."""
    if low(walk.words, at) != ",":
        return at
    for i in range(at + 1, min(at + REACH, len(walk.words))):
        if walk.words[i].low == ",":
            verb = skip_adverbs(walk.words, i + 1)
            return verb if may_be_verb(low(walk.words, verb)) else at
    return at


def need(walk: Walk, at: int) -> int:
    """Read "need to", "has to", "needs cooperation"; give where to read on."""
    word = walk.words[at].low
    if is_subordinate(walk, at) or low(walk.words, at - 1) in DETERMINERS | {"for", "of"}:
        return _need_as_noun(walk, at)
    after = skip_adverbs(walk.words, at + 1)
    if low(walk.words, after) == "to":
        verb = skip_adverbs(walk.words, after + 1)
        binds = may_be_verb(low(walk.words, verb)) and word != "had" and at
        if binds and not (word == "needed" and _describes(walk, at)):
            return obligation(walk, at, clause_start(walk, at), verb)
        return at
    if word == "needs" and at and low(walk.words, after) not in {"of", "for", ",", "and", "."}:
        noun = next((i for i in range(after, after + 4) if low(walk.words, i) in NOMINAL), None)
        if noun is not None:
            start = clause_start(walk, at)
            return walk.add(Head(start, noun, "noun", False, None, anchor=at))
    return at


def _need_as_noun(walk: Walk, at: int) -> int:
    """Read "the need was stressed to V", and "the need to V" after another demand."""
    told = _told_need(walk, at)
    if told is not None:
        return walk.add(Head(told - 1, skip_adverbs(walk.words, told), "to", anchor=at))
    if walk.words[at].low in DEMAND_NOUNS and walk.heads:
        return demand_noun(walk, at, at)
    return at


def _describes(walk: Walk, at: int) -> bool:
    """Say whether "needed" belongs to a noun: "the time needed to open a shop shall be cut"."""
    for word in walk.words[at + 1 : at + 16]:
        if word.low in {",", ";"}:
            return False
        if word.low in STRONG_MODALS | WEAK_MODALS or word.low in FINITE:
            return True
    return False


def _told_need(walk: Walk, at: int) -> int | None:
    """Give the word after "to" in "the need was emphasized at the meeting to V"."""
    if (
        low(walk.words, at + 1) not in {"was", "is"}
        or lemma(low(walk.words, at + 2)) not in REPORTING
    ):
        return None
    for i in range(at + 3, min(at + 10, len(walk.words))):
        if walk.words[i].low == "to":
            return i + 1 if may_be_verb(low(walk.words, skip_adverbs(walk.words, i + 1))) else None
        if walk.words[i].low in {",", ";", "that"}:
            break
    return None


def obligation(walk: Walk, at: int, start: int, verb: int) -> int:
    """Keep the demand whose modal stands at ``at`` and whose verb at ``verb``."""
    subject = (start, at)
    word = low(walk.words, verb)
    if (
        word in PARTICIPLE
        and word not in BASE
        and walk.words[at].low in STRONG_MODALS | WEAK_MODALS
    ):
        light = _is_light(walk, start, at, verb)  # "efforts should made to": the "be" was lost.
        return walk.add(Head(start, verb, "participle", light, subject, anchor=at))
    if word != "be":
        if not low(walk.words, verb).isalpha() and "-" not in low(walk.words, verb):
            return at
        return walk.add(Head(start, verb, "base", False, subject, anchor=at))
    return _to_be(walk, at, start, verb)


def _to_be(walk: Walk, at: int, start: int, verb: int) -> int:
    """Keep "be V-ed", "be able to V", "be more targeted"."""
    subject = (start, at)
    passive = skip_adverbs(walk.words, verb + 1)
    if low(walk.words, passive) == "able" and low(walk.words, passive + 1) == "to":
        able = skip_adverbs(walk.words, passive + 2)
        return walk.add(Head(start, able, "base", False, subject, anchor=at))
    word = low(walk.words, passive)
    graded = low(walk.words, passive - 1) in _DEGREES
    if (word in PARTICIPLE and not graded) or (
        word.endswith("ed") and len(word) > _SHORTEST_PARTICIPLE and not graded
    ):
        light = _is_light(walk, start, at, passive)
        addressed = PARTICIPLE.get(word) in ORDERS | {"guide", "support"}
        return walk.add(Head(start, passive, "participle", light, subject, addressed, at))
    if low(walk.words, at - 1) == "there" or not word:
        return at
    return walk.add(Head(start, verb, "adjective", False, subject, anchor=at))


def _is_light(walk: Walk, start: int, at: int, verb: int) -> bool:
    action = PARTICIPLE.get(low(walk.words, verb)) or ""
    if low(walk.words, at - 1) in {"more", "much"}:
        return low(walk.words, verb) == "done"
    return any(is_light(w.low, action) for w in walk.words[max(start, at - 12) : at])


def elliptic(walk: Walk, at: int, verb: int) -> int:
    """Read a second passive that lets its modal go: "X shall be improved, and Y be enhanced"."""
    if walk.heads[-1].form != "participle" or is_subordinate(walk, at):
        return at
    if low(walk.words, at - 1) in STRONG_MODALS | WEAK_MODALS | {
        "to",
        "can",
        "may",
        "and",
        "also",
    }:
        return at
    start = clause_start(walk, at)
    if start <= walk.floor or start >= at:
        return at
    return walk.add(
        Head(start, verb, "participle", _is_light(walk, start, at, verb), (start, at), anchor=at)
    )
