"""Which parts in tasks their units say are done, and wait for the lead unit or the office."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from plenary.contexts.governance.enums import DutyState, EndKind, TaskState
from plenary.contexts.governance.models import Duty, DutyEnd, Progress
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import held, tasks
from plenary.contexts.governance.selectors.acts.successions import come_before
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Duty]:
    """Give the parts in tasks whose inner record the actor reads: what was said of them is no public matter."""
    if seeing.sees_everything(actor):
        return held.for_reader(actor, Duty.objects.all())
    return Duty.objects.filter(task__in=tasks.inside(actor).order_by().values("pk"))


def last_word_on(duty: Duty) -> Progress | None:
    """Give the latest entry on a part's task or, where there is none, on those that it continues: of its unit,
    or of a dissolved one from which the unit has the part.

    Whoever reads the part reads it: with the bases the class of those tasks went along.
    """
    before = come_before(duty.task_id)
    units = [duty.unit_id, *_had_before(duty, before)]
    said = Progress.objects.filter(unit__in=units).order_by("-ends_on", "-pk")
    found = said.select_related("passage", "task", "unit")
    here = found.filter(task=duty.task_id).first()
    return here or found.filter(task__in=before).first()


def _had_before(duty: Duty, before: Collection[int]) -> QuerySet[DutyEnd, int]:
    ended = DutyEnd.objects.filter(kind=EndKind.DISSOLVED, to_unit=duty.unit_id)
    return ended.filter(task__in={duty.task_id, *before}).values_list("unit_id", flat=True)


def waiting_for(actor: Actor) -> QuerySet[Duty]:
    """Give the parts reported done that the actor may judge: of all tasks or of those its units lead."""
    found = visible_to(actor).filter(
        state=DutyState.REPORTED, task__state__in=[TaskState.OPEN, TaskState.REPORTED]
    )
    if not actor.has("office", "system"):
        own = actor.unit_ids if actor.has("unit") else frozenset()
        found = found.filter(task__lead_unit_id__in=own).exclude(unit_id__in=own)
    return found.exclude(reported_by_id=actor.user_id or 0).order_by("reported_at", "pk")
