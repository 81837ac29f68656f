"""Meetings and due dates between two days, for an account, a unit or a body."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.drafting import Pair
from plenary.contexts.governance.enums import ConveningState, FeedScope, TaskState
from plenary.contexts.governance.models import (
    Convening,
    Duty,
    ListEntry,
    Meeting,
    Milestone,
    Task,
)
from plenary.contexts.governance.selectors import meetings, tasks
from plenary.kernel.organisations.models import MemberUnit, Organisation
from plenary.shared import clock
from plenary.shared.actor import Actor

Kind = Literal["meeting", "task", "milestone", "part", "instruction", "opinion", "extra", "slip"]
WORDS: Mapping[str, Any] = {
    "part": _("Part"),
    "instruction": _("Answer to an instruction"),
    "opinion": _("Opinion"),
    "extra": _("Further report"),
    "slip": _("Answer to a supervision slip"),
}
"""What is said beside a unit's own date."""
UNNAMED = Pair()
MOST = 2000
"""So many entries of a kind at most: a feed is no export."""
_OF_TASK = ("pk", "title_zh", "title_en", "due_on", "version", "state", "shown_light")
_OF_STEP = (
    *("pk", "title_zh", "title_en", "due_on", "version", "done_on"),
    *("task_id", "task__title_zh", "task__title_en"),
)
SHOWN = (TaskState.OPEN, TaskState.REPORTED, TaskState.CLOSED)


@dataclass(frozen=True, slots=True)
class Range:
    """Whose dates, from which day to which, both with."""

    starts_on: dt.date
    ends_on: dt.date
    scope: str = FeedScope.ACCOUNT
    organisation: Organisation | None = None
    has_meetings: bool = True
    has_dates: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a calendar."""

    kind: Kind
    pk: int
    on: dt.date
    title: Pair
    url: str
    version: int
    task: Pair = UNNAMED
    """The task of a milestone, a part or an answer."""
    place: Pair = UNNAMED
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    is_done: bool = False
    is_called_off: bool = False
    light: str = ""

    @property
    def word(self) -> Any:
        """Give the word of a unit's own date; none for others."""
        return WORDS.get(self.kind, "")


def entries(actor: Actor, wanted: Range) -> list[Entry]:
    """Give what the actor sees of it, by day and hour, in at most five queries."""
    found: list[Entry] = []
    if wanted.has_meetings:
        found += _meetings(actor, wanted)
    if wanted.has_dates:
        found += _tasks(actor, wanted)
    return sorted(found, key=order)


def is_cut(found: list[Entry]) -> bool:
    """Say whether there is more than ``entries`` gives."""
    kinds = Counter(entry.kind for entry in found)
    return max(kinds.values(), default=0) >= MOST


def order(entry: Entry) -> tuple[dt.date, bool, dt.datetime, str, int]:
    """Give the place of an entry: by day and hour, meetings first."""
    earliest = entry.starts_at or dt.datetime.min.replace(tzinfo=dt.UTC)
    return entry.on, entry.kind != "meeting", earliest, entry.kind, entry.pk


def _meetings(actor: Actor, wanted: Range) -> list[Entry]:
    seen = meetings.visible_to(actor)
    if wanted.scope == FeedScope.BODY:
        seen = seen.filter(body=wanted.organisation)
    elif wanted.scope == FeedScope.UNIT:
        seen = seen.filter(body_id__in=_bodies_of(wanted.organisation))
    days = Coalesce("held_on", "published_on")
    found = (
        seen.annotate(day=days)
        .filter(day__range=(wanted.starts_on, wanted.ends_on))
        .select_related("place", "convening")
        .order_by("day", "pk")
    )
    reads_drafts = policies.sees_answers(actor)
    return [_meeting(one, reads_drafts=reads_drafts) for one in found[:MOST]]


def _bodies_of(unit: Organisation | None) -> QuerySet[MemberUnit, Any]:
    sits = Q(until_on__isnull=True) | Q(until_on__gt=clock.today())
    return MemberUnit.objects.filter(sits, unit=unit).values("body_id")


def _meeting(meeting: Meeting, *, reads_drafts: bool) -> Entry:
    convening: Convening | None = getattr(meeting, "convening", None)
    if convening and convening.state == ConveningState.DRAFT and not reads_drafts:
        convening = None
    on = convening.starts_on if convening else meeting.held_on or meeting.published_on
    place, room = meeting.place, convening
    return Entry(
        kind="meeting",
        pk=meeting.pk,
        on=on or clock.today(),
        title=Pair(meeting.title_zh, meeting.title_en),
        url=meeting.get_absolute_url(),
        version=meeting.version + (convening.version if convening else 0),
        place=Pair(
            " ".join(filter(None, (place.name_zh if place else "", room.room_zh if room else ""))),
            ", ".join(filter(None, (room.room_en if room else "", place.name_en if place else ""))),
        ),
        starts_at=timezone.localtime(convening.starts_at) if convening else None,
        ends_at=timezone.localtime(convening.ends_at) if convening else None,
        is_called_off=bool(convening and convening.state == ConveningState.CALLED_OFF),
    )


def _tasks(actor: Actor, wanted: Range) -> list[Entry]:
    seen = _within(actor, tasks.visible_to(actor).filter(state__in=SHOWN), wanted)
    span = wanted.starts_on, wanted.ends_on
    due = seen.filter(due_on__range=span).order_by("due_on", "pk").values_list(*_OF_TASK)
    steps = Milestone.objects.filter(_of_tasks(seen, is_wide=_is_wide(actor, wanted)))
    steps = steps.filter(due_on__range=span)
    listed = steps.order_by("due_on", "pk").values_list(*_OF_STEP)
    address = reverse("governance:task", kwargs={"pk": 0})  # written once: it is one of thousands
    return [
        *(_task(row, address) for row in due[:MOST]),
        *(_milestone(row, address) for row in listed[:MOST]),
    ]


def _of_tasks(seen: QuerySet[Task], *, is_wide: bool) -> Q:
    """Keep the steps of these tasks.

    Of nearly all tasks the dates are gone along until the page is full: listing every task first took
    0.7 s of a month out of 200,000 steps. Few tasks are listed first.
    """
    if is_wide:
        return Q(Exists(seen.order_by().filter(pk=OuterRef("task_id"))))
    return Q(task__in=seen.order_by().values("pk"))


def _is_wide(actor: Actor, wanted: Range) -> bool:
    has_own = actor.unit_ids or actor.post_ids
    return wanted.scope == FeedScope.ACCOUNT and not has_own


def _within(actor: Actor, seen: QuerySet[Task], wanted: Range) -> QuerySet[Task]:
    """Narrow tasks to those of the range: of a unit and those below it, of a body's lists, or one's own.

    Whoever has neither unit nor post has no tasks of their own and is shown all that they see.
    """
    if wanted.scope == FeedScope.BODY:
        listed = ListEntry.objects.filter(task_list__body=wanted.organisation)
        return seen.filter(pk__in=listed.order_by().values("task_id"))
    if wanted.scope == FeedScope.UNIT and wanted.organisation:
        held = Duty.objects.filter(unit__path__startswith=wanted.organisation.path)
        return seen.filter(pk__in=held.order_by().values("task_id"))
    if actor.unit_ids or actor.post_ids:
        own = Q(unit_id__in=actor.unit_ids) | Q(post_id__in=actor.post_ids)
        return seen.filter(pk__in=Duty.objects.filter(own).order_by().values("task_id"))
    return seen


def _task(row: tuple[Any, ...], address: str) -> Entry:
    pk, zh, en, on, version, state, light = row
    return Entry(
        kind="task",
        pk=pk,
        on=on,
        title=Pair(zh, en),
        url=address.replace("/0/", f"/{pk}/"),
        version=version,
        is_done=state == TaskState.CLOSED,
        light=light,
    )


def _milestone(row: tuple[Any, ...], address: str) -> Entry:
    pk, zh, en, on, version, done_on, task_id, task_zh, task_en = row
    return Entry(
        kind="milestone",
        pk=pk,
        on=on,
        title=Pair(zh, en),
        url=address.replace("/0/", f"/{task_id}/"),
        version=version,
        task=Pair(task_zh, task_en),
        is_done=done_on is not None,
    )
