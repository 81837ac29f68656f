"""Task lists for programs."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpResponseBase
from ninja import Query, Router

from plenary.contexts.governance.enums import ListState
from plenary.contexts.governance.selectors import lists
from plenary.contexts.governance.selectors.resting import entries_of
from plenary.contexts.governance.views.rest import shapes
from plenary.contexts.governance.views.rest.telling import address_of, needed
from plenary.kernel.accounts.bearer import needs
from plenary.shared.errors import NotFound
from plenary.shared.web.request import Request
from plenary.shared.web.rest.answering import answered
from plenary.shared.web.rest.paging import next_address, page_of
from plenary.shared.web.rest.reading import Key, Paged, refuse_unknown

router = Router(tags=["lists"])
READS: dict[str, Any] = needs("lists:read")


class ListsAsked(Paged):
    """The filters of the lists."""

    body: Key | None = None
    state: Literal[tuple(ListState.values)] | None = None  # type: ignore[valid-type] # a closed list


@router.get("/lists", response=shapes.TaskListPageShape, url_name="rest-lists", **READS)
def task_lists(request: Request, asked: Query[ListsAsked]) -> HttpResponseBase:
    """List the task lists that the account sees, by their ids."""
    refuse_unknown(request, ListsAsked)
    wanted = {"body_id": asked.body, "state": asked.state}
    found = lists.listing(request.actor).filter(
        **{name: value for name, value in wanted.items() if value}
    )
    rows, has_more = page_of(found, asked)
    page = shapes.TaskListPageShape(
        items=[_list(row) for row in rows],
        next=next_address(request, rows[-1].pk if has_more else None),
    )
    return answered(request, page)


@router.get("/lists/{int:pk}", response=shapes.TaskListRecordShape, url_name="rest-list", **READS)
def task_list(request: Request, pk: int) -> HttpResponseBase:
    """Give a list with its numbered tasks, as far as the account sees them."""
    found = lists.listing(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    entries = [
        shapes.EntryShape(one.number, one.task_id, one.task.title_zh, one.task.title_en)
        for one in entries_of(request.actor, found).order_by("number", "pk")
    ]
    return answered(request, shapes.TaskListRecordShape(_list(found), entries))


def _list(row: Any) -> shapes.TaskListShape:
    return shapes.TaskListShape(
        id=row.pk,
        url=address_of(row),
        name_zh=row.name_zh,
        name_en=row.name_en,
        body=needed(row.body),
        state=row.state,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        adopted_on=row.adopted_on,
        cadence=row.cadence,
        task_count=row.task_count,
        closed_count=row.closed_count,
        late_count=row.late_count,
        is_illustrative=row.is_illustrative,
        version=row.version,
    )
