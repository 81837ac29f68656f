"""Ends a task that is not to be done: proposed on a ground by one person, confirmed by a second."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import ChangeKind, EndingKind, EndingState
from plenary.contexts.governance.events import TaskEnded, TaskResumed
from plenary.contexts.governance.models import Task, TaskEnding
from plenary.contexts.governance.selectors import recipients, tasks
from plenary.contexts.governance.selectors.acts import endings
from plenary.contexts.governance.services.acts.ending_parts import end_what_hangs_on
from plenary.contexts.governance.services.acts.locking import lock_with_task
from plenary.contexts.governance.services.checks import need_choice, need_reason
from plenary.contexts.governance.services.indexing import index_around
from plenary.contexts.governance.services.lights import (
    OVERRIDE_FIELDS,
    clear_override,
    settle_light,
)
from plenary.contexts.governance.services.list_changes import (
    ground_in,
    need_ground,
    note_in_lists,
)
from plenary.contexts.governance.services.parts import GroundGiven
from plenary.contexts.governance.services.telling.lines import tell
from plenary.contexts.governance.services.telling.task_news import tell_resumed
from plenary.contexts.governance.workflows import ENDING_FLOW, TASK_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

MOVES = {EndingKind.END: "end", EndingKind.RESUME: "resume"}
SETTLED = ("state", "answer", "settled_at", "settled_by_id", "settled_by")
REPORT_FIELDS = ("reported_at", "reported_by_unit_id")


@transaction.atomic
def propose_ending(
    *,
    actor: Actor,
    task_id: int,
    seen_version: int | None,
    kind: str,
    reason: str,
    ground: GroundGiven,
) -> TaskEnding:
    """Propose that a task under way ends without being done, or that one that ended so goes on.

    By the office, on a decision or an instruction. Refused without a reason, as ``need_ground``
    refuses, from any other state of the task, and while a proposal waits. Nobody but the rest of the
    office is told: the units hear of it once it is confirmed.
    """
    task = lock(tasks.visible_to(actor), pk=task_id, version=seen_version)
    authorise(actor, policies.can_propose_ending, task)
    need_choice(kind, EndingKind.values, "kind")
    TASK_FLOW.after(task.state, MOVES[EndingKind(kind)])
    reason = need_reason(reason)
    kept = need_ground(actor, ground)
    if task.endings.filter(state=EndingState.PROPOSED).exists():
        raise Refused(_("This is proposed already, and waits for a second person."))
    made = TaskEnding.objects.create(
        task=task,
        kind=kind,
        reason=reason,
        **ground_in(kept),
        proposed_at=clock.now(),
        proposed_by_id=actor.user_id,
        proposed_by=actor.name,
    )
    record(actor=actor, action="governance.task_ending.proposed", subject=made)
    is_end = kind == EndingKind.END
    words = (
        ("提议终止任务，待第二人确认", "It is proposed to end a task; a second person confirms")
        if is_end
        else ("提议重新启动任务，待第二人确认", "It is proposed to take a task up again")
    )
    _tell(actor, made, recipients.of_the_office(), words)
    return made


@transaction.atomic
def confirm_ending(*, actor: Actor, ending_id: int, seen_version: int | None) -> TaskEnding:
    """Let a task end, or go on, as was proposed; by a second person of the office.

    With the task end the units' parts, the leaders' instructions, later dates, requests about duties
    and further reports that are open on it; its number in a list stands. Taken up again, it is open,
    and its parts are. Refused to whoever proposed it, once it is settled, and where the task has moved
    on. Announces ``TaskEnded`` or ``TaskResumed``, and ``ListChanged`` for its adopted lists.
    """
    ending, task = lock_with_task(endings.visible_to(actor), pk=ending_id, version=seen_version)
    authorise(actor, policies.can_settle_ending, ending)
    state = ENDING_FLOW.after(ending.state, "confirm")
    is_end = ending.kind == EndingKind.END

    _move(actor, task, ending, is_end=is_end)
    _settle(actor, ending, state, "")
    kept = {name: getattr(ending, name) for name in ("decision_id", "instruction", "instructed_on")}
    note_in_lists(actor, task, ChangeKind.ENDED if is_end else ChangeKind.RESUMED, kept)
    if is_end:
        end_what_hangs_on(actor, task, ending.reason)
        announce(TaskEnded(task_id=task.pk))
    else:
        tell_resumed(actor, task)
        announce(TaskResumed(task_id=task.pk))
    index_around([task])
    return ending


@transaction.atomic
def send_ending_back(
    *, actor: Actor, ending_id: int, seen_version: int | None, answer: str
) -> TaskEnding:
    """Leave the task as it is, and say why; by a second person of the office.

    Refused to whoever proposed it, without a reason and once it is settled. Tells whoever proposed it.
    """
    ending, _task = lock_with_task(endings.visible_to(actor), pk=ending_id, version=seen_version)
    authorise(actor, policies.can_settle_ending, ending)
    state = ENDING_FLOW.after(ending.state, "send_back")
    answer = need_reason(answer, field="answer", missing=_("Say why it is sent back."))
    _settle(actor, ending, state, answer)
    words = ("终止或重启任务的提议被退回", "What you proposed of a task is sent back")
    _tell(actor, ending, {ending.proposed_by_id} if ending.proposed_by_id else set(), words)
    return ending


@transaction.atomic
def withdraw_ending(*, actor: Actor, ending_id: int, seen_version: int | None) -> TaskEnding:
    """Take a proposal back; by the office. Refused once it is settled."""
    ending, _task = lock_with_task(endings.visible_to(actor), pk=ending_id, version=seen_version)
    authorise(actor, policies.can_withdraw_ending, ending)
    _settle(actor, ending, ENDING_FLOW.after(ending.state, "withdraw"), "")
    return ending


def _move(actor: Actor, task: Task, ending: TaskEnding, *, is_end: bool) -> None:
    before = snapshot(task)
    task.state = TASK_FLOW.after(task.state, MOVES[EndingKind(ending.kind)])
    task.ended_at = clock.now() if is_end else None
    task.back_at = task.back_at if is_end else clock.now()
    task.reported_at = task.reported_by_unit_id = None
    clear_override(task)
    save(
        task,
        fields=[
            "state",
            "ended_at",
            "back_at",
            *REPORT_FIELDS,
            *OVERRIDE_FIELDS,
            *settle_light(task),
        ],
    )
    record(
        actor=actor,
        action="governance.task.ended" if is_end else "governance.task.resumed",
        subject=task,
        before=before,
        note={
            "reason": ending.reason,
            "ground": ending.instruction or str(ending.decision),
            "proposed_by": ending.proposed_by,
        },
    )


def _settle(actor: Actor, ending: TaskEnding, state: str, answer: str) -> None:
    before = snapshot(ending)
    ending.state, ending.answer = state, answer
    ending.settled_at = clock.now()
    ending.settled_by_id, ending.settled_by = actor.user_id, actor.name
    save(ending, fields=SETTLED)
    record(actor=actor, action=f"governance.task_ending.{state}", subject=ending, before=before)


def _tell(actor: Actor, ending: TaskEnding, users: set[int], words: tuple[str, str]) -> None:
    tell(
        actor,
        users,
        kind=f"task_ending.{ending.state}",
        task=ending.task,
        zh=in_zh(words[0]),
        en=in_en(words[1]),
        record_of=ending,
    )
