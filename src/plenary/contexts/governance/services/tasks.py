"""Makes a task, changes tasks and puts them into force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import ListState, TaskState
from plenary.contexts.governance.events import TaskEdited, TaskOpened
from plenary.contexts.governance.models import (
    Basis,
    Duty,
    Task,
    TaskList,
    TaskMeasure,
)
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.services.checks import (
    apply,
    need_a_side,
    need_choice,
    need_reason,
    need_units,
)
from plenary.contexts.governance.services.ends_of_tasks import need_nothing_after, need_to_come
from plenary.contexts.governance.services.indexing import index_around, index_task
from plenary.contexts.governance.services.lights import settle_light
from plenary.contexts.governance.services.making import (
    basis_of,
    check_measures,
    create_tasks,
    need_bases,
    refuse_withdrawn,
)
from plenary.contexts.governance.services.parts import (
    BasisGiven,
    MeasureGiven,
    TaskGiven,
)
from plenary.contexts.governance.services.telling.task_news import tell_changed, tell_opened
from plenary.contexts.governance.services.texts import keep_sides
from plenary.contexts.governance.services.themes.using import need_in_use
from plenary.contexts.governance.workflows import TASK_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.enums import Release
from plenary.kernel.measures import registry
from plenary.kernel.search.services import forget_record
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused
from plenary.shared.events import announce

EDITABLE = ("title_zh", "title_en", "success_zh", "success_en", "theme_id", "due_on", "release")
SETTLED = frozenset({"title_zh", "title_en", "success_zh", "success_en", "due_on"})
"""What a task in force changes only for a reason that is kept."""


def create_task(
    *,
    actor: Actor,
    bases: Sequence[BasisGiven],
    given: TaskGiven,
    held_themes: Iterable[int | None] = (),
) -> Task:
    """Make a draft task with its basis, duties, milestones and measures.

    Refused without a basis or a title, for a unit given two parts, a retired theme, a negative target or
    a measure bound twice; ``NotFound`` for a basis, unit, post or theme that does not exist. Announces
    ``TaskCreated``.
    """
    return create_tasks(actor=actor, wanted=[(bases, given)], held_themes=held_themes)[0]


@transaction.atomic
def edit_task(
    *,
    actor: Actor,
    task_id: int,
    seen_version: int | None,
    changes: Mapping[str, Any],
    reason: str = "",
) -> Task:
    """Change a task's own fields (``EDITABLE``): a draft freely, one in force for a reason.

    The first due date of a task in force is never lost. Refused on a closed task, without a title,
    without a reason for a ``SETTLED`` field, for an end before open milestones or parts with dates of
    their own, which it names, for a new date of a task in force that is past, and where it would lose its due
    date or have a later one: that is an extension, which two people approve. The words and the date of an item of an adopted
    list change there (``change_item``).
    Announces ``TaskEdited``.
    """
    task = lock(tasks.visible_to(actor), pk=task_id, version=seen_version)
    authorise(actor, policies.can_manage_tasks, task)
    need_changeable(task)
    _refuse_listed(task, changes)
    return _edit(actor, task, changes, reason)


def edit_title(*, actor: Actor, task_id: int, titles: Mapping[str, str], reason: str) -> Task:
    """Give a task other words; for the service that keeps by which decision a list's item has them.

    Refused like ``edit_task``. Announces ``TaskEdited``.
    """
    task = lock(tasks.visible_to(actor), pk=task_id)
    authorise(actor, policies.can_manage_tasks, task)
    need_changeable(task)
    kept = {name: titles[name] for name in ("title_zh", "title_en") if name in titles}
    return _edit(actor, task, kept, reason)


def bring_forward(actor: Actor, task: Task, *, due_on: dt.date, reason: str) -> Task:
    """Give a locked task an earlier date; for the service that keeps by which decision it has it. None that is past."""
    need_changeable(task)
    return _edit(actor, task, {"due_on": due_on}, reason)


def edit_success(actor: Actor, task: Task, texts: Mapping[str, str], reason: str) -> Task:
    """Give a locked task another measure of success; for the service that keeps by which decision it has it."""
    need_changeable(task)
    kept = {name: texts[name] for name in ("success_zh", "success_en") if name in texts}
    return _edit(actor, task, kept, reason)


def is_listed(task: Task) -> bool:
    """Say whether a task stands in an adopted list."""
    return task.entries.filter(task_list__state=ListState.ADOPTED).exists()


def _refuse_listed(task: Task, changes: Mapping[str, Any]) -> None:
    """An adopted list changes by a decision; a side that was missing may be written."""
    changed = [
        name
        for name in ("title_zh", "title_en", "success_zh", "success_en")
        if (was := getattr(task, name)) and str(changes.get(name, was)).strip() != was
    ]
    due_on = changes.get("due_on", task.due_on)
    if task.due_on is not None and due_on is not None and due_on < task.due_on:
        changed.append("due_on")
    if changed and is_listed(task):
        sentence = _(
            "This stands in an adopted list. It changes there, by a decision or an instruction."
        )
        raise Refused(sentence, fields=dict.fromkeys(changed, sentence))


def _edit(actor: Actor, task: Task, changes: Mapping[str, Any], reason: str) -> Task:
    before = snapshot(task)
    was_due_on = task.due_on
    changed = apply(task, changes, EDITABLE)
    is_draft = task.state == TaskState.DRAFT
    if not is_draft:
        need_no_later(was_due_on, task.due_on)
    if not is_draft and SETTLED & set(changed):
        reason = need_reason(reason)
    _check_edited(task, before)
    if "due_on" in changed:
        need_to_come(task, task.due_on)
        need_nothing_after(task)
    if is_draft:
        task.first_due_on = task.due_on
        changed.append("first_due_on")
    save(task, fields=[*changed, *settle_light(task)])

    record(
        actor=actor,
        action="governance.task.edited",
        subject=task,
        before=before,
        note={"reason": reason} if reason else None,
    )
    keep_sides(actor, task, "title", "success")
    index_task(task)
    _tell_changes(actor, task, before)
    announce(TaskEdited(task_id=task.pk))
    return task


def _tell_changes(actor: Actor, task: Task, before: Mapping[str, Any]) -> None:
    """Tell units of another date, name or measure of success; a side that was missing changes nothing for them."""

    def has_changed(*names: str) -> bool:
        return any(before.get(name) and before[name] != getattr(task, name) for name in names)

    zh, en = [], []
    if task.due_on is not None and before["due_on"] != task.due_on.isoformat():
        zh.append(f"时限调整为{task.due_on}")
        en.append(f"the due date is {task.due_on} now")
    if has_changed("title_zh", "title_en"):
        zh.append("任务名称已修改")
        en.append("the task is worded anew")
    if has_changed("success_zh", "success_en"):
        zh.append("完成标准已修改")
        en.append("its measure of success has changed")
    if zh:
        said = "; ".join(en)
        tell_changed(actor, task, ("，".join(zh), f"{said[:1].upper()}{said[1:]}"))


@transaction.atomic
def bind_measures(
    *, actor: Actor, task_id: int, seen_version: int | None, measures: Sequence[MeasureGiven]
) -> Task:
    """Put these measures in place of those bound before.

    Refused on a closed task, for a negative target and a measure given twice; ``NotFound`` for a
    measure that does not exist. Announces ``TaskEdited``.
    """
    task = lock(tasks.visible_to(actor), pk=task_id, version=seen_version)
    authorise(actor, policies.can_manage_tasks, task)
    need_changeable(task)
    check_measures(measures)
    if not {one.measure for one in measures} <= {one.key for one in registry.all_measures()}:
        raise NotFound

    before = snapshot(task)
    task.measures.all().delete()
    TaskMeasure.objects.bulk_create(
        TaskMeasure(task=task, measure=one.measure, target=one.target) for one in measures
    )
    save(task, fields=[])

    record(
        actor=actor,
        action="governance.task.measures_bound",
        subject=task,
        before=before,
        note={"measures": [one.measure for one in measures]},
    )
    announce(TaskEdited(task_id=task.pk))
    return task


@transaction.atomic
def add_basis(*, actor: Actor, task_id: int, seen_version: int | None, basis: BasisGiven) -> Basis:
    """Let a task rest on something more.

    Refused on a closed task, for a basis that it has already and for a withdrawn requirement;
    ``NotFound`` for one that does not exist. Announces ``TaskEdited``.
    """
    task = lock(tasks.visible_to(actor), pk=task_id, version=seen_version)
    authorise(actor, policies.can_manage_tasks, task)
    need_changeable(task)
    kept = keep_basis(task, basis)
    record(
        actor=actor,
        action="governance.task.basis_added",
        subject=task,
        before=snapshot(task),
        note={"basis": f"{basis.kind} {basis.pk}"},
    )
    announce(TaskEdited(task_id=task.pk))
    return kept


@transaction.atomic
def open_task(*, actor: Actor, task_id: int, seen_version: int | None) -> Task:
    """Put a single task into force, outside any list: for work that a register asks for.

    Refused without a lead unit or a due date, for a dissolved unit, and from any state but draft. Announces ``TaskOpened``.
    """
    task = lock(tasks.visible_to(actor), pk=task_id, version=seen_version)
    authorise(actor, policies.can_manage_tasks, task)
    need_complete(task)
    put_in_force(actor, [task])
    return task


def put_in_force(
    actor: Actor,
    batch: Sequence[Task],
    task_list: TaskList | None = None,
    note: Mapping[str, Any] | None = None,
) -> None:
    """Move locked, complete drafts into force, each with its light, audit row and announcement.

    Refused where a unit of one has been dissolved since. Tells their units and accountable leaders, of a list's tasks
    in one line.
    """
    parts = Duty.objects.filter(task__in=batch).order_by()
    need_units(lead_unit=parts.values_list("unit_id", flat=True).distinct())
    for task in batch:
        before = snapshot(task)
        task.state = TASK_FLOW.after(task.state, "adopt")
        task.first_due_on = task.due_on
        save(task, fields=["state", "first_due_on", *settle_light(task)])
        record(actor=actor, action="governance.task.opened", subject=task, before=before, note=note)
        announce(TaskOpened(task_id=task.pk))
    index_around(batch)
    tell_opened(actor, batch, task_list)


def keep_basis(task: Task, given: BasisGiven) -> Basis:
    """Add a basis to a locked task; refused where the task rests on it already."""
    need_bases([given])
    refuse_withdrawn([given])
    if task.bases.filter(**{f"{given.kind}_id": given.pk}).exists():
        raise Refused(_("The task rests on this already."))
    basis = basis_of(task, given)
    basis.save()
    return basis


def hold_task(**having: int) -> None:
    """Take a task before its list, or the one that has this duty or milestone before the record itself is taken.

    Whatever changes one task waits in one line; what the actor may see is asked by what changes it.
    """
    Task.objects.select_for_update(of=("self",)).filter(**having).first()


def hold_tasks(**having: Any) -> set[int]:
    """Take tasks by their ids before the list that holds them is taken, and give their ids.

    Whatever changes tasks and their lists takes them in this order: two changes do not wait for each
    other for ever.
    """
    found = Task.objects.filter(**having).order_by("pk").select_for_update(of=("self",))
    return set(found.values_list("pk", flat=True))


def need_changeable(task: Task) -> None:
    """Refuse a change of a task that is closed, has been replaced or was ended."""
    if task.state == TaskState.CLOSED:
        raise Refused(_("The task is closed. Reopen it, with a reason, before changing it."))
    if task.state == TaskState.REPLACED:
        raise Refused(_("The task has been replaced. Change those that continue it."))
    if task.state == TaskState.ENDED:
        raise Refused(_("The task was ended. Take it up again, on a ground, before changing it."))


def need_no_later(was_on: dt.date | None, due_on: dt.date | None) -> None:
    """Refuse to move a date in force to a later one without an extension."""
    if was_on is not None and due_on is not None and due_on > was_on:
        sentence = _("A later date is asked for as an extension, which two people approve.")
        raise Refused(sentence, fields={"due_on": sentence})


def need_complete(task: Task) -> None:
    """Refuse to put a task into force that lacks what units must know."""
    if task.lead_unit_id is None:
        raise Refused(_("The task has no lead unit."))
    if task.due_on is None:
        raise Refused(_("The task has no due date."))


def drop_draft(actor: Actor, task: Task) -> None:
    """Delete a locked draft with everything that hangs on it, leaving its audit row."""
    record(
        actor=actor,
        action="governance.task.draft_deleted",
        subject=task,
        before=snapshot(task),
        note={"title": str(task)},
    )
    forget_record(task)
    task.delete()


def _check_edited(task: Task, before: Mapping[str, Any]) -> None:
    need_a_side(task.title_zh, task.title_en, "title")
    need_choice(task.release, Release.values, "release")
    need_in_use([task.theme_id], held=[before.get("theme_id")])
    if task.state != TaskState.DRAFT and task.due_on is None:
        sentence = _("A task in force keeps a due date.")
        raise Refused(sentence, fields={"due_on": sentence})
