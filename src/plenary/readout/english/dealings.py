"""Tells a verb that says what the meeting itself did from one that describes a paper."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.readout.draft import AgendaKind
from plenary.readout.english.agendawords import (
    ANALYSES,
    ARRANGED,
    BEFORE_ARRANGING,
    BEFORE_DOING,
    DECIDES,
    DESCRIBING,
    GATHERED,
    INFINITIVES,
    ITEMS,
    KINDS,
    MEETINGS,
    MODALS,
    NEAR_RELATIVE,
    OF_PAPERS,
    PAPERS,
    PARTICIPLES_TOO,
    PASSES,
    PRESENTED,
    RANK,
    STOPS,
    SUBJECTS,
)
from plenary.readout.english.words import Word


def stops(listed: Sequence[Word], i: int) -> bool:
    """Say whether what the meeting said begins here; "held that" does, "held a meeting" does not."""
    word = listed[i].low
    nexts = [w.low for w in listed[i + 1 : i + 4]]
    if word in DECIDES and (PASSES & set(nexts) or nexts[:1] == ["on"]):
        return False
    return word in STOPS and (
        word != "held" or (i + 1 < len(listed) and listed[i + 1].low in {"that", ","})
    )


def verb_kind(listed: Sequence[Word], i: int) -> AgendaKind | None:
    """Give the kind of dealing that a verb tells; None where it tells of none."""
    word = listed[i].low
    if word == "conducted":
        analysis = {w.low for w in listed[i + 1 : i + 5]} & ANALYSES
        return "discuss" if analysis else None
    if word in {"made", "gave", "presented", "delivered"} and _reports(listed, i):
        return "hear"
    kind = KINDS.get(word)
    if kind:
        return kind if _deals(listed, i, kind) else None
    before = listed[i - 1].low if i else ""
    if (
        word in INFINITIVES
        and before in {"to", "and", ","}
        and (_is_purpose(listed, i) or _is_decided(listed, i))
    ):
        kind = INFINITIVES[word]
        if word == "decide":
            return kind if [w.low for w in listed[i + 1 : i + 2]] == ["on"] else None
        return kind if kind != "other" or _arranges(listed, i) else None
    return None


def _reports(listed: Sequence[Word], i: int) -> bool:
    """Say whether somebody reported to the meeting: "made a report on piers"."""
    near = [w.low for w in listed[i + 1 : i + 6]]
    at = next((n for n, w in enumerate(near) if w in {"report", "presentation", "briefing"}), None)
    return at is not None and near[at + 1 : at + 2] in (["on"], ["about"])


def _deals(listed: Sequence[Word], i: int, kind: AgendaKind) -> bool:
    """Say whether a past verb tells what the meeting did, and does not describe a paper."""
    word = listed[i].low
    if kind == "other":
        before = listed[i - 1] if i else listed[i]
        told = before.low in BEFORE_ARRANGING or before.low.endswith(("ly", "day"))
        told = told or before.low.isdigit()  # "chaired by X on May 5 laid out steps"
        return (told or (before.capital and before.low not in PAPERS)) and _arranges(listed, i)
    on = [w.low for w in listed[i + 1 : i + 2]] == ["on"]
    if on and word in {"reported", "introduced", "briefed"}:
        return True
    if word == "decided" or _only_describes(listed, i):
        return on and word == "decided"
    if word == "featured":
        return bool({w.low for w in listed[i + 1 : i + 4]} & PRESENTED)
    return word not in OF_PAPERS or _is_document(listed, i)


def _only_describes(listed: Sequence[Word], i: int) -> bool:
    """Say whether a verb belongs to a noun or a passive: "the units inspected", "was reviewed and approved"."""
    word, before = listed[i].low, listed[i - 1] if i else listed[i]
    if word in {"inspected", "assessed"}:
        return not (i and (before.low in BEFORE_ARRANGING or before.capital))
    if word.endswith("ing"):
        return bool(i) and before.low not in BEFORE_DOING and not before.low.endswith("ly")
    passive = before.low == "and" and {w.low for w in listed[max(0, i - 3) : i - 1]} & {
        "was",
        "were",
    }
    return word in PARTICIPLES_TOO and bool(i and (before.low in DESCRIBING or passive))


def _is_decided(listed: Sequence[Word], i: int) -> bool:
    """Say whether the meeting "decided to approve" something: that is done, and no next step."""
    return listed[i].low in PASSES and any(w.low in DECIDES for w in listed[max(0, i - 3) : i])


def _arranges(listed: Sequence[Word], i: int) -> bool:
    """Say whether a verb tells that work was laid out: "set out the tasks", "made arrangements for"."""
    after = [w.low for w in listed[i + 1 : i + 9]]
    if listed[i].low in {"set", "mapped", "laid", "setting", "mapping", "laying", "map"}:
        return after[:1] in (["out"], ["forth"], ["down"])
    if listed[i].low in {"made", "making", "make"}:
        return bool({"arrangements", "plans"} & set(after[:4]))
    return bool(ARRANGED & set(after))


def _is_purpose(listed: Sequence[Word], i: int) -> bool:
    """Say whether an infinitive tells why the meeting was held: "convened a meeting to review"."""
    before = [w.low for w in listed[:i]]
    return any(w in GATHERED for w in before) and not any(
        w in {"should", "will", "shall", "must", "need", "efforts", "necessary", "stressed"}
        for w in before
    )


def _is_document(listed: Sequence[Word], i: int) -> bool:
    near = {w.low for w in listed[i + 1 : i + 12]}
    if listed[i].low == "delivered" and "speech" in {w.low for w in listed[i + 1 : i + 4]}:
        return False
    if listed[i].low == "delivered":
        return bool(near & {"principles", "spirit", "instructions", "guidelines"})
    return bool(near & (ITEMS | {"principles", "spirit", "instructions", "resolution", "decision", "progress", "preparations", "arrangements", "opportunities", "challenges", "situation", "experience", "practices", "activities", "achievements"})) and not near & {
        "speech", "remarks", "address", "lecture",
    }  # fmt: skip


def is_subordinate(listed: Sequence[Word], i: int) -> bool:
    """Say whether a verb stands in a side clause or under a modal, and tells nothing of the meeting."""
    back = listed[max(0, i - 3) : i]
    for near in reversed(listed[max(0, i - NEAR_RELATIVE) : i]):
        if near.low == "which":
            return not _means_meeting(listed, i)
        if near.low in {",", ";"}:
            break
    if any(w.low in MODALS for w in listed[:i]) and not any(w.low == ";" for w in back):
        return True
    if i > 1 and listed[i - 1].low in {"which", "that"}:
        if listed[i - 1].low == "which" and _means_meeting(listed, i):
            return False
        return not {w.low for w in listed[i - 3 : i - 1]} & SUBJECTS
    return any(
        w.low in {"which", "that", "who", "should", "will", "have", "has", "had"} for w in back
    )


def _means_meeting(listed: Sequence[Word], i: int) -> bool:
    """Say whether "which" stands for the meeting: "an executive meeting of the council, which heard"."""
    which = max(n for n in range(i) if listed[n].low == "which")
    before = {w.low for w in listed[max(0, which - 12) : which]}
    return which == i - 1 and bool(before & MEETINGS) and listed[which - 1].low == ","


def join_verbs(listed: Sequence[Word], i: int, kind: AgendaKind) -> tuple[int, AgendaKind]:
    """Read "reviewed and approved" as one, by the stronger of the two."""
    after = i + 1
    while after + 1 < len(listed) and listed[after].low in {"and", ","}:
        other = after + 1
        if listed[other].low in {"and", "also"}:
            other += 1
        second = (
            KINDS.get(listed[other].low) or INFINITIVES.get(listed[other].low)
            if other < len(listed)
            else None
        )
        if not second and _acts_on(listed, other):
            after = other + 1
            break
        if not second:
            break
        if RANK[second] > RANK[kind]:
            kind = second
        after = other + 1
    if [w.low for w in listed[after : after + 2]] == ["in", "principle"] and kind == "approve":
        kind = "discuss"
    return after, kind


def _acts_on(listed: Sequence[Word], at: int) -> bool:
    """Say whether a second verb shares the paper: "studied and implemented the spirit"."""
    return (
        at + 1 < len(listed)
        and listed[at].low in {"implemented", "implement", "learned", "grasped", "understood"}
        and listed[at + 1].low in {"the", "a", "its"}
    )
