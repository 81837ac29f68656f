"""Finds where the papers of an agenda begin and end, and sets one apart from the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plenary.readout.english.agendawords import (
    DANGLING,
    FEWEST,
    INFINITIVES,
    ISSUES,
    ITEMS,
    KINDS,
    LONG,
    MEETINGS,
    PARTICIPLES,
    PREPOSITIONS,
    SUBJECTS,
    TITLED,
)
from plenary.readout.english.dealings import stops
from plenary.readout.english.verbs import FINITE, PAST
from plenary.readout.english.wordlists import REPORTING
from plenary.readout.english.words import Word


def object_start(listed: Sequence[Word], at: int, end: int) -> int:
    """Give where the papers begin after a verb: past "to", "a discussion of", "issues including"."""
    at = _first_word(listed, at, end)
    return past_issues(listed, at, end)


def past_issues(listed: Sequence[Word], at: int, end: int) -> int:
    """Leave out "issues including", "such documents as" before what was dealt with."""
    near = [w.low for w in listed[at : min(at + 6, end)]]
    for i, word in enumerate(near):
        if word in ISSUES:
            if near[i + 1 : i + 2] in (["including"], ["like"]):
                return at + i + 2
            if near[i + 1 : i + 3] == ["such", "as"]:
                return at + i + 3
            if near[:1] == ["such"] and near[i + 1 : i + 2] == ["as"]:
                return at + i + 2
    return at


def _first_word(listed: Sequence[Word], at: int, end: int) -> int:
    if at < end and listed[at].low == "and":
        return end
    while at < end and (
        listed[at].low in {"to", "on", "about", "upon", "an", "in", "principle", "views", "reports"}
        and (
            listed[at].low != "reports" or (listed[at + 1 : at + 2] and listed[at + 1].low == "on")
        )
    ):
        at += 1
        if (
            at < end
            and listed[at - 1].low == "an"
            and not {w.low for w in listed[at : at + 4]} & {"analysis", "discussion", "study"}
        ):
            return at - 1
    for i in range(at, min(at + 5, end)):
        if (
            listed[i].low in {"analysis", "discussion", "discussions", "study"}
            and i + 1 < end
            and listed[i + 1].low in {"of", "on"}
        ):
            return i + 2
    return at


def object_end(listed: Sequence[Word], start: int, end: int) -> int:
    """Give where the papers that begin at ``start`` end."""
    end = next((i for i in range(start, end) if _leaves_object(listed, i, start)), end)
    while end > start and listed[end - 1].low in DANGLING:
        end -= 1
    dangling = listed[end - 1].low in MEETINGS and listed[end - 2].low == "the"
    if end - start > FEWEST and dangling:
        return object_end(listed, start, end - 2)
    return end


def _leaves_object(listed: Sequence[Word], i: int, start: int) -> bool:
    """Say whether the list of items ends before a word: a stop, or what the meeting did next."""
    word = listed[i].low
    if word == ",":
        return _leaves_at_comma(listed, i)
    if word == ".":
        return listed[i - 1].low not in {"no", "nos", "art", "vol"}
    told = word in {";", ":"} or (i > start and stops(listed, i))
    return told or (word == "and" and _did_next(listed, i + 1)) or _leaves_for_occasion(listed, i)


def _leaves_for_occasion(listed: Sequence[Word], i: int) -> bool:
    """Say whether when or how it was done follows: "after it", "at its third meeting", "by a vote"."""
    word, nexts = listed[i].low, [w.low for w in listed[i + 1 : i + 3]]
    if word == "after":
        return nexts[:1] in (["it"], ["they"], ["the"])
    if word == "at" and nexts[:1] == ["its"]:
        return bool(MEETINGS & {w.low for w in listed[i + 2 : i + 6]})
    if word == "at":
        return nexts[:1] == ["the"] and nexts[-1] in MEETINGS
    return word == "by" and nexts == ["a", "vote"]


def _leaves_at_comma(listed: Sequence[Word], i: int) -> bool:
    nexts = [w.low for w in listed[i + 1 : i + 3]]
    if not nexts:
        return False
    first, after = nexts[0], nexts[-1]
    if first in {"was", "were"} or after == "voted":
        return True
    if first in PARTICIPLES or first in SUBJECTS or (first in PAST and first not in KINDS):
        return True
    if first == "and":
        told = after in FINITE or after in MEETINGS or PAST.get(after) in REPORTING
        return told or after in {"made", "put"}
    if _is_named_meeting(listed, i + 1):
        return False
    return first == "the" and after in MEETINGS | {"committee"}


def _is_named_meeting(listed: Sequence[Word], at: int) -> bool:
    """Say whether a meeting is named: "the Conference of the Leading Group", "the Municipal Conference on Health"."""
    for i in range(at + (listed[at].low in {"the", "its"}), min(at + 8, len(listed) - 1)):
        if not listed[i].capital:
            return False
        if listed[i].low in MEETINGS:
            return listed[i + 1].low in {"of", "on", "for"}
    return False


def _did_next(listed: Sequence[Word], at: int) -> bool:
    """Say whether what the meeting did next begins: "and welcomed the growth", "and decided"."""
    if at + 1 >= len(listed) or listed[at].low not in PAST or listed[at].low in KINDS:
        return False
    return PAST[listed[at].low] in REPORTING or listed[at + 1].low in {"the", "a", "its", "that"}


def split(listed: Sequence[Word], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a list of items at its commas, "as well as", "along with", and "and the" before a paper."""
    first = start
    depth = 0
    i = start
    while i < end:
        word = listed[i].low
        depth += (word in {"(", "“"}) - (word in {")", "”"})
        cut = i
        if depth == 0 and (word in {",", ";"} or _joins(listed, i)):
            while i < end and (listed[i].low in {",", ";", "and"} or _joins(listed, i)):
                i += 3 if _joins(listed, i) == "as" else 2 if _joins(listed, i) else 1
            i += i < end and listed[i].low == "to" and _lists_verb(listed, i + 1)
            if i < end and not _continues(listed, first, cut, i):
                if cut > first:
                    yield first, cut
                first = i
            continue
        if depth == 0 and word == "and" and _parts_papers(listed, first, i, end):
            yield first, i
            first = i + 1
        i += 1
    if end > first:
        yield first, end


def _lists_verb(listed: Sequence[Word], at: int) -> bool:
    return at < len(listed) and listed[at].low in INFINITIVES


def _joins(listed: Sequence[Word], i: int) -> str:
    nexts = [w.low for w in listed[i : i + 3]]
    if nexts == ["as", "well", "as"]:
        return "as"
    if nexts[:2] == ["and", "on"]:
        return "on"
    return "along" if nexts[:2] in (["along", "with"], ["together", "with"]) else ""


def _parts_papers(listed: Sequence[Word], first: int, i: int, end: int) -> bool:
    """Say whether "and" stands between two papers, the first of which has been told in full."""
    told = any(w.low in PREPOSITIONS for w in listed[first:i])
    if told and _is_titled(listed, first, i) and _is_titled(listed, i + 1, end):
        return True
    bare = i + 2 < end and listed[i + 1].low in TITLED and listed[i + 2].low in {"on", "of", "for"}
    if i + 1 >= end or (listed[i + 1].low not in {"the", "a", "an", "its"} and not bare):
        return False
    apart = listed[first].low in {"a", "an"} and listed[i + 1].low == "the"
    if apart and _is_paper(listed, first, i) and _is_paper(listed, i + 1, end):
        return True
    place = next((n for n in range(first, i) if listed[n].low in PREPOSITIONS), None)
    if place is None or _is_nested(listed, first, place, i):
        return False
    return _is_paper(listed, first, i) and _is_paper(listed, i + 1, end)


def _is_titled(listed: Sequence[Word], at: int, end: int) -> bool:
    """Say whether a paper is named by its title: "Guidance on Key Tasks"."""
    for n, word in enumerate(listed[at : min(at + 8, end)]):
        if word.low in {"of", "on", "for", "to"} and n:
            return True
        if not word.capital and word.low != "and":
            return False
        if word.low == "and" and n == 0:
            return False
        if word.low in TITLED:
            return True
    return at + 1 < end and listed[at].low in TITLED


def _is_nested(listed: Sequence[Word], first: int, told: int, i: int) -> bool:
    """Say whether the second paper belongs under the first: "revisions to the law on A and the law on B"."""
    head = next((w.low for w in listed[i + 2 : i + 9] if w.low in ITEMS), "")
    heads = {w.low for w in listed[first:told]}
    return head not in heads and head in {w.low for w in listed[told:i]}


def _is_paper(listed: Sequence[Word], at: int, end: int) -> bool:
    """Say whether a paper or a meeting is named here, before any "of" or "on"."""
    for word in listed[at : min(at + 12, end)]:
        if word.low in ITEMS:
            return True
        if word.low in PREPOSITIONS or word.low in {",", ";"}:
            return False
    return False


def _continues(listed: Sequence[Word], first: int, cut: int, after: int) -> bool:
    """Say whether what follows a comma belongs to the item before it: "economic, financial matters"."""
    if cut - first < FEWEST:
        return True
    word = listed[after]
    if word.low == "including":
        return True
    if (
        word.low in {"the", "a", "its", "as", "this", "an"}
        or word.low[0].isdigit()
        or word.low in '“"《'
        or _is_paper(listed, after, len(listed))
    ):
        return False
    if word.capital:
        return listed[cut].low == "," and listed[after - 1].low == "," and cut - first > LONG
    if listed[cut].low == "," and listed[after - 1].low == ",":
        return True
    return any(w.low == "," for w in listed[first:cut])
