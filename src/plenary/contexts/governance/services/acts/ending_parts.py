"""Ends with a task what hangs on it: its parts, the answers and dates asked for, further reports."""

from __future__ import annotations

from plenary.contexts.governance.enums import (
    ENDED_INSTRUCTIONS,
    AskState,
    EndKind,
)
from plenary.contexts.governance.models import DutyAsk, Instruction, Task
from plenary.contexts.governance.selectors import recipients
from plenary.contexts.governance.services.asked.extra_ends import end_asks_on
from plenary.contexts.governance.services.asked.lapsing import lapse_dates
from plenary.contexts.governance.services.duty_ends import WORKING, end_part
from plenary.contexts.governance.services.telling.lines import tell
from plenary.contexts.governance.workflows import (
    ASK_FLOW,
    DUTY_FLOW,
    INSTRUCTION_FLOW,
)
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor


def end_what_hangs_on(actor: Actor, task: Task, reason: str) -> None:
    """End everything that is open on a locked task that has just ended, each with its audit row.

    The units with a working part note its end; whoever waits for something is told that it ends too.
    Milestones stay as they stand: no clock runs on a task that is not under way.
    """
    end_asks_about_parts(actor, task)
    lapse_dates(actor, task)
    _end_instructions(actor, task)
    end_asks_on(actor, task.pk)
    for duty in task.duties.filter(role__in=WORKING):
        duty.task = task
        end_part(actor, duty, EndKind.ENDED, reason=reason)
    _tell_watchers(actor, task)


def end_asks_about_parts(actor: Actor, task: Task) -> None:
    """End what units ask of their parts in a locked task that ends or is closed, each with its audit row.

    It needs no answer any more; should the task go on, the unit has the part as before.
    """
    asked = DutyAsk.objects.filter(task=task, state=AskState.OPEN).select_related("duty")
    for ask in asked.select_for_update(of=("self",)).order_by("pk"):
        before = snapshot(ask)
        ask.state, ask.settled_at = ASK_FLOW.after(ask.state, "lapse"), clock.now()
        ask.settled_by_id, ask.settled_by = actor.user_id, actor.name
        save(ask, fields=["state", "settled_at", "settled_by_id", "settled_by"])
        record(actor=actor, action="governance.duty_ask.lapsed", subject=ask, before=before)
        if ask.duty is not None:
            duty, was = ask.duty, snapshot(ask.duty)
            duty.state = DUTY_FLOW.after(duty.state, "keep" if duty.signed_at else "put_back")
            save(duty, fields=["state"])
            record(actor=actor, action="governance.duty.put_back", subject=duty, before=was)


def _end_instructions(actor: Actor, task: Task) -> None:
    """A unit owes no answer any more; the leader whose word it was is told."""
    held = Instruction.objects.filter(task=task).exclude(state__in=ENDED_INSTRUCTIONS)
    for one in held.select_for_update(of=("self",)).order_by("pk"):
        before = snapshot(one)
        owed = one.calls.filter(answered_at=None)
        units = sorted(owed.values_list("unit_id", flat=True))
        owed.delete()
        one.state = INSTRUCTION_FLOW.after(one.state, "end")
        save(one, fields=["state"])
        record(
            actor=actor,
            action="governance.instruction.ended",
            subject=one,
            before=before,
            note={"units": units},
        )
        posts = [one.post_id] if one.post_id else []
        tell(
            actor,
            ({one.given_by_id} if one.given_by_id else set()) | recipients.of_posts(posts),
            kind="instruction.ended",
            task=task,
            zh=in_zh("任务已终止，批示不再等待答复"),
            en=in_en("The task was ended; the instruction waits for no answer any more"),
            record_of=one,
        )


def _tell_watchers(actor: Actor, task: Task) -> None:
    """Tell the accountable leader and the supervising unit, whose part nobody works on."""
    others = task.duties.exclude(role__in=WORKING)
    rows = list(others.values_list("unit_id", "post_id"))
    users = recipients.of_units([unit for unit, _post in rows if unit])
    users |= recipients.of_posts([post for _unit, post in rows if post])
    tell(
        actor,
        users,
        kind="task.ended",
        task=task,
        zh=in_zh("任务已终止"),
        en=in_en("A task was ended"),
    )
