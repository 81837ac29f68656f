"""Keeps a task's milestones: steps with dates that stay visible when they move."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import TaskState
from plenary.contexts.governance.events import TaskEdited
from plenary.contexts.governance.models import Milestone, Task
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.services.checks import need_a_side, need_reason
from plenary.contexts.governance.services.ends_of_tasks import need_step_within
from plenary.contexts.governance.services.lights import refresh_light
from plenary.contexts.governance.services.parts import MilestoneGiven
from plenary.contexts.governance.services.tasks import hold_task, need_changeable, need_no_later
from plenary.contexts.governance.services.texts import keep_sides
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

ASK = _("The task is in force: ask for this change of its milestone, and two people decide.")


@transaction.atomic
def add_milestone(
    *, actor: Actor, task_id: int, given: MilestoneGiven, reason: str = ""
) -> Milestone:
    """Add a step under the next number of a draft.

    Refused on a closed task, without a title, for a day after the task's own end, and in force: there it
    is asked for, and two people let it be (``ask_to_add_milestone``).
    Announces ``TaskEdited``.
    """
    task = lock(tasks.visible_to(actor), pk=task_id)
    authorise(actor, policies.can_manage_tasks, task)
    need_changeable(task)
    if task.state != TaskState.DRAFT:
        raise Refused(ASK)
    need_a_side(given.title_zh, given.title_en, "title")
    need_step_within(task, given.due_on)
    return make_milestone(actor, task, given, reason.strip())


def make_milestone(actor: Actor, task: Task, given: MilestoneGiven, reason: str) -> Milestone:
    """Make a step under the next number of a locked task, with words and a day that were looked at."""
    last = task.milestones.aggregate(last=Max("number"))["last"] or 0
    milestone = Milestone.objects.create(
        task=task,
        number=last + 1,
        due_on=given.due_on,
        first_due_on=given.due_on,
        title_zh=given.title_zh.strip(),
        title_en=given.title_en.strip(),
    )

    record(
        actor=actor,
        action="governance.milestone.added",
        subject=milestone,
        note={"reason": reason} if reason else None,
    )
    keep_sides(actor, milestone, "title")
    _tell(task)
    return milestone


@transaction.atomic
def edit_milestone(
    *,
    actor: Actor,
    milestone_id: int,
    seen_version: int | None,
    given: MilestoneGiven,
    reason: str = "",
) -> Milestone:
    """Change a step's title or date. Refused as adding is, and once the step is done.

    In force, only a side that was missing is written; a later date is an extension, and an earlier
    one or other words are asked for (``ask_to_change_milestone``). Announces ``TaskEdited``.
    """
    milestone, task = _lock(actor, milestone_id, seen_version)
    authorise(actor, policies.can_manage_tasks, task)
    reason = _need_changeable(task, reason)
    need_a_side(given.title_zh, given.title_en, "title")
    if milestone.done_on is not None:
        raise Refused(_("The milestone is done."))

    if task.state != TaskState.DRAFT:
        need_no_later(milestone.due_on, given.due_on)
        _refuse_unasked(milestone, given)
    if milestone.due_on != given.due_on:
        need_step_within(task, given.due_on)

    before = snapshot(milestone)
    milestone.due_on = given.due_on
    if task.state == TaskState.DRAFT:
        milestone.first_due_on = given.due_on
    milestone.title_zh, milestone.title_en = given.title_zh.strip(), given.title_en.strip()
    save(milestone, fields=["due_on", "first_due_on", "title_zh", "title_en"])

    record(
        actor=actor,
        action="governance.milestone.edited",
        subject=milestone,
        before=before,
        note={"reason": reason} if reason else None,
    )
    keep_sides(actor, milestone, "title")
    _tell(task)
    return milestone


@transaction.atomic
def remove_milestone(
    *, actor: Actor, milestone_id: int, seen_version: int | None, reason: str = ""
) -> None:
    """Take a step away that is not wanted any more; the history keeps it.

    By the office, of a draft. Refused once the step is done, and in force: there it is asked for, and
    two people let it be. Announces ``TaskEdited``.
    """
    milestone, task = _lock(actor, milestone_id, seen_version)
    authorise(actor, policies.can_manage_tasks, task)
    reason = _need_changeable(task, reason)
    if milestone.done_on is not None:
        raise Refused(_("The milestone is done."))
    if task.state != TaskState.DRAFT:
        raise Refused(ASK)
    drop_milestone(actor, task, milestone, reason)


def drop_milestone(actor: Actor, task: Task, milestone: Milestone, reason: str) -> None:
    """Delete a locked milestone of a locked task, leaving its words and dates with the task."""
    record(
        actor=actor,
        action="governance.task.milestone_removed",
        subject=task,
        note={"reason": reason, "title": str(milestone), "due_on": milestone.due_on.isoformat()},
    )
    milestone.delete()
    _tell(task)


def _refuse_unasked(milestone: Milestone, given: MilestoneGiven) -> None:
    changed = [
        name
        for name in ("title_zh", "title_en")
        if (was := getattr(milestone, name)) and getattr(given, name).strip() != was
    ]
    if milestone.due_on != given.due_on:
        changed.append("due_on")
    if changed:
        raise Refused(ASK, fields=dict.fromkeys(changed, ASK))


def _lock(actor: Actor, milestone_id: int, seen_version: int | None) -> tuple[Milestone, Task]:
    visible = Milestone.objects.filter(task__in=tasks.visible_to(actor).values("pk"))
    hold_task(milestones=milestone_id)
    milestone = lock(visible, pk=milestone_id, version=seen_version)
    return milestone, lock(tasks.visible_to(actor), pk=milestone.task_id)


def _need_changeable(task: Task, reason: str) -> str:
    need_changeable(task)
    return reason.strip() if task.state == TaskState.DRAFT else need_reason(reason)


def _tell(task: Task) -> None:
    refresh_light(task)
    announce(TaskEdited(task_id=task.pk))
