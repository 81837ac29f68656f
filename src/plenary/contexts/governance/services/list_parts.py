"""Gives a draft's units and posts the parts that its row says; who keeps a part keeps what was typed for it."""

from __future__ import annotations

from collections.abc import Iterable

from plenary.contexts.governance.enums import DutyRole
from plenary.contexts.governance.models import Duty, Task
from plenary.contexts.governance.services.duty_ends import WORKING
from plenary.contexts.governance.services.making import duties_of
from plenary.contexts.governance.services.parts import TaskGiven
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.shared.actor import Actor


def give_parts(actor: Actor, task: Task, given: TaskGiven, parts: set[str]) -> None:
    """Put the parts of these roles in the place of those that a draft has, unit by unit.

    A unit that goes on keeps its deliverable and date, under another role too; a unit that leads in
    place of one with no part any longer has them from it. Each duty that comes, changes or goes has an
    audit row.
    """
    roles = parts | ({DutyRole.RESPONSIBLE} if DutyRole.LEAD in parts else set())
    wanted = [one for one in duties_of(task, given) if one.role in roles]
    units = {one.unit_id for one in wanted if one.role in WORKING}
    # A part that the file has no column for goes where its unit now has a weightier one.
    held = [
        one
        for one in task.duties.select_for_update().order_by("pk")
        if one.role in roles or (one.role in WORKING and one.unit_id in units)
    ]
    _exchange(actor, held, wanted)
    before = snapshot(task)
    task.lead_unit_id = given.lead_unit_id
    save(task, fields=["lead_unit_id"])
    record(
        actor=actor,
        action="governance.task.parts_given",
        subject=task,
        before=before,
        note={"roles": sorted(roles)},
    )


def _exchange(actor: Actor, held: Iterable[Duty], wanted: Iterable[Duty]) -> None:
    there = {_seat(one): one for one in held}
    kept = [(there.pop(_seat(one)), one) for one in wanted if _seat(one) in there]
    old_lead = next((one for one in there.values() if one.role == DutyRole.LEAD), None)
    for gone in there.values():
        record(
            actor=actor,
            action="governance.duty.removed",
            subject=gone,
            before=snapshot(gone),
            note={"duty": str(gone)},
        )
        gone.delete()
    # Whoever leads no more makes room first: a task has one lead.
    for duty, one in sorted(kept, key=lambda pair: pair[1].role == DutyRole.LEAD):
        _turn(actor, duty, one.role)
    for new in wanted:
        if any(new is one for _duty, one in kept):
            continue
        if new.role == DutyRole.LEAD and old_lead is not None:
            new.deliverable_zh, new.deliverable_en = (
                old_lead.deliverable_zh,
                old_lead.deliverable_en,
            )
            new.due_on = old_lead.due_on
        new.save()
        record(actor=actor, action="governance.duty.assigned", subject=new)


def _turn(actor: Actor, duty: Duty, role: str) -> None:
    if duty.role == role:
        return
    before = snapshot(duty)
    duty.role = role
    save(duty, fields=["role"])
    record(actor=actor, action="governance.duty.edited", subject=duty, before=before)


def _seat(duty: Duty) -> tuple[str, int | None]:
    """Give whose part it is: a unit has one working part in a task, whatever its role."""
    if duty.role in WORKING:
        return "working", duty.unit_id
    return duty.role, duty.unit_id or duty.post_id
