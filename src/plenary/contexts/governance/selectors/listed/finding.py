"""Where a page of tasks is found: among the few that were gathered, or first in each source's order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.db.models import OuterRef, QuerySet

from plenary.contexts.governance.enums import DutyRole, DutyState
from plenary.contexts.governance.models import ListEntry, Task
from plenary.contexts.governance.models.tasks import last_told, severity
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.selectors.tasks import Filters
from plenary.shared.actor import Actor

Sort = Literal["due", "-due", "number", "light", "updated"]

COUNTED_TO = 1000
"""Counting stops here: a list of a hundred thousand must not be counted to show a hundred."""

MANY = 10_000
"""From so many parts on, a page of a unit's list is found sooner by asking each task in its order."""

SIGNED = DutyState.SIGNED, DutyState.REPORTED, DutyState.DONE


@dataclass(frozen=True, slots=True)
class Sought:
    """The tasks that a reader's list holds: of one source, or of two that may overlap."""

    sources: tuple[QuerySet[Task], ...]
    filters: Filters
    count: int
    """How many they are; counting stops behind ``COUNTED_TO``."""

    def first(self, sort: Sort, stop: int) -> QuerySet[Task]:
        """Give them in an order, at least so many of the first."""
        if len(self.sources) == 1:
            return self._sorted(self.sources[0], sort)
        firsts = [self._sorted(one, sort).values("pk")[:stop] for one in self.sources]
        one, other = (Task.objects.filter(pk__in=ids).order_by().values("pk") for ids in firsts)
        return self._sorted(Task.objects.filter(pk__in=one.union(other)), sort)

    def _sorted(self, found: QuerySet[Task], sort: Sort) -> QuerySet[Task]:
        if sort == "number" and self.filters.task_list:
            entries = ListEntry.objects.filter(task_list=self.filters.task_list)
            numbers = entries.filter(task=OuterRef("pk")).values("number")
            return found.annotate(number=numbers[:1]).order_by("number", "pk")
        if sort == "light":
            return found.order_by(severity(), "due_on", "pk")
        if sort == "updated":
            return found.order_by(last_told().desc(), "-pk")
        if sort == "-due":
            return found.order_by("-due_on", "-pk")
        return found.order_by("due_on", "pk")


def sought(actor: Actor, filters: Filters) -> Sought:
    """Find what the actor's list holds, in one query; for a unit in three or more.

    Readers of everything have their page from an index. What others see may be next to nothing out of
    a million: its ids are gathered once, and where they are no more than ``COUNTED_TO`` the page is
    sorted among them.
    """
    if seeing.sees_everything(actor):
        found = tasks.matching(actor, filters)
        return Sought((found,), filters, found.values("pk")[: COUNTED_TO + 1].count())
    public = tasks.narrowed(tasks.public(actor), filters)
    if seeing.sees_own_units(actor):
        return _of_unit(actor, filters, public)
    ids = _gathered(public)
    return Sought((_source(public, ids),), filters, len(ids))


def _of_unit(actor: Actor, filters: Filters, public: QuerySet[Task]) -> Sought:
    """Look among the unit's own tasks and among the public ones; in a union, not in an OR.

    As an OR of both, PostgreSQL looks at every task, or gathers all public ones for each page.
    """
    own = tasks.narrowed(tasks.own(actor), filters)
    if _has_many(actor) and (_is_surely_long(actor, filters) or _is_long(own)):
        public_ids = _gathered(public)
        few = public_ids if len(public_ids) <= COUNTED_TO else None
        each = tasks.narrowed(tasks.asked_of_each(actor, public_ids=few), filters)
        return Sought((each,), filters, COUNTED_TO + 1)
    own_ids, public_ids = _gathered(own), _gathered(public)
    seen = own_ids | public_ids
    if len(seen) <= COUNTED_TO:
        return Sought((_of(seen),), filters, len(seen))
    sources = [(own, own_ids), (public, public_ids)]
    return Sought(tuple(_source(one, ids) for one, ids in sources if ids), filters, len(seen))


def _has_many(actor: Actor) -> bool:
    return tasks.duty_tasks(actor.unit_ids)[MANY - 1 : MANY].exists()


def _is_surely_long(actor: Actor, filters: Filters) -> bool:
    """Say whether the unit's parts alone show that there are more tasks than are counted.

    To find a thousand of sixty thousand, PostgreSQL puts all sixty thousand in a table first. A unit has no
    more than a part of each role in a task, and has signed for none that is not in force: so many of them
    need no look at the tasks. Where the list is narrowed, the tasks of the first parts are looked at.
    """
    if filters == Filters():
        enough = COUNTED_TO * len(DutyRole) * len(actor.unit_ids)
        signed = tasks.duty_tasks(actor.unit_ids).filter(state__in=SIGNED)
        return signed[enough : enough + 1].exists()
    return _is_long(tasks.narrowed(tasks.own(actor, parts=2 * COUNTED_TO), filters))


def _is_long(found: QuerySet[Task]) -> bool:
    return found.order_by()[COUNTED_TO : COUNTED_TO + 1].exists()


def _gathered(found: QuerySet[Task]) -> set[int]:
    return set(found.values_list("pk", flat=True)[: COUNTED_TO + 1])


def _source(found: QuerySet[Task], ids: set[int]) -> QuerySet[Task]:
    return _of(ids) if len(ids) <= COUNTED_TO else found


def _of(ids: set[int]) -> QuerySet[Task]:
    return Task.objects.filter(pk__in=ids).order_by()
