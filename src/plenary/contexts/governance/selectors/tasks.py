"""Which tasks an actor sees, and those that filters let through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenary.contexts.governance.enums import WORKING_ROLES, TaskState
from plenary.contexts.governance.models import Duty, ListEntry, Task
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import held
from plenary.kernel.documents.enums import Release
from plenary.shared.actor import Actor

REPORTING_ROLES = WORKING_ROLES
"""The parts in a task that report on it."""


def visible_to(actor: Actor) -> QuerySet[Task]:
    """Give the tasks that the actor sees.

    Readers see all that no paper keeps from them (``held``); a unit those adopted ones in which it, or
    a unit below it, has a duty; everybody with a role the adopted ones that are public, and that no
    paper holds back.
    """
    if seeing.sees_everything(actor):
        return held.for_reader(actor, Task.objects.all(), "pk")
    if not seeing.sees_own_units(actor):
        return public(actor)
    # A union, not an OR: 45 ms instead of 116 for a unit's list out of 100,000 tasks.
    seen = public(actor).order_by().values("pk").union(duty_tasks(actor.unit_ids))
    return Task.objects.filter(pk__in=seen).exclude(state=TaskState.DRAFT)


def asked_of_each(actor: Actor, *, public_ids: Collection[int] | None = None) -> QuerySet[Task]:
    """Give the same as ``visible_to``, for one whose units have a part in very many.

    Each task is asked for the part and whether it is public, or among ``public_ids`` where these are
    known, instead of gathering all of them first.
    """
    if seeing.sees_everything(actor) or not seeing.sees_own_units(actor):
        return visible_to(actor)
    # Never the part alone, but in an OR with something: PostgreSQL would make a join of it, the wrong one.
    others = _is_public() if public_ids is None else Q(pk__in=[0, *public_ids])
    found = Task.objects.filter(Q(_has_part(actor.unit_ids)) | others)
    return found.exclude(state=TaskState.DRAFT)


def public(actor: Actor) -> QuerySet[Task]:
    """Give the adopted tasks that everybody with a role sees."""
    if not seeing.sees_public(actor):
        return Task.objects.none()
    return Task.objects.filter(_is_public()).exclude(state=TaskState.DRAFT)


def own(actor: Actor, *, parts: int | None = None) -> QuerySet[Task]:
    """Give the adopted tasks in which the actor's units have a duty; only of so many ``parts``, if named."""
    if not seeing.sees_own_units(actor):
        return Task.objects.none()
    found = duty_tasks(actor.unit_ids)[:parts]
    return Task.objects.filter(pk__in=found).exclude(state=TaskState.DRAFT)


def inside(actor: Actor) -> QuerySet[Task]:
    """Give the tasks whose inner record the actor reads: progress, findings, history."""
    return visible_to(actor) if seeing.sees_everything(actor) else own(actor)


def duty_tasks(unit_ids: Iterable[int]) -> QuerySet[Duty, Any]:
    """Give the ids of the tasks in which these units have a part, one for each part."""
    return Duty.objects.filter(unit_id__in=unit_ids).order_by().values("task_id")


def _has_part(unit_ids: Iterable[int]) -> Exists:
    # Two bounds, not "=": PostgreSQL would gather all of the units' parts before it looks at a task.
    this = {"task_id__gte": OuterRef("pk"), "task_id__lte": OuterRef("pk")}
    return Exists(Duty.objects.filter(unit_id__in=unit_ids, **this))


def _is_public() -> Q:
    return Q(~held.is_held(*held.NARROWING), release=Release.PUBLIC)


LOOSE = "loose"
"""Among the states: a draft that stands in no list."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of tasks is narrowed by; what is empty does not narrow."""

    unit: int | None = None
    """The lead unit."""
    with_unit: int | None = None
    """A unit with any part in it."""
    light: str = ""
    theme: int | None = None
    state: str = ""
    task_list: int | None = None
    words: str = ""
    due_from: dt.date | None = None
    due_to: dt.date | None = None


def loose_drafts(actor: Actor) -> QuerySet[Task]:
    """Give the visible drafts that stand in no list: no adoption will put them into force."""
    return _loose(visible_to(actor))


def matching(actor: Actor, filters: Filters) -> QuerySet[Task]:
    """Give the visible tasks that the filters let through, in no order: for lists and exports."""
    return narrowed(visible_to(actor), filters)


def narrowed(found: QuerySet[Task], filters: Filters) -> QuerySet[Task]:
    """Give those of the tasks that the filters let through, in no order."""
    if filters.state == LOOSE:
        found = _loose(found)
    exact = {
        "lead_unit_id": filters.unit,
        "shown_light": filters.light,
        "theme_id": filters.theme,
        "state": "" if filters.state == LOOSE else filters.state,
        "due_on__gte": filters.due_from,
        "due_on__lte": filters.due_to,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if filters.with_unit:
        found = found.filter(pk__in=duty_tasks([filters.with_unit]))
    if filters.task_list:
        found = found.filter(
            Exists(ListEntry.objects.filter(task=OuterRef("pk"), task_list=filters.task_list))
        )
    for word in filters.words.split():
        found = found.filter(Q(title_zh__icontains=word) | Q(title_en__icontains=word))
    return found.order_by()


def _loose(found: QuerySet[Task]) -> QuerySet[Task]:
    placed = ListEntry.objects.filter(task=OuterRef("pk"))
    return found.filter(~Exists(placed), state=TaskState.DRAFT)
