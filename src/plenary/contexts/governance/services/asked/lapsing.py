"""Ends by itself what was asked or proposed of work that is done meanwhile: nobody has to answer it."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from plenary.contexts.governance.enums import EndingState, HelpState
from plenary.contexts.governance.events import ExtensionEnded
from plenary.contexts.governance.models import Duty, Extension, HelpCall, Milestone, Task
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.selectors.acts import extensions
from plenary.contexts.governance.services.telling.lines import tell
from plenary.contexts.governance.workflows import ENDING_FLOW, EXTENSION_FLOW, HELP_FLOW
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.events import announce

SETTLED = ("state", "settled_at", "settled_by_id", "settled_by")


def lapse_dates(actor: Actor, of: Duty | Milestone | Task) -> None:
    """End what waits of dates of a part, milestone or whole task that is done or gone; its task is locked.

    Each leaves its audit row. Announces ``ExtensionEnded``.
    """
    waiting: QuerySet[Extension] = of.extensions.filter(state__in=extensions.OPEN)
    for one in waiting.select_for_update(of=("self",)).order_by("pk"):
        before = snapshot(one)
        one.state, one.ended_at = EXTENSION_FLOW.after(one.state, "lapse"), clock.now()
        one.ended_by_id, one.ended_by = actor.user_id, actor.name
        save(one, fields=["state", "ended_at", "ended_by_id", "ended_by"])
        record(actor=actor, action="governance.extension.lapsed", subject=one, before=before)
        announce(ExtensionEnded(task_id=one.task_id, extension_id=one.pk, state=one.state))


def lapse_endings(actor: Actor, task: Task) -> None:
    """End the proposal that a locked task be ended, where it has come to its end otherwise; whoever proposed
    it is told.
    """
    waiting = task.endings.filter(state=EndingState.PROPOSED)
    for one in waiting.select_for_update(of=("self",)).order_by("pk"):
        before = snapshot(one)
        one.state, one.settled_at = ENDING_FLOW.after(one.state, "lapse"), clock.now()
        one.settled_by_id, one.settled_by = actor.user_id, actor.name
        save(one, fields=SETTLED)
        record(actor=actor, action="governance.task_ending.lapsed", subject=one, before=before)
        tell(
            actor,
            {one.proposed_by_id} if one.proposed_by_id else set(),
            kind="task_ending.lapsed",
            task=task,
            zh=in_zh("任务已办结，终止提议不再需要"),
            en=in_en("The work has ended; the proposal to end it is no longer needed"),
            record_of=one,
        )


def lapse_calls(actor: Actor, *, task_ids: Collection[int], unit_id: int | None = None) -> None:
    """End the calls for help on locked tasks that are over or go on in others, each with its audit row.

    Of one unit those alone on which it reports no more.
    """
    waiting = HelpCall.objects.filter(task__in=task_ids, state=HelpState.ASKED)
    if unit_id is not None:
        parts = Duty.objects.filter(task__in=task_ids, unit=unit_id, role__in=tasks.REPORTING_ROLES)
        waiting = waiting.filter(unit=unit_id)
        waiting = waiting.exclude(task__in=parts.order_by().values("task_id"))
    for call in waiting.select_for_update(of=("self",)).order_by("pk"):
        lapse_call(actor, call)


def lapse_call(actor: Actor, call: HelpCall) -> None:
    """End a call for help that waits, on a locked task."""
    before = snapshot(call)
    call.state = HELP_FLOW.after(call.state, "lapse")
    save(call, fields=["state"])
    record(actor=actor, action="governance.help_call.lapsed", subject=call, before=before)
