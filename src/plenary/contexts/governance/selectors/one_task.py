"""One task out of those that an actor sees, by a question whose SQL is written once a process.

What is written depends on the actor's roles and on how many units they have, never on which: these,
and the task, are put in each time.
"""

from __future__ import annotations

from functools import lru_cache

from django.db.models import Exists, OuterRef, QuerySet, Value

from plenary.contexts.governance.models import Task
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import held, tasks
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound
from plenary.shared.questions import Question


def to_read(actor: Actor, pk: int) -> Task:
    """Give a task that the actor sees, else ``NotFound``.

    ``is_held`` says whether a paper's class holds it back, ``is_inside`` whether it is among ``tasks.inside``.
    """
    return _found(actor, pk, "read")


def to_change(actor: Actor, pk: int) -> Task:
    """Take a task for change out of what the actor sees, as ``lock`` does; ``NotFound`` for one that they do not."""
    return _found(actor, pk, "change")


def _found(actor: Actor, pk: int, what: str) -> Task:
    task = _question(what, actor.roles).first(pk, *actor.unit_ids)
    if task is None:
        raise NotFound
    return task


@lru_cache(maxsize=128)
def _question(what: str, roles: frozenset[str]) -> Question[Task]:
    """Give the question of whoever has these roles."""

    def write(task: int, *units: int) -> QuerySet[Task]:
        actor = Actor(user_id=None, name="", roles=roles, unit_ids=frozenset(units))
        found = tasks.visible_to(actor).filter(pk=task).order_by()
        if what == "change":
            return found.select_for_update(of=("self",))
        return found.annotate(is_held=held.is_held(*held.NARROWING), is_inside=_inside(actor))

    return Question(write)


def _inside(actor: Actor) -> Exists | Value:
    if seeing.sees_everything(actor) or not seeing.sees_own_units(actor):
        return Value(seeing.sees_everything(actor))
    return Exists(tasks.inside(actor).filter(pk=OuterRef("pk")))
