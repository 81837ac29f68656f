"""Tells a meeting's history in words."""

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
    "governance.task_list.created": _("made the list"),
    "governance.task_list.edited": _("changed the list"),
    "governance.task_list.task_added": _("added a task"),
    "governance.task_list.task_removed": _("removed a task"),
    "governance.task_list.renumbered": _("changed the order"),
    "governance.task_list.adopted": _("adopted the list"),
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
    lines = [
        Told(
            at=row.at,
            who=row.actor_name,
            what=WORDS.get(row.action, row.action),
            why=str((row.after.get("note") or {}).get("reason", "")),
        )
        for row in rows
    ]
    return lines[::-1]
