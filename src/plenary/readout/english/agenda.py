"""Reads what the meeting studied, heard, reviewed, approved or discussed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plenary.readout.draft import AgendaItem, AgendaKind
from plenary.readout.english.agendawords import (
    ADJUNCTS,
    ARRANGED,
    DEALINGS,
    EARLY,
    FEWEST,
    ITEMS,
    KINDS,
    LONGEST,
    PAPERS,
    STATES,
    SUBJECTS,
)
from plenary.readout.english.dealings import is_subordinate, join_verbs, stops, verb_kind
from plenary.readout.english.papers import object_end, object_start, past_issues, split
from plenary.readout.english.wordlists import POST_HEADS
from plenary.readout.english.words import Word, value


def read_agenda(text: str, sentences: Iterable[Sequence[Word]]) -> list[AgendaItem]:
    """Read the agenda from the sentences that say what the meeting itself did."""
    result: list[AgendaItem] = []
    for sentence in sentences:
        listed = sentence[:LONGEST]
        if not DEALINGS.isdisjoint([word.low for word in listed]):
            result += _items(text, listed)
            result += _passives(text, listed)
    return result


def _passives(text: str, listed: Sequence[Word]) -> Iterator[AgendaItem]:
    """Read "the draft law was discussed and approved in principle, and the next steps were arranged"."""
    yield from _inverted(text, listed)
    floor = 0
    for i, word in enumerate(listed[:120]):
        if word.low != "held" and stops(listed, i):
            return
        if word.low not in {"was", "were"} or i < floor:
            continue
        verb = _passive_verb(listed, i + 1)
        kind = KINDS.get(listed[verb].low) if verb < len(listed) else None
        if not kind or listed[verb].low == "briefed":
            continue
        start = past_issues(listed, _passive_start(listed, floor, i), i)
        short = i - start < FEWEST and listed[start].low not in ARRANGED
        if short or not _is_tabled(listed, start, i, verb):
            return
        after, kind = join_verbs(listed, verb, kind)
        if [w.low for w in listed[after : after + 2]] == ["in", "principle"]:
            kind = "discuss"
        if listed[verb].low == "delivered" and any(w.low == "report" for w in listed[start:i]):
            kind = "hear"
        parts = [(start, _told_end(listed, verb))] if kind == "other" else split(listed, start, i)
        for first, last in parts:
            yield AgendaItem(kind, value(text, listed[first:last]))
        floor = max(after, _told_end(listed, verb)) if kind == "other" else after


def _passive_verb(listed: Sequence[Word], at: int) -> int:
    """Give the verb of a passive: past "also", "carefully"."""
    while at < len(listed) and (
        listed[at].low in {"also", "both", "then"} or listed[at].low.endswith("ly")
    ):
        at += 1
    return at


def _inverted(text: str, listed: Sequence[Word]) -> Iterator[AgendaItem]:
    """Read "Also reviewed at the meeting were a report on water and a plan for parks"."""
    verb = int(listed[0].low == "also")
    kind = KINDS.get(listed[verb].low) if len(listed) > verb + 2 else None
    were = next(
        (
            i
            for i in range(verb + 1, min(verb + 8, len(listed)))
            if listed[i].low in {"was", "were"}
        ),
        None,
    )
    if not kind or kind == "other" or were is None:
        return
    for first, last in split(listed, were + 1, object_end(listed, were + 1, len(listed))):
        yield AgendaItem(kind, value(text, listed[first:last]))


def _is_tabled(listed: Sequence[Word], start: int, at: int, verb: int) -> bool:
    """Say whether the subject of a passive is something that a meeting deals with."""
    if listed[verb].low == "arranged":
        return True
    if [w.low for w in listed[start : start + 2]] in (["other", "matters"], ["other", "issues"]):
        return False
    subject = {w.low for w in listed[start:at]}
    if "which" in subject:
        return False
    if KINDS[listed[verb].low] == "other":
        return bool(subject & ARRANGED)
    return bool(subject & ITEMS) or listed[start].capital


def _told_end(listed: Sequence[Word], verb: int) -> int:
    """Give where "arrangements were made for the harvest" ends."""
    if verb + 1 >= len(listed) or listed[verb + 1].low not in {"for", "on", "to"}:
        return verb + 1
    ends = (i for i in range(verb + 2, len(listed)) if listed[i].low in {",", ";", ".", "and"})
    return next(ends, len(listed))


def _passive_start(listed: Sequence[Word], floor: int, at: int) -> int:
    """Give where the subject of a passive begins: after an adjunct, "at which", or the passive before it."""
    start = floor
    while floor and start < at and listed[start].low in {",", ";", "and"}:
        start += 1
    if not floor and listed[0].low in ADJUNCTS:
        commas = [n + 1 for n in range(at - 1) if listed[n].low == ","]
        plain = (n for n in commas if listed[n].low not in ADJUNCTS)
        start = next(plain, commas[-1] if commas else 0)
    which = max((n for n in range(start, at) if listed[n].low == "which"), default=0)
    return which + 1 if which and listed[which - 1].low in {"at", "during"} else start


def _items(text: str, listed: Sequence[Word]) -> Iterator[AgendaItem]:
    marks = list(_marks(listed))
    for n, (verb, after, kind) in enumerate(marks):
        end = marks[n + 1][0] if n + 1 < len(marks) else len(listed)
        if kind == "other":
            yield from _arrangement(text, listed, marks, n)
            continue
        start = object_start(listed, after, end)
        end = object_end(listed, start, end)
        settled = _kind_of(kind, listed, verb, start, end)
        if settled == "hear":
            end = _before_speaker(listed, start, end)
        for at, last in split(listed, start, end):
            first = at + (listed[at].low in {"on", "about", "to"} and last - at > FEWEST)
            if last - first < FEWEST and not listed[first].capital:
                continue
            yield AgendaItem(settled, value(text, listed[first:last]))


def _before_speaker(listed: Sequence[Word], start: int, end: int) -> int:
    """Leave out who gave a report: "a report on water mains from the Director"."""
    for i in range(start + 4, end - 1):
        if listed[i].low in {"from", "by", "delivered", "presented", "given", "made"}:
            near = listed[i + 1 : i + 7]
            if any(w.low in POST_HEADS and w.capital for w in near):
                return i
    return end


def _arrangement(
    text: str, listed: Sequence[Word], marks: Sequence[tuple[int, int, AgendaKind]], n: int
) -> Iterator[AgendaItem]:
    """Give what was laid out with its verb, two in a row as one: "identified A and set out B"."""
    if n and marks[n - 1][2] == "other":
        return
    last = n
    while last + 1 < len(marks) and marks[last + 1][2] == "other":
        last += 1
    stop = marks[last + 1][0] if last + 1 < len(marks) else len(listed)
    end = object_end(listed, marks[last][1], stop)
    yield AgendaItem("other", value(text, listed[marks[n][0] : end]))


def _marks(listed: Sequence[Word]) -> Iterator[tuple[int, int, AgendaKind]]:
    """Give each verb of dealing with an item: where it begins, where its object may, and its kind."""
    i = 0
    active = False
    while i < len(listed):
        word = listed[i].low
        if (
            (i == 0 and word in POST_HEADS)
            or word in SUBJECTS
            or (word in {"after", "included", "include", "following"})
        ):
            active = active or i < EARLY
        if stops(listed, i) and (active or word not in {"held", "agreed", "required"}):
            return
        told = active or (i < EARLY and word in {"made", "gave", "presented", "arranged"})
        kind = verb_kind(listed, i) if told and word in DEALINGS else None
        if kind and not is_subordinate(listed, i):
            after, kind = join_verbs(listed, i, kind)
            yield i, after, kind
            i = after
            continue
        i += 1


def _kind_of(
    kind: AgendaKind, listed: Sequence[Word], verb: int, start: int, end: int
) -> AgendaKind:
    """Take deliberating on a situation as a discussion; on a paper it is a review."""
    if listed[verb].low.startswith("deliberat") and (
        not (said := {w.low for w in listed[start:end]}) & PAPERS or said & STATES
    ):
        return "discuss"
    if listed[verb].low == "reviewed" and {w.low for w in listed[start:end]} & {
        "situation",
        "developments",
    }:
        return "discuss"
    return kind
