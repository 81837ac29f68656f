"""Carries over what a task that is replaced has: its bases, measures, milestones, units and first dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import DutyRole
from plenary.contexts.governance.models import Basis, Duty, Milestone, Task, TaskMeasure
from plenary.contexts.governance.services.acts.joining_parts import TOLD, join_parts
from plenary.contexts.governance.services.checks import called
from plenary.contexts.governance.services.duty_ends import WORKING
from plenary.contexts.governance.services.ends_of_tasks import need_nothing_after
from plenary.contexts.governance.services.indexing import index_around
from plenary.contexts.governance.services.making import BASIS_MODELS
from plenary.contexts.governance.services.parts import BasisGiven
from plenary.contexts.governance.services.texts import keep_sides
from plenary.kernel.audit.recording import record
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

DONE = (
    "state",
    "signed_at",
    "signed_by_id",
    "reported_at",
    "reported_by_id",
    "done_at",
    "done_by_id",
    "done_by",
)
"""What stays of a part that was done, or reported so, before others continued the task."""


def bases_of(old: Task) -> list[BasisGiven]:
    """Give what a task rests on, as a new one is given it."""
    return [
        BasisGiven(kind, pk)  # type: ignore[arg-type] # the keys of BASIS_MODELS are its kinds
        for basis in old.bases.all()
        for kind in BASIS_MODELS
        if (pk := getattr(basis, f"{kind}_id")) is not None
    ]


def carry_bases(old: Task, new: Task) -> None:
    """Let the new task rest on what it does not rest on yet."""
    held = set(bases_of(new))
    Basis.objects.bulk_create(
        Basis(task=new, **{f"{one.kind}_id": one.pk}) for one in bases_of(old) if one not in held
    )


def carry_measures(old: Task, new: Task, ids: Collection[int] | None = None) -> None:
    """Bind the old task's measures, or these of them, that the new one lacks."""
    held = set(new.measures.values_list("measure", flat=True))
    TaskMeasure.objects.bulk_create(
        TaskMeasure(task=new, measure=one.measure, target=one.target)
        for one in old.measures.all()
        if one.measure not in held and (ids is None or one.pk in ids)
    )


def carry_milestones(
    actor: Actor, old: Task, new: Task, ids: Collection[int] | None = None
) -> None:
    """Give the new task the open milestones, or these of them, with their first dates; each is recorded.

    Refused, by name, for those that would lie after its own end: replacing is no way round that.
    """
    last = new.milestones.aggregate(last=Max("number"))["last"] or 0
    held = set(new.milestones.values_list("due_on", "title_zh", "title_en"))
    for one in old.milestones.filter(done_on=None):
        if (ids is not None and one.pk not in ids) or (
            (one.due_on, one.title_zh, one.title_en) in held
        ):
            continue
        last += 1
        made = Milestone.objects.create(
            task=new,
            number=last,
            due_on=one.due_on,
            first_due_on=one.first_due_on or one.due_on,
            title_zh=one.title_zh,
            title_en=one.title_en,
        )
        record(
            actor=actor,
            action="governance.milestone.added",
            subject=made,
            note={"continues": old.pk},
        )
        keep_sides(actor, made, "title")
    need_nothing_after(new)


def carry_units(
    actor: Actor, old: Task, new: Task, duty_ids: Collection[int] | None = None
) -> None:
    """Give the old task's working units, or these duties', their part in the new one; each is recorded.

    A lead is responsible there. A part that was reported done waits on, with its report. Where a unit has a
    part already, it owes both deliverables, by the earlier of its own dates. Refused where the two deliverables are too long together,
    and for a unit that is dissolved: its work goes to another one first.
    """
    held = {duty.unit_id: duty for duty in new.duties.filter(role__in=WORKING)}
    for duty in old.duties.filter(role__in=WORKING).select_related("unit"):
        if duty_ids is not None and duty.pk not in duty_ids:
            continue
        need_in_being(duty)
        if there := held.get(duty.unit_id):
            duty.task = old
            note = {"continues": old.pk}
            join_parts(actor, there, duty, due_on=_within(new, duty.due_on), note=note)
        else:
            _give(actor, old, new, duty)
    index_around([new])


def carry_watchers(actor: Actor, old: Task, new: Task) -> None:
    """Let the units that supervise, and the accountable leader where there is none, have their part too."""
    held = new.duties.filter(role=DutyRole.SUPERVISING).values("unit_id")
    watching = old.duties.filter(role=DutyRole.SUPERVISING, unit__isnull=False)
    for duty in watching.exclude(unit_id__in=held).select_related("unit"):
        need_in_being(duty)
        _give(actor, old, new, duty)
    if not new.duties.filter(role=DutyRole.ACCOUNTABLE).exists():
        for duty in old.duties.filter(role=DutyRole.ACCOUNTABLE)[:1]:
            _give(actor, old, new, duty)


def need_in_being(duty: Duty) -> None:
    """Refuse, beside the field that shares it out, to give a dissolved unit's part on."""
    unit = duty.unit
    gone = unit and unit.dissolved_on
    if unit and gone and gone <= clock.today():
        sentence = _(
            "%(name)s was dissolved on %(day)s and still has a part in this task: on Home, hand its work"
            " over to the unit that continues it, then come back."
        ) % {"name": called(unit), "day": gone}
        raise Refused(sentence, fields={f"duty_{duty.pk}": sentence})


def earlier_first(old: Task, new: Task) -> dt.date | None:
    """Give the first date of the work of both: replacing is no way round an extension."""
    days = [day for day in (old.first_due_on, new.first_due_on or new.due_on) if day is not None]
    return min(days, default=None)


def _give(actor: Actor, old: Task, new: Task, duty: Duty) -> None:
    made = Duty.objects.create(
        task=new,
        role=DutyRole.RESPONSIBLE if duty.role == DutyRole.LEAD else duty.role,
        unit_id=duty.unit_id,
        post_id=duty.post_id,
        deliverable_zh=duty.deliverable_zh,
        deliverable_en=duty.deliverable_en,
        due_on=_within(new, duty.due_on),
        first_due_on=duty.first_due_on,
        assigned_at=clock.now(),
        **({name: getattr(duty, name) for name in DONE} if duty.state in TOLD else {}),
    )
    record(
        actor=actor,
        action="governance.duty.assigned",
        subject=made,
        note={"continues": old.pk},
    )


def _within(new: Task, due_on: dt.date | None) -> dt.date | None:
    """A part ends no later than the task itself; one that would ends with it."""
    if due_on is None or new.due_on is None or due_on < new.due_on:
        return due_on
    return None
