"""Changes an item of an adopted list, its words, units, leader, date or measure of success, on a ground."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import ChangeKind
from plenary.contexts.governance.models import ListChange, Task
from plenary.contexts.governance.selectors import leaders, tasks
from plenary.contexts.governance.selectors.duties import responsible_for
from plenary.contexts.governance.services.duties import pass_lead_on
from plenary.contexts.governance.services.item_parts import (
    change_leader,
    change_responsible,
    change_success,
)
from plenary.contexts.governance.services.list_changes import (
    entry_of,
    ground_in,
    hold_with_lists,
    lock_adopted,
    need_ground,
    note_in_lists,
    note_lead,
    reword_item,
    words_of,
)
from plenary.contexts.governance.services.parts import GroundGiven
from plenary.contexts.governance.services.tasks import bring_forward, need_no_later
from plenary.kernel.audit.recording import authorise, lock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused


@transaction.atomic
def change_item(
    *,
    actor: Actor,
    list_id: int,
    task_id: int,
    ground: GroundGiven,
    titles: Mapping[str, str] | None = None,
    lead_unit_id: int | None = None,
    due_on: dt.date | None = None,
    success: Mapping[str, str] | None = None,
    accountable_post_id: int | None = None,
    responsible_unit_ids: Sequence[int] | None = None,
    seen_version: int | None = None,
    seen_task: int | None = None,
) -> None:
    """Give an item of an adopted list other words, another lead unit, leader or measure of success, other
    responsible units or an earlier date, each kept apart.

    What is not given, or is the same, stays. A task in several adopted lists changes in all of them.
    ``seen_version`` is the list's, ``seen_task`` the task's. Refused for a list that is not adopted, without a ground, on a closed task, where nothing changes,
    for a later date (an extension) and as ``hand_over_lead``, ``assign_duty`` and ``remove_duty`` refuse. Announces ``ListChanged``, and
    ``TaskEdited``, ``DutyRemoved`` and ``DutyAssigned`` as they apply.
    """
    hold_with_lists(task_id)
    task_list = lock_adopted(actor, list_id, seen_version)
    kept = need_ground(actor, ground)
    entry_of(task_list, task_id)
    task = lock(tasks.visible_to(actor), pk=task_id, version=seen_task)
    wanted = {name: text.strip() for name, text in (titles or {}).items()}
    is_reworded = any(getattr(task, name) != text for name, text in wanted.items())
    has_lead = lead_unit_id is not None and lead_unit_id != task.lead_unit_id
    has_date = due_on is not None and due_on != task.due_on
    others = _other_changes(task, success, accountable_post_id, responsible_unit_ids)
    if not (is_reworded or has_lead or has_date or others):
        raise Refused(_("Nothing is other than before."))
    if is_reworded:
        reword_item(actor=actor, list_id=list_id, task_id=task_id, titles=wanted, ground=ground)
    if has_lead and lead_unit_id is not None:
        _pass_lead_on(actor, task_id, lead_unit_id, kept)
    if has_date and due_on is not None:
        _bring_forward(actor, task_id, due_on, kept)
    for change in others:
        change(actor, _lock_task(actor, task_id), kept)


def _other_changes(
    task: Task,
    success: Mapping[str, str] | None,
    post_id: int | None,
    unit_ids: Sequence[int] | None,
) -> list[Callable[[Actor, Task, ListChange], None]]:
    """Give what is to be done beside words, lead and date, each where it is other than before."""
    found: list[Callable[[Actor, Task, ListChange], None]] = []
    texts = {name: text.strip().replace("\r\n", "\n") for name, text in (success or {}).items()}
    if any(getattr(task, name) != text for name, text in texts.items()):
        found.append(lambda actor, held, kept: change_success(actor, held, texts, kept))
    leader = leaders.accountable_for(task)
    if post_id is not None and (leader is None or leader.post_id != post_id):
        found.append(lambda actor, held, kept: change_leader(actor, held, post_id, kept))
    if unit_ids is not None and set(unit_ids) != {one.pk for one in responsible_for(task)}:
        found.append(lambda actor, held, kept: change_responsible(actor, held, unit_ids, kept))
    return found


def _pass_lead_on(actor: Actor, task_id: int, unit_id: int, kept: ListChange) -> None:
    task = _lock_task(actor, task_id)
    was = task.lead_unit
    new = pass_lead_on(actor, task, unit_id=unit_id, reason=words_of(kept)).unit
    note_lead(actor, task, was, new, kept)


def _bring_forward(actor: Actor, task_id: int, due_on: dt.date, kept: ListChange) -> None:
    task = _lock_task(actor, task_id)
    was = task.due_on
    need_no_later(was, due_on)
    bring_forward(actor, task, due_on=due_on, reason=words_of(kept))
    days = {"was": str(was or "–"), "new": due_on.isoformat()}
    told = {f"{name}_{side}": day for name, day in days.items() for side in ("zh", "en")}
    note_in_lists(actor, task, ChangeKind.SOONER, ground_in(kept), **told)


def _lock_task(actor: Actor, task_id: int) -> Task:
    task = lock(tasks.visible_to(actor), pk=task_id)
    authorise(actor, policies.can_manage_tasks, task)
    return task
