"""The versions of an agenda, what each says, and what differs between two of them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from plenary.contexts.governance.enums import AgendaState, MeetingState
from plenary.contexts.governance.models import AgendaVersion, Meeting, Topic
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.agendas import deadlines, papers
from plenary.shared.actor import SYSTEM, Actor

Said = Mapping[str, Any]
"""An item as a version says it: its key, number, kind, both texts, unit, and its papers' versions."""


def visible_to(actor: Actor) -> QuerySet[AgendaVersion]:
    """Give the versions of the agendas of the meetings that the actor sees."""
    return AgendaVersion.objects.filter(meeting__in=meetings.visible_to(actor).values("pk"))


def last_circulated(meeting: Meeting, before: int | None = None) -> AgendaVersion | None:
    """Give the version circulated last, before a number where one is given."""
    sent = meeting.agenda_versions.filter(state=AgendaState.CIRCULATED)
    return (sent.filter(number__lt=before) if before else sent).first()


def is_frozen(meeting: Meeting) -> bool:
    """Say whether the agenda stands under an approval, so that it is not to be changed."""
    last = meeting.agenda_versions.first()
    return last is not None and last.state != AgendaState.DRAFT


def open_agendas(body_id: int) -> Iterator[Meeting]:
    """Give a body's planned meetings whose agenda may still change, those with a day first.

    One that is called off is none of them.
    """
    planned = Meeting.objects.filter(body=body_id, state=MeetingState.PLANNED)
    planned = planned.exclude(meetings.called_off())
    dated = sorted(
        planned, key=lambda one: (one.held_on is None, one.held_on or dt.date.max, one.pk)
    )
    return (one for one in dated if not is_frozen(one))


def said_of(meeting: Meeting) -> list[dict[str, Any]]:
    """Give what an agenda says now, every paper with the number of its version."""
    items = meeting.items.all()
    behind = Topic.objects.filter(item__in=items).select_related("unit", "kind", "meeting")
    topic_of = {topic.item_id: topic for topic in behind}
    held: dict[int, list[dict[str, Any]]] = {}
    there = papers.visible_to(SYSTEM).filter(item__in=items, withdrawn_at=None)
    for paper in papers.with_versions(there):
        last = next(iter(paper.versions.all()), None)
        line = {"paper": paper.pk, "version": last.number if last else 0}
        held.setdefault(paper.item_id or 0, []).append(line)
    return [
        {
            "item": item.pk,
            "number": item.number,
            "kind": item.kind,
            "text_zh": item.text_zh,
            "text_en": item.text_en,
            **_unit(topic_of.get(item.pk)),
            "papers": held.get(item.pk, []),
        }
        for item in items
    ]


def digest_of(said: Iterable[Said]) -> str:
    """Give the digest of what an agenda says: SHA-256 over its JSON."""
    plain = json.dumps(list(said), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()


def differing(actor: Actor, then: Iterable[Said], now: Iterable[Said]) -> list[Change]:
    """Give what differs, without the papers that the actor may not read."""
    both = [*then], [*now]
    named = {line["paper"] for side in both for one in side for line in one["papers"]}
    seen = set(papers.visible_to(actor).filter(pk__in=named).values_list("pk", flat=True))
    return difference(*([_as_seen(one, seen) for one in side] for side in both))


def _as_seen(said: Said, seen: set[int]) -> Said:
    return {**said, "papers": [line for line in said["papers"] if line["paper"] in seen]}


def _unit(topic: Topic | None) -> dict[str, Any]:
    unit = topic.unit if topic else None
    return {
        "unit_zh": (unit.short_zh or unit.name_zh) if unit else "",
        "unit_en": (unit.short_en or unit.name_en) if unit else "",
        "is_late": deadlines.is_late(topic) if topic else False,
    }


@dataclass(frozen=True, slots=True)
class Change:
    """An item that differs between two versions, and how; an item may differ in several ways."""

    kinds: tuple[str, ...]
    """Of: added, dropped, moved, reworded, papers."""
    then: Said | None
    now: Said | None


def difference(then: Iterable[Said], now: Iterable[Said]) -> list[Change]:
    """Give what differs, in the order of the new version and what was dropped last.

    An item is moved where it stands otherwise among those that are in both; that another was put
    before it, or dropped, moves nothing.
    """
    old = {one["item"]: one for one in then}
    new = {one["item"]: one for one in now}
    stayed = _in_order([key for key in new if key in old], list(old))
    changes = []
    for key, said in new.items():
        before = old.get(key)
        kinds = _kinds(before, said, has_moved=key not in stayed) if before else ("added",)
        if kinds:
            changes.append(Change(kinds, before, said))
    dropped = [Change(("dropped",), said, None) for key, said in old.items() if key not in new]
    return changes + dropped


def _kinds(then: Said, now: Said, *, has_moved: bool) -> tuple[str, ...]:
    words = ("kind", "text_zh", "text_en")
    found = {
        "moved": has_moved,
        "reworded": any(then[name] != now[name] for name in words),
        "papers": then["papers"] != now["papers"],
    }
    return tuple(name for name, differs in found.items() if differs)


def _in_order(keys: list[int], order: list[int]) -> set[int]:
    """Give the most keys that stand in the old order still: the longest rising line through them."""
    place = {key: at for at, key in enumerate(order)}
    ends: list[int] = []
    at_end: list[int] = []
    before: dict[int, int | None] = {}
    for key in keys:
        at = bisect_left(ends, place[key])
        before[key] = at_end[at - 1] if at else None
        ends[at : at + 1], at_end[at : at + 1] = [place[key]], [key]
    line: set[int] = set()
    key_at: int | None = at_end[-1] if at_end else None
    while key_at is not None:
        line.add(key_at)
        key_at = before[key_at]
    return line
