"""Names the leader who is accountable for a task, alone or together with other changes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import DutyRole
from plenary.contexts.governance.models import Duty, Task
from plenary.contexts.governance.selectors import leaders, tasks
from plenary.contexts.governance.services.checks import need_existing
from plenary.contexts.governance.services.duties import assign_duty, remove_duty
from plenary.contexts.governance.services.tasks import edit_task, need_changeable
from plenary.kernel.audit.recording import authorise, lock
from plenary.kernel.people.models import Post
from plenary.shared.actor import Actor


@transaction.atomic
def name_accountable(
    *, actor: Actor, task_id: int, seen_version: int | None, post_id: int | None, reason: str = ""
) -> Duty | None:
    """Let a leader's post be accountable for a task in place of the one before; none takes it back.

    Refused on a closed task, without a reason where another is accountable for a task in force, and
    where another is for an item of an adopted list: that changes there (``change_item``). Refused for a post that does not exist. Announces ``DutyRemoved`` and ``DutyAssigned``.
    """
    task = lock(tasks.visible_to(actor), pk=task_id, version=seen_version)
    authorise(actor, policies.can_manage_tasks, task)
    need_changeable(task)
    need_existing(Post, accountable_post=[post_id])
    held = leaders.accountable_for(task)
    if held is not None and held.post_id == post_id:
        return held
    if held is not None:
        remove_duty(actor=actor, duty_id=held.pk, seen_version=None, reason=reason)
    if post_id is None:
        return None
    return assign_duty(
        actor=actor, task_id=task_id, role=DutyRole.ACCOUNTABLE, post_id=post_id, reason=reason
    )


@transaction.atomic
def change_task(
    *,
    actor: Actor,
    task_id: int,
    seen_version: int | None,
    changes: Mapping[str, Any],
    reason: str = "",
    **leader: int | None,
) -> Task:
    """Change a task's own fields and, where ``accountable_post_id`` is given, its accountable leader.

    Refused as ``edit_task`` and ``name_accountable`` refuse, and then neither is changed.
    """
    task = edit_task(
        actor=actor, task_id=task_id, seen_version=seen_version, changes=changes, reason=reason
    )
    if "accountable_post_id" in leader:
        name_accountable(
            actor=actor,
            task_id=task_id,
            seen_version=None,
            post_id=leader["accountable_post_id"],
            reason=reason,
        )
    return task
