"""Who is to be told what on a day, and why; and the notices that there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from plenary.contexts.governance.enums import (
    ENDED_INSTRUCTIONS,
    DutyState,
    ExtraState,
    Matter,
    NoticeState,
    PaperAccess,
    SlipState,
    TaskState,
)
from plenary.contexts.governance.models import (
    ExtraReport,
    InstructionCall,
    Milestone,
    Notice,
    Progress,
    Rung,
    SlipAnswer,
)
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.policies.agendas import reads_narrow
from plenary.contexts.governance.selectors import held, hours
from plenary.contexts.governance.selectors.agendas import opinions
from plenary.contexts.governance.selectors.matters_owed import (
    CONTESTED,
    UNDER_WAY,
    UNSPOKEN,
    Owed,
    come_back,
    owed,
)
from plenary.contexts.governance.selectors.notice_words import words_of
from plenary.contexts.governance.selectors.occasions import (
    Occasion,
    Said,
    latest_passed,
    occasions,
    said_of,
)
from plenary.contexts.governance.selectors.reach import reach_of
from plenary.contexts.governance.selectors.silence import unanswered
from plenary.kernel.calendar import selectors as calendar
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
    later_days: int = 0
    """How many days after the step's own day it is said again; 0 for that day itself."""
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
    part is not. A step with repetitions speaks again and again. Of work that came back since the last
    working day, after its date, the latest step speaks that went by meanwhile. Nothing on a day off. What is said on a later day counts its days from that one.
    """
    spoken_on = said_on or on
    by_matter = occasions(on)
    for matter, steps in by_matter.items():
        for some in owed(matter, (step.span for step in steps)):
            yield from _planned(some, on, spoken_on, steps)
    if on_dates := by_matter.get(Matter.DUE):
        for some in come_back(calendar.add_working_days(on, -1), on):
            yield from _planned(some, on, spoken_on, on_dates, said_of(some))


def _planned(
    some: Iterable[Owed],
    on: dt.date,
    said_on: dt.date,
    steps: list[Occasion],
    said: set[Said] | None = None,
) -> Iterator[Planned]:
    """Give what these steps say; with ``said``, the latest that has passed and is not among it."""
    found = [(one, one.part.unit) for one in some if one.part.unit is not None]
    reach = reach_of((unit.pk for _one, unit in found), (one.task_id for one, _unit in found))
    needs_silence = any(step.rung.is_after_silence for step in steps)
    silent = unanswered(one for one, _unit in found) if needs_silence else set()
    for one, unit in found:
        is_silent = (one.key, steps[0].rung.matter, one.day) in silent
        for step in _chosen(steps, one, is_silent=is_silent, said=said):
            as_whom, users = reach.of(step.rung.audience, unit_id=unit.pk, task_id=one.task_id)
            zh, en = words_of(step.rung, unit, one, as_whom=as_whom, on=on, said_on=said_on)
            for user_id in sorted(users):
                yield Planned(
                    user_id=user_id,
                    reached_as=as_whom,
                    rung=step.rung,
                    later_days=step.later_days,
                    owed=one,
                    unit=unit,
                    due_on=one.day,
                    on=said_on,
                    text_zh=zh,
                    text_en=en,
                    missed_on=on if said_on > on else None,
                )


def _chosen(
    steps: list[Occasion], one: Owed, *, is_silent: bool, said: set[Said] | None
) -> list[Occasion]:
    if said is not None:
        return latest_passed(steps, one, is_silent=is_silent, said=said)
    return [step for step in steps if step.speaks_of(one, is_silent=is_silent)]


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
    ).exclude(instruction__state__in=ENDED_INSTRUCTIONS)
    slip = SlipAnswer.objects.filter(
        task=OuterRef("task"),
        unit=OuterRef("unit"),
        answer_by=OuterRef("due_on"),
        state=SlipState.WAITING,
    )
    extra = ExtraReport.objects.filter(
        task=OuterRef("task"),
        unit=OuterRef("unit"),
        due_on=OuterRef("due_on"),
        state=ExtraState.APPROVED,
    )
    own = Q(duty__due_on=F("due_on")) | Q(duty__due_on=None, task__due_on=F("due_on"))
    is_owed = (
        (Q(rung__matter=Matter.DUE) & own)
        | Q(rung__matter=Matter.SIGN, duty__state=DutyState.ASSIGNED)
        | (Q(rung__matter=Matter.REPORT) & ~Exists(reported))
        | (Q(rung__matter=Matter.MILESTONE) & Exists(milestone))
    ) & Q(task__state=TaskState.OPEN)
    is_asked = Q(task__state__in=UNDER_WAY) & (
        (Q(rung__matter=Matter.INSTRUCTION) & Exists(call))
        | (Q(rung__matter=Matter.SLIP) & Exists(slip))
        | (Q(rung__matter=Matter.EXTRA) & Exists(extra))
    )
    asked = opinions.to_be_given().filter(pk=OuterRef("opinion"), due_on=OuterRef("due_on"))
    at_work = (is_owed & ~Q(duty__state__in=UNSPOKEN)) | (is_asked & ~Q(duty__state__in=CONTESTED))
    return Notice.objects.filter((at_work & Q(duty__unit=F("unit"))) | Exists(asked))


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
