"""What programs change around a task: its force, what it rests on, and who has which part in it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpResponseBase
from ninja import Body
from pydantic import Field

from plenary.contexts.governance import services
from plenary.contexts.governance.enums import DutyRole
from plenary.contexts.governance.models import Duty
from plenary.contexts.governance.selectors.task_page import TaskPage
from plenary.contexts.governance.services.deliverables import edit_duty
from plenary.contexts.governance.services.drafts import put_into_force
from plenary.contexts.governance.services.duties import hand_over_lead
from plenary.contexts.governance.services.grounds import rest_on
from plenary.contexts.governance.services.parts import BasisGiven
from plenary.contexts.governance.views.rest import shapes
from plenary.contexts.governance.views.rest.changing import (
    BasisSent,
    GroundedSent,
    KeyHeader,
    MatchHeader,
    ReasonSent,
    Words,
    change_listed,
    once,
    read_task,
    to_the_state_read,
    told_anew,
)
from plenary.contexts.governance.views.rest.writing import WRITES, router
from plenary.shared.errors import Dangling, NotFound
from plenary.shared.web.request import Request
from plenary.shared.web.rest.reading import Day, Key, Plain, Sent

__all__ = ["router"]  # the tasks' own

English = Annotated[str, Field(max_length=400), Plain]


class ForceSent(Sent):
    """By which decision, directive or requirement that it rests on the task comes into force."""

    basis: BasisSent | None = None


class DutySent(Sent):
    """A part in a task: a unit's, or a post's for the accountable leader."""

    role: Literal[tuple(DutyRole.values)]  # type: ignore[valid-type] # a closed list
    unit: Key | None = None
    post: Key | None = None
    deliverable_zh: Words = ""
    deliverable_en: English = ""
    due_on: Day | None = None
    reason: Words = ""


class DutyChangesSent(ReasonSent):
    """What is to change of a part; what is left out stays."""

    deliverable_zh: Words = ""
    deliverable_en: English = ""
    due_on: Day | None = None


class LeadSent(GroundedSent):
    """The unit that leads from now on; of an item of an adopted list on a ground."""

    unit: Key


@router.post(
    "/tasks/{int:pk}/force", response=shapes.ChangedTaskShape, url_name="rest-task-force", **WRITES
)
def force(
    request: Request, pk: int, given: Annotated[ForceSent, Body()], match: MatchHeader = None
) -> HttpResponseBase:
    """Put a draft outside any list into force by what it rests on; give the record as it is then."""
    page = read_task(request, pk, match)
    with to_the_state_read():
        put_into_force(
            actor=request.actor,
            task_id=pk,
            seen_version=page.task.version,
            basis_id=_basis_of(page, given.basis),
        )
    return told_anew(request, pk)


@router.post(
    "/tasks/{int:pk}/bases", response={201: shapes.MadeShape}, url_name="rest-bases", **WRITES
)
def basis_new(
    request: Request, pk: int, given: Annotated[BasisSent, Body()], key: KeyHeader = None
) -> HttpResponseBase:
    """Let a task rest on one more decision, directive, requirement, priority or passage."""

    def make() -> dict[str, Any]:
        basis = BasisGiven(given.kind, given.id)
        rest_on(actor=request.actor, task_id=pk, seen_version=None, basis=basis)
        return {"id": given.id, "task": pk}

    return once(request, key, make)


@router.post(
    "/tasks/{int:pk}/duties", response={201: shapes.MadeShape}, url_name="rest-duties", **WRITES
)
def duty_new(
    request: Request, pk: int, given: Annotated[DutySent, Body()], key: KeyHeader = None
) -> HttpResponseBase:
    """Give a unit or post a part in a task."""

    def make() -> dict[str, Any]:
        duty = services.assign_duty(
            actor=request.actor,
            task_id=pk,
            role=given.role,
            unit_id=given.unit,
            post_id=given.post,
            deliverable_zh=given.deliverable_zh,
            deliverable_en=given.deliverable_en,
            due_on=given.due_on,
            reason=given.reason,
        )
        return {"id": duty.pk, "task": pk}

    return once(request, key, make)


@router.patch(
    "/tasks/{int:pk}/duties/{int:duty}",
    response=shapes.ChangedTaskShape,
    url_name="rest-duty",
    **WRITES,
)
def duty_change(
    request: Request,
    pk: int,
    duty: int,
    given: Annotated[DutyChangesSent, Body()],
    match: MatchHeader = None,
) -> HttpResponseBase:
    """Change what a part delivers and by when; give the task's record as it is then."""
    held = _duty(read_task(request, pk, match), duty)
    with to_the_state_read():
        edit_duty(
            actor=request.actor,
            duty_id=held.pk,
            seen_version=held.version,
            changes=given.model_dump(exclude_unset=True, exclude={"reason"}),
            reason=given.reason,
        )
    stays = {"deliverable_zh": held.deliverable_zh, "deliverable_en": held.deliverable_en}
    return told_anew(request, pk, texts=stays)


@router.post(
    "/tasks/{int:pk}/duties/{int:duty}/taking-back",
    response=shapes.ChangedTaskShape,
    url_name="rest-duty-taking-back",
    **WRITES,
)
def duty_back(
    request: Request,
    pk: int,
    duty: int,
    given: Annotated[ReasonSent, Body()],
    match: MatchHeader = None,
) -> HttpResponseBase:
    """Take a part back; the unit is told. Give the task's record as it is then."""
    held = _duty(read_task(request, pk, match), duty)
    with to_the_state_read():
        services.remove_duty(
            actor=request.actor, duty_id=held.pk, seen_version=held.version, reason=given.reason
        )
    return told_anew(request, pk)


@router.post(
    "/tasks/{int:pk}/lead", response=shapes.ChangedTaskShape, url_name="rest-task-lead", **WRITES
)
def lead(
    request: Request, pk: int, given: Annotated[LeadSent, Body()], match: MatchHeader = None
) -> HttpResponseBase:
    """Let another unit lead; the one before it is told. Give the record as it is then.

    The lead unit of an item of an adopted list changes on a `ground`, kept in all its lists.
    """
    page = read_task(request, pk, match)
    if given.ground is not None:
        change_listed(request, page, given.ground, given.reason, lead_unit_id=given.unit)
        return told_anew(request, pk)
    with to_the_state_read():
        hand_over_lead(
            actor=request.actor,
            task_id=pk,
            seen_version=page.task.version,
            unit_id=given.unit,
            reason=given.reason,
        )
    return told_anew(request, pk)


def _basis_of(page: TaskPage, sent: BasisSent | None) -> int | None:
    if sent is None:
        return None
    held = (link for link in page.chain if (link.kind, link.record.pk) == (sent.kind, sent.id))
    found = next(held, None)
    if found is None:
        raise Dangling("basis")
    return found.basis.pk


def _duty(page: TaskPage, pk: int) -> Duty:
    found = next((line.duty for line in page.duties if line.duty.pk == pk), None)
    if found is None:
        raise NotFound
    return found
