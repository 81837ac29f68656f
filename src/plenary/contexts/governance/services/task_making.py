"""Makes a task out of what it rests on, and puts it into the draft list that was chosen."""

from __future__ import annotations

from django.db import transaction

from plenary.contexts.governance import policies
from plenary.contexts.governance.models import Task
from plenary.contexts.governance.services.checks import naming
from plenary.contexts.governance.services.fates import give_task
from plenary.contexts.governance.services.lists import add_task_to_list
from plenary.contexts.governance.services.making import refuse_withdrawn
from plenary.contexts.governance.services.parts import BasisGiven, TaskGiven
from plenary.contexts.governance.services.tasks import create_task
from plenary.kernel.audit.recording import authorise
from plenary.shared.actor import Actor


@transaction.atomic
def make_task(
    *, actor: Actor, basis: BasisGiven, given: TaskGiven, list_id: int | None = None
) -> Task:
    """Make a task that rests on a directive, decision, requirement or priority, in a list if one is given.

    Of a directive or decision it is the fate as well. Refused as ``give_task``, ``create_task`` and
    ``add_task_to_list`` refuse, and for a withdrawn requirement; then neither the task nor its place in the list is left. Announces
    ``TaskCreated``, and ``FateGiven`` and ``ListChanged`` where they apply.
    """
    if basis.kind == "directive" or basis.kind == "decision":  # noqa: PLR1714 - mypy narrows by ==
        with naming("basis"):
            task = give_task(actor=actor, kind=basis.kind, matter_id=basis.pk, given=given)
    else:
        authorise(actor, policies.can_manage_tasks)
        refuse_withdrawn([basis])
        task = create_task(actor=actor, bases=[basis], given=given)
    if list_id is not None:
        with naming("task_list"):
            add_task_to_list(actor=actor, list_id=list_id, task_id=task.pk)
    return task
