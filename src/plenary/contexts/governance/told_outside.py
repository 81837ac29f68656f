"""What governance lets be told to webhooks: the events, their facts, and who may be told of which record."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import (
    ReleaseStage,
    ReleaseState,
    SuccessionKind,
    Verdict,
)
from plenary.contexts.governance.models import Progress, ReleaseStep, Task, TaskList
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import lists, progress, tasks
from plenary.contexts.governance.selectors.releases import page as releases
from plenary.kernel.webhooks import registry
from plenary.shared.actor import Actor

TASK_ACTIONS = (
    "opened",
    "edited",
    "reported",
    "report_taken_back",
    "extended",
    "reopened",
    "ended",
    "resumed",
    "took_over",
    "light_overridden",
    "light_restored",
    *Verdict.values,
    *SuccessionKind.values,
)


def offer_events() -> None:
    """Declare the events, when the app starts."""
    registry.offer(
        "task.changed",
        _("A task was opened, changed, reported, checked or closed"),
        actions=[f"governance.task.{one}" for one in TASK_ACTIONS],
        tell=_task,
        among=tasks.visible_to,
    )
    registry.offer(
        "progress.reported",
        _("A unit reported progress"),
        actions=["governance.progress.reported"],
        tell=_progress,
        among=progress.visible_to,
    )
    registry.offer(
        "list.adopted",
        _("A task list was adopted"),
        actions=["governance.task_list.adopted"],
        tell=_list,
        among=lists.visible_to,
    )
    registry.offer(
        "meeting.released",
        _("A stage of a meeting's release went out"),
        actions=["governance.release.released"],
        tell=_release,
        among=_releases,
    )


def _releases(actor: Actor) -> QuerySet[ReleaseStep]:
    """Give the stages that are out and that the actor knows of: the public ones, and those they see."""
    if not seeing.sees_public(actor):
        return ReleaseStep.objects.none()
    seen = Q(stage=ReleaseStage.PUBLIC) | Q(pk__in=releases.visible_to(actor).values("pk"))
    return ReleaseStep.objects.filter(seen, state=ReleaseState.RELEASED)


def _task(task: Task) -> dict[str, Any]:
    return {
        "task": task.pk,
        "url": _address(task),
        "state": task.state,
        "light": task.light,
        "due_on": task.due_on,
        "version": task.version,
    }


def _progress(entry: Progress) -> dict[str, Any]:
    return {
        "progress": entry.pk,
        "task": entry.task_id,
        "unit": entry.unit_id,
        "starts_on": entry.starts_on,
        "ends_on": entry.ends_on,
    }


def _list(found: TaskList) -> dict[str, Any]:
    return {"list": found.pk, "url": _address(found), "adopted_on": found.adopted_on}


def _release(step: ReleaseStep) -> dict[str, Any]:
    return {
        "meeting": step.meeting_id,
        "stage": step.stage,
        "url": _address(step),
        "released_at": step.settled_at,
    }


def _address(record: Any) -> str:
    return f"{settings.ORIGIN}{record.get_absolute_url()}"
