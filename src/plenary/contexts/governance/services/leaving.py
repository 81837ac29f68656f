"""What a unit still owes and asks for in a task goes along when its part in the task does."""

from __future__ import annotations

from collections.abc import Collection

from plenary.contexts.governance.enums import ENDED_INSTRUCTIONS, ExtensionState
from plenary.contexts.governance.models import Duty, Extension, Instruction, InstructionCall
from plenary.contexts.governance.services.asked.extra_ends import end_asks
from plenary.contexts.governance.services.telling.instruction_news import (
    tell_nobody_answers,
    tell_routed,
)
from plenary.contexts.governance.workflows import INSTRUCTION_FLOW
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.shared.actor import Actor

WAITING = (ExtensionState.ASKED, ExtensionState.ENDORSED)


def leave_task(actor: Actor, *, task_id: int, unit_id: int | None, to_unit_id: int | None) -> None:
    """Hand on what a unit owes and asks for in a task in which it has no part any more.

    What it is asked for beyond the rhythm is withdrawn once it reports on the task no more.
    """
    if unit_id is None:
        return
    end_asks(actor, task_ids=[task_id], unit_id=unit_id)
    if Duty.objects.filter(task=task_id, unit=unit_id).exists():
        return
    hand_on(actor, task_ids=[task_id], unit_id=unit_id, to_unit_id=to_unit_id)


def hand_on(
    actor: Actor, *, task_ids: Collection[int], unit_id: int, to_unit_id: int | None
) -> None:
    """Let another unit owe the answers that a unit owes on these tasks, and wait for its later dates.

    Whoever takes over is told. Where nobody does, or the other unit was asked already, the answer is owed
    no more, and the leader and the office are told once no unit owes any; the later dates stay for the
    office to decide on where nobody takes over.
    """
    owed = InstructionCall.objects.filter(
        unit=unit_id, answered_at=None, instruction__task__in=task_ids
    ).exclude(instruction__state__in=ENDED_INSTRUCTIONS)
    ids = owed.order_by().values("instruction_id")
    for instruction in Instruction.objects.select_for_update().filter(pk__in=ids).order_by("pk"):
        _hand_call_on(actor, instruction, unit_id, to_unit_id)
    if to_unit_id is not None:
        _hand_extensions_on(actor, task_ids, unit_id, to_unit_id)


def _hand_call_on(
    actor: Actor, instruction: Instruction, unit_id: int, to_unit_id: int | None
) -> None:
    before = snapshot(instruction)
    call = instruction.calls.filter(unit=unit_id, answered_at=None)
    is_asked = to_unit_id is not None and instruction.calls.filter(unit=to_unit_id).exists()
    if to_unit_id is None or is_asked:
        call.delete()
    else:
        call.update(unit=to_unit_id)
    if not instruction.calls.exists():
        instruction.state = INSTRUCTION_FLOW.after(instruction.state, "release")
    elif not instruction.calls.filter(answered_at=None).exists():
        instruction.state = INSTRUCTION_FLOW.after(instruction.state, "answer_last")
    save(instruction, fields=["state"])
    record(
        actor=actor,
        action="governance.instruction.handed_on",
        subject=instruction,
        before=before,
        note={"unit": unit_id, "to": to_unit_id},
    )
    if not instruction.calls.filter(answered_at=None).exists():
        tell_nobody_answers(actor, instruction)
    elif to_unit_id is not None and not is_asked:
        tell_routed(actor, instruction, [to_unit_id])


def _hand_extensions_on(
    actor: Actor, task_ids: Collection[int], unit_id: int, to_unit_id: int
) -> None:
    waiting = Extension.objects.filter(unit=unit_id, state__in=WAITING, task__in=task_ids)
    for extension in waiting.select_for_update(of=("self",)).order_by("pk"):
        before = snapshot(extension)
        extension.unit_id = to_unit_id
        save(extension, fields=["unit_id"])
        record(actor=actor, action="governance.extension.moved", subject=extension, before=before)
