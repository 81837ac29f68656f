"""Counts for the board: themes and units by light, one query each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet

from plenary.contexts.governance.enums import NO_MORE, Light, TaskState
from plenary.contexts.governance.models import Task, Theme
from plenary.contexts.governance.selectors import tasks
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A theme or unit with its tasks counted by light; ``pk`` is none for tasks without one."""

    pk: int | None
    name_zh: str
    name_en: str
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Give the number of tasks in the row."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Board:
    """The work at a glance."""

    themes: list[BoardRow]
    units: list[BoardRow]
    counts: dict[str, int]
    """All tasks by light, in the order of ``Light``."""

    @property
    def total(self) -> int:
        """Give the number of all tasks on the board."""
        return sum(self.counts.values())


def board(actor: Actor, task_list: int | None = None) -> Board:
    """Give the visible tasks of a list, or all in force, counted by theme and by lead unit."""
    found = tasks.matching(actor, tasks.Filters(task_list=task_list))
    found = found.exclude(state__in=NO_MORE)
    if task_list is None:
        found = found.exclude(state=TaskState.DRAFT)
    themes = _rows(
        counted_by(found, "theme_id"),
        Theme.objects.values_list("pk", "name_zh", "name_en"),
    )
    by_unit = counted_by(found, "lead_unit_id")
    units = _rows(
        by_unit,
        [
            (pk, short_zh or name_zh, short_en or name_en)
            for pk, short_zh, name_zh, short_en, name_en in Organisation.objects.filter(
                pk__in=[pk for pk in by_unit if pk is not None]
            ).values_list("pk", "short_zh", "name_zh", "short_en", "name_en")
        ],
    )
    counts = {light: sum(row.counts.get(light, 0) for row in themes) for light in Light.values}
    return Board(themes=themes, units=units, counts=counts)


def counted_by(found: QuerySet[Task], column: str) -> dict[int | None, dict[str, int]]:
    """Count tasks by light for each value of a column, in one query."""
    counted: dict[int | None, dict[str, int]] = {}
    for row in found.values(column, "shown_light").annotate(count=Count("pk")):
        counted.setdefault(row[column], {})[row["shown_light"]] = row["count"]
    return counted


def _rows(counted: dict[int | None, dict[str, int]], names: Any) -> list[BoardRow]:
    rows = [
        BoardRow(pk=pk, name_zh=zh or en, name_en=en or zh, counts=counted[pk])
        for pk, zh, en in names
        if pk in counted
    ]
    if None in counted:
        rows.append(BoardRow(pk=None, name_zh="", name_en="", counts=counted[None]))
    return rows
