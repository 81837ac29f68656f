"""Tells the history of records in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from plenary.contexts.governance.deeds import deed
from plenary.contexts.governance.policies import seeing
from plenary.kernel.audit.models import AuditRow
from plenary.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Told:
    """A change: when, by whom, what, and why where a reason was given."""

    at: dt.datetime
    who: str
    what: Any
    why: str


def told_of(actor: Actor, *subjects: Model) -> list[Told]:
    """Give the changes of records that readers of everything are shown, in one query; none to others."""
    if not subjects or not seeing.sees_everything(actor):
        return []
    wanted = Q()
    for subject in subjects:
        wanted |= Q(subject_type=subject._meta.label_lower, subject_id=subject.pk)  # noqa: SLF001 - Django's documented meta API
    return told(AuditRow.objects.filter(wanted).exclude(action__endswith=".read"))


def told(rows: Iterable[AuditRow]) -> list[Told]:
    """Give the changes in words, the latest first."""
    return [
        Told(
            at=row.at,
            who=row.actor_name,
            what=deed(row.action),
            why=_why(row),
        )
        for row in sorted(rows, key=lambda row: row.pk, reverse=True)
    ]


def _why(row: AuditRow) -> str:
    """Give the reason that was noted; a paper's version has a note of its own."""
    note = row.after.get("note") or {}
    given = note.get("reason", "") if isinstance(note, dict) else note
    is_override = row.action == "governance.task.light_overridden"
    return str(given or (row.after.get("override_reason", "") if is_override else ""))
