"""What programs write: a task out of its basis, a change of a task, a unit's progress."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from ninja import Body
from pydantic import Field

from plenary.contexts.governance import services
from plenary.contexts.governance.periods import Period
from plenary.contexts.governance.selectors.task_page import TaskPage
from plenary.contexts.governance.services.parts import (
    BasisGiven,
    EvidenceGiven,
    ProgressGiven,
    TaskGiven,
)
from plenary.contexts.governance.services.task_making import make_task
from plenary.contexts.governance.views.rest import shapes
from plenary.contexts.governance.views.rest.changing import (
    BasisSent,
    GroundedSent,
    KeyHeader,
    MatchHeader,
    TaskGroundSent,
    Text,
    Words,
    change_listed,
    once,
    read_task,
    to_the_state_read,
    told_anew,
)
from plenary.contexts.governance.views.rest.tasks import router
from plenary.kernel.accounts.bearer import needs
from plenary.shared.errors import Refused
from plenary.shared.web.request import Request
from plenary.shared.web.rest.reading import Day, Key, Plain, Sent

WRITES: dict[str, Any] = needs("tasks:write")

__all__ = ["router"]  # the tasks' own: an address stands in one router with all its methods

ChineseTitle = Annotated[str, Field(max_length=300), Plain]
EnglishTitle = Annotated[str, Field(max_length=500), Plain]
Units = Annotated[tuple[Key, ...], Field(max_length=100)]
TITLES = ("title_zh", "title_en")
SUCCESS = ("success_zh", "success_en")
Readers = Literal["public", "on_request", "internal"]


class TaskSent(Sent):
    """A new task: of its basis, with what is known of it."""

    basis: BasisSent
    title_zh: ChineseTitle = ""
    title_en: EnglishTitle = ""
    success_zh: Text = ""
    success_en: Text = ""
    theme: Key | None = None
    due_on: Day | None = None
    lead_unit: Key | None = None
    responsible_units: Units = ()
    supporting_units: Units = ()
    accountable_post: Key | None = None
    release: Readers = "internal"
    task_list: Key | None = None


class TaskChangesSent(GroundedSent):
    """What is to change of a task, and why where it is in force; what is left out stays.

    The words, the measure of success, the accountable leader, the responsible units and an earlier date of an
    item of an adopted list take a ground instead.
    """

    title_zh: ChineseTitle = ""
    title_en: EnglishTitle = ""
    success_zh: Text = ""
    success_en: Text = ""
    theme: Key | None = None
    due_on: Day | None = None
    release: Readers = "internal"
    accountable_post: Key | None = None
    responsible_units: Units | None = None
    """All of them, on a ground alone; elsewhere parts are given and taken back one by one."""


class EvidenceSent(Sent):
    """What shows it, by reference."""

    text: Words = ""
    url: Annotated[str, Field(max_length=400), Plain] = ""


class PeriodSent(Sent):
    """A period of the task's rhythm of reports, both days included."""

    starts_on: Day
    ends_on: Day


class ProgressSent(Sent):
    """A unit's entry: for the period that it owes or, given, for one that has begun, to correct what was said of it."""

    unit: Key
    period: PeriodSent | None = None
    done_zh: Text = ""
    done_en: Text = ""
    next_zh: Text = ""
    next_en: Text = ""
    help_zh: Text = ""
    help_en: Text = ""
    reason_zh: Text = ""
    reason_en: Text = ""
    is_nothing_new: bool = False
    says_done: bool = False
    evidence: Annotated[tuple[EvidenceSent, ...], Field(max_length=20)] = ()


@router.post("/tasks", response={201: shapes.MadeShape}, url_name="rest-tasks", **WRITES)
def task_new(
    request: Request, given: Annotated[TaskSent, Body()], key: KeyHeader = None
) -> HttpResponseBase:
    """Make a draft task that rests on a directive, decision, requirement, priority or passage."""

    def make() -> dict[str, Any]:
        task = make_task(
            actor=request.actor,
            basis=BasisGiven(given.basis.kind, given.basis.id),
            given=TaskGiven(
                title_zh=given.title_zh.strip(),
                title_en=given.title_en.strip(),
                success_zh=given.success_zh,
                success_en=given.success_en,
                theme_id=given.theme,
                due_on=given.due_on,
                lead_unit_id=given.lead_unit,
                responsible_unit_ids=given.responsible_units,
                supporting_unit_ids=given.supporting_units,
                accountable_post_id=given.accountable_post,
                release=given.release,
            ),
            list_id=given.task_list,
        )
        return {"id": task.pk, "task": task.pk}

    return once(request, key, make)


@router.post(
    "/tasks/{int:pk}/progress",
    response={201: shapes.MadeShape},
    url_name="rest-progress-new",
    **WRITES,
)
def progress_new(
    request: Request, pk: int, given: Annotated[ProgressSent, Body()], key: KeyHeader = None
) -> HttpResponseBase:
    """Hand in a unit's entry for the period that it owes, or for the `period` that is named.

    A later entry for a period corrects an earlier one: without `says_done` it takes that word back, where
    the earlier one said so, as long as nobody has verified the task or acknowledged the part.
    """
    sent = given.model_dump(exclude={"unit", "evidence", "period"})
    named = given.period
    period = Period(named.starts_on, named.ends_on) if named else None
    evidence = tuple(EvidenceGiven(text=one.text, url=one.url) for one in given.evidence)

    def make() -> dict[str, Any]:
        entry = services.report_progress(
            actor=request.actor,
            task_id=pk,
            unit_id=given.unit,
            given=ProgressGiven(**sent, evidence=evidence),
            period=period,
        )
        return {"id": entry.pk, "task": entry.task_id}

    return once(request, key, make)


@router.patch("/tasks/{int:pk}", response=shapes.ChangedTaskShape, url_name="rest-task", **WRITES)
def task_change(
    request: Request, pk: int, given: Annotated[TaskChangesSent, Body()], match: MatchHeader = None
) -> HttpResponseBase:
    """Change a task's own fields as somebody who has read its record; give the record as it is then.

    An item of an adopted list changes its words, measure of success, accountable leader, responsible units
    and its date (to an earlier one) on a `ground`, kept in all its lists.
    """
    page = read_task(request, pk, match)
    changes = given.model_dump(exclude_unset=True, exclude={"reason", "ground"})
    if given.ground is not None:
        _change_listed(request, page, given.ground, given.reason, changes)
        return told_anew(request, pk)
    if "responsible_units" in changes:
        sentence = _("Responsible units change here on a ground alone: give or take back a part.")
        raise Refused(sentence, fields={"responsible_units": sentence})
    if "theme" in changes:
        changes["theme_id"] = changes.pop("theme")
    leader = {}
    if "accountable_post" in changes:
        leader["accountable_post_id"] = changes.pop("accountable_post")
    with to_the_state_read():
        services.change_task(
            actor=request.actor,
            task_id=pk,
            seen_version=page.task.version,
            changes=changes,
            reason=given.reason,
            **leader,
        )
    return told_anew(request, pk)


def _change_listed(
    request: Request, page: TaskPage, ground: TaskGroundSent, reason: str, changes: dict[str, Any]
) -> None:
    due_on = changes.pop("due_on", None)
    titles = {name: changes.pop(name) for name in TITLES if name in changes}
    success = {name: changes.pop(name) for name in SUCCESS if name in changes}
    others = {
        "accountable_post_id": changes.pop("accountable_post", None),
        "responsible_unit_ids": changes.pop("responsible_units", None),
    }
    if changes:
        sentence = _("This stands in no list and changes without a ground; change it apart.")
        raise Refused(sentence, fields=dict.fromkeys(changes, sentence))
    change_listed(
        request, page, ground, reason, titles=titles, due_on=due_on, success=success, **others
    )
