"""Who is to be told what on a day, and why; and the notices that there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import or_

from django.db.models import Q, QuerySet
from django.utils import timezone

from plenary.contexts.governance.enums import DutyRole, DutyState, NoticeState, TaskState
from plenary.contexts.governance.models import Duty, Notice, Rung
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import hours, tasks
from plenary.contexts.governance.selectors.ladder import dates_spoken_of, rungs
from plenary.contexts.governance.selectors.notice_words import words_of
from plenary.contexts.governance.selectors.reach import reach_of
from plenary.contexts.governance.selectors.tasks import REPORTING_ROLES
from plenary.kernel.jobs import days
from plenary.kernel.organisations.models import Organisation
from plenary.shared import clock
from plenary.shared.actor import Actor

AT_ONCE = 1000
REMINDING = "governance.reminding"
"""The work that each day owes."""

Span = tuple[dt.date, dt.date]

SPOKEN_OF = "governance.reminder"
"""The kind of a reminder's subject, a part in a task: only while somebody may be reminded of it."""

UNSPOKEN = (DutyState.DONE, DutyState.DECLINED, DutyState.TRANSFER)
"""Parts that nobody is reminded of: done, or the unit asks to be without it and the office has not answered."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a person is to be told: by which step, of which duty, and as whom they are reached."""

    user_id: int
    reached_as: str
    rung: Rung
    duty: Duty
    unit: Organisation
    due_on: dt.date
    on: dt.date
    text_zh: str
    text_en: str
    missed_on: dt.date | None = None
    """The day on which it should have been said, where nothing was said on that day."""


def visible_to(actor: Actor) -> QuerySet[Notice]:
    """Give the notices to those who read the whole record; a unit reads its own among its messages."""
    return Notice.objects.all() if seeing.sees_everything(actor) else Notice.objects.none()


def waiting(actor: Actor) -> QuerySet[Notice]:
    """Give what is drafted and neither sent nor dropped, person by person."""
    found = visible_to(actor).filter(state=NoticeState.DRAFTED)
    return found.select_related("user", "rung", "unit", "task").order_by("user_id", "due_on", "pk")


def settled(actor: Actor) -> QuerySet[Notice]:
    """Give what was sent or dropped, the latest first."""
    found = visible_to(actor).exclude(state=NoticeState.DRAFTED)
    return found.select_related("user", "rung", "unit", "task").order_by("-settled_at", "-pk")


def missed(*, before: dt.date) -> list[dt.date]:
    """Give the days before a day on which nobody was reminded because no worker ran, the latest first.

    Today is one of them once its hours are over.
    """
    now = clock.now()
    today = timezone.localdate(now)
    tomorrow = today + dt.timedelta(days=1)
    return days.missed(REMINDING, before=min(before, tomorrow if hours.is_over(now) else today))


def due(on: dt.date, missed: Iterable[dt.date] = ()) -> Iterator[Planned]:
    """Give what is to be said on a day, and then what was not said on days before, the latest first.

    Of one part a person is told once: by the latest step, in words that are true on the day on which
    it is said. Work that was made after a missed day was not missed on it.
    """
    told: set[tuple[int, int]] = set()
    for one in planned(on):
        told.add((one.duty.pk, one.user_id))
        yield one
    for day in missed:
        latest = {
            (one.duty.pk, one.user_id): one
            for one in planned(day, said_on=on)
            if timezone.localdate(one.duty.task.made_at) <= day
        }
        for key, one in latest.items():
            if key not in told:
                told.add(key)
                yield one


def planned(on: dt.date, said_on: dt.date | None = None) -> Iterator[Planned]:
    """Give what the ladder says on a day, in the same number of queries for one duty and a thousand;
    of more, thousand by thousand.

    Only work under way is spoken of, and each part by its own date where it has one; a contested
    part is not. Nothing on a day off. What is said on a later day counts its days from that one.
    """
    steps = list(rungs().filter(is_active=True))
    spans = {rung.pk: span for rung in steps if (span := dates_spoken_of(on, rung.days))}
    if not spans:
        return
    duties = _duties(spans.values())
    while batch := list(islice(duties, AT_ONCE)):
        yield from _planned(batch, on, said_on or on, steps, spans)


def _planned(
    batch: Iterable[Duty],
    on: dt.date,
    said_on: dt.date,
    steps: list[Rung],
    spans: Mapping[int, Span],
) -> Iterator[Planned]:
    found = [(duty, duty.unit) for duty in batch if duty.unit is not None]
    reach = reach_of((unit.pk for _duty, unit in found), (duty.task_id for duty, _unit in found))
    for duty, unit in found:
        due_on = duty.due_on or duty.task.due_on
        for rung in steps:
            if due_on is None or not _speaks(rung, duty, due_on, spans.get(rung.pk)):
                continue
            as_whom, users = reach.of(rung.audience, unit_id=unit.pk, task_id=duty.task_id)
            words = words_of(rung, duty.task, unit, due_on, on=on, said_on=said_on)
            missed_on = on if said_on > on else None
            for user_id in sorted(users):
                yield Planned(
                    user_id, as_whom, rung, duty, unit, due_on, said_on, *words, missed_on
                )


def is_current(notice: Notice) -> bool:
    """Say whether what a draft says still holds: the work is under way, unit and date are the same,
    and the person reads the task's inner record.
    """
    duty = notice.duty
    if duty is None or notice.task.state != TaskState.OPEN or duty.state in UNSPOKEN:
        return False
    is_same = notice.unit_id == duty.unit_id and notice.user.is_active
    if not is_same or notice.due_on != (duty.due_on or notice.task.due_on):
        return False
    actor = notice.user.actor
    return seeing.sees_everything(actor) or (
        seeing.sees_own_units(actor) and notice.unit_id in actor.unit_ids
    )


def spoken_of(actor: Actor) -> QuerySet[Duty]:
    """Give the working parts in tasks under way that the actor reads and may be reminded of."""
    found = Duty.objects.filter(task__state=TaskState.OPEN).exclude(state__in=UNSPOKEN)
    return found if seeing.sees_everything(actor) else found.filter(task__in=tasks.own(actor))


def _duties(spans: Iterable[Span]) -> Iterator[Duty]:
    """Give the working parts due on these dates: those with dates of their own, and the others."""
    ranges = list(spans)
    working = (
        Duty.objects.filter(
            role__in=REPORTING_ROLES, unit__isnull=False, task__state=TaskState.OPEN
        )
        .exclude(state__in=UNSPOKEN)
        .select_related("task", "unit")
        .order_by("pk")
    )
    own = reduce(or_, (Q(due_on__range=one) for one in ranges))
    tasks_ = reduce(or_, (Q(task__due_on__range=one) for one in ranges))
    yield from working.filter(own).iterator(chunk_size=AT_ONCE)
    yield from working.filter(tasks_, due_on__isnull=True).iterator(chunk_size=AT_ONCE)


def _speaks(rung: Rung, duty: Duty, due_on: dt.date, span: Span | None) -> bool:
    if span is None or (rung.is_lead_only and duty.role != DutyRole.LEAD):
        return False
    return span[0] <= due_on <= span[1]
