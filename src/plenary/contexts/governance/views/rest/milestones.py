"""A task's milestones for programs: added, worded anew, reached, taken away."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpResponseBase
from ninja import Body

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Milestone
from plenary.contexts.governance.selectors.task_page import TaskPage
from plenary.contexts.governance.services.milestones import edit_milestone, remove_milestone
from plenary.contexts.governance.services.parts import MilestoneGiven
from plenary.contexts.governance.views.rest import shapes
from plenary.contexts.governance.views.rest.changing import (
    KeyHeader,
    MatchHeader,
    ReasonSent,
    Words,
    once,
    read_task,
    to_the_state_read,
    told_anew,
)
from plenary.contexts.governance.views.rest.parts import English, router
from plenary.contexts.governance.views.rest.writing import WRITES
from plenary.shared.errors import NotFound
from plenary.shared.web.request import Request
from plenary.shared.web.rest.reading import Day, Sent

__all__ = ["router"]  # the tasks' own

CHANGES: dict[str, Any] = {"response": shapes.ChangedTaskShape, **WRITES}


class MilestoneSent(ReasonSent):
    """A step on the way."""

    due_on: Day
    title_zh: Words = ""
    title_en: English = ""


class MilestoneChangesSent(ReasonSent):
    """What is to change of a step; what is left out stays. In force, only a missing side is written."""

    due_on: Day | None = None
    title_zh: Words | None = None
    title_en: English | None = None


class ReachedSent(Sent):
    """The day on which a step was done, today unless given; for a day past also what shows it."""

    done_on: Day | None = None
    proof: Words = ""


@router.post(
    "/tasks/{int:pk}/milestones",
    response={201: shapes.MadeShape},
    url_name="rest-milestones",
    **WRITES,
)
def milestone_new(
    request: Request, pk: int, given: Annotated[MilestoneSent, Body()], key: KeyHeader = None
) -> HttpResponseBase:
    """Add a step under a draft's next number; of a task in force it is asked for on its page."""

    def make() -> dict[str, Any]:
        step = services.add_milestone(
            actor=request.actor,
            task_id=pk,
            given=MilestoneGiven(given.due_on, given.title_zh, given.title_en),
            reason=given.reason,
        )
        return {"id": step.pk, "task": pk}

    return once(request, key, make)


@router.patch("/tasks/{int:pk}/milestones/{int:step}", url_name="rest-milestone", **CHANGES)
def milestone_change(
    request: Request,
    pk: int,
    step: int,
    given: Annotated[MilestoneChangesSent, Body()],
    match: MatchHeader = None,
) -> HttpResponseBase:
    """Word or date a draft's step anew, or write a missing side in force; give the task's record as it is then."""
    held = _step(read_task(request, pk, match), step)
    stays = {"due_on": held.due_on, "title_zh": held.title_zh, "title_en": held.title_en}
    sent = given.model_dump(exclude_none=True, exclude={"reason"})
    with to_the_state_read():
        edit_milestone(
            actor=request.actor,
            milestone_id=held.pk,
            seen_version=held.version,
            given=MilestoneGiven(**{**stays, **sent}),
            reason=given.reason,
        )
    return told_anew(request, pk, texts=stays)


@router.post(
    "/tasks/{int:pk}/milestones/{int:step}/reaching", url_name="rest-milestone-reaching", **CHANGES
)
def milestone_reached(
    request: Request,
    pk: int,
    step: int,
    given: Annotated[ReachedSent, Body()],
    match: MatchHeader = None,
) -> HttpResponseBase:
    """Say that a step is done; give the task's record as it is then."""
    held = _step(read_task(request, pk, match), step)
    with to_the_state_read():
        services.complete_milestone(
            actor=request.actor,
            milestone_id=held.pk,
            seen_version=held.version,
            done_on=given.done_on,
            proof=given.proof,
        )
    return told_anew(request, pk)


@router.post(
    "/tasks/{int:pk}/milestones/{int:step}/removal", url_name="rest-milestone-removal", **CHANGES
)
def milestone_removed(
    request: Request,
    pk: int,
    step: int,
    given: Annotated[ReasonSent, Body()],
    match: MatchHeader = None,
) -> HttpResponseBase:
    """Take a draft's step away that is not wanted any more; give the task's record as it is then."""
    held = _step(read_task(request, pk, match), step)
    with to_the_state_read():
        remove_milestone(
            actor=request.actor,
            milestone_id=held.pk,
            seen_version=held.version,
            reason=given.reason,
        )
    return told_anew(request, pk)


def _step(page: TaskPage, pk: int) -> Milestone:
    found = next((one for one in page.milestones if one.pk == pk), None)
    if found is None:
        raise NotFound
    return found
