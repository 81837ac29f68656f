"""Which tasks an actor sees, and the filtered list of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenary.contexts.governance.enums import WORKING_ROLES, TaskState
from plenary.contexts.governance.models import Duty, ListEntry, Task
from plenary.contexts.governance.models.tasks import last_told, severity
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import held
from plenary.kernel.documents.enums import Release
from plenary.shared.actor import Actor

Sort = Literal["due", "-due", "number", "light", "updated"]

PAGE = 100
COUNTED_TO = 1000
"""Counting stops here: a list of a hundred thousand must not be counted to show a hundred."""

MANY = 10_000
"""From so many parts on, a page of a unit's list is found sooner by asking each task in its order."""

REPORTING_ROLES = WORKING_ROLES
"""The parts in a task that report on it."""


def visible_to(actor: Actor, *, asked_of_each: bool = False) -> QuerySet[Task]:
    """Give the tasks that the actor sees.

    ``asked_of_each`` is for one whose units have a part in very many: each task is asked for the part,
    instead of gathering all of theirs first.

    Readers see all that no paper keeps from them (``held``); a unit those adopted ones in which it, or
    a unit below it, has a duty; everybody with a role the adopted ones that are public, and that no
    paper holds back.
    """
    if seeing.sees_everything(actor):
        return held.for_reader(actor, Task.objects.all(), "pk")
    if not seeing.sees_public(actor):
        return Task.objects.none()
    public = Task.objects.filter(~held.is_held(*held.NARROWING), release=Release.PUBLIC)
    if not seeing.sees_own_units(actor):
        return public.exclude(state=TaskState.DRAFT)
    seen = public.order_by().values("pk")
    if asked_of_each:
        found = Task.objects.filter(Q(_has_part(actor.unit_ids)) | Q(pk__in=seen))
    else:  # a union, not an OR: 45 ms instead of 116 for a unit's list out of 100,000 tasks
        found = Task.objects.filter(pk__in=seen.union(_duty_tasks(actor.unit_ids)))
    return found.exclude(state=TaskState.DRAFT)


def own(actor: Actor) -> QuerySet[Task]:
    """Give the adopted tasks in which the actor's units have a duty."""
    if not seeing.sees_own_units(actor):
        return Task.objects.none()
    return Task.objects.filter(pk__in=_duty_tasks(actor.unit_ids)).exclude(state=TaskState.DRAFT)


def inside(actor: Actor) -> QuerySet[Task]:
    """Give the tasks whose inner record the actor reads: progress, findings, history."""
    return visible_to(actor) if seeing.sees_everything(actor) else own(actor)


def _duty_tasks(unit_ids: Iterable[int]) -> QuerySet[Duty, Any]:
    return Duty.objects.filter(unit_id__in=unit_ids).order_by().values("task_id")


def _has_part(unit_ids: Iterable[int]) -> Exists:
    # Two bounds, not "=": PostgreSQL would gather all of the units' parts before it looks at a task.
    this = {"task_id__gte": OuterRef("pk"), "task_id__lte": OuterRef("pk")}
    return Exists(Duty.objects.filter(unit_id__in=unit_ids, **this))


def _has_many(actor: Actor) -> bool:
    """Whether the actor sees by their units' parts, and these are ``MANY``."""
    if seeing.sees_everything(actor) or not seeing.sees_own_units(actor):
        return False
    return _duty_tasks(actor.unit_ids)[:MANY].count() == MANY


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


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list."""

    pk: int
    number: int | None
    title_zh: str
    title_en: str
    lead_unit_zh: str
    lead_unit_en: str
    theme_zh: str
    theme_en: str
    state: str
    due_on: dt.date | None
    first_due_on: dt.date | None
    light: str
    """The light shown: the office's where it has set one."""
    light_rule: str
    light_facts: dict[str, Any]
    is_overridden: bool
    last_progress_on: dt.date | None
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of tasks. ``count`` stops at ``COUNTED_TO``, and ``is_count_exact`` says so."""

    rows: list[Row]
    page: int
    has_next: bool
    count: int
    is_count_exact: bool


def loose_drafts(actor: Actor) -> QuerySet[Task]:
    """Give the visible drafts that stand in no list: no adoption will put them into force."""
    placed = ListEntry.objects.filter(task=OuterRef("pk"))
    return visible_to(actor).filter(~Exists(placed), state=TaskState.DRAFT)


def matching(actor: Actor, filters: Filters, *, asked_of_each: bool = False) -> QuerySet[Task]:
    """Give the visible tasks that the filters let through, in no order: for lists and exports."""
    if filters.state == LOOSE:
        found = loose_drafts(actor)
    else:
        found = visible_to(actor, asked_of_each=asked_of_each)
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
        found = found.filter(pk__in=_duty_tasks([filters.with_unit]))
    if filters.task_list:
        found = found.filter(
            Exists(ListEntry.objects.filter(task=OuterRef("pk"), task_list=filters.task_list))
        )
    for word in filters.words.split():
        found = found.filter(Q(title_zh__icontains=word) | Q(title_en__icontains=word))
    return found.order_by()


def listing(
    actor: Actor, filters: Filters, *, sort: Sort = "due", page: int = 1, size: int = PAGE
) -> Listing:
    """Give one page of tasks in three queries, whatever its length; for a unit in four."""
    found = matching(actor, filters, asked_of_each=_has_many(actor))
    start = (max(page, 1) - 1) * size
    values = list(_sorted(found, filters, sort).values(*_COLUMNS)[start : start + size + 1])
    counted = found.order_by("pk").values("pk")[: COUNTED_TO + 1].count()
    rows = values[:size]
    numbers = numbers_of([row["pk"] for row in rows], filters.task_list)
    return Listing(
        rows=[_row(row, numbers) for row in rows],
        page=max(page, 1),
        has_next=len(values) > size,
        count=min(counted, COUNTED_TO),
        is_count_exact=counted <= COUNTED_TO,
    )


_COLUMNS = (
    "pk",
    "title_zh",
    "title_en",
    *("lead_unit__short_zh", "lead_unit__name_zh", "lead_unit__short_en", "lead_unit__name_en"),
    *("theme__name_zh", "theme__name_en"),
    "state",
    "due_on",
    "first_due_on",
    "shown_light",
    "light_rule",
    "light_facts",
    "override",
    "last_progress_on",
    "is_illustrative",
)


def _sorted(found: QuerySet[Task], filters: Filters, sort: Sort) -> QuerySet[Task]:
    if sort == "number" and filters.task_list:
        numbers = ListEntry.objects.filter(task_list=filters.task_list, task=OuterRef("pk"))
        return found.annotate(number=numbers.values("number")[:1]).order_by("number", "pk")
    if sort == "light":
        return found.order_by(severity(), "due_on", "pk")
    if sort == "updated":
        return found.order_by(last_told().desc(), "-pk")
    return found.order_by("-due_on", "-pk") if sort == "-due" else found.order_by("due_on", "pk")


def numbers_of(task_ids: list[int], task_list: int | None) -> dict[int, int]:
    """Give each task's number: in the list that is named, else in the latest that holds it."""
    entries = ListEntry.objects.filter(task_id__in=task_ids)
    if task_list:
        entries = entries.filter(task_list=task_list)
    pairs = entries.order_by("-task_list__starts_on", "-task_list_id").values_list(
        "task_id", "number"
    )
    numbers: dict[int, int] = {}
    for task_id, number in pairs:
        numbers.setdefault(task_id, number)
    return numbers


def _row(row: dict[str, Any], numbers: dict[int, int]) -> Row:
    unit_zh = row["lead_unit__short_zh"] or row["lead_unit__name_zh"] or ""
    unit_en = row["lead_unit__short_en"] or row["lead_unit__name_en"] or ""
    theme_zh, theme_en = row["theme__name_zh"] or "", row["theme__name_en"] or ""
    return Row(
        pk=row["pk"],
        number=numbers.get(row["pk"]),
        title_zh=row["title_zh"],
        title_en=row["title_en"],
        lead_unit_zh=unit_zh or unit_en,
        lead_unit_en=unit_en or unit_zh,
        theme_zh=theme_zh or theme_en,
        theme_en=theme_en or theme_zh,
        state=row["state"],
        due_on=row["due_on"],
        first_due_on=row["first_due_on"],
        light=row["shown_light"],
        light_rule=row["light_rule"],
        light_facts=row["light_facts"],
        is_overridden=bool(row["override"]),
        last_progress_on=row["last_progress_on"],
        is_illustrative=row["is_illustrative"],
    )
