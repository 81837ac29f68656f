"""Keeps the numbered task lists: made, ordered, adopted, and after that changed only by recorded decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies, profiles
from plenary.contexts.governance.enums import Cadence, ListState, TaskState
from plenary.contexts.governance.events import ListAdopted, ListChanged
from plenary.contexts.governance.models import ListEntry, Task, TaskList
from plenary.contexts.governance.selectors import lists, tasks
from plenary.contexts.governance.services.adopting import (
    ground_of,
    need_after,
    need_come,
    owed_for,
)
from plenary.contexts.governance.services.checks import (
    apply,
    need_a_side,
    need_choice,
    need_existing,
    need_order,
)
from plenary.contexts.governance.services.lights import recompute_lights
from plenary.contexts.governance.services.list_changes import need_ground, told_of
from plenary.contexts.governance.services.parts import GroundGiven
from plenary.contexts.governance.services.tasks import (
    hold_task,
    hold_tasks,
    need_changeable,
    put_in_force,
)
from plenary.contexts.governance.services.texts import keep_sides
from plenary.contexts.governance.workflows import LIST_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.organisations.models import Organisation
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused, Stale
from plenary.shared.events import announce
from plenary.shared.rows import update_rows
from plenary.shared.web.filters import comma

EDITABLE = ("name_zh", "name_en", "starts_on", "ends_on", "cadence")
BATCH = 500
UNDER_WAY = (TaskState.OPEN, TaskState.REPORTED)


@transaction.atomic
def create_list(
    *,
    actor: Actor,
    body_id: int,
    starts_on: dt.date,
    ends_on: dt.date,
    name_zh: str = "",
    name_en: str = "",
    cadence: str = "",
    is_illustrative: bool = False,
) -> TaskList:
    """Make a body's draft list for a year; its rhythm of reports is the profile's unless given.

    Refused without a name and for days in the wrong order. Announces ``ListChanged``.
    """
    authorise(actor, policies.can_manage_lists)
    task_list = TaskList(
        body_id=body_id,
        name_zh=name_zh.strip(),
        name_en=name_en.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        cadence=cadence or profiles.current().cadence,
        is_illustrative=is_illustrative,
    )
    _check(task_list)
    need_existing(Organisation, body=[body_id])
    task_list.save()

    record(actor=actor, action="governance.task_list.created", subject=task_list)
    keep_sides(actor, task_list, "name")
    announce(ListChanged(list_id=task_list.pk))
    return task_list


@transaction.atomic
def edit_list(
    *,
    actor: Actor,
    list_id: int,
    seen_version: int | None,
    changes: Mapping[str, Any],
    ground: GroundGiven | None = None,
) -> TaskList:
    """Change a list's own fields (``EDITABLE``), after adoption only by a decision or an instruction.

    Refused as making is, and as ``need_ground`` refuses. Announces ``ListChanged``.
    """
    if "cadence" in changes:
        hold_tasks(entries__task_list=list_id)
    task_list = _lock(actor, list_id, seen_version)
    note = None
    if task_list.state != ListState.DRAFT:
        note = told_of(need_ground(actor, ground or GroundGiven()))
    before = snapshot(task_list)
    changed = apply(task_list, changes, EDITABLE)
    _check(task_list)
    save(task_list, fields=changed)
    if "cadence" in changed:
        recompute_lights(Task.objects.filter(entries__task_list=task_list))

    record(
        actor=actor,
        action="governance.task_list.edited",
        subject=task_list,
        before=before,
        note=note,
    )
    keep_sides(actor, task_list, "name")
    announce(ListChanged(list_id=task_list.pk))
    return task_list


@transaction.atomic
def add_task_to_list(*, actor: Actor, list_id: int, task_id: int) -> ListEntry:
    """Give a task a draft list's next number.

    Refused once the list is adopted (``add_by_decision``), and for a task that stands in it or is
    closed. Announces ``ListChanged``.
    """
    hold_task(pk=task_id)
    task_list = _lock(actor, list_id)
    if task_list.state != ListState.DRAFT:
        raise Refused(_("The list is adopted: an item is added by a decision or an instruction."))
    task = lock(tasks.visible_to(actor), pk=task_id)
    need_changeable(task)
    if task_list.entries.filter(task=task).exists():
        raise Refused(_("The task stands in this list already."))

    before = snapshot(task_list)
    last = task_list.entries.aggregate(last=Max("number"))["last"] or 0
    entry = ListEntry.objects.create(task_list=task_list, task=task, number=last + 1)
    save(task_list, fields=[])

    record(
        actor=actor,
        action="governance.task_list.task_added",
        subject=task_list,
        before=before,
        note={"task": task.pk, "number": entry.number},
    )
    announce(ListChanged(list_id=task_list.pk))
    return entry


@transaction.atomic
def remove_task_from_list(
    *, actor: Actor, list_id: int, task_id: int, seen_version: int | None = None
) -> None:
    """Take a task off a draft list; the later numbers move up.

    Refused once the list is adopted and for a task that does not stand in it.
    Announces ``ListChanged``.
    """
    task_list = _lock_draft(actor, list_id, seen_version)
    entry = task_list.entries.filter(task_id=task_id).first()
    if entry is None:
        raise Refused(_("The task does not stand in this list."))

    before = snapshot(task_list)
    entry.delete()
    close_gap(task_list)
    save(task_list, fields=[])

    record(
        actor=actor,
        action="governance.task_list.task_removed",
        subject=task_list,
        before=before,
        note={"task": task_id},
    )
    announce(ListChanged(list_id=task_list.pk))


@transaction.atomic
def renumber_list(
    *, actor: Actor, list_id: int, task_ids: Sequence[int], seen_version: int | None = None
) -> TaskList:
    """Order a draft list: its tasks get the numbers 1, 2, 3 … in the order given.

    Refused once the list is adopted and where the tasks given are not just those of the list.
    Announces ``ListChanged``.
    """
    task_list = _lock_draft(actor, list_id, seen_version)
    held = set(task_list.entries.values_list("task_id", flat=True))
    if len(task_ids) != len(held) or set(task_ids) != held:
        raise Refused(_("The order must name every task of the list once."))

    before = snapshot(task_list)
    _number(task_list, task_ids)
    save(task_list, fields=[])

    record(
        actor=actor,
        action="governance.task_list.renumbered",
        subject=task_list,
        before=before,
        note={"tasks": list(task_ids)},
    )
    announce(ListChanged(list_id=task_list.pk))
    return task_list


@transaction.atomic
def adopt_list(
    *,
    actor: Actor,
    list_id: int,
    seen_version: int | None,
    adopted_on: dt.date | None = None,
    decision_id: int | None = None,
    meeting_id: int | None = None,
    owed: str = "",
) -> TaskList:
    """Put a list and its draft tasks into force, by a decision or at a meeting of its body.

    ``owed`` says why neither is recorded yet; ``record_adoption`` makes up for it.
    Refused for an empty list, where a draft gives a dissolved unit a part, where a task lacks a lead unit, a due date or a basis (the refusal
    names the numbers and what they lack), for a day before that meeting or to come, and as ``ground_of`` and
    ``owed_for`` refuse. ``Stale`` where a task has come in meanwhile. Announces ``TaskOpened`` for each task and ``ListAdopted``.
    """
    held = hold_tasks(entries__task_list=list_id)
    task_list = _lock(actor, list_id, seen_version)
    state = LIST_FLOW.after(task_list.state, "adopt")
    _need_complete(task_list)
    meeting, decision = ground_of(actor, task_list, decision_id, meeting_id)
    note = owed_for(meeting, owed)
    day = adopted_on or (meeting.held_on if meeting else None) or clock.today()
    need_after(meeting, day)
    need_come(day)

    before = snapshot(task_list)
    task_list.state, task_list.adopted_on = state, day
    task_list.adopting_meeting, task_list.adopting_decision = meeting, decision
    save(task_list, fields=["state", "adopted_on", "adopting_meeting_id", "adopting_decision_id"])
    drafts = list(lists.drafts_of(task_list).order_by("pk"))
    if not held.issuperset(task.pk for task in drafts):
        raise Stale
    going = list(Task.objects.filter(entries__task_list=task_list, state__in=UNDER_WAY))
    put_in_force(actor, drafts, task_list)
    recompute_lights(going)

    record(
        actor=actor,
        action="governance.task_list.adopted",
        subject=task_list,
        before=before,
        note=note,
    )
    announce(ListAdopted(list_id=task_list.pk, task_ids=tuple(task.pk for task in drafts)))
    return task_list


def close_gap(task_list: TaskList) -> None:
    """Number a list anew in its own order, after a task has gone from it."""
    _number(task_list, list(task_list.entries.order_by("number").values_list("task_id", flat=True)))


def _number(task_list: TaskList, task_ids: Sequence[int]) -> None:
    arrange(task_list, {task_id: number for number, task_id in enumerate(task_ids, start=1)})


def arrange(task_list: TaskList, numbers: Mapping[int, int]) -> None:
    """Give tasks these numbers in a locked list, those that are not in it yet a place; the others keep theirs.

    One whose number is taken by that gets the next that is free after the last.
    """
    entries = {entry.task_id: entry for entry in task_list.entries.all()}
    held = sorted((one.number, task_id) for task_id, one in entries.items())
    taken = set(numbers.values())
    last = max([0, *taken, *(number for number, _task in held)])
    wanted = dict(numbers)
    for number, task_id in held:
        if task_id not in wanted:
            if number in taken:
                last += 1
            wanted[task_id] = last if number in taken else number
    moved = [one for task_id, one in entries.items() if one.number != wanted[task_id]]
    if moved:
        # Two steps, because a number may stand in a list only once at any moment.
        ids = [one.pk for one in moved]
        for start in range(0, len(ids), BATCH):
            batch = ListEntry.objects.filter(pk__in=ids[start : start + BATCH])
            batch.update(number=F("number") + last + 1)
        for one in moved:
            one.number = wanted[one.task_id]
        update_rows(moved, ["number"])
    ListEntry.objects.bulk_create(
        (
            ListEntry(task_list=task_list, task_id=task_id, number=number)
            for task_id, number in numbers.items()
            if task_id not in entries
        ),
        batch_size=BATCH,
    )


def _lock(actor: Actor, list_id: int, seen_version: int | None = None) -> TaskList:
    task_list = lock(lists.visible_to(actor), pk=list_id, version=seen_version)
    authorise(actor, policies.can_manage_lists, task_list)
    return task_list


def _lock_draft(actor: Actor, list_id: int, seen_version: int | None) -> TaskList:
    task_list = _lock(actor, list_id, seen_version)
    if task_list.state != ListState.DRAFT:
        raise Refused(_("The list is adopted: its numbers stand."))
    return task_list


def _check(task_list: TaskList) -> None:
    need_a_side(task_list.name_zh, task_list.name_en, "name")
    need_order(task_list.starts_on, task_list.ends_on)
    need_choice(task_list.cadence, Cadence.values, "cadence")


def _need_complete(task_list: TaskList) -> None:
    if not task_list.entries.exists():
        raise Refused(_("The list is empty."))
    lacking = lists.lacking(task_list)
    if not lacking:
        return
    sentences = [
        sentence % {"numbers": comma().join(map(str, numbers))}
        for sentence, numbers in (
            (_("No lead unit: %(numbers)s."), lacking.lead_unit),
            (_("No due date: %(numbers)s."), lacking.due_on),
            (_("No basis: %(numbers)s."), lacking.basis),
        )
        if numbers
    ]
    raise Refused(" ".join(str(sentence) for sentence in sentences))
