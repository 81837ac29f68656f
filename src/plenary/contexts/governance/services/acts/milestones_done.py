"""Says that milestones are done, with the day, the proof and when that was said; and takes it back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import TaskState
from plenary.contexts.governance.events import TaskEdited
from plenary.contexts.governance.models import Milestone, Task
from plenary.contexts.governance.selectors import recipients, tasks
from plenary.contexts.governance.services.acts.locking import lock_with_task
from plenary.contexts.governance.services.asked.lapsing import lapse_dates
from plenary.contexts.governance.services.checks import need_reason
from plenary.contexts.governance.services.lights import refresh_light
from plenary.contexts.governance.services.telling.lines import tell
from plenary.kernel.audit.recording import authorise, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

RECORDED = ("done_on", "proof", "recorded_at", "recorded_by_id", "recorded_by")


@transaction.atomic
def complete_milestone(
    *,
    actor: Actor,
    milestone_id: int,
    seen_version: int | None,
    done_on: dt.date | None = None,
    proof: str = "",
) -> Milestone:
    """Say on which day a step was done, today unless given, and by what that can be seen.

    By the lead unit's own people, or by the office. When it was said is kept beside the day; a change of the
    step that was asked for is no longer needed. Refused for
    a day to come or before the task's time, for a day past without a proof, on a task that is not under
    way and for a step that is done already. Announces ``TaskEdited``.
    """
    milestone, task = _lock(actor, milestone_id, seen_version)
    authorise(actor, policies.can_complete_milestone, task)
    _need_under_way(task)
    if milestone.done_on is not None:
        raise Refused(_("The milestone is done."))
    refuse_secrecy(proof)
    day = done_on or clock.today()
    _check_day(task, day, proof.strip())

    before = snapshot(milestone)
    milestone.done_on, milestone.proof = day, proof.strip()
    milestone.recorded_at = clock.now()
    milestone.recorded_by_id, milestone.recorded_by = actor.user_id, actor.name
    save(milestone, fields=RECORDED)

    record(actor=actor, action="governance.milestone.completed", subject=milestone, before=before)
    lapse_dates(actor, milestone)
    refresh_light(task)
    announce(TaskEdited(task_id=task.pk))
    return milestone


@transaction.atomic
def undo_milestone(
    *, actor: Actor, milestone_id: int, seen_version: int | None, reason: str
) -> Milestone:
    """Take back that a step is done: it is open again, with its date.

    By the office; refused for a step that is not done, without a reason and on a task that is not under
    way. The history keeps what was said. Tells the lead unit. Announces ``TaskEdited``.
    """
    milestone, task = _lock(actor, milestone_id, seen_version)
    authorise(actor, policies.can_manage_tasks, task)
    _need_under_way(task)
    reason = need_reason(reason)
    if milestone.done_on is None:
        raise Refused(_("The milestone is not done."))

    before = snapshot(milestone)
    milestone.done_on = milestone.recorded_at = milestone.recorded_by_id = None
    milestone.proof = milestone.recorded_by = ""
    save(milestone, fields=RECORDED)

    record(
        actor=actor,
        action="governance.milestone.undone",
        subject=milestone,
        before=before,
        note={"reason": reason},
    )
    tell(
        actor,
        recipients.of_units([task.lead_unit_id] if task.lead_unit_id else []),
        kind="milestone.undone",
        task=task,
        zh=in_zh("一个节点的完成记录被撤回"),
        en=in_en("A milestone is open again"),
    )
    refresh_light(task)
    announce(TaskEdited(task_id=task.pk))
    return milestone


def _lock(actor: Actor, milestone_id: int, seen_version: int | None) -> tuple[Milestone, Task]:
    visible = Milestone.objects.filter(task__in=tasks.visible_to(actor).values("pk"))
    return lock_with_task(visible, pk=milestone_id, version=seen_version)


def _need_under_way(task: Task) -> None:
    if task.state not in {TaskState.OPEN, TaskState.REPORTED}:
        raise Refused(_("The task is not under way."))


def _check_day(task: Task, day: dt.date, proof: str) -> None:
    today, field, sentence = clock.today(), "done_on", None
    if day > today:
        sentence = _("This day is still to come.")
    elif day < today and day < _first_day(task):
        sentence = _("This day lies before the task's own time.")
    elif day < today and not proof:
        field, sentence = "proof", _("For a day that is past, say by what it can be seen.")
    if sentence is not None:
        raise Refused(sentence, fields={field: sentence})


def _first_day(task: Task) -> dt.date:
    """Give the first day of the task's lists, or that on which it was made where that is earlier."""
    made_on = timezone.localdate(task.made_at)
    listed = task.entries.aggregate(first=Min("task_list__starts_on"))["first"]
    return min(made_on, listed) if listed else made_on
