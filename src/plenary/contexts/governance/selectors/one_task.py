"""One task out of those that an actor sees, by a question whose SQL is written once a process.

Django takes 1.8 ms to write the question of a task's page, more where a unit asks; asking takes 0.1
(docs/measurements.md). What is written depends on the actor's roles and on how many units they have,
never on which: these, and the task, are put in each time.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, OuterRef, Value

from plenary.contexts.governance.models import Task
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import held, tasks
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound

ANY_TASK = -1
"""Stands for the task's id in the SQL that is written once; the numbers below it for those of units."""


def to_read(actor: Actor, pk: int) -> Task:
    """Give a task that the actor sees, else ``NotFound``.

    ``is_held`` says whether a paper's class holds it back, ``is_inside`` whether it is among ``tasks.inside``.
    """
    return _found(actor, pk, "read")


def to_change(actor: Actor, pk: int) -> Task:
    """Take a task for change out of what the actor sees, as ``lock`` does; ``NotFound`` for one that they do not."""
    return _found(actor, pk, "change")


def _found(actor: Actor, pk: int, what: str) -> Task:
    units = sorted(actor.unit_ids)
    try:
        sql, parameters = _statement(what, connection.vendor, actor.roles, len(units))
    except EmptyResultSet:
        raise NotFound from None
    given = {ANY_TASK: pk, **dict(zip(_stand_ins(len(units)), units, strict=True))}
    for task in Task.objects.raw(sql, [given.get(one, one) for one in parameters]):
        return task
    raise NotFound


@lru_cache(maxsize=128)
def _statement(
    what: str, _vendor: str, roles: frozenset[str], units: int
) -> tuple[str, tuple[Any, ...]]:
    """Write the question of whoever has these roles and so many units."""
    actor = Actor(user_id=None, name="", roles=roles, unit_ids=frozenset(_stand_ins(units)))
    found = tasks.visible_to(actor).filter(pk=ANY_TASK).order_by()
    asked = (
        found.select_for_update(of=("self",))
        if what == "change"
        else found.annotate(is_held=held.is_held(*held.NARROWING), is_inside=_inside(actor))
    )
    sql, parameters = asked.query.sql_with_params()
    return sql, tuple(parameters)


def _inside(actor: Actor) -> Exists | Value:
    if seeing.sees_everything(actor) or not seeing.sees_own_units(actor):
        return Value(seeing.sees_everything(actor))
    return Exists(tasks.inside(actor).filter(pk=OuterRef("pk")))


def _stand_ins(units: int) -> range:
    return range(ANY_TASK - units, ANY_TASK)
