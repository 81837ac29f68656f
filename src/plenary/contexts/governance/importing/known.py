"""What a file is compared with: names, posts, themes, and the tasks that are there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Value = Any
"""Of a known column as it is compared: a number, a text, a day as ISO, an id, or a list of ids."""


@dataclass(frozen=True, slots=True)
class TaskThere:
    """A task that stands in a list of the same body, with what it says now."""

    task_id: int
    title_zh: str
    title_en: str
    list_id: int
    list_name: str
    number: int
    is_closed: bool
    is_draft: bool
    due_on: dt.date | None
    values: Mapping[str, Value] = field(default_factory=dict)
    """For a task of the very list that is brought in: its value of each column."""
    others: tuple[str, ...] | None = None
    """And its cells of the columns that are only kept; none where the file had other columns."""

    @property
    def title(self) -> str:
        """Give its text in the language that it has."""
        return self.title_zh or self.title_en


@dataclass(frozen=True, slots=True)
class Near:
    """A record that words may mean."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """What words were found to mean: one record, or several that they may mean.

    ``how`` says by which name: ``name``, ``short``, ``former`` or ``person``.
    """

    pk: int | None = None
    near: tuple[Near, ...] = ()
    how: str = "name"
