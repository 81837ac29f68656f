"""Changes adopted lists: an item added, struck, worded anew or ended, only by a decision or an instruction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import NO_GROUND, ChangeKind, ListState, TaskState
from plenary.contexts.governance.events import ListChanged
from plenary.contexts.governance.models import ListChange, ListEntry, Task, TaskList
from plenary.contexts.governance.selectors import duties, lists, meetings, tasks
from plenary.contexts.governance.services.lights import refresh_light
from plenary.contexts.governance.services.parts import GroundGiven
from plenary.contexts.governance.services.tasks import (
    edit_title,
    need_changeable,
    need_complete,
    put_in_force,
)
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.organisations.models import Organisation
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Dangling, Refused
from plenary.shared.events import announce

REASON = 500
"""How long may be what is kept as the reason of a part's end."""


@transaction.atomic
def add_by_decision(
    *,
    actor: Actor,
    list_id: int,
    task_id: int,
    ground: GroundGiven,
    seen_version: int | None = None,
) -> ListEntry:
    """Give a task the next number of an adopted list; a draft comes into force with it.

    A number once used is never given again. Refused for a list that is not adopted, without a
    ground, and for a task that stands in it, is closed or lacks a lead unit or due date.
    Announces ``ListChanged``.
    """
    hold_with_lists(task_id)
    task_list = lock_adopted(actor, list_id, seen_version)
    kept = need_ground(actor, ground)
    task = lock(tasks.visible_to(actor), pk=task_id)
    need_changeable(task)
    if task_list.entries.filter(task=task).exists():
        raise Refused(_("The task stands in this list already."))
    if task.state == TaskState.DRAFT:
        need_complete(task)

    before = snapshot(task_list)
    entry = ListEntry.objects.create(task_list=task_list, task=task, number=next_number(task_list))
    if task.state == TaskState.DRAFT:
        put_in_force(actor, [task])
    _refresh(task)
    _note(actor, entry, ChangeKind.ADDED, kept)
    save(task_list, fields=[])
    record(
        actor=actor,
        action="governance.task_list.item_added",
        subject=task_list,
        before=before,
        note={"task": task.pk, "number": entry.number, **told_of(kept)},
    )
    announce(ListChanged(list_id=task_list.pk))
    return entry


@transaction.atomic
def strike_item(
    *,
    actor: Actor,
    list_id: int,
    task_id: int,
    ground: GroundGiven,
    seen_version: int | None = None,
) -> ListChange:
    """Take a task out of an adopted list; the other numbers stand, and the struck item is still shown.

    The task itself goes on until it is closed. Refused for a list that is not adopted, without a
    ground, and for a task that does not stand in it. Announces ``ListChanged``.
    """
    hold_with_lists(task_id)
    task_list = lock_adopted(actor, list_id, seen_version)
    kept = need_ground(actor, ground)
    entry = entry_of(task_list, task_id)

    before = snapshot(task_list)
    change = _note(actor, entry, ChangeKind.STRUCK, kept)
    entry.delete()
    save(task_list, fields=[])
    _refresh(entry.task)
    record(
        actor=actor,
        action="governance.task_list.item_struck",
        subject=task_list,
        before=before,
        note={"task": task_id, "number": change.number, **told_of(kept)},
    )
    announce(ListChanged(list_id=task_list.pk))
    return change


@transaction.atomic
def reword_item(
    *,
    actor: Actor,
    list_id: int,
    task_id: int,
    titles: Mapping[str, str],
    ground: GroundGiven,
    seen_version: int | None = None,
) -> ListChange:
    """Give an item of an adopted list other words (``title_zh``, ``title_en``).

    Refused for a list that is not adopted, without a ground, for words that are the same, and on a
    closed task. Announces ``ListChanged`` and ``TaskEdited``.
    """
    hold_with_lists(task_id)
    task_list = lock_adopted(actor, list_id, seen_version)
    kept = need_ground(actor, ground)
    entry = entry_of(task_list, task_id)
    was = (entry.task.title_zh, entry.task.title_en)

    before = snapshot(task_list)
    change = _note(actor, entry, ChangeKind.CHANGED, kept)
    task = edit_title(actor=actor, task_id=task_id, titles=titles, reason=words_of(kept))
    if was == (task.title_zh, task.title_en):
        raise Refused(_("The words are the same as before."))
    change.new_zh, change.new_en = task.title_zh, task.title_en
    change.save(update_fields=["new_zh", "new_en"])
    save(task_list, fields=[])
    record(
        actor=actor,
        action="governance.task_list.item_reworded",
        subject=task_list,
        before=before,
        note={"task": task_id, "number": entry.number, **told_of(kept)},
    )
    announce(ListChanged(list_id=task_list.pk))
    return change


def hold_with_lists(*task_ids: int) -> None:
    """Take tasks, and then the adopted lists that hold them, each by their ids.

    Whatever changes a task and its lists takes them in this order: two changes do not wait for each
    other for ever. What the actor may see of them is asked by whoever changes them.
    """
    held = Task.objects.filter(pk__in=task_ids).order_by("pk")
    list(held.select_for_update(of=("self",)).values_list("pk"))
    entries = ListEntry.objects.filter(task__in=task_ids).order_by().values("task_list_id")
    adopted = TaskList.objects.filter(pk__in=entries, state=ListState.ADOPTED).order_by("pk")
    list(adopted.select_for_update(of=("self",)).values_list("pk"))


def note_in_lists(
    actor: Actor,
    task: Task,
    kind: ChangeKind,
    ground: Mapping[str, Any],
    told_in: Callable[[TaskList], Mapping[str, str]] | None = None,
    /,
    **told: str,
) -> None:
    """Keep in every adopted list of a locked task what was done to it, and on what ground.

    ``told`` holds what was and what is, in both languages; ``told_in`` gives what differs by list. Its
    number stands. Announces ``ListChanged`` for each list.
    """
    entries = task.entries.filter(task_list__state=ListState.ADOPTED).select_related("task_list")
    for entry in entries.order_by("task_list_id"):
        task_list = lock(TaskList.objects.all(), pk=entry.task_list_id)
        before = snapshot(task_list)
        entry.task, entry.task_list = task, task_list
        here = told_in(task_list) if told_in else {}
        kept = _note(actor, entry, kind, ListChange(**ground, **told, **here))
        save(task_list, fields=[])
        record(
            actor=actor,
            action=f"governance.task_list.item_{kind}",
            subject=task_list,
            before=before,
            note={"task": task.pk, "number": entry.number, **told_of(kept)},
        )
        announce(ListChanged(list_id=task_list.pk))


def note_lead(
    actor: Actor, task: Task, was: Organisation | None, now: Organisation | None, kept: ListChange
) -> None:
    """Keep in every adopted list of a locked task that another unit leads it, and on what ground."""
    told = {
        f"{stem}_{side}": getattr(unit, f"name_{side}", "")
        for stem, unit in (("was", was), ("new", now))
        for side in ("zh", "en")
    }
    note_in_lists(actor, task, ChangeKind.LEAD, ground_in(kept), **told)


def note_units(actor: Actor, task: Task, was: Iterable[Organisation], kept: ListChange) -> None:
    """Keep in every adopted list of a locked task that other units are responsible for it."""
    now = duties.responsible_for(task)
    told = {
        f"{stem}_{side}": between.join(
            getattr(one, f"name_{side}") or one.name_zh or one.name_en for one in units
        )
        or "–"
        for stem, units in (("was", list(was)), ("new", now))
        for side, between in (("zh", "、"), ("en", ", "))
    }
    note_in_lists(actor, task, ChangeKind.UNITS, ground_in(kept), **told)


def _refresh(task: Task) -> None:
    """A list's rhythm of reports holds for a task from the moment at which it stands in it, and no longer."""
    if task.state in {TaskState.OPEN, TaskState.REPORTED}:
        refresh_light(task)


def next_number(task_list: TaskList) -> int:
    """Give the number after every one that the list has, or had."""
    there: int = task_list.entries.aggregate(last=Max("number"))["last"] or 0
    changes = ListChange.objects.filter(task_list=task_list)
    gone: int = changes.aggregate(last=Max("number"))["last"] or 0
    return max(there, gone) + 1


def need_ground(actor: Actor, given: GroundGiven) -> ListChange:
    """Give an unsaved change with its ground; refused without one, with both, or for no real decision."""
    instruction = given.instruction.strip()
    refuse_secrecy(instruction)
    if bool(given.decision_id) == bool(instruction):
        sentence = _("Name the decision, or write the instruction: one of the two.")
        raise Refused(sentence, fields={"decision": sentence})
    if not given.decision_id:
        if given.instructed_on is None:
            sentence = _("Say on which day the instruction was given.")
            raise Refused(sentence, fields={"instructed_on": sentence})
        return ListChange(instruction=instruction, instructed_on=given.instructed_on)
    decision = meetings.decisions_visible_to(actor).filter(pk=given.decision_id).first()
    if decision is None:
        raise Dangling("decision")
    if decision.kind in NO_GROUND:
        sentence = _("This decision postponed or withdrew its item: it changes nothing.")
        raise Refused(sentence, fields={"decision": sentence})
    return ListChange(decision=decision)


def _note(actor: Actor, entry: ListEntry, kind: ChangeKind, kept: ListChange) -> ListChange:
    task = entry.task
    kept.task_list, kept.task, kept.kind, kept.number = entry.task_list, task, kind, entry.number
    kept.title_zh, kept.title_en = task.title_zh, task.title_en
    kept.made_at, kept.made_by_id, kept.made_by = clock.now(), actor.user_id, actor.name
    kept.save()
    return kept


def ground_in(kept: ListChange) -> dict[str, Any]:
    """Give the ground that was checked, as the fields of any record that rests on one."""
    return {
        "decision_id": kept.decision_id,
        "instruction": kept.instruction,
        "instructed_on": kept.instructed_on,
    }


def told_of(kept: ListChange) -> dict[str, object]:
    """Give what a change rests on, for its audit row."""
    return {"reason": words_of(kept), "decision": kept.decision_id}


def words_of(kept: ListChange) -> str:
    """Give what a change rests on, in words: the instruction, or the decision, cut to a reason's length."""
    return kept.instruction or Truncator(str(kept.decision)).chars(REASON)


def lock_adopted(actor: Actor, list_id: int, seen_version: int | None) -> TaskList:
    """Take an adopted list for change; a draft is changed without a decision."""
    task_list = lock(lists.visible_to(actor), pk=list_id, version=seen_version)
    authorise(actor, policies.can_manage_lists, task_list)
    if task_list.state != ListState.ADOPTED:
        raise Refused(_("The list is a draft: it is changed without a decision."))
    return task_list


def entry_of(task_list: TaskList, task_id: int) -> ListEntry:
    """Give a task's place in a list; refused where it has none."""
    entry = task_list.entries.select_related("task").filter(task_id=task_id).first()
    if entry is None:
        raise Refused(_("The task does not stand in this list."))
    return entry
