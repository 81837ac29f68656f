"""Gives units and posts their part in a task, takes it back, and keeps their receipt."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import DutyRole, DutyState, EndKind, TaskState
from plenary.contexts.governance.events import DutyAssigned, DutyRemoved, DutySigned
from plenary.contexts.governance.models import Duty, Extension, Task
from plenary.contexts.governance.selectors import duties, tasks
from plenary.contexts.governance.services.asked.lapsing import lapse_dates
from plenary.contexts.governance.services.checks import (
    need_choice,
    need_existing,
    need_reason,
    need_units,
)
from plenary.contexts.governance.services.duty_ends import WORKING, end_part
from plenary.contexts.governance.services.ends_of_tasks import need_to_come, need_within
from plenary.contexts.governance.services.indexing import index_around
from plenary.contexts.governance.services.leaving import leave_task
from plenary.contexts.governance.services.lights import refresh_light, settle_light
from plenary.contexts.governance.services.tasks import hold_task, is_listed, need_changeable
from plenary.contexts.governance.services.telling.task_news import tell_assigned
from plenary.contexts.governance.workflows import DUTY_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.people.models import Post
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

CONTESTED = (DutyState.DECLINED, DutyState.TRANSFER)


@transaction.atomic
def assign_duty(
    *,
    actor: Actor,
    task_id: int,
    role: str,
    unit_id: int | None = None,
    post_id: int | None = None,
    deliverable_zh: str = "",
    deliverable_en: str = "",
    due_on: dt.date | None = None,
    reason: str = "",
) -> Duty:
    """Give a unit or post a part in a task.

    Refused on a closed task, without a unit or post, for a dissolved unit, for a second lead or accountable leader,
    for a unit that has a working part already, and in force for a day that is past. For an item of an adopted list refused without a reason,
    and for a responsible unit: that is added there (``change_item``). Announces ``DutyAssigned``.
    """
    task = _lock_task(actor, task_id)
    need_choice(role, DutyRole.values, "role")
    if is_listed(task):
        _refuse_listed_part(role, (DutyRole.LEAD, DutyRole.RESPONSIBLE))
        reason = need_reason(reason)
    return give_part(
        actor,
        task,
        role=role,
        unit_id=unit_id,
        post_id=post_id,
        deliverable_zh=deliverable_zh,
        deliverable_en=deliverable_en,
        due_on=due_on,
        reason=reason.strip(),
    )


def give_part(
    actor: Actor,
    task: Task,
    *,
    role: str,
    reason: str,
    unit_id: int | None = None,
    post_id: int | None = None,
    deliverable_zh: str = "",
    deliverable_en: str = "",
    due_on: dt.date | None = None,
) -> Duty:
    """Give a part in a locked task; for the service that keeps by which decision a unit or post has it.

    Refused as ``assign_duty`` refuses. Announces ``DutyAssigned``.
    """
    need_changeable(task)
    refuse_secrecy(deliverable_zh, deliverable_en, reason)
    _need_somebody(role, unit_id, post_id)
    need_units(unit=[unit_id])
    need_existing(Post, post=[post_id])
    _need_free(task, role, unit_id)
    need_within(task, due_on)
    need_to_come(task, due_on)

    duty = Duty.objects.create(
        task=task,
        role=role,
        unit_id=unit_id,
        post_id=post_id,
        deliverable_zh=deliverable_zh.strip(),
        deliverable_en=deliverable_en.strip(),
        due_on=due_on,
        first_due_on=due_on,
        assigned_at=clock.now(),
    )
    if role == DutyRole.LEAD:
        _set_lead(task, unit_id)

    record(
        actor=actor,
        action="governance.duty.assigned",
        subject=duty,
        note={"reason": reason} if reason else None,
    )
    index_around([task])
    tell_assigned(actor, duty)
    announce(DutyAssigned(task_id=task.pk, duty_id=duty.pk))
    return duty


@transaction.atomic
def hand_over_lead(
    *, actor: Actor, task_id: int, seen_version: int | None, unit_id: int, reason: str = ""
) -> Duty:
    """Let another unit lead, with the deliverable and date of the one before it, which has no part any longer
    and is told so.

    Refused on a closed task, for the unit that leads already or has another working part, without a
    reason once the task is in force, and for an item of an adopted list, whose lead changes there
    (``change_item``). Announces ``DutyRemoved`` and ``DutyAssigned``.
    """
    task = _lock_task(actor, task_id, seen_version)
    reason = _reason(task, reason)
    if is_listed(task):
        sentence = _(
            "The lead unit stands in an adopted list. It changes there, by a decision or an instruction."
        )
        raise Refused(sentence, fields={"unit": sentence})
    return pass_lead_on(actor, task, unit_id=unit_id, reason=reason)


def pass_lead_on(actor: Actor, task: Task, *, unit_id: int, reason: str) -> Duty:
    """Let another unit lead a locked task; for the service that keeps by which decision it does.

    Refused as ``hand_over_lead`` refuses. Announces ``DutyRemoved`` and ``DutyAssigned``.
    """
    need_changeable(task)
    need_units(unit=[unit_id])
    old = duties.lead_of(task)
    if task.duties.filter(unit_id=unit_id, role__in=WORKING).exists():
        raise Refused(_("The unit has a part in the task already."))
    asked = list(old.extensions.values_list("pk", flat=True)) if old else []
    if old is not None:
        _need_settled(old)
        if task.state != TaskState.DRAFT:
            end_part(actor, old, EndKind.HANDED_ON, reason=reason, to_unit_id=unit_id)
        _remove(actor, old, reason)

    new = Duty.objects.create(
        task=task,
        role=DutyRole.LEAD,
        unit_id=unit_id,
        deliverable_zh=old.deliverable_zh if old else "",
        deliverable_en=old.deliverable_en if old else "",
        due_on=old.due_on if old else None,
        first_due_on=old.first_due_on if old else None,
        assigned_at=clock.now(),
    )
    Extension.objects.filter(pk__in=asked).update(duty=new)
    _set_lead(task, unit_id)
    if old is not None:
        leave_task(actor, task_id=task.pk, unit_id=old.unit_id, to_unit_id=unit_id)

    record(
        actor=actor,
        action="governance.duty.assigned",
        subject=new,
        note={"reason": reason} if reason else None,
    )
    index_around([task])
    tell_assigned(actor, new)
    announce(DutyAssigned(task_id=task.pk, duty_id=new.pk))
    return new


@transaction.atomic
def remove_duty(*, actor: Actor, duty_id: int, seen_version: int | None, reason: str = "") -> None:
    """Take a part in a task back; of work under way the unit is told. A later own date asked for lapses.

    Refused on a closed task, without a reason once the task is in force, for the lead of a task
    in force, who hands over instead, and for a responsible unit or the accountable leader of an adopted
    list's item, who change there (``change_item``). Announces ``DutyRemoved``.
    """
    hold_task(duties=duty_id)
    duty = lock(duties.visible_to(actor), pk=duty_id, version=seen_version)
    task = _lock_task(actor, duty.task_id)
    if is_listed(task):
        _refuse_listed_part(duty.role, (DutyRole.RESPONSIBLE, DutyRole.ACCOUNTABLE))
    take_part_back(actor, task, duty, reason=_reason(task, reason))


def take_part_back(actor: Actor, task: Task, duty: Duty, *, reason: str) -> None:
    """Take a locked part in a locked task back; for the service that keeps by which decision it goes.

    Refused as ``remove_duty`` refuses. Announces ``DutyRemoved``.
    """
    need_changeable(task)
    _need_settled(duty)
    if duty.role == DutyRole.LEAD:
        if task.state != TaskState.DRAFT:
            raise Refused(_("A task in force keeps a lead unit. Hand the lead over instead."))
        _set_lead(task, None)
    if task.state != TaskState.DRAFT:
        end_part(actor, duty, EndKind.TAKEN_BACK, reason=reason)
    lapse_dates(actor, duty)
    _remove(actor, duty, reason)
    leave_task(actor, task_id=task.pk, unit_id=duty.unit_id, to_unit_id=None)
    refresh_light(task)
    index_around([task])


@transaction.atomic
def sign_for(*, actor: Actor, duty_id: int, seen_version: int | None = None) -> Duty:
    """Keep a unit's receipt of its duty.

    Only by the unit's own people or whoever acts for the post; refused before the task is in force,
    once it is signed for and where other tasks continue this one. Announces ``DutySigned``.
    """
    hold_task(duties=duty_id)
    duty = lock(duties.visible_to(actor), pk=duty_id, version=seen_version)
    authorise(actor, policies.can_sign, duty)
    if duty.task.state == TaskState.DRAFT:
        raise Refused(_("The task is not in force yet."))
    if duty.state in {DutyState.SIGNED, DutyState.REPORTED, DutyState.DONE}:
        raise Refused(_("This has been signed for already."))
    need_changeable(duty.task)
    state = DUTY_FLOW.after(duty.state, "sign")

    before = snapshot(duty)
    duty.state = state
    duty.signed_at = clock.now()
    duty.signed_by_id = actor.user_id
    save(duty, fields=["state", "signed_at", "signed_by_id"])

    record(actor=actor, action="governance.duty.signed", subject=duty, before=before)
    announce(DutySigned(task_id=duty.task_id, duty_id=duty.pk))
    return duty


def move_duty(actor: Actor, duty: Duty, *, unit_id: int, reason: str) -> None:
    """Let another unit have a locked duty of a locked task: it is assigned anew, not yet signed for.

    A part that was reported done waits on to be acknowledged. Refused where the unit has a working part in the task already. Announces ``DutyAssigned``.
    """
    need_units(unit=[unit_id])
    task = duty.task
    held = task.duties.filter(unit_id=unit_id).exclude(pk=duty.pk)
    if held.filter(role__in=WORKING if duty.role in WORKING else [duty.role]).exists():
        sentence = _("The unit has a part in the task already.")
        raise Refused(sentence, fields={"unit": sentence})

    before, former_id = snapshot(duty), duty.unit_id
    if duty.state != DutyState.REPORTED:
        duty.state, duty.returned = DUTY_FLOW.after(duty.state, "hand_on"), ""
    duty.unit_id, duty.assigned_at = unit_id, clock.now()
    duty.signed_at = duty.signed_by_id = None
    save(duty, fields=["state", "returned", "unit_id", "assigned_at", "signed_at", "signed_by_id"])
    if duty.role == DutyRole.LEAD:
        _set_lead(task, unit_id)
    else:
        refresh_light(task)
    leave_task(actor, task_id=task.pk, unit_id=former_id, to_unit_id=unit_id)

    record(
        actor=actor,
        action="governance.duty.moved",
        subject=duty,
        before=before,
        note={"reason": reason},
    )
    index_around([task])
    announce(DutyAssigned(task_id=task.pk, duty_id=duty.pk))


def drop_duty(actor: Actor, duty: Duty, *, reason: str) -> None:
    """Take a locked duty back that is not the lead's, leaving its audit row; a later own date asked for lapses."""
    task = duty.task
    lapse_dates(actor, duty)
    _remove(actor, duty, reason)
    refresh_light(task)
    index_around([task])


def _refuse_listed_part(role: str, settled: tuple[DutyRole, ...]) -> None:
    if role in settled:
        sentence = _(
            "This stands in an adopted list. It changes there, by a decision or an instruction."
        )
        field = "accountable_post" if role == DutyRole.ACCOUNTABLE else "role"
        raise Refused(sentence, fields={field: sentence})


def _need_settled(duty: Duty) -> None:
    if duty.state in CONTESTED:
        raise Refused(_("The unit asks to be without this duty. Answer that first."))


def _lock_task(actor: Actor, task_id: int, seen_version: int | None = None) -> Task:
    task = lock(tasks.visible_to(actor), pk=task_id, version=seen_version)
    authorise(actor, policies.can_manage_tasks, task)
    need_changeable(task)
    return task


def _reason(task: Task, reason: str) -> str:
    return reason.strip() if task.state == TaskState.DRAFT else need_reason(reason)


def _need_somebody(role: str, unit_id: int | None, post_id: int | None) -> None:
    if unit_id is None and post_id is None:
        raise Refused(_("A duty is a unit's or a post's."))
    if unit_id is None and role in WORKING:
        sentence = _("A unit leads, is responsible or supports; a post is accountable.")
        raise Refused(sentence, fields={"unit": sentence})
    if post_id is None and role == DutyRole.ACCOUNTABLE:
        sentence = _("A leader's post is accountable, never a unit.")
        raise Refused(sentence, fields={"accountable_post": sentence})


def _need_free(task: Task, role: str, unit_id: int | None) -> None:
    if role == DutyRole.LEAD and task.duties.filter(role=DutyRole.LEAD).exists():
        raise Refused(_("The task has a lead unit. Hand the lead over instead."))
    if role == DutyRole.ACCOUNTABLE and task.duties.filter(role=DutyRole.ACCOUNTABLE).exists():
        sentence = _("The task has an accountable leader. Change the task to name another.")
        raise Refused(sentence, fields={"accountable_post": sentence})
    if unit_id is None:
        return
    held = task.duties.filter(unit_id=unit_id)
    clashing = held.filter(role__in=WORKING) if role in WORKING else held.filter(role=role)
    if clashing.exists():
        raise Refused(_("The unit has a part in the task already."))


def _set_lead(task: Task, unit_id: int | None) -> None:
    task.lead_unit_id = unit_id
    save(task, fields=["lead_unit_id", *settle_light(task)])


def _remove(actor: Actor, duty: Duty, reason: str) -> None:
    record(
        actor=actor,
        action="governance.task.part_removed",
        subject=duty.task,
        note={"reason": reason, "role": duty.role, "unit": duty.unit_id, "post": duty.post_id},
    )
    record(
        actor=actor,
        action="governance.duty.removed",
        subject=duty,
        before=snapshot(duty),
        note={"reason": reason, "unit": duty.unit_id, "post": duty.post_id},
    )
    announce(DutyRemoved(task_id=duty.task_id, duty_id=duty.pk))
    duty.delete()
