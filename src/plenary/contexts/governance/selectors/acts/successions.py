"""Which tasks continue which."""

from __future__ import annotations

from collections.abc import Iterable

from plenary.contexts.governance.models import Succession


def continued_by(task_ids: Iterable[int]) -> dict[int, int]:
    """Give the tasks that these continue, however far back: old to new.

    A task that was split counts as continued by its first part, so that what was reported on it is
    told once. One query for each step back.
    """
    found: dict[int, int] = {}
    sought = {pk: pk for pk in task_ids}
    while sought:
        steps = {old: sought[new] for old, new in _replaced_by(sought).items()}
        sought = {old: new for old, new in steps.items() if old not in found}
        found |= sought
    return found


def come_before(task_id: int) -> set[int]:
    """Give the tasks that a task continues, whole or in part, however far back. One query for each step."""
    found: set[int] = set()
    sought = {task_id}
    while sought:
        olds = Succession.objects.filter(new__in=sought).order_by().values_list("old_id", flat=True)
        sought = set(olds) - found
        found |= sought
    return found


def _replaced_by(new_ids: Iterable[int]) -> dict[int, int]:
    """Give what has one of these as its first successor: old to new."""
    wanted = set(new_ids)
    olds = Succession.objects.filter(new__in=wanted).order_by().values("old_id")
    first: dict[int, int] = {}
    rows = Succession.objects.filter(old__in=olds).order_by("id").values_list("old_id", "new_id")
    for old, new in rows:
        first.setdefault(old, new)
    return {old: new for old, new in first.items() if new in wanted}
