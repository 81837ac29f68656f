"""Keeps the lights: with every change of a task, every night for all, and the office's own word."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies, profiles
from plenary.contexts.governance.enums import Light, TaskState
from plenary.contexts.governance.events import LightOverridden
from plenary.contexts.governance.lights import TaskFacts, light_of, plain
from plenary.contexts.governance.models import Task
from plenary.contexts.governance.selectors import light_facts, tasks
from plenary.contexts.governance.services.checks import SHORT_REASON, need_choice, need_reason
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce
from plenary.shared.rows import update_rows

LIGHT_FIELDS = ("light", "light_rule", "light_facts", "shown_light")
OVERRIDE_FIELDS = ("override", "override_reason", "override_by_id", "override_at")
AT_ONCE = 1000


def settle_light(task: Task) -> tuple[str, ...]:
    """Set a task's light by the rules, unsaved, and give the names of the fields to save with it."""
    _settle(task, light_facts.facts_of([task])[task.pk])
    return LIGHT_FIELDS


def refresh_light(task: Task, *, with_fields: tuple[str, ...] = ()) -> None:
    """Settle and save a task's light where something that hangs on the task has changed.

    The version stays: a light is worked out from the record and is no edit of it, and so are the
    fields that are to be saved with it.
    """
    names = (*settle_light(task), *with_fields)
    Task.objects.filter(pk=task.pk).update(**{name: getattr(task, name) for name in names})


def recompute_lights(batch: Iterable[Task]) -> int:
    """Settle the lights of many tasks and give how many changed.

    A fixed number of queries for each thousand. A light is derived, so no version is counted up and
    no audit row written; the rule and its facts are kept with it.
    """
    ids = sorted(task.pk for task in batch)
    return sum(
        _recompute(Task.objects.filter(pk__in=ids[start : start + AT_ONCE]))[0]
        for start in range(0, len(ids), AT_ONCE)
    )


def recompute_open_lights() -> int:
    """Settle the lights of all work under way and give how many changed: the daily job's work."""
    moving = Task.objects.filter(state__in=[TaskState.OPEN, TaskState.REPORTED])
    changed = 0
    last: int | None = 0
    while last is not None:
        count, last = _recompute(moving.filter(pk__gt=last))
        changed += count
    return changed


@transaction.atomic
def _recompute(tasks: QuerySet[Task]) -> tuple[int, int | None]:
    """Settle the first thousand; give how many changed, and the last id where there were any.

    They are locked meanwhile, so that no light overwrites one that a change has just settled.
    """
    batch = list(tasks.select_for_update(of=("self",)).order_by("pk")[:AT_ONCE])
    facts = light_facts.facts_of(batch)
    changed = [task for task in batch if _settle(task, facts[task.pk])]
    if changed:
        update_rows(changed, LIGHT_FIELDS)
    return len(changed), batch[-1].pk if batch else None


def _settle(task: Task, facts: TaskFacts) -> bool:
    before = [getattr(task, name) for name in LIGHT_FIELDS]
    ruling = light_of(facts, profiles.current(), clock.today())
    task.light = ruling.light
    task.light_rule = ruling.rule
    task.light_facts = plain(ruling.facts)
    task.shown_light = task.override or ruling.light
    return before != [getattr(task, name) for name in LIGHT_FIELDS]


@transaction.atomic
def override_light(
    *, actor: Actor, task_id: int, seen_version: int | None, light: str, reason: str
) -> Task:
    """Show another light than the rule's, with a reason; the rule's own is kept beside it.

    Refused without a reason, for a light that does not exist and on a task that is not under way.
    Announces ``LightOverridden``.
    """
    task = lock(tasks.visible_to(actor), pk=task_id, version=seen_version)
    authorise(actor, policies.can_override_light, task)
    need_choice(light, Light.values, "light")
    _need_under_way(task)
    reason = need_reason(reason, most=SHORT_REASON)

    before = snapshot(task)
    task.override, task.override_reason = light, reason
    task.override_by_id, task.override_at = actor.user_id, clock.now()
    save(task, fields=[*OVERRIDE_FIELDS, *settle_light(task)])

    record(actor=actor, action="governance.task.light_overridden", subject=task, before=before)
    announce(LightOverridden(task_id=task.pk, light=light))
    return task


@transaction.atomic
def remove_override(*, actor: Actor, task_id: int, seen_version: int | None) -> Task:
    """Show the rule's own light again.

    Refused where no other light is shown. Announces ``LightOverridden`` with the rule's light.
    """
    task = lock(tasks.visible_to(actor), pk=task_id, version=seen_version)
    authorise(actor, policies.can_override_light, task)
    if not task.override:
        raise Refused(_("The task already shows the rule's own light."))

    before = snapshot(task)
    clear_override(task)
    save(task, fields=[*OVERRIDE_FIELDS, *settle_light(task)])

    record(actor=actor, action="governance.task.light_restored", subject=task, before=before)
    announce(LightOverridden(task_id=task.pk, light=task.light))
    return task


def clear_override(task: Task) -> None:
    """Take the office's light off a task, unsaved."""
    task.override = task.override_reason = ""
    task.override_by_id = task.override_at = None


def _need_under_way(task: Task) -> None:
    if task.state not in {TaskState.OPEN, TaskState.REPORTED}:
        raise Refused(_("Only the light of a task under way can be set by hand."))
