"""Keeps a leader's instructions: written, routed to units, answered by them, and settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import (
    ENDED_INSTRUCTIONS,
    FilingKind,
    InstructionState,
    TaskState,
    WordKind,
)
from plenary.contexts.governance.events import InstructionGiven, InstructionMoved
from plenary.contexts.governance.models import (
    Instruction,
    InstructionCall,
    InstructionWord,
)
from plenary.contexts.governance.selectors import recipients, tasks
from plenary.contexts.governance.selectors.acts import instructions
from plenary.contexts.governance.services.acts.locking import lock_with_task
from plenary.contexts.governance.services.asked.filing import keep_filing, typed_in
from plenary.contexts.governance.services.checks import need_a_side, need_existing, need_reason
from plenary.contexts.governance.services.tasks import need_changeable
from plenary.contexts.governance.services.telling.instruction_news import (
    leaders_of,
    tell_of,
    tell_routed,
)
from plenary.contexts.governance.services.telling.lines import names
from plenary.contexts.governance.services.texts import keep_sides
from plenary.contexts.governance.workflows import INSTRUCTION_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.people.models import Post
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused
from plenary.shared.events import announce


@transaction.atomic
def give_instruction(
    *,
    actor: Actor,
    task_id: int,
    text_zh: str = "",
    text_en: str = "",
    unit_ids: Collection[int] = (),
    answer_by: dt.date | None = None,
    post_id: int | None = None,
) -> Instruction:
    """Write a leader's word on a task, and route it at once where units are named.

    By a leader for a post of their own, or by the office for any that it names. Refused without a text, on a task that
    is not in force or is closed, for a day in the past, for a unit without a part in the task, and
    to the office without a post. Tells the units and the office. Announces ``InstructionGiven``.
    """
    task = lock(tasks.visible_to(actor), pk=task_id)
    authorise(actor, policies.can_instruct, task)
    need_a_side(text_zh, text_en, "text")
    need_existing(Post, post=[post_id])
    authorise(actor, policies.can_speak_for, post_id)
    if task.state == TaskState.DRAFT:
        raise Refused(_("The task is not in force yet."))
    need_changeable(task)
    if post_id is None and not actor.has("leader", "system"):
        sentence = _("Say whose instruction this is.")
        raise Refused(sentence, fields={"post": sentence})
    if answer_by is not None and answer_by < clock.today():
        sentence = _("This day is past.")
        raise Refused(sentence, fields={"answer_by": sentence})

    instruction = Instruction.objects.create(
        task=task,
        post_id=post_id,
        text_zh=text_zh.strip(),
        text_en=text_en.strip(),
        answer_by=answer_by,
        given_at=clock.now(),
        given_by_id=actor.user_id,
        given_by=actor.name,
    )

    record(actor=actor, action="governance.instruction.given", subject=instruction)
    keep_sides(actor, instruction, "text")
    tell_of(
        actor,
        recipients.of_the_office(),
        instruction,
        "given",
        (in_zh("领导批示"), in_en("A leader writes")),
    )
    if post_id is not None:
        tell_of(
            actor,
            recipients.of_posts([post_id]),
            instruction,
            "written_down",
            (in_zh("已记录您的批示"), in_en("Your instruction has been written down")),
        )
    announce(InstructionGiven(task_id=task.pk, instruction_id=instruction.pk))
    if unit_ids:
        _route(actor, instruction, unit_ids)
    return instruction


@transaction.atomic
def route_instruction(
    *, actor: Actor, instruction_id: int, seen_version: int | None, unit_ids: Collection[int]
) -> Instruction:
    """Let these units answer an instruction, beside those that do already.

    By the office or the leader. Refused without a unit, for a unit without a part in the task or
    that it was routed to already, and once it is settled. Tells the units. Announces ``InstructionMoved``.
    """
    instruction = _lock(actor, instruction_id, seen_version)
    authorise(actor, policies.can_route, instruction)
    if not unit_ids:
        sentence = _("Name at least one unit.")
        raise Refused(sentence, fields={"units": sentence})
    _route(actor, instruction, unit_ids)
    return instruction


@transaction.atomic
def answer_instruction(
    *,
    actor: Actor,
    instruction_id: int,
    unit_id: int,
    text_zh: str = "",
    text_en: str = "",
    seconds: int | None = None,
) -> InstructionWord:
    """Answer for a unit; once all have answered, it waits for the leader.

    By the unit's own people. ``NotFound`` where it was not routed to the unit; refused without a
    text, and where the unit owes no answer. Announces ``InstructionMoved``.
    """
    instruction = _lock(actor, instruction_id, None)
    authorise(actor, policies.can_answer, instruction, unit_id)
    call = instruction.calls.filter(unit_id=unit_id).select_related("unit").first()
    if call is None:
        raise NotFound
    need_a_side(text_zh, text_en, "text")
    if call.answered_at is not None:
        raise Refused(_("The unit has answered already."))
    is_last = not instruction.calls.filter(answered_at=None).exclude(pk=call.pk).exists()
    move = "answer_last" if is_last else "answer"
    state = INSTRUCTION_FLOW.after(instruction.state, move)

    call.answered_at = clock.now()
    call.save(update_fields=["answered_at"])
    word = _say(actor, instruction, WordKind.ANSWER, (text_zh, text_en), unit_id)
    keep_filing(
        actor=actor,
        unit_id=unit_id,
        kind=FilingKind.ANSWER,
        fields_typed=typed_in((text_zh, text_en)),
        seconds=seconds,
    )
    _move(actor, instruction, state, "answered")
    zh, en = names(call.unit)
    told = leaders_of(instruction) if is_last else recipients.of_the_office()
    tell_of(
        actor,
        told,
        instruction,
        "answered",
        (f"{zh}{in_zh('答复批示')}", f"{en} {in_en('answers the instruction')}"),
    )
    return word


@transaction.atomic
def send_instruction_back(
    *, actor: Actor, instruction_id: int, seen_version: int | None, reason: str
) -> InstructionWord:
    """Ask for another answer, and say why; every unit that it was routed to owes one again.

    By the leader. Refused without a reason and before it is answered. Tells the units. Announces
    ``InstructionMoved``.
    """
    instruction = _lock(actor, instruction_id, seen_version)
    authorise(actor, policies.can_settle, instruction)
    state = INSTRUCTION_FLOW.after(instruction.state, "send_back")
    reason = need_reason(reason)

    instruction.calls.update(answered_at=None, called_at=clock.now())
    word = _say(actor, instruction, WordKind.RETURN, _sides(reason))
    _move(actor, instruction, state, "sent_back")
    units = recipients.of_units(instruction.calls.values_list("unit_id", flat=True))
    tell_of(
        actor,
        units,
        instruction,
        "sent_back",
        (in_zh("批示的答复被退回"), "The answer has been sent back"),
    )
    return word


@transaction.atomic
def settle_instruction(
    *, actor: Actor, instruction_id: int, seen_version: int | None, note: str = ""
) -> Instruction:
    """Be content with the answers, or with a word of one's own while there are none or not all.

    By the leader; where nobody acts for them any more, by the office. Refused once it has ended, and
    without a word before all have answered. Tells the units and the leader. Announces ``InstructionMoved``.
    """
    instruction = _lock(actor, instruction_id, seen_version)
    authorise(actor, policies.can_settle, instruction)
    is_answered = instruction.state == InstructionState.ANSWERED
    state = INSTRUCTION_FLOW.after(instruction.state, "settle")
    refuse_secrecy(note)
    if not is_answered and not note.strip():
        sentence = _("Not all answers are here: say in a word why it is settled all the same.")
        raise Refused(sentence, fields={"remark": sentence})

    _say(actor, instruction, WordKind.SETTLED, _sides(note))
    _move(actor, instruction, state, "settled")
    words = (in_zh("批示已办结"), in_en("The instruction is settled"))
    tell_of(actor, _concerned(instruction), instruction, "settled", words)
    return instruction


@transaction.atomic
def withdraw_instruction(
    *, actor: Actor, instruction_id: int, seen_version: int | None, reason: str
) -> Instruction:
    """Take an instruction back and say why; it stays on the record, and nobody owes it an answer.

    By the leader; where nobody acts for them any more, by the office. Refused without a reason and once
    it has ended. Tells the units and the leader. Announces ``InstructionMoved``.
    """
    instruction = _lock(actor, instruction_id, seen_version)
    authorise(actor, policies.can_settle, instruction)
    state = INSTRUCTION_FLOW.after(instruction.state, "withdraw")
    reason = need_reason(reason)

    _say(actor, instruction, WordKind.WITHDRAWN, _sides(reason))
    _move(actor, instruction, state, "withdrawn")
    words = (
        in_zh("批示已撤回，不必再答复"),
        in_en("The instruction is withdrawn; no answer is owed"),
    )
    tell_of(actor, _concerned(instruction), instruction, "withdrawn", words)
    return instruction


def _lock(actor: Actor, pk: int, seen_version: int | None) -> Instruction:
    return lock_with_task(instructions.visible_to(actor), pk=pk, version=seen_version)[0]


def _route(actor: Actor, instruction: Instruction, unit_ids: Collection[int]) -> None:
    need_changeable(instruction.task)
    state = INSTRUCTION_FLOW.after(instruction.state, "route")
    wanted = set(unit_ids)
    taking_part = instruction.task.duties.filter(unit_id__in=wanted)
    if wanted - set(taking_part.values_list("unit_id", flat=True)):
        sentence = _("It is routed to units with a part in the task; give the unit one first.")
        raise Refused(sentence, fields={"units": sentence})
    if instruction.calls.filter(unit_id__in=wanted).exists():
        sentence = _("It was routed to this unit already.")
        raise Refused(sentence, fields={"units": sentence})

    InstructionCall.objects.bulk_create(
        InstructionCall(instruction=instruction, unit_id=unit_id, called_at=clock.now())
        for unit_id in sorted(wanted)
    )
    _move(actor, instruction, state, "routed", note={"units": sorted(wanted)})
    tell_routed(actor, instruction, wanted)


def _say(
    actor: Actor,
    instruction: Instruction,
    kind: WordKind,
    texts: tuple[str, str],
    unit_id: int | None = None,
) -> InstructionWord:
    word = InstructionWord.objects.create(
        instruction=instruction,
        kind=kind,
        unit_id=unit_id,
        text_zh=texts[0].strip(),
        text_en=texts[1].strip(),
        said_at=clock.now(),
        said_by_id=actor.user_id,
        said_by=actor.name,
    )
    record(actor=actor, action=f"governance.instruction_word.{kind}", subject=word)
    return word


def _sides(text: str) -> tuple[str, str]:
    """Put a leader's short remark on the side of its own characters."""
    return (text, "") if any("\u3400" <= c <= "\u9fff" for c in text) else ("", text)


def _move(
    actor: Actor,
    instruction: Instruction,
    state: str,
    done: str,
    note: dict[str, list[int]] | None = None,
) -> None:
    before = snapshot(instruction)
    instruction.state = state
    if state in ENDED_INSTRUCTIONS:
        instruction.settled_at = clock.now()
    save(instruction, fields=["state", "settled_at"])
    record(
        actor=actor,
        action=f"governance.instruction.{done}",
        subject=instruction,
        before=before,
        note=note,
    )
    announce(
        InstructionMoved(task_id=instruction.task_id, instruction_id=instruction.pk, state=state)
    )


def _concerned(instruction: Instruction) -> set[int]:
    """Give the accounts of the units that it was routed to, and of the leader whose word it is."""
    units = recipients.of_units(instruction.calls.values_list("unit_id", flat=True))
    return units | leaders_of(instruction)
