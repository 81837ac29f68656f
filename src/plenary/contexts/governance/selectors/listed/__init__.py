"""The list of tasks that an actor sees: a page of it in an order, and how many there are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from plenary.contexts.governance.models import ListEntry
from plenary.contexts.governance.selectors.listed.finding import COUNTED_TO, Sort, sought
from plenary.contexts.governance.selectors.tasks import Filters
from plenary.shared.actor import Actor

PAGE = 100


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


def listing(
    actor: Actor, filters: Filters, *, sort: Sort = "due", page: int = 1, size: int = PAGE
) -> Listing:
    """Give one page of tasks in three queries, whatever its length.

    For a unit in five; in up to seven for one with very many parts, few of which a filter lets through.
    """
    found = sought(actor, filters)
    start = (max(page, 1) - 1) * size
    stop = start + size + 1
    values = list(found.first(sort, stop).values(*_COLUMNS)[start:stop])
    rows = values[:size]
    numbers = numbers_of([row["pk"] for row in rows], filters.task_list)
    return Listing(
        rows=[_row(row, numbers) for row in rows],
        page=max(page, 1),
        has_next=len(values) > size,
        count=min(found.count, COUNTED_TO),
        is_count_exact=found.count <= COUNTED_TO,
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
