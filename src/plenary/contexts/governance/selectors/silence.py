"""Which reminders went unanswered: sent, and neither reported nor signed for since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Max

from plenary.contexts.governance.enums import NoticeState
from plenary.contexts.governance.models import Duty, Notice, Opinion, Progress
from plenary.contexts.governance.selectors.matters_owed import Owed

Told = tuple[tuple[str, int], str, dt.date]
"""What is owed (``Owed.key``), the matter of which was spoken, and its day."""


def unanswered(some: Iterable[Owed]) -> set[Told]:
    """Give of which of these a reminder was sent that had no answer, in two queries, three with opinions.

    An answer is the unit's entry on the task, or its receipt of the part, after the last reminder; an
    opinion that was given is owed no more.
    """
    owed = [one.part for one in some]
    asked = [part.pk for part in owed if isinstance(part, Opinion)]
    return _of_duties([part for part in owed if isinstance(part, Duty)]) | _of_opinions(asked)


def _of_opinions(ids: Sequence[int]) -> set[Told]:
    if not ids:
        return set()
    sent = Notice.objects.filter(opinion__in=ids, state=NoticeState.SENT)
    rows = sent.order_by().values_list("opinion_id", "rung__matter", "due_on").distinct()
    return {((Opinion.__name__, pk or 0), matter, day) for pk, matter, day in rows}


def _of_duties(duties: Sequence[Duty]) -> set[Told]:
    parts = {duty.pk: duty for duty in duties}
    if not parts:
        return set()
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
        ((Duty.__name__, duty_id), matter, day)
        for duty_id, matter, day, told_at in sent
        if duty_id is not None and told_at and not _answered(parts[duty_id], told_at, reported)
    }


def _answered(
    duty: Duty, told_at: dt.datetime, reported: dict[tuple[int, int], dt.datetime | None]
) -> bool:
    entry = reported.get((duty.task_id, duty.unit_id or 0))
    return any(at is not None and at > told_at for at in (entry, duty.signed_at))
