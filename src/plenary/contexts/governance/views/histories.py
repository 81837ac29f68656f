"""Tells the history of a meeting, a list or a task in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from plenary.kernel.audit.models import AuditRow

WORDS: dict[str, Any] = {
    "governance.meeting.created": _("recorded the meeting"),
    "governance.meeting.edited": _("changed the meeting"),
    "governance.meeting.held": _("said that it was held"),
    "governance.meeting.closed": _("closed the meeting"),
    "governance.meeting.reopened": _("opened it again"),
    "governance.meeting.attendance_recorded": _("recorded the attendance"),
    "governance.meeting.text_attached": _("added a text"),
    "governance.meeting.names_filled": _("added names in the second language"),
    "governance.task_list.created": _("made the list"),
    "governance.task_list.edited": _("changed the list"),
    "governance.task_list.task_added": _("added a task"),
    "governance.task_list.task_removed": _("removed a task"),
    "governance.task_list.renumbered": _("changed the order"),
    "governance.task_list.adopted": _("adopted the list"),
    "governance.task.created": _("made the task"),
    "governance.task.opened": _("put the task in force"),
    "governance.task.edited": _("changed the task"),
    "governance.task.extended": _("moved the due date, by two people's approval"),
    "governance.task.measures_bound": _("bound measures to it"),
    "governance.task.basis_added": _("added a basis"),
    "governance.task.light_overridden": _("set the light by hand"),
    "governance.task.light_restored": _("went back to the rule's light"),
    "governance.task.reported": _("reported it done"),
    "governance.task.accepted": _("verified and closed it"),
    "governance.task.returned": _("returned it"),
    "governance.task.reopened": _("opened it again"),
    "governance.duty.assigned": _("gave a unit or post a part"),
    "governance.duty.removed": _("took a part back"),
    "governance.duty.signed": _("signed for a part"),
    "governance.duty.declined": _("declined a part"),
    "governance.duty.transfer_asked": _("asked that another unit have a part"),
    "governance.duty.put_back": _("left a part where it was"),
    "governance.duty.moved": _("gave a part to another unit"),
    "governance.milestone.added": _("added a milestone"),
    "governance.milestone.edited": _("changed a milestone"),
    "governance.milestone.extended": _("moved a milestone, by two people's approval"),
    "governance.milestone.completed": _("said that a milestone is done"),
    "governance.duty_ask.made": _("asked the office about a duty"),
    "governance.duty_ask.accepted": _("accepted what a unit asks of a duty"),
    "governance.duty_ask.returned": _("returned what a unit asks of a duty"),
    "governance.extension.asked": _("asked for an extension"),
    "governance.extension.endorsed": _("agreed to an extension, first step"),
    "governance.extension.approved": _("approved an extension, second step"),
    "governance.extension.refused": _("refused an extension"),
    "governance.extension.withdrawn": _("withdrew an extension"),
    "governance.instruction.given": _("wrote an instruction"),
    "governance.instruction.routed": _("routed an instruction"),
    "governance.instruction.answered": _("answered an instruction"),
    "governance.instruction.sent_back": _("sent an answer back"),
    "governance.instruction.settled": _("settled an instruction"),
    "governance.instruction_word.answer": _("wrote an answer to an instruction"),
    "governance.instruction_word.return": _("wrote why an answer is sent back"),
    "governance.instruction_word.settled": _("wrote a remark to an answer"),
    "governance.sheet.slip": _("drew up a supervision slip"),
    "governance.progress.reported": _("reported progress"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A change: when, by whom, what, and why where a reason was given."""

    at: dt.datetime
    who: str
    what: Any
    why: str


def told(rows: Iterable[AuditRow]) -> list[Told]:
    """Give the changes in words, the latest first."""
    return [
        Told(
            at=row.at,
            who=row.actor_name,
            what=WORDS.get(row.action, row.action),
            why=_why(row),
        )
        for row in sorted(rows, key=lambda row: row.pk, reverse=True)
    ]


def _why(row: AuditRow) -> str:
    given = (row.after.get("note") or {}).get("reason", "")
    is_override = row.action == "governance.task.light_overridden"
    return str(given or (row.after.get("override_reason", "") if is_override else ""))
