"""Who is to be told what on a day, and why; and the notices that there are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from plenary.contexts.governance.enums import (
    DutyState,
    Matter,
    NoticeState,
    PaperAccess,
    TaskState,
)
from plenary.contexts.governance.models import (
    InstructionCall,
    Milestone,
    Notice,
    Progress,
    Rung,
)
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.policies.agendas import reads_narrow
from plenary.contexts.governance.selectors import held, hours
from plenary.contexts.governance.selectors.agendas import opinions
from plenary.contexts.governance.selectors.ladder import dates_spoken_of, rungs
from plenary.contexts.governance.selectors.matters_owed import (
    CONTESTED,
    UNSPOKEN,
    Owed,
    Span,
    owed,
)
from plenary.contexts.governance.selectors.notice_words import words_of
from plenary.contexts.governance.selectors.reach import reach_of
from plenary.contexts.governance.selectors.silence import unanswered
from plenary.kernel.jobs import days
from plenary.kernel.organisations.models import Organisation
from plenary.shared import clock
from plenary.shared.actor import Actor

REMINDING = "governance.reminding"
"""The work that each day owes."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a person is to be told: by which step, of what is owed, and as whom they are reached."""

    user_id: int
    reached_as: str
    rung: Rung
    owed: Owed
    unit: Organisation
    due_on: dt.date
    on: dt.date
    text_zh: str
    text_en: str
    missed_on: dt.date | None = None
    """The day on which it should have been said, where nothing was said on that day."""


def visible_to(actor: Actor) -> QuerySet[Notice]:
    """Give the notices to those who read the whole record; a unit reads its own among its messages."""
    if not seeing.sees_everything(actor):
        return Notice.objects.none()
    return held.for_reader(actor, Notice.objects.all())


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

    Of one matter of a part a person is told once: by the latest step, in words that are true on the day on which
    it is said. Work that was made after a missed day was not missed on it.
    """
    told: set[tuple[tuple[str, int], str, int]] = set()
    for one in planned(on):
        told.add((one.owed.key, one.rung.matter, one.user_id))
        yield one
    for day in missed:
        latest = {
            (one.owed.key, one.rung.matter, one.user_id): one
            for one in planned(day, said_on=on)
            if one.owed.made_on <= day
        }
        for key, one in latest.items():
            if key not in told:
                told.add(key)
                yield one


def planned(on: dt.date, said_on: dt.date | None = None) -> Iterator[Planned]:
    """Give what the ladder says on a day, in the same number of queries for one part and a thousand;
    of more, thousand by thousand.

    Only work under way is spoken of, and each part by its own date where it has one; a contested
    part is not. Nothing on a day off. What is said on a later day counts its days from that one.
    """
    by_matter: dict[str, list[tuple[Rung, Span]]] = defaultdict(list)
    for rung in rungs().filter(is_active=True):
        if span := dates_spoken_of(on, rung.days):
            by_matter[rung.matter].append((rung, span))
    for matter, steps in by_matter.items():
        for some in owed(matter, (span for _rung, span in steps)):
            yield from _planned(some, on, said_on or on, steps)


def _planned(
    some: Iterable[Owed],
    on: dt.date,
    said_on: dt.date,
    steps: list[tuple[Rung, Span]],
) -> Iterator[Planned]:
    found = [(one, one.part.unit) for one in some if one.part.unit is not None]
    reach = reach_of((unit.pk for _one, unit in found), (one.task_id for one, _unit in found))
    needs_silence = any(rung.is_after_silence for rung, _span in steps)
    silent = unanswered(one for one, _unit in found) if needs_silence else set()
    for one, unit in found:
        is_silent = (one.key, steps[0][0].matter, one.day) in silent
        for rung, span in steps:
            if not _speaks(rung, one, span) or (rung.is_after_silence and not is_silent):
                continue
            as_whom, users = reach.of(rung.audience, unit_id=unit.pk, task_id=one.task_id)
            words = words_of(rung, unit, one, on=on, said_on=said_on)
            missed_on = on if said_on > on else None
            for user_id in sorted(users):
                yield Planned(
                    user_id, as_whom, rung, one, unit, one.day, said_on, *words, missed_on
                )


def _speaks(rung: Rung, one: Owed, span: Span) -> bool:
    if rung.is_lead_only and not one.is_lead:
        return False
    return span[0] <= one.day <= span[1]


def holding() -> QuerySet[Notice]:
    """Give the notices of which what they say still holds: the work is under way, the part is the same
    unit's, and what they speak of is owed with the same day; an opinion can still be given.
    """
    reported = Progress.objects.filter(
        task=OuterRef("task"), unit=OuterRef("unit"), ends_on__gte=OuterRef("due_on")
    )
    milestone = Milestone.objects.filter(
        task=OuterRef("task"), due_on=OuterRef("due_on"), done_on=None
    )
    call = InstructionCall.objects.filter(
        instruction__task=OuterRef("task"),
        instruction__answer_by=OuterRef("due_on"),
        unit=OuterRef("unit"),
        answered_at=None,
    )
    own = Q(duty__due_on=F("due_on")) | Q(duty__due_on=None, task__due_on=F("due_on"))
    is_owed = (
        (Q(rung__matter=Matter.DUE) & own)
        | Q(rung__matter=Matter.SIGN, duty__state=DutyState.ASSIGNED)
        | (Q(rung__matter=Matter.REPORT) & ~Exists(reported))
        | (Q(rung__matter=Matter.MILESTONE) & Exists(milestone))
        | (Q(rung__matter=Matter.INSTRUCTION) & Exists(call))
    )
    at_work = is_owed & Q(task__state=TaskState.OPEN, duty__unit=F("unit"))
    asked = opinions.to_be_given().filter(pk=OuterRef("opinion"), due_on=OuterRef("due_on"))
    spoken = ~Q(duty__state__in=UNSPOKEN) | (
        Q(rung__matter=Matter.INSTRUCTION) & ~Q(duty__state__in=CONTESTED)
    )
    return Notice.objects.filter((at_work & spoken) | Exists(asked))


def told_to(actor: Actor) -> QuerySet[Notice]:
    """Give the notices to the actor that still hold, of tasks whose inner record the actor reads."""
    own = holding().filter(user_id=actor.user_id or 0)
    if seeing.sees_everything(actor):
        return held.for_reader(actor, own)
    return own.filter(unit__in=_units_of(actor))


def may_be_told(notice: Notice, classes: Mapping[int, PaperAccess]) -> bool:
    """Say whether a draft's person has an account that is open and reads the task's inner record.

    ``classes`` are those that hold tasks (``held.classes_of_tasks``), asked for all drafts at once.
    """
    actor = notice.user.actor
    if not notice.user.is_active:
        return False
    if notice.unit_id in _units_of(actor) or reads_narrow(actor):
        return True
    is_kept = classes.get(notice.task_id or 0) == PaperAccess.COMMITTEE
    return seeing.sees_everything(actor) and not is_kept


def _units_of(actor: Actor) -> frozenset[int]:
    return actor.unit_ids if seeing.sees_own_units(actor) else frozenset()
