"""Reads the frames in which a readout reports a demand: "stressed the need to", "called for", "urged X to"."""

from __future__ import annotations

from plenary.readout.english.naming import NOMINAL
from plenary.readout.english.openings import imperative, subjunctive
from plenary.readout.english.plainverbs import is_plain_verb_after_to
from plenary.readout.english.sentence import (
    BE,
    DETERMINERS,
    JOINTS,
    PRONOUNS,
    REACH,
    STRONG_MODALS,
    Head,
    Walk,
    low,
    skip_adverbs,
    skip_links,
)
from plenary.readout.english.verblist import NOUN_VERBS
from plenary.readout.english.verbs import (
    BASE,
    FINITE,
    ING,
    PARTICIPLE,
    PAST,
    THIRD,
    is_adverb,
    may_be_verb,
)
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import DEMAND_NOUNS, LIGHT_NOUNS

_STRESS = word_set("""
    stress emphasize emphasise underscore underline highlight reiterate reaffirm note recognize
    recognise acknowledge mention see point affirm
    """)
_WISHES = word_set("advocate urge demand propose recommend suggest request")
_SUBJUNCTIVES = _WISHES | word_set(
    "require ask order insist resolve agree decide direct instruct advise"
)
_TELLERS = word_set(
    "we they i ministers leaders members delegations delegates participants parties governments states both"
)
_DECLARERS = word_set(
    "council committee board commission assembly conference ministers members we leaders panel bureau session meeting"
)
DECLARING = word_set("invite encourage commit resolve task mandate undertake direct")
_LATEST_DECLARED = 14
_PLEDGES = word_set("undertake pledge vow decide promise agree resolve propose commit")
ORDERS = word_set(
    "urge ask require request instruct order call encourage invite task mandate direct exhort remind oblige advise necessitate"
)
_ASKS = _WISHES | word_set("stress emphasize emphasise underline underscore")
_NO_ASK = word_set("""
    achievement achievements development developments agreement government statement position situation
    commitment management condition conditions tradition relation relations environment role
    significance foundation institution institutions population nation information attention
    """)
_NEAR_NOUN = 4
_BEFORE_TELLING = word_set(', ; and while when is are was were been also ) ” "')
_GRADES = word_set("""
    greater stronger better more stricter closer tighter tougher faster deeper wider broader firmer harder
    swift prompt resolute unremitting intensive continuous full strict close
    """)
_GRADED = word_set("""
    strengthen improve enhance accelerate intensify expand deepen increase redouble tighten sustain
    renew coordinate concert continue speed
    """)
_NOTES = word_set("note recognize recognise acknowledge point mention see")
_SETTLED = word_set("decide agree resolve propose require recommend suggest")
_PASSES = word_set("approve adopt endorse pass ratify")
_NO_PARTY = word_set("to by for in , ; that of")
_SAID = word_set("said noted added says stressed emphasized believed held believes argued")


def report(walk: Walk, at: int, action: str) -> int:
    """Read a verb of reporting, and the demand in its frame if there is one; give where to read on."""
    if _is_noun(walk, at) or _only_notes(walk, at, action):
        return at
    after = skip_adverbs(walk.words, at + 1)
    if low(walk.words, after) == "out":
        after = skip_adverbs(walk.words, after + 1)
    kept, walk.before = walk.before, _frame_start(walk, at)
    that = _content_after(walk, after)
    if that is not None:
        return content(walk, that, wishes=action in _SUBJUNCTIVES)
    for demand in (
        _told_to,
        _called,
        _noun_after,
        _order,
        _doing_after,
        _pledge,
    ):
        end = demand(walk, at, after, action)
        if end is not None:
            return end
    if low(walk.words, at) in _SAID and _starts_clause(walk, after):
        walk.floor = after
        return at
    walk.before = kept
    return at


def _is_noun(walk: Walk, at: int) -> bool:
    """Say whether the word is no report at all: "domestic demand", "by highlighting"."""
    word, before = low(walk.words, at), low(walk.words, at - 1)
    if word in ING:
        return not (at == walk.floor or before in _BEFORE_TELLING or is_adverb(before))
    if word == "points":
        return low(walk.words, at + 1) not in {"out", "to"}
    if word == "demands":
        return before not in _DECLARERS | {"he", "she", "it"}
    return word == "demand" and before not in {"to", "we", "they", "and"}


def _only_notes(walk: Walk, at: int, action: str) -> bool:
    """Say whether a sentence opens with what is only taken note of: "Noting the importance of X,"."""
    return at == walk.floor and low(walk.words, at) in ING and action in _NOTES


def content(walk: Walk, at: int, *, wishes: bool = False) -> int:
    """Read on after a frame: what the report says begins here."""
    if low(walk.words, at) == ",":
        at += 1
    walk.floor = skip_links(walk.words, at)
    if wishes and subjunctive(walk, walk.floor):
        return walk.floor
    imperative(walk, walk.floor)
    return walk.floor


def _content_after(walk: Walk, after: int) -> int | None:
    placed = low(walk.words, after) in {"at", "in", "during"}
    for at in range(after, min(after + (16 if placed else 9), len(walk.words))):
        word = walk.words[at].low
        if word == "that":
            return at + 1
        if placed and word in {"the", "of"}:
            continue
        if word == ":" and at <= after + 3:
            return at + 1
        if word in {"to", "of", "the", "which", ";"} and not _is_place(walk, at):
            return None
        if word in STRONG_MODALS:
            return None
    return None


def _is_place(walk: Walk, at: int) -> bool:
    """Say whether a "the" belongs to "at the meeting", "by the attendees"."""
    return low(walk.words, at) == "the" and low(walk.words, at - 1) in {
        "at",
        "by",
        "in",
        "during",
    }


def _told_to(walk: Walk, at: int, after: int, action: str) -> int | None:
    """Read "it was emphasized at the meeting to V"."""
    told = action in _STRESS | _SETTLED and _is_passive(walk, at)
    if not told or low(walk.words, at - 2) != "it":
        return None
    to = next((i for i in range(after, after + 5) if low(walk.words, i) == "to"), None)
    if to is None or any(w.low in JOINTS for w in walk.words[after:to]):
        return None
    verb = skip_adverbs(walk.words, to + 1)
    if not may_be_verb(low(walk.words, verb)) or low(walk.words, verb) in _PASSES:
        return None
    return walk.add(Head(to, verb, "to", anchor=at))


def _starts_clause(walk: Walk, at: int) -> bool:
    return low(walk.words, at) in DETERMINERS or low(walk.words, at) in PRONOUNS


def _frame_start(walk: Walk, at: int) -> int | None:
    """Give where the clause of a reporting verb begins, for the demand before it to end there."""
    if not walk.heads:
        return None
    for i in range(at - 1, max(walk.floor, at - REACH), -1):
        if walk.words[i].low in {",", ";"} or (i == at - 1 and walk.words[i].low == "and"):
            return i
    return None


def _called(walk: Walk, at: int, after: int, action: str) -> int | None:
    if action != "call" or low(walk.words, after) != "for":
        return None
    if low(walk.words, at) == "calls" and walk.floor and walk.floor < at:
        return None  # "that work in the new stage calls for vision"
    if low(walk.words, at) == "call" and at and low(walk.words, at - 1) in DETERMINERS:
        return None
    return _nominal(walk, after + 1, after + 1)


def _noun_after(walk: Walk, at: int, after: int, action: str) -> int | None:
    if action not in _STRESS and action not in {"urge", "agree", "discuss", "propose"}:
        return None
    if low(walk.words, after) in ING and low(walk.words, after + 1) in DETERMINERS:
        return None
    for noun in range(after, min(after + 6, len(walk.words))):
        word = walk.words[noun].low
        if word in DEMAND_NOUNS:
            return demand_noun(walk, noun, after)
        if word in JOINTS or (word in BASE and word not in {"practical", "present"}):
            return None
    return None


def demand_noun(walk: Walk, noun: int, start: int) -> int:
    """Read "the need to V", "the importance of V-ing", "the necessity for X"."""
    joint = low(walk.words, noun + 1)
    if start == noun:
        while start and low(walk.words, start - 1) not in JOINTS and noun - start < _NEAR_NOUN:
            start -= 1
        if (
            low(walk.words, start - 1) not in {"and", ","}
            or low(walk.words, start) not in DETERMINERS
        ):
            return noun
    if joint == "to":
        verb = skip_adverbs(walk.words, noun + 2)
        if may_be_verb(low(walk.words, verb)):
            return walk.add(Head(start, verb, "to", anchor=noun))
    if _demands_nothing(walk, noun, start):
        return noun
    needed = _needed_of(walk, noun) if joint == "for" else None
    if needed is not None:
        return walk.add(Head(start, needed, "to", anchor=noun))
    return _nominal(walk, noun + 2, start) if joint in {"of", "for", "to", "in"} else noun


def _demands_nothing(walk: Walk, noun: int, start: int) -> bool:
    """Say whether a noun only is an object or a praise: "and the requirements of", "the significance of X"."""
    if low(walk.words, noun).startswith("requirement") and start < noun and walk.heads:
        return True
    return low(walk.words, noun) == "significance" and not _asks_for_doing(walk, noun + 2)


def _needed_of(walk: Walk, noun: int) -> int | None:
    """Give the verb of "the need for makers of boats and nets to resume work"."""
    for i in range(noun + 3, min(noun + 22, len(walk.words) - 1)):
        word = walk.words[i].low
        verb = skip_adverbs(walk.words, i + 1)
        if word == "to" and low(walk.words, verb) in BASE:
            return verb if is_plain_verb_after_to(walk.words, i) else None
        if word in {";", "that", "which"} or word in FINITE or word in ING:
            return None
    return None


def _asks_for_doing(walk: Walk, at: int) -> bool:
    """Say whether "the significance of" goes on with V-ing; of a thing it is only praise."""
    return low(walk.words, skip_adverbs(walk.words, at)) in ING


def _nominal(walk: Walk, at: int, start: int) -> int:
    """Read what a demand asks for as a noun phrase, as V-ing, or as "efforts to V"."""
    verb = skip_adverbs(walk.words, at)
    if low(walk.words, verb) in ING:
        return walk.add(Head(start, verb, "ing", anchor=at))
    light = _light_infinitive(walk, at)
    if light is not None:
        return walk.add(Head(start, light, "to", anchor=at))
    if at >= len(walk.words):
        return at
    return walk.add(Head(start, at, "noun", anchor=at))


def _light_infinitive(walk: Walk, at: int) -> int | None:
    seen = False
    for i in range(at, min(at + 12, len(walk.words))):
        word = walk.words[i].low
        if word in LIGHT_NOUNS:
            seen = True
        elif seen and word == "to":
            verb = skip_adverbs(walk.words, i + 1)
            if low(walk.words, verb) == "be" and low(walk.words, verb + 2) == "to":
                verb = skip_adverbs(walk.words, verb + 3)
            return verb if may_be_verb(low(walk.words, verb)) else None
        elif seen and word == "in" and low(walk.words, i + 1) not in ING:
            return _past_fields(walk, i)
        elif word in {",", ";", "of", "for", "on"}:
            return None
    return None


def _past_fields(walk: Walk, at: int) -> int | None:
    """Give the verb after the fields of efforts: "efforts in relief, rescue and repair work to V"."""
    for i in range(at + 1, min(at + 12, len(walk.words))):
        word = walk.words[i].low
        verb = skip_adverbs(walk.words, i + 1)
        if word == "to" and low(walk.words, verb) in BASE:
            return verb
        if word in ING or word in {";", "that", "which", "to"} or word in FINITE:
            return None
    return None


def _doing_after(walk: Walk, at: int, after: int, action: str) -> int | None:
    if action not in _STRESS and action not in _WISHES:
        return None
    word = low(walk.words, after)
    if word in ING and low(walk.words, after + 1) not in {"and", ",", "is", "was", "of"}:
        return walk.add(Head(at + 1, after, "ing", anchor=after))
    asks = action in _WISHES or (action in _ASKS and low(walk.words, at) not in ING)
    if asks and low(walk.words, at) not in BASE and _asks_for_noun(walk, after):
        return _nominal(walk, after, at + 1)
    return None


def is_graded(word: str) -> bool:
    """Say whether a word asks for more of something: "greater", "stricter", "strengthened", "continued"."""
    return word in _GRADES or (word in PARTICIPLE and PARTICIPLE[word] in _GRADED)


def _asks_for_noun(walk: Walk, at: int) -> bool:
    """Say whether a noun of action follows: "urged further reform of the banks"."""
    first, second = low(walk.words, at), low(walk.words, at + 1)
    graded = is_graded(first) or (first == "a" and is_graded(second))
    if graded or (first in NOUN_VERBS and second == "for"):
        return True
    if any(low(walk.words, i)[:1].isdigit() for i in range(at, at + 3)):
        return False  # "proposed over 300 measures" only counts.
    for i in range(at, min(at + 6, len(walk.words))):
        word, after = walk.words[i].low, low(walk.words, i + 1)
        doing = i > at and word in ING and after == "of"
        if doing or (word in NOMINAL and word not in _NO_ASK):
            return True
        if word == "attention":
            return after == "to"
        if word in JOINTS or word in {"of", "to", "that", "in", "for", "on", "by"}:
            return False
    return False


def _order(walk: Walk, at: int, after: int, action: str) -> int | None:
    """Read "urged all departments to V", "called on everyone to V"."""
    if action not in ORDERS or not is_told(walk, at) or _is_passive(walk, at):
        return None
    if action == "call":
        if low(walk.words, after) not in {"on", "upon"}:
            return None
        after += 1
    tasked = _tasked_with(walk, at, after) if action in {"task", "charge"} else None
    if tasked is not None:
        return tasked
    to = _ordered_to(walk, after)
    if to is None:
        return None
    if any(w.low in LIGHT_NOUNS for w in walk.words[after:to]):
        return _nominal(walk, after, after)
    verb = skip_adverbs(walk.words, to + 1)
    return walk.add(Head(after, verb, "to", False, (after, to), True, at))


def _tasked_with(walk: Walk, at: int, after: int) -> int | None:
    """Read "tasked the working group with drawing up guidance"."""
    for i in range(after + 1, min(after + 12, len(walk.words) - 1)):
        if walk.words[i].low == "with" and low(walk.words, skip_adverbs(walk.words, i + 1)) in ING:
            doing = skip_adverbs(walk.words, i + 1)
            return walk.add(Head(after, doing, "ing", False, (after, i), True, at))
    return None


def _ordered_to(walk: Walk, after: int) -> int | None:
    """Give the "to" after whoever is told to act."""
    if low(walk.words, after) in _NO_PARTY:
        return None
    for to in range(after + 1, min(after + 25, len(walk.words))):
        word = walk.words[to].low
        if word == "to" and may_be_verb(low(walk.words, skip_adverbs(walk.words, to + 1))):
            return to
        if word in {";", "that", "which"} or word in FINITE:
            return None
    return None


def is_told(walk: Walk, at: int) -> bool:
    """Say whether a verb of telling is said of somebody: "urged", "we urge", "the ministers urge"."""
    if low(walk.words, at) not in BASE:
        return True
    before = at - 1
    while before > 0 and is_adverb(low(walk.words, before)):
        before -= 1
    goes_on = low(walk.words, before) in {"and", ","} and bool(walk.heads)
    if goes_on and any(w.low == "we" for w in walk.words[:_NEAR_NOUN]):
        return True  # "We underline the need to V and pledge to V"
    return low(walk.words, before) in _TELLERS


def declares(walk: Walk, at: int, action: str) -> bool:
    """Say whether a body as such speaks: "we invite", "the Council invites", "ENCOURAGES"."""
    if action not in DECLARING or (at > _LATEST_DECLARED and not walk.heads):
        return False
    word = low(walk.words, at)
    if word in BASE:
        return is_told(walk, at)
    goes_on = low(walk.words, at - 1) in {"and", ","} and bool(walk.heads)
    told_by = goes_on or low(walk.words, at - 1) in _DECLARERS | {"he", "she", "it"}
    named = at and walk.words[at - 1].capital and at <= _NEAR_NOUN
    if word in THIRD:
        return not at or bool(told_by or named)
    return word in PAST and bool(told_by or named) and not _is_passive(walk, at)


def _is_passive(walk: Walk, at: int) -> bool:
    before = at - 1
    while before >= 0 and is_adverb(walk.words[before].low):
        before -= 1
    return low(walk.words, before) in BE


def _pledge(walk: Walk, at: int, after: int, action: str) -> int | None:
    if action not in _PLEDGES or low(walk.words, after) != "to" or not is_told(walk, at):
        return None
    verb = skip_adverbs(walk.words, after + 1)
    if not may_be_verb(low(walk.words, verb)) or _is_passive(walk, at):
        return None
    if low(walk.words, verb) in _PASSES:
        return verb  # What the meeting itself did stands in the agenda.
    return walk.add(Head(after, verb, "to", anchor=at))
