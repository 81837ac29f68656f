"""What a stage of a release holds, and how the record has changed since it was let out."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Exists, OuterRef

from plenary.contexts.governance.enums import PaperAccess, ReleaseStage, ReportKind, ReportState
from plenary.contexts.governance.models import (
    AgendaItem,
    Decision,
    Meeting,
    PaperVersion,
    ReleaseStep,
    Report,
)
from plenary.contexts.governance.selectors.held import NARROWING, decisions_held, marked
from plenary.kernel.places.models import Place

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A line that differs between what was let out and the record of now."""

    fate: Literal["changed", "added", "removed"]
    then: Line | None
    now: Line | None

    @property
    def line(self) -> Line:
        """Give the line as it is now, or as it was."""
        return self.now or self.then or {}


@dataclass(frozen=True, slots=True)
class Record:
    """What of a meeting a release may hold."""

    meeting: Meeting
    decisions: Sequence[Decision]
    minutes: Report | None
    papers: Sequence[PaperVersion] = ()
    """The public papers in their newest versions."""
    items: Sequence[AgendaItem] = ()
    place: Place | None = None
    held: frozenset[int] = frozenset()
    """The decisions that a paper's class holds back: the public is not told of them."""

    def lines(self, stage: str, named: Collection[str] = ()) -> list[Line]:
        """Give the lines of a stage; the public text rests on the decisions and the minutes.

        ``named`` are the keys of what of the record is told in public beside the text: the place,
        items of the agenda and decisions.
        """
        decisions = [_decision(one) for one in self.decisions]
        minutes = [_minutes(self.minutes)] if self.minutes else []
        if stage == ReleaseStage.DECISIONS:
            return decisions
        if stage == ReleaseStage.PAPERS:
            return [*minutes, *(_paper(one) for one in self.papers)]
        told = [line for line in self.nameable() if line["key"] in named]
        rest = [line for line in decisions if line["key"] not in named]
        return [_meeting(self.meeting), *told, *rest, *minutes]

    def waits_for(self, stage: str, out: Collection[str]) -> ReleaseStage | None:
        """Give the first stage that must be out before another and is not among those that are.

        A meeting that decided nothing begins with its minutes.
        """
        order = list(ReleaseStage)
        ahead = order[: order.index(ReleaseStage(stage))]
        needed = (
            ahead if self.decisions else [one for one in ahead if one != ReleaseStage.DECISIONS]
        )
        return next((one for one in needed if one not in out), None)

    def nameable(self) -> list[Line]:
        """Give the lines of what may be told in public beside the text, in the order of the sitting."""
        return [
            *([_place(self.place)] if self.place else []),
            *(_item(one) for one in self.items),
            *(
                {**_decision(one), "item": one.item_id, "is_named": True}
                for one in self.decisions
                if one.pk not in self.held
            ),
        ]


def named_in(content: Iterable[Line]) -> frozenset[str]:
    """Give the keys of what a public step names of the record."""
    return frozenset(line["key"] for line in content if line.get("is_named"))


def records_of(meetings: Iterable[Meeting]) -> dict[int, Record]:
    """Give what the records of these meetings say now, in five queries at most."""
    every = list(meetings)
    decisions: defaultdict[int, list[Decision]] = defaultdict(list)
    kept: set[int] = set()
    of_these = Decision.objects.filter(meeting__in=every)
    for one in marked(of_these, decisions_held(*NARROWING)):
        decisions[one.meeting_id].append(one)
        if one.is_held:
            kept.add(one.pk)
    later = Report.objects.filter(corrects=OuterRef("pk"), state=ReportState.FROZEN)
    signed = Report.objects.filter(
        ~Exists(later), meeting__in=every, kind=ReportKind.MINUTES, state=ReportState.FROZEN
    )
    minutes = {report.meeting_id: report for report in signed}
    papers = _newest(every)
    items: defaultdict[int, list[AgendaItem]] = defaultdict(list)
    for item in AgendaItem.objects.filter(meeting__in=every):
        items[item.meeting_id].append(item)
    places = Place.objects.in_bulk({one.place_id for one in every if one.place_id})
    return {
        one.pk: Record(
            one,
            decisions[one.pk],
            minutes.get(one.pk),
            papers[one.pk],
            items[one.pk],
            places.get(one.place_id or 0),
            frozenset(kept),
        )
        for one in every
    }


def _newest(meetings: Sequence[Meeting]) -> defaultdict[int | None, list[PaperVersion]]:
    """Give the newest version of each public paper of these meetings that was not taken back."""
    found: defaultdict[int | None, list[PaperVersion]] = defaultdict(list)
    later = PaperVersion.objects.filter(paper=OuterRef("paper"), number__gt=OuterRef("number"))
    public = PaperVersion.objects.filter(
        ~Exists(later),
        paper__meeting__in=meetings,
        paper__access=PaperAccess.PUBLIC,
        paper__withdrawn_at=None,
    )
    for one in public.select_related("paper").defer("text").order_by("paper_id"):
        found[one.paper.meeting_id].append(one)
    return found


def changes(step: ReleaseStep, record: Record) -> list[Change]:
    """Give what has changed inside since a stage was let out, line by line."""
    then: Mapping[str, Line] = {line["key"]: line for line in step.content}
    now = {line["key"]: line for line in record.lines(step.stage, named_in(step.content))}
    found = [
        Change("changed" if key in then else "added", then.get(key), line)
        for key, line in now.items()
        if then.get(key) != line
    ]
    return found + [Change("removed", line, None) for key, line in then.items() if key not in now]


def digest_of(step: ReleaseStep) -> str:
    """Give SHA-256 over what a step let out, as canonical JSON."""
    told = [step.meeting_id, str(step.stage), step.content, step.text_zh, step.text_en]
    told += [step.said_otherwise] if step.said_otherwise else []
    packed = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(packed.encode()).hexdigest()


def _decision(one: Decision) -> Line:
    latest = one.latest
    return {
        "key": f"decision:{one.pk}",
        "number": one.number,
        "kind": str(latest["kind"]),
        "zh": latest["text_zh"],
        "en": latest["text_en"],
    }


def _minutes(report: Report) -> Line:
    return {
        "key": "minutes",
        "number": report.number,
        "digest": report.digest,
        "zh": report.title_zh,
        "en": report.title_en,
    }


def _paper(version: PaperVersion) -> Line:
    return {
        "key": f"paper:{version.paper_id}",
        "number": version.number,
        "zh": version.paper.title_zh,
        "en": version.paper.title_en,
    }


def _item(item: AgendaItem) -> Line:
    return {
        "key": f"item:{item.pk}",
        "number": item.number,
        "kind": str(item.kind),
        "zh": item.text_zh,
        "en": item.text_en,
        "is_named": True,
    }


def _place(place: Place) -> Line:
    return {
        "key": "place",
        "zh": place.name_zh,
        "en": place.name_en,
        "address_zh": place.address_zh,
        "address_en": place.address_en,
        "is_named": True,
    }


def _meeting(meeting: Meeting) -> Line:
    held_on = meeting.held_on.isoformat() if meeting.held_on else ""
    return {"key": "meeting", "held_on": held_on, "zh": meeting.title_zh, "en": meeting.title_en}
