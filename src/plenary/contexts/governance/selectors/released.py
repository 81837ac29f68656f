"""What the public may read of a meeting: the text that two people let out, else the record of a public one."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from plenary.contexts.governance.drafting import Pair
from plenary.contexts.governance.drafting.minutes_facts import ItemFacts, MatterFacts, MinutesFacts
from plenary.contexts.governance.drafting.readout import Part, paragraphs_of, readout_of
from plenary.contexts.governance.enums import (
    DecisionKind,
    MeetingState,
    ReleaseStage,
    ReleaseState,
)
from plenary.contexts.governance.models import (
    AgendaItem,
    Decision,
    Directive,
    Meeting,
    MeetingText,
    ReleaseStep,
)
from plenary.contexts.governance.selectors import held, meetings
from plenary.contexts.governance.selectors.minutes.facts import (
    FEWER_READERS,
    minutes_facts,
    was_dealt_with,
)
from plenary.contexts.governance.selectors.releases.page import public_texts
from plenary.kernel.documents.enums import DocumentKind, Release
from plenary.kernel.documents.models import Passage
from plenary.kernel.text.wording import worded
from plenary.readout import prose
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

Side = Literal["zh", "en"]
Matter = TypeVar("Matter", ItemFacts, MatterFacts)
SIDES: tuple[Side, ...] = ("zh", "en")
HEADINGS = {
    "items": {"zh": "会议议题", "en": "Agenda"},
    "decisions": {"zh": "议定事项", "en": "Decisions"},
}
"""What stands before what is told beside a public text."""


@dataclass(frozen=True, slots=True)
class ReleasedMeeting:
    """A released meeting in the record's own words; a side that the record lacks is empty."""

    pk: int
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    """Paragraphs with an empty line between them; ``## `` before a heading, ``1. `` before a number."""
    held_on: dt.date | None
    published_on: dt.date | None
    theme_keys: tuple[str, ...]
    """The themes of what it called for, the most frequent first."""
    url: str
    written_by_id: int | None = None
    """Who wrote the public text that was let out; none for the record's own words."""

    @property
    def digest(self) -> str:
        """Give what changes when the record does."""
        said = f"{self.title_zh}\n{self.title_en}\n{self.text_zh}\n{self.text_en}"
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class MeetingName:
    """A meeting in a list to choose from."""

    pk: int
    title_zh: str
    title_en: str
    on: dt.date | None
    is_released: bool
    lacks: tuple[Side, ...] = ()
    """The languages in which its record has no title or no text to tell."""


def released_meeting(actor: Actor, pk: int) -> ReleasedMeeting:
    """Give a meeting as it may be told to everybody.

    The public text that is out, with what was let out beside it; without one, of a meeting that is
    public as a whole, its published readout, where there is one in that language, else its
    record in the form of a readout. ``NotFound`` for what the actor may not see; refused for a
    meeting that is not public and of which no text is out.
    """
    step = public_texts(actor).filter(meeting=pk).first()
    if step is not None:
        return _let_out(step)
    meeting = meetings.visible_to(actor).filter(pk=pk).first()
    if meeting is None:
        raise NotFound
    if meeting.release != Release.PUBLIC or meeting.state == MeetingState.PLANNED:
        raise Refused(
            _(
                "This meeting is not released to the public. Let its public text out (Staged release),"
                " or set its release to “public”."
            )
        )
    texts = _texts(meeting)
    return ReleasedMeeting(
        pk=meeting.pk,
        title_zh=meeting.title_zh,
        title_en=meeting.title_en,
        text_zh=texts["zh"],
        text_en=texts["en"],
        held_on=meeting.held_on,
        published_on=meeting.published_on,
        theme_keys=_themes(meeting),
        url=meeting.get_absolute_url(),
    )


def to_tell_of(actor: Actor, *, limit: int = 50) -> list[MeetingName]:
    """Give the latest meetings that were held, and whether each may be told; by the name let out."""
    out = {step.meeting_id: step for step in public_texts(actor)[:limit]}
    seen = Q(pk__in=meetings.visible_to(actor).order_by().values("pk")) | Q(pk__in=out)
    found: QuerySet[Meeting] = Meeting.objects.filter(seen).exclude(state=MeetingState.PLANNED)
    told = found.annotate(is_told_zh=_is_told("zh"), is_told_en=_is_told("en"))
    return [_named(one, out.get(one.pk)) for one in told[:limit]]


def untold_of(
    actor: Actor, *, told: QuerySet[Any, Any], by: dt.date, limit: int
) -> list[MeetingName]:
    """Give the meetings held by a day that may be told and are not among ``told``, the oldest first.

    ``told`` asks for the numbers of meetings, in one query with the meetings themselves.
    """
    out = public_texts(actor)
    seen = meetings.visible_to(actor).filter(release=Release.PUBLIC).order_by()
    may = Q(pk__in=seen.values("pk")) | Q(pk__in=out.order_by().values("meeting"))
    found: QuerySet[Meeting] = Meeting.objects.filter(may).exclude(state=MeetingState.PLANNED)
    found = found.exclude(pk__in=told).annotate(day=Coalesce("held_on", "published_on"))
    oldest = list(
        found.filter(day__lte=by)
        .annotate(is_told_zh=_is_told("zh"), is_told_en=_is_told("en"))
        .order_by("day", "pk")[:limit]
    )
    steps = {step.meeting_id: step for step in out.filter(meeting__in=oldest)}
    return [_named(one, steps.get(one.pk)) for one in oldest]


def is_to_be_told(actor: Actor, pk: int) -> bool:
    """Say whether a meeting may be told to everybody; not one that the actor does not see."""
    if public_texts(actor).filter(meeting=pk).exists():
        return True
    sat = meetings.visible_to(actor).exclude(state=MeetingState.PLANNED)
    return sat.filter(pk=pk, release=Release.PUBLIC).exists()


def texts_taken_back(meeting_ids: Collection[int]) -> dict[int, dt.datetime]:
    """Give, for those of these meetings whose public text was taken back and is out no more, when."""
    public = ReleaseStep.objects.filter(stage=ReleaseStage.PUBLIC, meeting__in=meeting_ids)
    out = public.filter(state=ReleaseState.RELEASED).values("meeting")
    back = public.filter(state=ReleaseState.TAKEN_BACK).exclude(meeting__in=out)
    return {
        meeting: at
        for meeting, at in back.order_by("settled_at").values_list("meeting_id", "settled_at")
        if at is not None
    }


def _named(meeting: Meeting, step: ReleaseStep | None) -> MeetingName:
    """Name a meeting as it was let out, else as its record does, with the languages that it lacks."""
    titles = {"zh": meeting.title_zh, "en": meeting.title_en}
    texts = {side: getattr(meeting, f"is_told_{side}") for side in SIDES}
    if step is not None:
        titles = {side: step.content[0][side] for side in SIDES}
        texts = {"zh": step.text_zh, "en": step.text_en}
    return MeetingName(
        pk=meeting.pk,
        title_zh=titles["zh"],
        title_en=titles["en"],
        on=meeting.held_on or meeting.published_on,
        is_released=step is not None or meeting.release == Release.PUBLIC,
        lacks=tuple(side for side in SIDES if not (titles[side] and texts[side])),
    )


def _let_out(step: ReleaseStep) -> ReleasedMeeting:
    """Give a meeting in the words of its public text as released, whatever the record says now."""
    told = step.content[0]
    return ReleasedMeeting(
        pk=step.meeting_id,
        title_zh=told["zh"],
        title_en=told["en"],
        text_zh=_text_out(step, "zh"),
        text_en=_text_out(step, "en"),
        held_on=dt.date.fromisoformat(told["held_on"]) if told["held_on"] else None,
        published_on=timezone.localdate(step.settled_at) if step.settled_at else None,
        theme_keys=_themes(step.meeting),
        url=step.meeting.get_absolute_url(),
        written_by_id=step.proposed_by_id,
    )


def _text_out(step: ReleaseStep, side: Side) -> str:
    """Give a side of the public text with the items and decisions that were named beside it."""
    text = str(getattr(step, f"text_{side}"))
    if not text:
        return ""
    parts = [line.strip() for line in text.splitlines() if line.strip()]
    for name, key in (("items", "item:"), ("decisions", "decision:")):
        named = [one for one in step.content if one.get("is_named") and one["key"].startswith(key)]
        lines = [one[side].strip() for one in named]
        if lines and all(lines):
            parts += [
                f"## {worded(HEADINGS[name][side], side)}",
                "\n".join(f"- {x}" for x in lines),
            ]
    return "\n\n".join(parts)


def _is_told(side: Side) -> Q:
    """Ask whether ``_texts`` finds anything in a language, for many meetings at once."""
    this = OuterRef("pk")
    adopted = _told_decisions()
    told = Q(Exists(_readouts(side).filter(meeting=this)))
    public = Directive.objects.filter(passage__document__release=Release.PUBLIC)
    within = Passage.objects.exclude(document__release=Release.PUBLIC).filter(document__lang=side)
    is_missing = Q(**{f"text_{side}": ""}) | Q(passage__pair__in=within.values("pk"))
    by_item = Q(passage=None, item__passage__pair__in=within.values("pk"))
    for records, lacking in (
        (_told_items(), is_missing),
        (adopted, is_missing | by_item),
        (public, is_missing),
    ):
        lines = records.filter(meeting=this)
        told |= Q(Exists(lines)) & ~Q(Exists(lines.filter(lacking)))
    return told


def _told_decisions() -> QuerySet[Decision]:
    """Give the decisions that may be told to everybody: what a paper's class holds back is not told."""
    kept = held.decisions_held(*held.NARROWING).order_by().values("pk")
    own = Q(passage=None) & ~_is_read_within("item__passage")
    told = Decision.objects.filter(own | Q(passage__document__release=Release.PUBLIC))
    return told.exclude(kind=DecisionKind.WITHDRAWN).exclude(pk__in=kept)


def _told_items() -> QuerySet[AgendaItem]:
    """Give the items that may be told to everybody, of sittings that are over."""
    told = AgendaItem.objects.exclude(papers__access__in=FEWER_READERS).filter(was_dealt_with())
    return told.filter(~_is_read_within("passage"))


def _is_read_within(passage: str) -> Q:
    """Ask whether there is a passage, and it stands in a text that is not public."""
    is_there = Q(**{f"{passage}__isnull": False})
    return is_there & ~Q(**{f"{passage}__document__release": Release.PUBLIC})


def _readouts(side: Side) -> QuerySet[MeetingText]:
    return MeetingText.objects.select_related("document").filter(
        document__kind=DocumentKind.READOUT,
        document__lang=side,
        document__release=Release.PUBLIC,
    )


def _texts(meeting: Meeting) -> dict[Side, str]:
    """Give the public readout in each language; without one, the record part by part."""
    readouts = {side: _readouts(side).filter(meeting=meeting).first() for side in SIDES}
    parts = _said(meeting) if None in readouts.values() else []
    texts: dict[Side, str] = {}
    for side, readout in readouts.items():
        said = (
            prose(readout.document.text, side)
            if readout
            else paragraphs_of(parts, side, is_whole=True)
        )
        texts[side] = "\n\n".join(said)
    return texts


def _said(meeting: Meeting) -> list[Part]:
    """Give the record in the form of a readout, without who was there and who presided."""
    facts = replace(minutes_facts(meeting, is_public=True), chair=None, present=(), groups=())
    opening, *rest = readout_of(_read_from_public_texts(facts))
    return [opening, *rest] if rest else []


def _read_from_public_texts(facts: MinutesFacts) -> MinutesFacts:
    """Leave out what was read from a text that is not public; what was decided on such an item stands apart."""
    items: list[ItemFacts] = []
    loose = list(_open(facts.loose))
    for item in facts.items:
        decisions = tuple(_open(item.decisions))
        if told := list(_open([item])):
            items.append(replace(told[0], decisions=decisions))
        else:
            loose += decisions
    return replace(
        facts,
        items=tuple(items),
        loose=tuple(sorted(loose, key=lambda one: one.number)),
        demands=tuple(_open(facts.demands)),
    )


def _open(matters: Iterable[Matter]) -> Iterator[Matter]:
    """Give what was read from public texts, a side that was read from another one empty."""
    for one in matters:
        if not one.narrow.issuperset(SIDES):
            said = {side: "" if side in one.narrow else getattr(one.text, side) for side in SIDES}
            yield replace(one, text=Pair(**said))


def _themes(meeting: Meeting) -> tuple[str, ...]:
    keys = meeting.directives.exclude(theme=None).values_list("theme__key", flat=True)
    counted: dict[str, int] = {}
    for key in keys:
        counted[key] = counted.get(key, 0) + 1
    return tuple(sorted(counted, key=lambda key: -counted[key]))
