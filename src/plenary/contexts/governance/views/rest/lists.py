"""Task lists for programs."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpResponseBase
from ninja import Body, Query, Router

from plenary.contexts.governance import services
from plenary.contexts.governance.enums import ListState
from plenary.contexts.governance.models import TaskList
from plenary.contexts.governance.selectors import adopting, lists
from plenary.contexts.governance.selectors.resting import entries_of
from plenary.contexts.governance.services.adopting import record_adoption
from plenary.contexts.governance.views.rest import shapes
from plenary.contexts.governance.views.rest.changing import MatchHeader, Words, to_the_state_read
from plenary.contexts.governance.views.rest.telling import address_of, needed
from plenary.kernel.accounts.bearer import needs
from plenary.shared.errors import NotFound
from plenary.shared.web.request import Request
from plenary.shared.web.rest.answering import answered, need_unchanged
from plenary.shared.web.rest.paging import next_address, page_of
from plenary.shared.web.rest.reading import Day, Key, Paged, Sent, refuse_unknown

router = Router(tags=["lists"])
READS: dict[str, Any] = needs("lists:read")


WRITES: dict[str, Any] = needs("lists:write")


class GroundSent(Sent):
    """By which decision, or at which meeting of its body, a list is adopted."""

    decision: Key | None = None
    meeting: Key | None = None


class AdoptionSent(GroundSent):
    """The same, with the day: the meeting's, else today, unless given."""

    adopted_on: Day | None = None
    owed: Words = ""
    """Why neither decision nor meeting is recorded yet."""


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
    found = _found(request, pk)
    return answered(request, _record(request, found))


@router.post(
    "/lists/{int:pk}/adoption",
    response=shapes.TaskListRecordShape,
    url_name="rest-list-adoption",
    **WRITES,
)
def adopt(
    request: Request, pk: int, given: Annotated[AdoptionSent, Body()], match: MatchHeader = None
) -> HttpResponseBase:
    """Put a list and its draft tasks into force, by a decision or at a meeting of its body."""
    found = _read(request, pk, match)
    with to_the_state_read():
        services.adopt_list(
            actor=request.actor,
            list_id=pk,
            seen_version=found.version,
            adopted_on=given.adopted_on,
            decision_id=given.decision,
            meeting_id=given.meeting,
            owed=given.owed,
        )
    return answered(request, _record(request, _found(request, pk)))


@router.patch(
    "/lists/{int:pk}/adoption",
    response=shapes.TaskListRecordShape,
    url_name="rest-list-adoption",
    **WRITES,
)
def record_adopted(
    request: Request, pk: int, given: Annotated[GroundSent, Body()], match: MatchHeader = None
) -> HttpResponseBase:
    """Say by what a list was adopted of which that was not kept; once."""
    found = _read(request, pk, match)
    with to_the_state_read():
        record_adoption(
            actor=request.actor,
            list_id=pk,
            seen_version=found.version,
            decision_id=given.decision,
            meeting_id=given.meeting,
        )
    return answered(request, _record(request, _found(request, pk)))


def _found(request: Request, pk: int) -> TaskList:
    found = lists.listing(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _read(request: Request, pk: int, match: str | None) -> TaskList:
    found = _found(request, pk)
    need_unchanged(match, _record(request, found))
    return found


def _record(request: Request, found: TaskList) -> shapes.TaskListRecordShape:
    entries = [
        shapes.EntryShape(one.number, one.task_id, one.task.title_zh, one.task.title_en)
        for one in entries_of(request.actor, found).order_by("number", "pk")
    ]
    by = adopting.adoption_of(request.actor, found)
    return shapes.TaskListRecordShape(
        _list(found),
        entries,
        adopting_meeting=by.meeting.pk if by else None,
        adopting_decision=by.decision.pk if by and by.decision else None,
    )


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
