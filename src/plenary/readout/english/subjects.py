"""Finds where the clause of a modal begins, and whether it is a demand at all."""

from __future__ import annotations

from plenary.readout.english.sentence import (
    DETERMINERS,
    JOINTS,
    PRONOUNS,
    REACH,
    STRONG_MODALS,
    WEAK_MODALS,
    Walk,
    joins,
    low,
    skip_adverbs,
    skip_links,
)
from plenary.readout.english.verblist import VERBS
from plenary.readout.english.verbs import BASE, FINITE, ING, PARTICIPLE, PAST, THIRD, is_adverb
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import AGENTS, FORECASTS, LIGHT_NOUNS

_RELATIVES = word_set(
    "though although which who whom whose that where when whereby if because since unless until how what whether why"
)
_SIDE_CLAUSES = word_set("as if while although since when given though because whereas")
_STANCES = word_set("policy policies stance")
_FORESEEN = word_set("limited affected faced seen held expected influenced hit felt attended")
_MEASURES = word_set("""
    scheme schemes fund funds programme programmes program programs plan policy policies subsidy
    subsidies support round rounds campaign campaigns pilot pilots quota quotas service services rules
    inspections project projects initiative loans preferential mechanism system platform hotline
    """)
_MEASURES_DO = word_set("""
    cover focus apply offer provide target extend prioritize prioritise support finance fund
    concentrate give go include start begin run
    """)
_HOPES = word_set("hoped hope hopes")
_VERBAL = BASE | PARTICIPLE.keys()


def is_subordinate(walk: Walk, at: int) -> bool:
    """Say whether a modal stands in a side clause: "which will", "if X should"."""
    for i in range(at - 1, max(walk.floor, at - REACH) - 1, -1):
        word = walk.words[i].low
        if word in {",", ";", ":"}:
            return word == "," and low(walk.words, i + 1) in {"which", "who", "whom", "where"}
        if word in _RELATIVES and not (word == "that" and low(walk.words, i - 1) in {"and", ","}):
            return not _is_closed(walk, i, at)
        if word == "so" and low(walk.words, i + 1) == "that":
            return True
    return False


def _is_closed(walk: Walk, relative: int, at: int) -> bool:
    """Say whether a relative clause has its own verb before the modal: "firms that meet A should"."""
    if low(walk.words, relative) not in {"which", "that", "who"}:
        return False
    verb = skip_adverbs(walk.words, relative + 1)
    if low(walk.words, verb) in BASE and verb + 1 < at:
        return True
    return any(
        w.low in FINITE or w.low in PAST or THIRD.get(w.low, w.low) in VERBS
        for w in walk.words[relative + 1 : at]
    )


def clause_start(walk: Walk, at: int) -> int:
    """Give the first word of the clause that has its modal at ``at``."""
    if not walk.heads or walk.floor > walk.heads[-1].verb + 1:
        return _after_background(walk, at)
    start = _boundary(walk, at)
    return skip_links(walk.words, start)


def _after_background(walk: Walk, at: int) -> int:
    """Leave out a clause of background before the demand: "X is sound, but Y should"."""
    start = max(walk.floor, at - 4 * REACH)
    for i in range(at - 1, start, -1):
        if _cuts(walk, i) and (_concludes(walk, i) or _has_own_verb(walk, start, i)):
            return skip_links(walk.words, i + 1 + (low(walk.words, i + 1) == "that"))
    return start


def _concludes(walk: Walk, i: int) -> bool:
    """Say whether a demand is drawn from what stands before: ", so the pier should be mended"."""
    if walk.words[i].low == "and" and low(walk.words, i + 1) == "that":
        return True
    return walk.words[i].low == "so" and low(walk.words, i + 1) not in {"that", "as", "far"}


def _cuts(walk: Walk, i: int) -> bool:
    word = walk.words[i].low
    if word == "and" and low(walk.words, i + 1) == "that":
        return True
    if word in {"and", "so"}:
        return low(walk.words, i - 1) == ","
    return word in {";", "but", "while", "therefore", "thus"}


def _has_own_verb(walk: Walk, start: int, end: int) -> bool:
    """Say whether a full clause stands here, and not just "as the economy recovers"."""
    if low(walk.words, start) in _SIDE_CLAUSES:
        start = next((i for i in range(start, end - 1) if walk.words[i].low == ","), end)
    return any(w.low in FINITE or w.low in WEAK_MODALS for w in walk.words[start:end])


def _boundary(walk: Walk, at: int) -> int:
    """Give where the subject of a later modal begins, after the demand before it."""
    first = max(walk.floor, at - 2 * REACH)
    joints = [
        i for i in range(first, at - 1) if walk.words[i].low in JOINTS or walk.words[i].low == ":"
    ]
    best, weight = at, 0
    for i in joints:
        worth = _joint_weight(walk, i, at)
        if worth > weight:
            best, weight = i + 1, worth
    while low(walk.words, best) in {"and", "but", "that", "while", ","} and best < at:
        best += 1
    return best


def _joint_weight(walk: Walk, i: int, at: int) -> int:
    """Say how likely the subject of the modal at ``at`` begins after the joint at ``i``."""
    word, after = walk.words[i].low, low(walk.words, i + 1)
    if word in {"while", "whereas"} and after in ING:
        return 0
    if after in PARTICIPLE or (is_adverb(after) and low(walk.words, i + 2) in _VERBAL):
        return 0
    is_last = not any(w.low == "," for w in walk.words[i + 1 : at])
    ranks = (
        (word in {";", ":"}, 8),
        (word in {"while", "whereas", "but"} or after == "that", 7),
        (word == "," and after in {"and", "while", "but"}, 6),
        (after in DETERMINERS or after in LIGHT_NOUNS or after in PRONOUNS, 5),
        (word == "," and is_last, 4),
        (word != ",", 2),
    )
    return next((rank for holds, rank in ranks if holds), 1)


def is_forecast(walk: Walk, at: int, start: int, verb: int) -> bool:
    """Say whether a "will" or "would" foretells rather than binds."""
    if walk.words[at].low in STRONG_MODALS:
        return low(walk.words, verb) == "be" and _is_remark(walk, verb)
    hoped = any(w.low in _HOPES for w in walk.words[max(0, start - 3) : start])
    withdrawn = not hoped and _is_withdrawn(walk, verb)
    if withdrawn or hoped or (low(walk.words, at - 1) == "and" and walk.heads):
        return withdrawn  # "shall close the gate and will guard it": the subject stays the same.
    if low(walk.words, verb) == "be":
        passive = low(walk.words, skip_adverbs(walk.words, verb + 1))
        if any(w.low in _STANCES for w in walk.words[max(start, at - 6) : at]):
            return False
        return (passive not in PARTICIPLE and not passive.endswith("ed")) or passive in _FORESEEN
    if low(walk.words, at - 1) in PRONOUNS - {"we", "it", "they"}:
        return True
    return not (names_agent(walk, start, at) or _names_measure(walk, start, at, verb))


def _names_measure(walk: Walk, start: int, at: int, verb: int) -> bool:
    """Say whether a measure is laid down: "the scheme will cover all villages"."""
    if low(walk.words, verb) not in _MEASURES_DO:
        return False
    return any(w.low in _MEASURES for w in walk.words[max(start, at - 8) : at])


def _is_withdrawn(walk: Walk, verb: int) -> bool:
    if low(walk.words, verb) == "play" and low(walk.words, verb + 1) in {"a", "an"}:
        return True
    if low(walk.words, verb) == "take" and low(walk.words, verb + 1) in {"time", "place", "effect"}:
        return True
    return low(walk.words, verb) in FORECASTS and low(walk.words, verb + 1) != "efforts"


def names_agent(walk: Walk, start: int, at: int) -> bool:
    """Say whether the subject of a clause is somebody who can be told to act."""
    end = next((i for i in range(start + 1, at) if joins(walk.words, i)), at)
    end -= end < at and walk.words[end - 1].low == ","
    subject = [w.low for w in walk.words[start:end]]
    own = subject[len(subject) - subject[::-1].index(",") :] if "," in subject else subject
    stops = {"of", "in", "on", "for", "between", "among"}
    core = own[: next((i for i, w in enumerate(own) if w in stops and i), len(own))]
    if any(w.removesuffix("'s") in AGENTS or w in LIGHT_NOUNS for w in core):
        return True
    return bool(core) and walk.words[end - 1].capital and core[-1].isalnum()


def _is_remark(walk: Walk, verb: int) -> bool:
    passive = low(walk.words, skip_adverbs(walk.words, verb + 1))
    return passive in {
        "noted",
        "recognized",
        "recognised",
        "pointed",
        "acknowledged",
        "underestimated",
        "neglected",
        "overlooked",
        "ignored",
        "forgotten",
    }
