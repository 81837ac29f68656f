"""Puts signed-off minutes first on the body's next agenda, for that meeting to approve them."""

from __future__ import annotations

from plenary.contexts.governance.enums import AgendaKind
from plenary.contexts.governance.models import AgendaItem, Meeting, Report
from plenary.contexts.governance.selectors.minutes import approval
from plenary.contexts.governance.services.indexing import index_meeting
from plenary.contexts.governance.services.texts import keep_sides
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.shared.actor import Actor


def place_approval(actor: Actor, report: Report) -> AgendaItem | None:
    """Let the next agenda hold these minutes; a corrected version takes the place of the one before.

    An agenda that is approved or circulated is passed over. Where no other is planned they wait until
    one is, or is opened again; where a decision has approved them with changes, the corrected version
    needs no other.
    """
    item = approval.undecided_of(report)
    if item is not None:
        return _turn_to(actor, item, report)
    if approval.approval_of(report).state != "waiting":
        return None
    meeting = approval.next_meeting(report)
    return None if meeting is None else _put_first(actor, meeting, report)


def bring_minutes(actor: Actor, meeting: Meeting) -> list[AgendaItem]:
    """Let an agenda just planned or opened again begin with the minutes that wait to be approved."""
    waiting = approval.waiting_for(meeting)
    return [_put_first(actor, meeting, report) for report in reversed(waiting)]


def _turn_to(actor: Actor, item: AgendaItem, report: Report) -> AgendaItem:
    if item.approves_id == report.pk:
        return item
    before = snapshot(item)
    item.approves = report
    save(item, fields=["approves"])
    record(actor=actor, action="governance.agenda_item.edited", subject=item, before=before)
    return item


def _put_first(actor: Actor, meeting: Meeting, report: Report) -> AgendaItem:
    for later in meeting.items.order_by("-number"):
        later.number += 1
        save(later, fields=["number"])
    item = AgendaItem.objects.create(
        meeting=meeting,
        number=1,
        kind=AgendaKind.APPROVE,
        text_zh=report.title_zh,
        text_en=report.title_en,
        approves=report,
    )
    note = {"minutes": report.pk}
    record(actor=actor, action="governance.agenda_item.added", subject=item, note=note)
    keep_sides(actor, item, "text")
    index_meeting(meeting)
    return item
