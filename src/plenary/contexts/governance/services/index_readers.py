"""Who finds what in the search: the audience and the units of a meeting, a decision, a task, a report."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from plenary.contexts.governance.enums import (
    MeetingState,
    PaperAccess,
    ReleaseState,
    ReportState,
    TaskState,
)
from plenary.contexts.governance.models import (
    Decision,
    Duty,
    Meeting,
    Opinion,
    ReleaseStep,
    Report,
    Task,
    Topic,
)
from plenary.contexts.governance.selectors import held
from plenary.kernel.documents.enums import Release
from plenary.kernel.organisations.models import MemberUnit
from plenary.kernel.search.services import Audience
from plenary.shared import clock

Readers = tuple[Audience, list[int]]


def task_audience(task: Task, access: str | None) -> Audience:
    """Give who finds a task: a draft readers alone, then its units, a public one all.

    One that a paper's class holds back is nobody else's than its units', and readers find none that
    is the committee's.
    """
    is_draft = task.state == TaskState.DRAFT
    if access == PaperAccess.COMMITTEE:
        return "narrow"
    if is_draft:
        return "office"
    return "all" if task.release == Release.PUBLIC and access is None else "units"


def decision_readers(
    decision: Decision, access: str | None, *, is_out: bool, works: Iterable[int]
) -> Readers:
    """Give who finds a decision: its meeting's readers once it is out, else the units that work on it.

    Of one that a paper's class holds back, those of them who may read it (``decisions_kept_from``).
    """
    meeting, working = decision.meeting, sorted(set(works))
    if access is None:
        if is_out:
            return meeting_audience(meeting), meeting_units(meeting)
        return "units", working
    brought, asked = _concerned(decision)
    there = set(units_of_meeting(meeting)) if is_out else set(working)
    if is_out and meeting_audience(meeting) == "all":
        there |= {*brought, *asked}
    if access == PaperAccess.COMMITTEE:
        return "narrow", sorted(there & {*members(meeting), *brought})
    if access == PaperAccess.CONCERNED:
        return "units", sorted(there & {*brought, *asked, *working})
    return "units", sorted(there)


def report_readers(report: Report) -> Readers:
    """Give who finds a report: a draft and an internal one readers, else as it was released.

    One that speaks of what a paper's class holds back is found by fewer, as ``reports.visible_to`` has
    it; released minutes by the units that may read each of their decisions.
    """
    tasks, of_meeting = held.tasks_told(report), held.decisions_told(report)
    is_narrow = PaperAccess.COMMITTEE in {*tasks.values(), *of_meeting.values()}
    released = ReleaseStep.objects.filter(minutes=report, state=ReleaseState.RELEASED)
    if report.meeting is not None and released.exists() and not tasks:
        return "narrow" if is_narrow else "units", _all_of(report.meeting, of_meeting)
    if is_narrow or tasks or of_meeting:
        return "narrow" if is_narrow else "office", []
    if report.state == ReportState.FROZEN and report.release == Release.PUBLIC:
        return "all", []
    if report.state == ReportState.FROZEN and report.release == Release.ON_REQUEST:
        return "liaisons", []
    return "office", []


def _all_of(meeting: Meeting, of_meeting: dict[int, PaperAccess]) -> list[int]:
    """Give the units that find a meeting and may read each of its held decisions."""
    units = set(units_of_meeting(meeting))
    for decision in meeting.decisions.filter(pk__in=of_meeting):
        decision.meeting = meeting
        works = units_of(Q(task__bases__decision=decision))
        access = of_meeting[decision.pk]
        units &= set(decision_readers(decision, access, is_out=True, works=works)[1])
    return sorted(units)


def _concerned(decision: Decision) -> tuple[Collection[int], Collection[int]]:
    """Give the unit that brought a decision's matter, and those that were asked for their opinion."""
    if decision.item_id is None:
        return (), ()
    topics = Topic.objects.filter(item=decision.item_id, unit__isnull=False)
    asked = Opinion.objects.filter(item=decision.item_id)
    return (
        {pk for pk in topics.values_list("unit_id", flat=True) if pk},
        set(asked.values_list("unit_id", flat=True)),
    )


def meeting_audience(meeting: Meeting) -> Audience:
    """Give who finds a meeting: everybody once it was held and is public."""
    is_open = meeting.release == Release.PUBLIC and meeting.state != MeetingState.PLANNED
    return "all" if is_open else "units"


def meeting_units(meeting: Meeting) -> list[int]:
    """Give the units that find a meeting which is not for everybody."""
    return [] if meeting_audience(meeting) == "all" else units_of_meeting(meeting)


def units_of_meeting(meeting: Meeting) -> list[int]:
    """Give the units that sit in its body and those whose tasks rest on it."""
    return [*members(meeting), *resting(meeting)]


def members(meeting: Meeting) -> list[int]:
    """Give the units that sit in its body today."""
    sits_now = Q(until_on__isnull=True) | Q(until_on__gt=clock.today())
    sitting = MemberUnit.objects.filter(sits_now, body_id=meeting.body_id)
    return list(sitting.values_list("unit_id", flat=True))


def resting(meeting: Meeting) -> list[int]:
    """Give the units whose tasks rest on it."""
    rests = Q(task__bases__directive__meeting=meeting) | Q(task__bases__decision__meeting=meeting)
    return units_of(rests)


def units_of(tasks: Q) -> list[int]:
    """Give the units with a duty in tasks that are in force."""
    return list(at_work().filter(tasks).values_list("unit_id", flat=True).distinct())


def at_work() -> QuerySet[Duty]:
    """Give the duties of units in tasks that are in force."""
    return Duty.objects.filter(unit__isnull=False).exclude(task__state=TaskState.DRAFT)
