"""Meetings with their directives and decisions for programs."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpResponseBase
from ninja import Query, Router
from pydantic import Field

from plenary.contexts.governance.enums import MeetingState
from plenary.contexts.governance.models import Decision, Directive
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.views.rest import shapes
from plenary.contexts.governance.views.rest.telling import address_of, needed
from plenary.kernel.accounts.bearer import needs
from plenary.shared.errors import NotFound
from plenary.shared.web.request import Request
from plenary.shared.web.rest.answering import answered
from plenary.shared.web.rest.paging import next_address, page_of
from plenary.shared.web.rest.reading import Key, Paged, refuse_unknown

router = Router(tags=["meetings"])
READS: dict[str, Any] = needs("meetings:read")
LAST_YEAR = 9999


class MeetingsAsked(Paged):
    """The filters of the meetings."""

    body: Key | None = None
    year: Annotated[int | None, Field(ge=1, le=LAST_YEAR)] = None
    state: Literal[tuple(MeetingState.values)] | None = None  # type: ignore[valid-type] # a closed list


@router.get("/meetings", response=shapes.MeetingPageShape, url_name="rest-meetings", **READS)
def meeting_list(request: Request, asked: Query[MeetingsAsked]) -> HttpResponseBase:
    """List the meetings that the account sees, by their ids."""
    refuse_unknown(request, MeetingsAsked)
    found = meetings.listing(
        request.actor, body=asked.body, year=asked.year, state=asked.state or ""
    )
    rows, has_more = page_of(found, asked)
    page = shapes.MeetingPageShape(
        items=[_meeting(row) for row in rows],
        next=next_address(request, rows[-1].pk if has_more else None),
    )
    return answered(request, page)


@router.get(
    "/meetings/{int:pk}", response=shapes.MeetingRecordShape, url_name="rest-meeting", **READS
)
def meeting(request: Request, pk: int) -> HttpResponseBase:
    """Give a meeting with the directives and decisions that the account sees."""
    found = meetings.listing(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    directives = meetings.directives_visible_to(request.actor).filter(meeting=found)
    decisions = meetings.decisions_visible_to(request.actor).filter(meeting=found)
    record = shapes.MeetingRecordShape(
        meeting=_meeting(found),
        directives=[_matter(one, "directive") for one in directives.order_by("number", "pk")],
        decisions=[_matter(one, one.kind) for one in decisions.order_by("number", "pk")],
    )
    return answered(request, record)


def _meeting(row: Any) -> shapes.MeetingShape:
    return shapes.MeetingShape(
        id=row.pk,
        url=address_of(row),
        body=needed(row.body),
        title_zh=row.title_zh,
        title_en=row.title_en,
        state=row.state,
        held_on=row.held_on,
        published_on=row.published_on,
        year=row.year,
        is_plenary=row.is_plenary,
        release=row.release,
        directive_count=row.directive_count,
        decision_count=row.decision_count,
        is_illustrative=row.is_illustrative,
        version=row.version,
    )


def _matter(one: Directive | Decision, kind: str) -> shapes.MatterShape:
    return shapes.MatterShape(
        id=one.pk,
        number=one.number,
        kind=kind,
        text_zh=one.text_zh,
        text_en=one.text_en,
        fate=one.fate,
    )
