"""The figures of the measures bound to a task, as they stand now."""

from __future__ import annotations

from dataclasses import dataclass

from plenary.contexts.governance.models import Task
from plenary.contexts.governance.periods import Period


@dataclass(frozen=True, slots=True)
class FigureNow:
    """A bound measure's value over a period."""

    measure: str
    name_zh: str
    name_en: str
    value: int
    target: int | None


def figures_of(task: Task, period: Period) -> list[FigureNow]:
    """Give the value of each bound measure over a period."""
    return []


def prefilled(task: Task, unit_id: int, period: Period) -> dict[str, str]:
    """Give the texts that a unit's form begins with."""
    return {}
