"""What the public may read of a meeting's record: only of one that is released, and only what was public."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Literal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from plenary.contexts.governance.enums import DecisionKind, MeetingState
from plenary.contexts.governance.models import (
    AgendaItem,
    Decision,
    Directive,
    Meeting,
    MeetingText,
)
from plenary.contexts.governance.selectors import meetings
from plenary.kernel.documents.enums import DocumentKind, Release
from plenary.kernel.text.wording import worded
from plenary.readout import prose
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

Side = Literal["zh", "en"]
SIDES: tuple[Side, ...] = ("zh", "en")
HEADINGS = {
    "items": {"zh": "会议议题", "en": "Agenda"},
    "decisions": {"zh": "议定事项", "en": "Decisions"},
    "directives": {"zh": "会议要求", "en": "What the meeting called for"},
}
"""The parts of a record that is told without a published text."""


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

    Its published readout, where there is one in that language, else agenda, decisions and what it
    called for. ``NotFound`` for what the actor may not see; refused unless the meeting was held and
    is public.
    """
    meeting = meetings.visible_to(actor).filter(pk=pk).first()
    if meeting is None:
        raise NotFound
    if meeting.release != Release.PUBLIC or meeting.state == MeetingState.PLANNED:
        raise Refused(
            _("This meeting is not released to the public. Set its release to “public” first.")
        )
    return ReleasedMeeting(
        pk=meeting.pk,
        title_zh=meeting.title_zh,
        title_en=meeting.title_en,
        text_zh=_text(meeting, "zh"),
        text_en=_text(meeting, "en"),
        held_on=meeting.held_on,
        published_on=meeting.published_on,
        theme_keys=_themes(meeting),
        url=meeting.get_absolute_url(),
    )


def to_tell_of(actor: Actor, *, limit: int = 50) -> list[MeetingName]:
    """Give the latest meetings that were held, and whether each is released."""
    found: QuerySet[Meeting] = meetings.visible_to(actor).exclude(state=MeetingState.PLANNED)
    held = found.annotate(is_told_zh=_is_told("zh"), is_told_en=_is_told("en"))
    return [
        MeetingName(
            pk=one.pk,
            title_zh=one.title_zh,
            title_en=one.title_en,
            on=one.held_on or one.published_on,
            is_released=one.release == Release.PUBLIC,
            lacks=tuple(
                side
                for side in SIDES
                if not (getattr(one, f"title_{side}") and getattr(one, f"is_told_{side}"))
            ),
        )
        for one in held[:limit]
    ]


def _is_told(side: Side) -> Q:
    """Ask whether ``_text`` finds anything in a language, for many meetings at once."""
    this = OuterRef("pk")
    adopted = Decision.objects.exclude(kind=DecisionKind.WITHDRAWN)
    told = Q(Exists(_readouts(side).filter(meeting=this)))
    for records in (AgendaItem.objects.all(), adopted, Directive.objects.all()):
        lines = records.filter(meeting=this)
        told |= Q(Exists(lines)) & ~Q(Exists(lines.filter(**{f"text_{side}": ""})))
    return told


def _readouts(side: Side) -> QuerySet[MeetingText]:
    return MeetingText.objects.filter(
        document__kind=DocumentKind.READOUT,
        document__lang=side,
        document__release=Release.PUBLIC,
    )


def _text(meeting: Meeting, side: Side) -> str:
    """Give the public readout in a language; without one, the record part by part."""
    readout = _readouts(side).filter(meeting=meeting).select_related("document").first()
    if readout is not None:
        return "\n\n".join(prose(readout.document.text, side))
    return "\n\n".join(_parts(meeting, side))


def _parts(meeting: Meeting, side: Side) -> list[str]:
    """Give each part of which every line is there in this language: half a list is no list."""
    adopted = meeting.decisions.exclude(kind=DecisionKind.WITHDRAWN)
    every = {
        "items": meeting.items.all(),
        "decisions": adopted,
        "directives": meeting.directives.all(),
    }
    parts: list[str] = []
    for name, records in every.items():
        lines = [str(getattr(one, f"text_{side}")).strip() for one in records]
        if lines and all(lines):
            numbered = [f"{number}. {line}" for number, line in enumerate(lines, start=1)]
            parts += [f"## {worded(HEADINGS[name][side], side)}", "\n".join(numbered)]
    return parts


def _themes(meeting: Meeting) -> tuple[str, ...]:
    keys = meeting.directives.exclude(theme=None).values_list("theme__key", flat=True)
    counted: dict[str, int] = {}
    for key in keys:
        counted[key] = counted.get(key, 0) + 1
    return tuple(sorted(counted, key=lambda key: -counted[key]))
