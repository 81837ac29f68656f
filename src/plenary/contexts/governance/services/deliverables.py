"""Says what each unit delivers in a task, and by when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import TaskState
from plenary.contexts.governance.events import TaskEdited
from plenary.contexts.governance.models import Duty
from plenary.contexts.governance.selectors import duties, tasks
from plenary.contexts.governance.services.checks import apply, need_reason
from plenary.contexts.governance.services.ends_of_tasks import need_to_come, need_within
from plenary.contexts.governance.services.tasks import hold_task, need_changeable, need_no_later
from plenary.contexts.governance.services.telling.task_news import tell_changed
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.shared.actor import Actor
from plenary.shared.events import announce

EDITABLE = ("deliverable_zh", "deliverable_en", "due_on")


@transaction.atomic
def edit_duty(
    *,
    actor: Actor,
    duty_id: int,
    seen_version: int | None,
    changes: Mapping[str, Any],
    reason: str = "",
) -> Duty:
    """Change what a part in a task delivers and by when (``EDITABLE``); its receipt stays.

    The first own date of a part in force is never lost. Refused on a closed task, for a date after the
    task's own end, and in force without a reason, for a new date that is past and for a later one than
    the present: that is an extension, which two people approve. Tells the unit. Announces ``TaskEdited``.
    """
    hold_task(duties=duty_id)
    duty = lock(duties.visible_to(actor), pk=duty_id, version=seen_version)
    task = lock(tasks.visible_to(actor), pk=duty.task_id)
    authorise(actor, policies.can_manage_tasks, task)
    need_changeable(task)

    before, was_on = snapshot(duty), duty.due_on
    changed = apply(duty, changes, EDITABLE)
    need_within(task, duty.due_on)
    if "due_on" in changed:
        need_to_come(task, duty.due_on)
    if task.state != TaskState.DRAFT and changed:
        # Without a date of its own a part is due with the task: to drop a date may be to put it off.
        need_no_later(was_on, duty.due_on or task.due_on)
        reason = need_reason(reason)
    if task.state == TaskState.DRAFT or duty.first_due_on is None:
        duty.first_due_on = duty.due_on
        changed.append("first_due_on")
    save(duty, fields=changed)

    record(
        actor=actor,
        action="governance.duty.edited",
        subject=duty,
        before=before,
        note={"reason": reason} if reason else None,
    )
    if duty.unit_id is not None and changed:
        words = (
            "你单位承担部分的成果或时限有调整",
            "What your unit delivers, or by when, has changed",
        )
        tell_changed(actor, task, words, units=[duty.unit_id])
    announce(TaskEdited(task_id=task.pk))
    return duty
