"""The end of a task that is not to be done, for programs: proposed by one person, settled by a second."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpResponseBase
from ninja import Body
from pydantic import Field

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import EndingKind, EndingState
from plenary.contexts.governance.models import TaskEnding
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.selectors.acts import endings
from plenary.contexts.governance.services.acts.endings import (
    confirm_ending,
    propose_ending,
    send_ending_back,
    withdraw_ending,
)
from plenary.contexts.governance.views.rest import shapes
from plenary.contexts.governance.views.rest.changing import (
    KeyHeader,
    MatchHeader,
    TaskGroundSent,
    once,
    to_the_state_read,
)
from plenary.contexts.governance.views.rest.milestones import router
from plenary.contexts.governance.views.rest.tasks import READS
from plenary.contexts.governance.views.rest.writing import WRITES
from plenary.shared.errors import NotFound
from plenary.shared.web.request import Request
from plenary.shared.web.rest.answering import answered, need_unchanged
from plenary.shared.web.rest.reading import Plain, Sent

__all__ = ["router"]  # the tasks' own

ONE = "/tasks/{int:pk}/endings/{int:ending}"
GIVES: dict[str, Any] = {"response": shapes.EndingShape}
Reason = Annotated[str, Field(max_length=500), Plain]


class EndingSent(Sent):
    """That a task end without being done, or go on after that: why, and on which ground."""

    kind: Literal[tuple(EndingKind.values)]  # type: ignore[valid-type] # a closed list
    reason: Reason
    ground: TaskGroundSent


class AnswerSent(Sent):
    """Why it is sent back."""

    answer: Reason


@router.get(
    "/tasks/{int:pk}/endings", response=shapes.EndingsShape, url_name="rest-endings", **READS
)
def task_endings(request: Request, pk: int) -> HttpResponseBase:
    """Give what was proposed of a task, the oldest first; units see what a second person confirmed."""
    if not tasks.visible_to(request.actor).filter(pk=pk).exists():
        raise NotFound
    found = list(endings.visible_to(request.actor).filter(task=pk).order_by("proposed_at", "pk"))
    seen = endings.grounds_seen(request.actor, found)
    return answered(request, shapes.EndingsShape([_shape(request, one, seen) for one in found]))


@router.post(
    "/tasks/{int:pk}/endings",
    response={201: shapes.MadeShape},
    url_name="rest-endings",
    **WRITES,
)
def ending_new(
    request: Request, pk: int, given: Annotated[EndingSent, Body()], key: KeyHeader = None
) -> HttpResponseBase:
    """Propose that a task end, or be taken up again; nothing changes until a second person confirms."""

    def make() -> dict[str, Any]:
        made = propose_ending(
            actor=request.actor,
            task_id=pk,
            seen_version=None,
            kind=given.kind,
            reason=given.reason,
            ground=given.ground.given(),
        )
        return {"id": made.pk, "task": pk}

    return once(request, key, make)


@router.get(ONE, url_name="rest-ending", **GIVES, **READS)
def task_ending(request: Request, pk: int, ending: int) -> HttpResponseBase:
    """Give one proposal."""
    return answered(request, _told(request, _found(request, pk, ending)))


@router.post(f"{ONE}/confirmation", url_name="rest-ending-confirmation", **GIVES, **WRITES)
def confirmation(
    request: Request, pk: int, ending: int, match: MatchHeader = None
) -> HttpResponseBase:
    """Let a task end, or go on, as another person proposed; give the proposal as it is then."""
    found = _read(request, pk, ending, match)
    with to_the_state_read():
        confirm_ending(actor=request.actor, ending_id=ending, seen_version=found.version)
    return answered(request, _told(request, _found(request, pk, ending)))


@router.post(f"{ONE}/return", url_name="rest-ending-return", **GIVES, **WRITES)
def sending_back(
    request: Request,
    pk: int,
    ending: int,
    given: Annotated[AnswerSent, Body()],
    match: MatchHeader = None,
) -> HttpResponseBase:
    """Leave a task as it is although another person proposed its end, and say why."""
    found = _read(request, pk, ending, match)
    with to_the_state_read():
        send_ending_back(
            actor=request.actor, ending_id=ending, seen_version=found.version, answer=given.answer
        )
    return answered(request, _told(request, _found(request, pk, ending)))


@router.post(f"{ONE}/withdrawal", url_name="rest-ending-withdrawal", **GIVES, **WRITES)
def withdrawal(
    request: Request, pk: int, ending: int, match: MatchHeader = None
) -> HttpResponseBase:
    """Take a proposal back that nobody has settled."""
    found = _read(request, pk, ending, match)
    with to_the_state_read():
        withdraw_ending(actor=request.actor, ending_id=ending, seen_version=found.version)
    return answered(request, _told(request, _found(request, pk, ending)))


def _found(request: Request, pk: int, ending: int) -> TaskEnding:
    found = endings.visible_to(request.actor).filter(task=pk, pk=ending).first()
    if found is None:
        raise NotFound
    return found


def _read(request: Request, pk: int, ending: int, match: str | None) -> TaskEnding:
    found = _found(request, pk, ending)
    need_unchanged(match, _told(request, found))
    return found


def _told(request: Request, one: TaskEnding) -> shapes.EndingShape:
    return _shape(request, one, endings.grounds_seen(request.actor, [one]))


def _shape(request: Request, one: TaskEnding, seen: set[int]) -> shapes.EndingShape:
    is_open = one.state == EndingState.PROPOSED
    return shapes.EndingShape(
        id=one.pk,
        task=one.task_id,
        kind=one.kind,
        state=one.state,
        reason=one.reason,
        decision=one.decision_id if one.decision_id in seen else None,
        instruction=one.instruction,
        instructed_on=one.instructed_on,
        proposed_by=one.proposed_by,
        proposed_at=one.proposed_at,
        settled_by=one.settled_by,
        settled_at=one.settled_at,
        answer=one.answer,
        may_settle=is_open and policies.can_settle_ending(request.actor, one),
        version=one.version,
    )
