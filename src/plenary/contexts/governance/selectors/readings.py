"""Which readings an actor sees, what is known of a text already, and what has been changed since."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from plenary.contexts.governance.enums import ListState, ReadingState
from plenary.contexts.governance.models import Meeting, MeetingText, Reading, TaskList
from plenary.contexts.governance.names import plain
from plenary.contexts.governance.papers.pairing import Side
from plenary.contexts.governance.papers.quotes import one_line
from plenary.contexts.governance.papers.shape import SECTIONS, Paper, parts
from plenary.contexts.governance.policies.readings import can_read_texts
from plenary.contexts.governance.selectors.matching import Names
from plenary.kernel.audit.recording import history
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor

NEAR_DAYS = dt.timedelta(days=45)
"""A text in the other language is published within some weeks of the sitting."""
TITLE_ALIKE = 60
"""From this likeness (0 to 100) two titles in one language speak for one meeting."""

ACTIONS = {
    "accept": _("accepted"),
    "accept_all": _("accepted all"),
    "tasks_all": _("made tasks of all accepted"),
    "drop": _("dropped"),
    "restore": _("restored"),
    "mend": _("edited words or fields"),
    "split": _("split"),
    "merge": _("merged with the next"),
    "add": _("added"),
    "facts": _("edited the meeting's particulars"),
    "person": _("edited an attendee"),
    "list": _("chose the task list"),
    "attach": _("said which meeting it belongs to"),
    "pair": _("paired"),
}

REASONS = {
    "body": _("the same body"),
    "nameless": _("its body has no name in this language yet"),
    "date": _("the same date"),
    "near": _("dates close to each other"),
    "year": _("the same year"),
    "plenary": _("both a plenary"),
    "title": _("titles alike"),
}


def visible_to(actor: Actor) -> QuerySet[Reading]:
    """Give every reading to the office and to Plenary itself, none to anybody else."""
    return Reading.objects.all() if can_read_texts(actor) else Reading.objects.none()


def listing(actor: Actor, *, state: str = "") -> QuerySet[Reading]:
    """Give the readings without their texts, newest first, of one state or all but the dropped."""
    readings = visible_to(actor).select_related("meeting").defer("text", "found")
    if state in ReadingState.values:
        return readings.filter(state=state)
    return readings.exclude(state=ReadingState.DROPPED)


def same_text(sha256: str) -> Reading | Meeting | None:
    """Give the meeting that has this very text, else the reading of it, else None."""
    text = MeetingText.objects.filter(document__sha256=sha256).select_related("meeting").first()
    if text is not None:
        return text.meeting
    reading = Reading.objects.filter(sha256=sha256).select_related("meeting").first()
    return reading.meeting or reading if reading is not None else None


def made(actor: Actor, meeting: Meeting) -> dict[int, int]:
    """Give the readings that a meeting's texts came in by, where the actor sees them: text to reading."""
    found = visible_to(actor).filter(meeting=meeting, document__isnull=False).order_by("pk")
    return {document: pk for pk, document in found.values_list("pk", "document_id") if document}


@dataclass(frozen=True, slots=True)
class Likely:
    """A meeting that a text seems to belong to, with the reasons."""

    meeting: Meeting
    reasons: tuple[str, ...]


def same_meeting(paper: Paper, *, body: int | None, but_lang: str) -> Likely | None:
    """Give the meeting of which this text seems to be the text in the other language.

    It has a text, but none in this language; its body is this one, or, where the printed one is not
    known, has no name in this language yet; and its date lies near, or its year and kind are the same.
    """
    nameless = Organisation.objects.filter(**{f"name_{but_lang}": ""})
    bodies = Q(body_id=body) if body is not None else Q(body__in=nameless)
    held = MeetingText.objects.filter(document__lang=but_lang).values("meeting_id")
    meetings = Meeting.objects.filter(bodies, texts__isnull=False).exclude(pk__in=held)
    if paper["year"]:
        meetings = meetings.filter(Q(year=paper["year"]) | Q(year=None))
    first = "body" if body is not None else "nameless"
    found = [
        (_reasons(paper, m, first), m) for m in meetings.select_related("body").distinct()[:40]
    ]
    likely = [(len(reasons), m.pk, reasons, m) for reasons, m in found if len(reasons) > 1]
    if not likely:
        return None
    _count, _pk, reasons, meeting = max(likely, key=lambda one: (one[0], one[1]))
    return Likely(meeting, tuple(reasons))


def _reasons(paper: Paper, meeting: Meeting, first: str) -> list[str]:
    """Say what speaks for a meeting (keys of ``REASONS``); the body alone is not enough."""
    reasons = [first]
    dates = [d for d in (meeting.held_on, meeting.published_on) if d]
    mine = [dt.date.fromisoformat(d) for d in (paper["held_on"], paper["published_on"]) if d]
    if set(dates) & set(mine):
        reasons.append("date")
    elif dates and mine:
        if min(abs(a - b) for a in dates for b in mine) > NEAR_DAYS:
            return []
        reasons.append("near")
    if paper["year"] and meeting.year == paper["year"]:
        reasons.append("year")
    if paper["plenary"] and meeting.is_plenary:
        reasons.append("plenary")
    title = plain(paper["facts"]["title"]["text"])
    theirs = plain(meeting.title_zh if paper["lang"] == "zh" else meeting.title_en)
    if title and theirs and fuzz.token_set_ratio(title, theirs) >= TITLE_ALIKE:
        reasons.append("title")
    is_sure = len(reasons) > 1 and (bool(dates and mine) or paper["year"] == meeting.year)
    if first == "nameless":
        is_sure = is_sure and bool({"date", "near"} & set(reasons)) and "plenary" in reasons
    return reasons if is_sure else []


def directive_sides(meeting: Meeting, names: Names) -> list[Side]:
    """Give a meeting's directives as pairing sees them."""
    return [
        Side(str(d.pk), d.text_zh or d.text_en, d.theme_id, named_in(d.text_zh or d.text_en, names))
        for d in meeting.directives.order_by("number")
    ]


def agenda_sides(meeting: Meeting, names: Names) -> list[Side]:
    """Give a meeting's agenda items as pairing sees them."""
    return [
        Side(str(i.pk), i.text_zh or i.text_en, None, named_in(i.text_zh or i.text_en, names))
        for i in meeting.items.order_by("number")
    ]


def named_in(text: str, names: Names) -> frozenset[int]:
    """Give the known organisations that a text names, in either language."""
    bare = plain(text)
    return frozenset(
        pk
        for name, records in names.by_plain.items()
        if len(name) > 1 and len(records) == 1 and name in bare
        for pk in records
    )


def draft_lists(body: int | None) -> QuerySet[TaskList]:
    """Give the task lists that are still being drawn up, those of the body first."""
    lists = TaskList.objects.filter(state=ListState.DRAFT).select_related("body")
    return lists.filter(body_id=body) if body else lists


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody did to a paper: who, what, to which words, when."""

    name: str
    action: Any
    part: str
    words: str
    at: dt.datetime


def changes_since(reading: Reading, version: int) -> list[Change]:
    """Give what was done to a paper after the version that somebody saw, oldest first."""
    rows = history(reading).filter(subject_version__gt=version, action="governance.reading.changed")
    changes = []
    for row in rows:
        note = row.after.get("note", {})
        action = ACTIONS.get(note.get("action", ""), _("changed"))
        part = note.get("part", "")
        changes.append(Change(row.actor_name, action, part, words_of(reading, part), row.at))
    return changes


def words_of(reading: Reading, part: str) -> str:
    """Give the words of a part of the paper as it stands now, for a person to know it by."""
    paper = cast("Paper", reading.paper)
    section = SECTIONS.get(part[:1], "")
    for one in parts(paper, section) if section else []:
        if one["id"] == part:
            return one_line(reading.text[one["start"] : one["end"]])[:80]
    return ""
