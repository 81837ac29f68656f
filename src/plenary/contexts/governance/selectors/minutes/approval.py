"""Whether minutes were approved, by which decision of which later meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.db.models import Exists, OuterRef, QuerySet

from plenary.contexts.governance.enums import DecisionKind, MeetingState, ReportKind, ReportState
from plenary.contexts.governance.models import AgendaItem, Decision, Meeting, Report
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.agendas import versions

State = Literal["unsigned", "waiting", "placed", "approved", "amended", "settled"]


@dataclass(frozen=True, slots=True)
class Approval:
    """Where the approval of minutes stands, with the item or decision that says so."""

    state: State
    item: AgendaItem | None = None
    decision: Decision | None = None


def approval_of(report: Report) -> Approval:
    """Say where the approval of minutes stands.

    ``amended`` is approved with changes: a corrected version carries them out and is approved with
    them.
    """
    if report.state != ReportState.FROZEN:
        return Approval("unsigned")
    both = [pk for pk in (report.pk, report.corrects_id) if pk]
    items = AgendaItem.objects.filter(approves__in=both)
    decided = Decision.objects.filter(item__in=items).exclude(kind=DecisionKind.POSTPONED)
    for decision in decided.select_related("item", "meeting").order_by("-pk"):
        if decision.item is None or decision.item.approves_id == report.pk:
            return Approval(_state(decision), decision.item, decision)
        if decision.kind == DecisionKind.AMENDED:
            return Approval("approved", decision.item, decision)
    placed = _undecided(AgendaItem.objects.filter(approves=report)).select_related("meeting")
    item = placed.order_by("-pk").first()
    return Approval("placed", item) if item else Approval("waiting")


def waiting_for(meeting: Meeting) -> list[Report]:
    """Give the signed-off minutes of the body's other meetings that wait for an agenda.

    What this very meeting has postponed waits for another.
    """
    later = Report.objects.filter(corrects=OuterRef("pk"), state=ReportState.FROZEN)
    signed = Report.objects.filter(
        ~Exists(later),
        kind=ReportKind.MINUTES,
        state=ReportState.FROZEN,
        meeting__body=meeting.body_id,
    ).exclude(meeting=meeting)
    ordered = signed.select_related("meeting").order_by("meeting__held_on", "pk")
    had = set(meeting.items.exclude(approves=None).values_list("approves_id", flat=True))
    return [
        report
        for report in ordered
        if not had & {report.pk, report.corrects_id} and approval_of(report).state == "waiting"
    ]


def next_meeting(report: Report) -> Meeting | None:
    """Give the body's next planned meeting whose agenda may still change, those with a day first.

    A meeting that has postponed these minutes is not its own next.
    """
    had = AgendaItem.objects.filter(approves__in=[report.pk, report.corrects_id or report.pk])
    if report.meeting is None:
        return None
    passed_over = {report.meeting.pk, *had.values_list("meeting_id", flat=True)}
    coming = versions.open_agendas(report.meeting.body_id)
    return next((one for one in coming if one.pk not in passed_over), None)


def undecided_of(report: Report) -> AgendaItem | None:
    """Give the item on which minutes, or the version that they correct, still wait to be approved."""
    both = [pk for pk in (report.pk, report.corrects_id) if pk]
    return _undecided(AgendaItem.objects.filter(approves__in=both)).first()


def _undecided(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    decided = Decision.objects.filter(item=OuterRef("pk"))
    off = Meeting.objects.filter(meetings.called_off()).values("pk")
    open_ones = items.exclude(meeting__state=MeetingState.CLOSED).exclude(meeting__in=off)
    return open_ones.filter(~Exists(decided))


def _state(decision: Decision) -> State:
    if decision.kind == DecisionKind.ADOPTED:
        return "approved"
    return "amended" if decision.kind == DecisionKind.AMENDED else "settled"
