"""Puts drafts that stand in no list into force by what they rest on, or takes them away again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import TaskState
from plenary.contexts.governance.models import Basis, Task
from plenary.contexts.governance.selectors import grounds, tasks
from plenary.contexts.governance.services.fates import undo_fate
from plenary.contexts.governance.services.tasks import drop_draft, need_complete, put_in_force
from plenary.kernel.audit.recording import authorise, lock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused


@transaction.atomic
def put_into_force(
    *, actor: Actor, task_id: int, seen_version: int | None, basis_id: int | None
) -> Task:
    """Put a draft outside any list into force, by the decision, directive or requirement it rests on.

    Refused for a draft in a list, which comes into force with its list; without a lead unit, a due
    date or a ground that can carry it (``grounds.carrying``); from any state but draft; ``NotFound``
    for a basis of another task. Announces ``TaskOpened``.
    """
    task = lock(tasks.visible_to(actor), pk=task_id, version=seen_version)
    authorise(actor, policies.can_manage_tasks, task)
    if task.state != TaskState.DRAFT:
        raise Refused(_("The task is in force already."))
    if task.entries.exists():
        raise Refused(_("The task stands in a list and comes into force with it."))
    need_complete(task)
    basis = _ground(task, basis_id)
    put_in_force(actor, [task], note={"basis": basis.pk, "reason": str(basis)})
    return task


@transaction.atomic
def delete_draft_task(*, actor: Actor, task_id: int, seen_version: int | None) -> None:
    """Take away a draft; a decision or directive that had no other task is open again.

    Refused once the task has been in force, while it stands in a list, and where such a matter's
    meeting is closed. Announces ``FateUndone`` for each.
    """
    task = lock(tasks.visible_to(actor), pk=task_id, version=seen_version)
    authorise(actor, policies.can_manage_tasks, task)
    if task.state != TaskState.DRAFT:
        raise Refused(_("A task that has been in force is closed, never deleted."))
    if task.entries.exists():
        raise Refused(_("Take the task off its lists first."))
    for kind, matter_id in grounds.settled_by_alone(task):
        undo_fate(actor=actor, kind=kind, matter_id=matter_id)
    if Task.objects.filter(pk=task.pk).exists():
        drop_draft(actor, task)


def _ground(task: Task, basis_id: int | None) -> Basis:
    carrying = grounds.carrying(task)
    if not carrying:
        raise Refused(
            _(
                "The task rests on no decision, directive or requirement that could put it into "
                "force. Add one first."
            )
        )
    if basis_id is None:
        sentence = _("Say by what it comes into force.")
        raise Refused(sentence, fields={"basis": sentence})
    found = next((basis for basis in carrying if basis.pk == basis_id), None)
    if found is None:
        raise NotFound
    return found
