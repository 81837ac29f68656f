"""What others have recorded of a sitting since a screen was shown, so that it can show it too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from plenary.contexts.governance.models import AgendaItem, Attendance, Decision, Meeting
from plenary.kernel.audit.models import AuditRow
from plenary.shared.actor import Actor

MOST = 200
"""How many rows of the log are looked at; whoever is further behind loads the page anew."""


@dataclass(frozen=True, slots=True)
class News:
    """The rows of others, which lines and decisions they touch, and up to where the log was read."""

    rows: Sequence[AuditRow]
    attendances: frozenset[int]
    decisions: frozenset[int]
    """Those recorded since, not those changed: their words may be under somebody's hands."""
    upto: int


def latest_row() -> int:
    """Give the log's last row, from where news are read on."""
    return AuditRow.objects.aggregate(last=Max("pk"))["last"] or 0


def news_since(actor: Actor, meeting: Meeting, since: int) -> News:
    """Give what others did to a meeting's record after a row of the log, in five queries."""
    labels = {
        model: model._meta.label_lower  # noqa: SLF001 - Django's documented meta API
        for model in (Meeting, AgendaItem, Attendance, Decision)
    }
    found = list(
        AuditRow.objects.filter(pk__gt=since, subject_type__in=labels.values()).order_by("pk")[
            :MOST
        ]
    )
    own = {
        (labels[Meeting], meeting.pk),
        *((labels[AgendaItem], pk) for pk in meeting.items.values_list("pk", flat=True)),
        *((labels[Attendance], pk) for pk in meeting.attendances.values_list("pk", flat=True)),
        *((labels[Decision], pk) for pk in meeting.decisions.values_list("pk", flat=True)),
    }
    rows = [
        row
        for row in found
        if (row.subject_type, row.subject_id) in own and row.actor_id != actor.user_id
    ]
    return News(
        rows=rows,
        attendances=frozenset(_ids(rows, "governance.attendance.changed")),
        decisions=frozenset(_ids(rows, "governance.decision.recorded")),
        upto=found[-1].pk if found else since,
    )


def _ids(rows: Sequence[AuditRow], action: str) -> list[int]:
    return [row.subject_id for row in rows if row.action == action and row.subject_id is not None]
