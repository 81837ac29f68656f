"""Reads demands made with "to be": "it is necessary to", "are encouraged to", "there is a need to"."""

from __future__ import annotations

from plenary.readout.english.modals import elliptic, obligation
from plenary.readout.english.reports import content
from plenary.readout.english.sentence import DETERMINERS, Head, Walk, low, skip_adverbs
from plenary.readout.english.subjects import clause_start, is_subordinate, names_agent
from plenary.readout.english.verbs import BASE, ING, PARTICIPLE, may_be_verb
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import (
    AGENTS,
    DEMAND_NOUNS,
    FORECASTS,
    FUNCTION_WORDS,
    LIGHT_NOUNS,
    NECESSITY,
)

_PASSIVE_ORDERS = word_set(
    "encouraged urged required requested asked instructed obliged called needed ordered invited directed tasked authorized authorised told reminded advised"
)

_PAST_ORDERS = word_set(
    "encouraged asked requested instructed urged required invited directed called tasked ordered authorized authorised told reminded advised"
)
_LISTED = word_set(
    "focuses priorities tasks measures steps requirements efforts duties priority focus"
)
_WEIGHTS = word_set("importance necessity urgency")
_GUESTS = word_set("attend participate join observe speak share witness visit brief address")
_DUTIES = word_set(
    "requirement requirements task tasks priority priorities key focus first second third fourth one another"
)


def being(walk: Walk, at: int) -> int:
    """Read a form of "to be", and the demand made with it if there is one; give where to read on."""
    after = skip_adverbs(walk.words, at + 1)
    word = low(walk.words, after)
    if low(walk.words, at - 1) == "it" or _modal_it(walk, at):
        return _it_is(walk, at, after)
    if low(walk.words, at - 1) == "there":
        return _there_is(walk, at)
    if (
        word in _PASSIVE_ORDERS
        and (low(walk.words, at) in {"is", "are"} or word in _PAST_ORDERS)
        and not is_subordinate(walk, at)
    ):
        return _ordered(walk, at, after)
    if word == "expected" and low(walk.words, at) == "are" and _may_expect(walk, at):
        return _ordered(walk, at, after)
    return _is_action(walk, at, after)


def _may_expect(walk: Walk, at: int) -> bool:
    """Say whether they who "are expected to V" are told so; of prices it is a forecast."""
    start = clause_start(walk, at)
    told = {w.low for w in walk.words[start:at]} & AGENTS
    return bool(told) and not is_subordinate(walk, at)


def _is_action(walk: Walk, at: int, after: int) -> int:
    """Read "the task is mending the pier", "is to be mended", "and the quay be cleaned"."""
    word, here = low(walk.words, after), low(walk.words, at)
    if word == ":" and low(walk.words, after + 1) == "to":
        after, word = after + 1, "to"
    if here in {"is", "are"} and word == "to":
        return _is_to(walk, at, after)
    if here in {"is", "are"} and word in ING and not is_subordinate(walk, at):
        start = clause_start(walk, at)
        if {w.low for w in walk.words[start:at]} & _DUTIES - {"one", "another"}:
            return walk.add(Head(start, after, "ing", anchor=at))
    if here == "be" and word in PARTICIPLE and walk.heads:
        return elliptic(walk, at, after)
    return at


def included(walk: Walk, at: int) -> int:
    """Read "the key tasks include mending A, cleaning B and training C"."""
    doing = skip_adverbs(walk.words, at + 1)
    if not at or low(walk.words, doing) not in ING or is_subordinate(walk, at):
        return at
    start = clause_start(walk, at)
    if not any(w.low in _LISTED for w in walk.words[start:at]):
        return at
    return walk.add(Head(start, doing, "ing", anchor=at))


def _is_to(walk: Walk, at: int, to: int) -> int:
    """Read "is to be renewed", and "is to V" of somebody who can act."""
    verb = skip_adverbs(walk.words, to + 1)
    start = clause_start(walk, at)
    if low(walk.words, start) in {"what", "what's"} and any(
        w.low in NECESSITY for w in walk.words[start:at]
    ):
        return walk.add(Head(start, verb, "to", anchor=at))
    if is_subordinate(walk, at):
        return at
    done = low(walk.words, skip_adverbs(walk.words, verb + 1))
    passive = low(walk.words, verb) == "be" and done in PARTICIPLE
    named = {w.low for w in walk.words[start:at]}
    active = may_be_verb(low(walk.words, verb)) and (
        names_agent(walk, start, at) or bool(named & _DUTIES) or _acts_on(walk, at, verb)
    )
    if active and named & _DUTIES:
        return walk.add(Head(start, verb, "to", anchor=at))
    if (low(walk.words, verb) != "be" and not active) or (
        low(walk.words, verb) == "be" and not passive
    ):
        return at
    return obligation(walk, at, start, verb)


def _acts_on(walk: Walk, at: int, verb: int) -> bool:
    """Say whether several are to do something to something: "mines are to increase output"."""
    action, after = low(walk.words, verb), low(walk.words, verb + 1)
    acts = action in BASE and action not in FORECASTS | {"be", "blame"}
    return (
        acts
        and low(walk.words, at) == "are"
        and after not in FUNCTION_WORDS - DETERMINERS
        and len(after) > 1
    )


def _modal_it(walk: Walk, at: int) -> bool:
    return low(walk.words, at - 2) == "it" and low(walk.words, at - 1) in {
        "would",
        "will",
        "also",
    }


def _it_is(walk: Walk, at: int, after: int) -> int:
    if low(walk.words, after) == "of":
        after = skip_adverbs(walk.words, after + 1)
    asked = NECESSITY | _WEIGHTS if low(walk.words, at + 1) == "of" else NECESSITY
    necessary = next((i for i in range(after, after + 4) if low(walk.words, i) in asked), None)
    if necessary is None or low(walk.words, necessary - 1) in {"a", "an"}:
        return at  # "It is an important measure for X to V" only praises.
    it = at - 1 if low(walk.words, at - 1) == "it" else at - 2
    for to in range(necessary + 1, min(necessary + 25, len(walk.words))):
        word = walk.words[to].low
        if word == "to":
            verb = skip_adverbs(walk.words, to + 1)
            if may_be_verb(low(walk.words, verb)):
                start = min(clause_start(walk, it), it)
                return walk.add(Head(start, verb, "to", anchor=at))
        if word == "that":
            return content(walk, to + 1, wishes=True)
        if word in {";", "which", "as"}:
            break
    return at


def _there_is(walk: Walk, at: int) -> int:
    need = next((i for i in range(at + 1, at + 5) if low(walk.words, i) in DEMAND_NOUNS), None)
    if need is None or low(walk.words, need + 1) != "to":
        return at
    verb = skip_adverbs(walk.words, need + 2)
    if not may_be_verb(low(walk.words, verb)):
        return at
    return walk.add(Head(clause_start(walk, at - 1), verb, "to", anchor=at))


def _ordered(walk: Walk, at: int, order: int) -> int:
    to = skip_adverbs(walk.words, order + 1)
    if low(walk.words, to) in {"on", "upon"}:
        to += 1
    if low(walk.words, to) in {"at", "during", "in"}:
        to = next((i for i in range(to, to + 5) if low(walk.words, i) == "to"), to)
    if low(walk.words, to) == "for" and low(walk.words, order) in {"needed", "required"}:
        return _efforts_for(walk, at, order)
    if low(walk.words, to) != "to":
        return at
    verb = skip_adverbs(walk.words, to + 1)
    if not may_be_verb(low(walk.words, verb)):
        return at
    if low(walk.words, order) == "invited" and low(walk.words, verb) in _GUESTS:
        return at
    start = clause_start(walk, at)
    light = low(walk.words, order) in {"needed", "required"}
    return walk.add(Head(start, verb, "to", False, (start, at), not light, at))


def _efforts_for(walk: Walk, at: int, order: int) -> int:
    """Read "solid efforts are required for flood control"."""
    start = clause_start(walk, at)
    if not any(w.low in LIGHT_NOUNS for w in walk.words[max(start, at - 4) : at]):
        return at
    return walk.add(Head(start, order, "participle", anchor=at))
