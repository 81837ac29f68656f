"""Tells the history of a meeting, a list or a task in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plenary.contexts.governance.deeds import deed
from plenary.kernel.audit.models import AuditRow


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
            what=deed(row.action),
            why=_why(row),
        )
        for row in sorted(rows, key=lambda row: row.pk, reverse=True)
    ]


def _why(row: AuditRow) -> str:
    given = (row.after.get("note") or {}).get("reason", "")
    is_override = row.action == "governance.task.light_overridden"
    return str(given or (row.after.get("override_reason", "") if is_override else ""))
