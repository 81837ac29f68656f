"""Which reminders went unanswered: sent, and neither reported nor signed for since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Max

from plenary.contexts.governance.enums import NoticeState
from plenary.contexts.governance.models import Duty, Notice, Progress

Told = tuple[int, str, dt.date]
"""A duty, the matter of which was spoken, and its day."""


def unanswered(duties: Iterable[Duty]) -> set[Told]:
    """Give of which matters of these parts a reminder was sent that had no answer, in two queries.

    An answer is the unit's entry on the task, or its receipt of the part, after the last reminder.
    """
    parts = {duty.pk: duty for duty in duties}
    sent = (
        Notice.objects.filter(duty__in=parts.keys(), state=NoticeState.SENT)
        .order_by()
        .values_list("duty_id", "rung__matter", "due_on")
        .annotate(last=Max("settled_at"))
    )
    said = (
        Progress.objects.filter(task__in={duty.task_id for duty in parts.values()})
        .order_by()
        .values_list("task_id", "unit_id")
        .annotate(last=Max("reported_at"))
    )
    reported = {(task_id, unit_id): last for task_id, unit_id, last in said}
    return {
        (duty_id, matter, day)
        for duty_id, matter, day, told_at in sent
        if duty_id is not None and told_at and not _answered(parts[duty_id], told_at, reported)
    }


def _answered(
    duty: Duty, told_at: dt.datetime, reported: dict[tuple[int, int], dt.datetime | None]
) -> bool:
    entry = reported.get((duty.task_id, duty.unit_id or 0))
    return any(at is not None and at > told_at for at in (entry, duty.signed_at))
