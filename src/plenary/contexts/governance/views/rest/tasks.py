"""Tasks and progress for programs."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpResponseBase
from ninja import Query, Router
from pydantic import Field

from plenary.contexts.governance.enums import Light, TaskState
from plenary.contexts.governance.selectors import listed, progress, tasks
from plenary.contexts.governance.selectors.task_page import task_page
from plenary.contexts.governance.views.rest import shapes, telling
from plenary.kernel.accounts.bearer import needs
from plenary.shared.web.request import Request
from plenary.shared.web.rest.answering import answered
from plenary.shared.web.rest.paging import next_address, page_of
from plenary.shared.web.rest.reading import Day, Key, Paged, refuse_unknown

router = Router(tags=["tasks"])
READS: dict[str, Any] = needs("tasks:read")

_UNREAD = ("success_zh", "success_en", "outcome_zh", "outcome_en", "light_facts")
"""Long columns that no line of a list shows."""


class TasksAsked(Paged):
    """The filters of the list of tasks."""

    q: Annotated[str, Field(max_length=100, description="Words in the title")] = ""
    unit: Annotated[Key | None, Field(description="The lead unit")] = None
    with_unit: Annotated[Key | None, Field(description="A unit with any part in it")] = None
    light: Literal[tuple(Light.values)] | None = None  # type: ignore[valid-type] # a closed list
    theme: Key | None = None
    state: Literal[tuple(TaskState.values)] | None = None  # type: ignore[valid-type] # likewise
    task_list: Key | None = None
    due_from: Day | None = None
    due_to: Day | None = None


class ProgressAsked(Paged):
    """The filters of the list of entries."""

    task: Key | None = None
    unit: Key | None = None
    ends_from: Day | None = None
    ends_to: Day | None = None


@router.get("/tasks", response=shapes.TaskPageShape, url_name="rest-tasks", **READS)
def task_list(request: Request, asked: Query[TasksAsked]) -> HttpResponseBase:
    """List the tasks that the account sees, by their ids."""
    refuse_unknown(request, TasksAsked)
    wanted = tasks.Filters(
        unit=asked.unit,
        with_unit=asked.with_unit,
        light=asked.light or "",
        theme=asked.theme,
        state=asked.state or "",
        task_list=asked.task_list,
        words=asked.q,
        due_from=asked.due_from,
        due_to=asked.due_to,
    )
    found = tasks.matching(request.actor, wanted).select_related("lead_unit", "theme")
    rows, has_more = page_of(found.defer(*_UNREAD), asked)
    numbers = listed.numbers_of([row.pk for row in rows], asked.task_list)
    page = shapes.TaskPageShape(
        items=[telling.task_line(row, numbers.get(row.pk)) for row in rows],
        next=next_address(request, rows[-1].pk if has_more else None),
    )
    return answered(request, page)


@router.get("/tasks/{int:pk}", response=shapes.TaskRecordShape, url_name="rest-task", **READS)
def task(request: Request, pk: int) -> HttpResponseBase:
    """Give a task with its record: basis, duties, milestones, figures, progress, findings."""
    return answered(request, telling.task_record(task_page(request.actor, pk)))


@router.get("/progress", response=shapes.ProgressPageShape, url_name="rest-progress", **READS)
def progress_list(request: Request, asked: Query[ProgressAsked]) -> HttpResponseBase:
    """List the units' entries on the tasks whose inner record the account reads, by their ids."""
    refuse_unknown(request, ProgressAsked)
    wanted = {
        "task_id": asked.task,
        "unit_id": asked.unit,
        "ends_on__gte": asked.ends_from,
        "ends_on__lte": asked.ends_to,
    }
    found = progress.visible_to(request.actor).filter(
        **{name: value for name, value in wanted.items() if value}
    )
    loaded = found.select_related("unit").prefetch_related("figures", "evidence")
    rows, has_more = page_of(loaded, asked)
    page = shapes.ProgressPageShape(
        items=[
            telling.entry(row, list(row.figures.all()), list(row.evidence.all())) for row in rows
        ],
        next=next_address(request, rows[-1].pk if has_more else None),
    )
    return answered(request, page)
