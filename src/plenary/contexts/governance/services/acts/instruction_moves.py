"""Lets leaders' words go on with the work that others continue, each with the units that can answer there."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.contexts.governance.enums import ENDED_INSTRUCTIONS, InstructionState, WordKind
from plenary.contexts.governance.models import Duty, Instruction, InstructionCall, Task
from plenary.contexts.governance.selectors import recipients
from plenary.contexts.governance.services.telling.lines import tell
from plenary.contexts.governance.services.texts import keep_sides
from plenary.contexts.governance.workflows import INSTRUCTION_FLOW
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared.actor import Actor


def move_instructions(actor: Actor, old: Task, successors: Sequence[Task]) -> None:
    """Let what is not settled on a replaced task go on in those that continue it.

    A word goes to the task in which most of the units that owe an answer have a part, the first where
    that is even; units with a part in another one owe it there, in a copy of the same word. A unit
    without any part owes it no more: the leader and the office are told.
    """
    parts = {new.pk: _units_of(new) for new in successors}
    held = Instruction.objects.filter(task=old).exclude(state__in=ENDED_INSTRUCTIONS)
    for instruction in held.select_for_update(of=("self",)).order_by("pk"):
        _move(actor, instruction, successors, parts)


def _units_of(task: Task) -> set[int]:
    held = Duty.objects.filter(task=task, unit__isnull=False)
    return {unit for unit in held.values_list("unit_id", flat=True) if unit is not None}


def _move(
    actor: Actor,
    instruction: Instruction,
    successors: Sequence[Task],
    parts: dict[int, set[int]],
) -> None:
    before = snapshot(instruction)
    calls = list(instruction.calls.all())
    owed = [call for call in calls if call.answered_at is None]
    home = _home(successors, parts, owed or calls)
    left = [call for call in calls if call.unit_id not in parts[home.pk]]
    for other in successors:
        there = [call for call in left if call.unit_id in parts[other.pk] and call in owed]
        if there:
            _copy(actor, instruction, other, there)
            left = [call for call in left if call not in there]
    InstructionCall.objects.filter(pk__in=[call.pk for call in left]).delete()

    instruction.task = home
    instruction.state = _state(instruction)
    save(instruction, fields=["task_id", "state"])
    released = sorted(call.unit_id for call in left if call in owed)
    record(
        actor=actor,
        action="governance.instruction.moved",
        subject=instruction,
        before=before,
        note={"released": released} if released else None,
    )
    if released:
        _tell_released(actor, instruction)


def _home(
    successors: Sequence[Task], parts: dict[int, set[int]], calls: Sequence[InstructionCall]
) -> Task:
    def answering(new: Task) -> int:
        return sum(call.unit_id in parts[new.pk] for call in calls)

    return max(successors, key=answering)  # the first of those that are even


def _state(instruction: Instruction) -> str:
    """Give the state of a word some of whose calls have gone: nobody waits for whom it does not ask."""
    if instruction.state != InstructionState.ROUTED:
        return instruction.state
    calls = instruction.calls
    if calls.filter(answered_at=None).exists():
        return instruction.state
    has_answer = instruction.words.filter(kind=WordKind.ANSWER).exists()
    return INSTRUCTION_FLOW.after(instruction.state, "answer_last" if has_answer else "release")


def _copy(
    actor: Actor, instruction: Instruction, task: Task, calls: Sequence[InstructionCall]
) -> None:
    """Let the same word stand on another task, for the units that answer it there."""
    made = Instruction.objects.create(
        task=task,
        post_id=instruction.post_id,
        text_zh=instruction.text_zh,
        text_en=instruction.text_en,
        answer_by=instruction.answer_by,
        state=InstructionState.ROUTED,
        given_at=instruction.given_at,
        given_by_id=instruction.given_by_id,
        given_by=instruction.given_by,
    )
    InstructionCall.objects.filter(pk__in=[call.pk for call in calls]).update(instruction=made)
    record(
        actor=actor,
        action="governance.instruction.copied",
        subject=made,
        note={"instruction": instruction.pk, "units": sorted(call.unit_id for call in calls)},
    )
    keep_sides(actor, made, "text")


def _tell_released(actor: Actor, instruction: Instruction) -> None:
    posts = [instruction.post_id] if instruction.post_id else []
    own = {instruction.given_by_id} if instruction.given_by_id else set()
    tell(
        actor,
        own | recipients.of_posts(posts) | recipients.of_the_office(),
        kind="instruction.released",
        task=instruction.task,
        zh=in_zh("任务已由其他任务接续，部分单位不再承担，批示不再等其答复"),
        en=in_en("Others continue the task; a unit without a part in them owes no answer any more"),
        record_of=instruction,
    )
