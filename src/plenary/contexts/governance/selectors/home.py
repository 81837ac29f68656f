"""What the signed-in home shows of governance: what is red and why, what waits, what has changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from plenary.contexts.governance.enums import NO_MORE, FateKind, Light, MeetingState, TaskState
from plenary.contexts.governance.lights import Explanation
from plenary.contexts.governance.models import Decision, Duty, Meeting, Progress, Task
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.policies.agendas import reads_narrow
from plenary.contexts.governance.selectors import duties, tasks
from plenary.contexts.governance.selectors.held import tasks_kept_from
from plenary.contexts.governance.selectors.releases import page as releases
from plenary.contexts.governance.selectors.task_page import explain_shown
from plenary.kernel.audit.models import AuditRow
from plenary.shared import clock
from plenary.shared.actor import Actor

SHOWN = 20
"""How many lines each part of the home shows."""

WEEK = dt.timedelta(days=7)

TASK = "governance.task"
MEETING = "governance.meeting"
PROGRESS = "governance.progress"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task in a short list, with its light in words and the reason."""

    pk: int
    url: str
    title_zh: str
    title_en: str
    lead_unit_zh: str
    lead_unit_en: str
    due_on: dt.date | None
    light: Explanation
    version: int


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting that still has decisions or directives without a fate."""

    pk: int
    url: str
    title_zh: str
    title_en: str
    unfated: int


@dataclass(frozen=True, slots=True)
class Change:
    """A change of this week: who did what to which record."""

    at: dt.datetime
    actor_name: str
    action: str
    subject_type: str
    subject_id: int | None
    title_zh: str
    title_en: str
    url: str


@dataclass(frozen=True, slots=True)
class DutyToDo:
    """A duty that waits for its unit, and the period to report on where it is a report."""

    duty_id: int
    duty_version: int
    role: str
    unit_id: int
    unit_zh: str
    unit_en: str
    task: TaskLine
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    due_on: dt.date | None = None
    """The part's own date, else the task's."""


@dataclass(frozen=True, slots=True)
class Home:
    """Governance's part of the home; what does not concern the actor is empty."""

    counts: dict[str, int]
    """The visible work in force by light."""
    red: list[TaskLine]
    yellow: list[TaskLine]
    to_verify: list[TaskLine]
    unfated: list[MeetingLine]
    changed: list[Change]
    to_sign: list[DutyToDo]
    to_report: list[DutyToDo]
    late: list[DutyToDo]
    loose: int = 0
    """Drafts outside any list: the office's to put into force or take away."""
    flagged: int = 0
    """Of the latest releases those whose record has changed inside since: the office's to look at."""


def home_of(actor: Actor) -> Home:
    """Give governance's part of the actor's home in a fixed number of queries."""
    visible = tasks.inside(actor).exclude(state__in=[TaskState.DRAFT, *NO_MORE])
    owed = duties.duties_of(actor)
    return Home(
        counts=_counts(visible),
        red=_lines(visible.filter(shown_light=Light.RED)),
        yellow=_lines(visible.filter(shown_light=Light.YELLOW)),
        to_verify=_to_verify(actor),
        unfated=_unfated(actor),
        changed=_changed(actor, visible),
        to_sign=[_to_do(duty) for duty in owed.to_sign],
        to_report=[
            _to_do(duty, period.starts_on, period.ends_on) for duty, period in owed.to_report
        ],
        late=[_to_do(duty) for duty in owed.late],
        loose=tasks.loose_drafts(actor).count() if actor.has("office") else 0,
        flagged=len(releases.flagged(actor, SHOWN)) if actor.has("office") else 0,
    )


def waiting_for_verification(actor: Actor) -> QuerySet[Task]:
    """Give the reported tasks that the actor may judge: none in which their own units work."""
    found = tasks.visible_to(actor).filter(state=TaskState.REPORTED)
    if actor.unit_ids:
        own = Duty.objects.filter(role__in=tasks.REPORTING_ROLES, unit_id__in=actor.unit_ids)
        found = found.exclude(reported_by_unit_id__in=actor.unit_ids)
        found = found.exclude(pk__in=own.order_by().values("task_id"))
    return found.order_by("reported_at", "pk")


def _counts(visible: QuerySet[Task]) -> dict[str, int]:
    counted = visible.order_by().values_list("shown_light").annotate(count=Count("pk"))
    found: dict[str, int] = dict(counted)
    return {light: found.get(light, 0) for light in Light.values}


def _lines(found: QuerySet[Task]) -> list[TaskLine]:
    rows = found.select_related("lead_unit").order_by("due_on", "pk")[:SHOWN]
    return [task_line(task) for task in rows]


def task_line(task: Task) -> TaskLine:
    """Give a task, with its lead unit loaded, as a short list shows it."""
    unit = task.lead_unit
    return TaskLine(
        pk=task.pk,
        url=task.get_absolute_url(),
        title_zh=task.title_zh or task.title_en,
        title_en=task.title_en or task.title_zh,
        lead_unit_zh=_first(unit, "short_zh", "name_zh", "short_en", "name_en"),
        lead_unit_en=_first(unit, "short_en", "name_en", "short_zh", "name_zh"),
        due_on=task.due_on,
        light=explain_shown(task),
        version=task.version,
    )


def _to_do(duty: Any, starts_on: dt.date | None = None, ends_on: dt.date | None = None) -> DutyToDo:
    return DutyToDo(
        duty_id=duty.pk,
        duty_version=duty.version,
        role=duty.role,
        unit_id=duty.unit_id,
        unit_zh=_first(duty.unit, "short_zh", "name_zh", "short_en", "name_en"),
        unit_en=_first(duty.unit, "short_en", "name_en", "short_zh", "name_zh"),
        task=task_line(duty.task),
        starts_on=starts_on,
        ends_on=ends_on,
        due_on=duty.due_on or duty.task.due_on,
    )


def _first(record: Any, *names: str) -> str:
    return next((value for name in names if (value := getattr(record, name, ""))), "")


def _to_verify(actor: Actor) -> list[TaskLine]:
    if not actor.has("verifier", "office", "leader"):
        return []
    found = waiting_for_verification(actor).select_related("lead_unit")[:SHOWN]
    return [task_line(task) for task in found]


def _unfated(actor: Actor) -> list[MeetingLine]:
    """Give the meetings with something unsettled; of closed ones those whose postponed topic was withdrawn since."""
    if not actor.has("office"):
        return []
    left = Count("directives", filter=Q(directives__fate=FateKind.OPEN), distinct=True) + Count(
        "decisions", filter=Q(decisions__fate=FateKind.OPEN), distinct=True
    )
    reopened = Decision.objects.filter(fate=FateKind.OPEN, meeting__state=MeetingState.CLOSED)
    found = Meeting.objects.filter(
        Q(state=MeetingState.HELD) | Q(pk__in=reopened.values("meeting"))
    )
    found = found.annotate(left=left).filter(left__gt=0)
    return [
        MeetingLine(
            pk=meeting.pk,
            url=meeting.get_absolute_url(),
            title_zh=meeting.title_zh or meeting.title_en,
            title_en=meeting.title_en or meeting.title_zh,
            unfated=meeting.left,
        )
        for meeting in found[:SHOWN]
    ]


def _changed(actor: Actor, visible: QuerySet[Task]) -> list[Change]:
    """Give this week's changes of tasks, entries and meetings, the newest first.

    A unit gets those of its own tasks; from no reader comes what is kept from them.
    """
    rows = AuditRow.objects.filter(at__gte=clock.now() - WEEK)
    if seeing.sees_everything(actor):
        rows = rows.filter(subject_type__in=[TASK, MEETING, PROGRESS])
        if not reads_narrow(actor):
            kept = tasks_kept_from(actor)
            entries = Progress.objects.filter(task__in=kept).order_by().values("pk")
            rows = rows.exclude(subject_type=TASK, subject_id__in=kept)
            rows = rows.exclude(subject_type=PROGRESS, subject_id__in=entries)
    else:
        mine = visible.order_by().values("pk")
        entries = Progress.objects.filter(task__in=mine).order_by().values("pk")
        rows = rows.filter(
            Q(subject_type=TASK, subject_id__in=mine)
            | Q(subject_type=PROGRESS, subject_id__in=entries)
        )
    found = list(rows.order_by("-id")[:SHOWN])
    subjects = _subjects(found)
    return [_change(row, subjects.get((row.subject_type, row.subject_id))) for row in found]


def _subjects(rows: list[AuditRow]) -> dict[tuple[str, int | None], Task | Meeting]:
    def ids(label: str) -> set[int]:
        return {row.subject_id or 0 for row in rows if row.subject_type == label}

    subjects: dict[tuple[str, int | None], Task | Meeting] = {}
    for task in Task.objects.filter(pk__in=ids(TASK)):
        subjects[TASK, task.pk] = task
    for meeting in Meeting.objects.filter(pk__in=ids(MEETING)):
        subjects[MEETING, meeting.pk] = meeting
    for entry in Progress.objects.filter(pk__in=ids(PROGRESS)).select_related("task"):
        subjects[PROGRESS, entry.pk] = entry.task
    return subjects


def _change(row: AuditRow, subject: Task | Meeting | None) -> Change:
    return Change(
        at=row.at,
        actor_name=row.actor_name,
        action=row.action,
        subject_type=row.subject_type,
        subject_id=row.subject_id,
        title_zh=_first(subject, "title_zh", "title_en"),
        title_en=_first(subject, "title_en", "title_zh"),
        url=subject.get_absolute_url() if subject else "",
    )
