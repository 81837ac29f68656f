"""Gives the tasks of a draft list their lead units and due dates, many of them at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import ListState
from plenary.contexts.governance.models import TaskList
from plenary.contexts.governance.selectors import lists
from plenary.contexts.governance.services.duties import hand_over_lead
from plenary.contexts.governance.services.tasks import edit_task
from plenary.kernel.audit.recording import authorise, lock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused, Stale


@dataclass(frozen=True, slots=True)
class RowGiven:
    """What a row of the list shall say; ``None`` leaves what is there."""

    task_id: int
    seen_version: int
    lead_unit_id: int | None = None
    due_on: dt.date | None = None


@transaction.atomic
def fill_draft(*, actor: Actor, list_id: int, rows: Sequence[RowGiven]) -> TaskList:
    """Give tasks of a draft list their lead unit and due date: all of these rows, or none.

    Refused for an adopted list, and for any row as ``edit_task`` and ``hand_over_lead`` refuse, or where somebody
    has changed the task since; the refusal stands at the row. ``NotFound`` for a task that is not in the list.
    """
    task_list = lock(lists.visible_to(actor), pk=list_id)
    authorise(actor, policies.can_manage_lists, task_list)
    if task_list.state != ListState.DRAFT:
        raise Refused(_("The list is adopted: it changes by a decision or an instruction."))
    if not {row.task_id for row in rows} <= set(
        task_list.entries.values_list("task_id", flat=True)
    ):
        raise NotFound
    for row in rows:
        try:
            _fill(actor, row)
        except Stale:
            sentence = _("Somebody has changed this task since. Look at it and save again.")
            raise Refused(sentence, fields={f"unit_{row.task_id}": sentence}) from None
        except Refused as refused:
            sentence = " ".join(str(one) for one in refused.fields.values()) or str(refused)
            raise Refused(sentence, fields={f"unit_{row.task_id}": sentence}) from None
    return task_list


def _fill(actor: Actor, row: RowGiven) -> None:
    seen: int | None = row.seen_version
    if row.due_on is not None:
        edit_task(
            actor=actor, task_id=row.task_id, seen_version=seen, changes={"due_on": row.due_on}
        )
        seen = None
    if row.lead_unit_id is not None:
        hand_over_lead(
            actor=actor, task_id=row.task_id, seen_version=seen, unit_id=row.lead_unit_id
        )
