"""Everything that a task's page shows, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plenary.contexts.governance import policies, profiles
from plenary.contexts.governance.enums import NO_MORE, DutyState, ListState, TaskState
from plenary.contexts.governance.lights import Explanation, explain
from plenary.contexts.governance.models import (
    Duty,
    ListEntry,
    Milestone,
    Opening,
    Task,
    Verification,
)
from plenary.contexts.governance.policies.agendas import reads_narrow
from plenary.contexts.governance.selectors import meetings, one_task, tasks
from plenary.contexts.governance.selectors.figures import FigureNow, figures_to_date
from plenary.contexts.governance.selectors.task_records import (
    Link,
    ProgressLine,
    TaskRecords,
    records_of,
)
from plenary.kernel.documents.enums import Release
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.selectors import holdings_on
from plenary.shared import clock
from plenary.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty with those who hold its post today."""

    duty: Duty
    holders: list[str]


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A task with its whole record."""

    task: Task
    light: Explanation
    """What the rule says."""
    shown: Explanation
    """What is shown: the office's word and reason where it has set one, else the rule's."""
    chain: list[Link]
    duties: list[DutyLine]
    milestones: list[Milestone]
    progress: list[ProgressLine]
    """The newest first."""
    verifications: list[Verification]
    entries: list[ListEntry]
    figures: list[FigureNow]
    """The bound measures, with the year's value to date and the target."""
    report_units: list[Organisation]
    """The actor's units that may report now."""
    signable: list[Duty]
    """The duties that the actor may sign for now."""
    opening: Opening | None
    """By whose word, and why, more people read it than the papers behind it."""
    is_inside: bool
    """Whether the actor reads the inner record: progress, findings, history."""
    may: frozenset[str]
    """What the actor may do now: edit, complete, override, verify, reopen, report, sign."""

    @property
    def adopted_in(self) -> ListEntry | None:
        """Give the task's place in the first adopted list: its lead unit changes there."""
        adopted = (one for one in self.entries if one.task_list.state == ListState.ADOPTED)
        return next(adopted, None)


def task_page(actor: Actor, pk: int) -> TaskPage:
    """Give everything of a task that the actor may see; ``NotFound`` for one that they may not.

    Those who see the task only because it is public see neither progress nor findings,
    and of its basis what is public.
    """
    task = one_task.to_read(actor, pk)
    is_inside = bool(getattr(task, "is_inside"))  # noqa: B009 - said by one_task.to_read
    records = records_of(task, is_inside=is_inside)
    signable = _signable(actor, task, records.duties)
    report_units = _report_units(actor, task, records.duties)
    return TaskPage(
        task=task,
        light=explain_task(task),
        shown=explain_shown(task),
        chain=_open_chain(actor, task, records, is_inside=is_inside),
        duties=_with_holders(records.duties),
        milestones=records.milestones,
        progress=records.progress,
        verifications=records.verifications,
        entries=records.entries,
        figures=figures_to_date(task, records.measures),
        report_units=report_units,
        signable=signable,
        opening=records.opening if is_inside else None,
        is_inside=is_inside,
        may=_may(actor, task, report_units, signable),
    )


def explain_task(task: Task) -> Explanation:
    """Give the words of a task's own light and the sentence of its rule, in both languages."""
    return explain(task.light, task.light_rule, task.light_facts, profiles.current())


def explain_shown(task: Task) -> Explanation:
    """Give the light that is shown, with the office's reason where it has set it by hand."""
    ruled = explain_task(task)
    if not task.override:
        return ruled
    word = profiles.current().words[task.override]
    return Explanation(
        light=task.override,
        shape=word.shape,
        word_zh=word.zh,
        word_en=word.en,
        sentence_zh=task.override_reason,
        sentence_en=task.override_reason,
    )


def _open_chain(actor: Actor, task: Task, records: TaskRecords, *, is_inside: bool) -> list[Link]:
    """Give what a task rests on as far as the actor may read it.

    Decisions are asked for only where one may be kept from somebody: the usual page has no query more.
    """
    found = [link for link in records.chain if _is_open(link, is_inside=is_inside)]
    is_held: bool = getattr(task, "is_held")  # noqa: B009 - said by one_task.to_read
    rests = any(link.kind == "decision" for link in found)
    if not rests or not (is_held or records.opening) or reads_narrow(actor):
        return found
    asked = meetings.decisions_visible_to(actor).filter(bases__task=task)
    seen = set(asked.values_list("pk", flat=True))
    return [link for link in found if link.kind != "decision" or link.record.pk in seen]


def _is_open(link: Link, *, is_inside: bool) -> bool:
    if is_inside:
        return True
    if link.kind in {"directive", "decision"} and link.meeting is not None:
        return link.meeting.release == Release.PUBLIC
    return (
        link.kind == "passage"
        and link.passage is not None
        and link.passage.document.release == Release.PUBLIC
    )


def _with_holders(duties: Sequence[Duty]) -> list[DutyLine]:
    posts = [duty.post_id for duty in duties if duty.post_id is not None]
    if not posts:
        return [DutyLine(duty, []) for duty in duties]
    names: dict[int, list[str]] = {}
    for holding in holdings_on(clock.today()).filter(post_id__in=posts):
        names.setdefault(holding.post_id, []).append(str(holding.person))
    return [DutyLine(duty, names.get(duty.post_id or 0, [])) for duty in duties]


def _report_units(actor: Actor, task: Task, duties: Iterable[Duty]) -> list[Organisation]:
    if task.state not in {TaskState.OPEN, TaskState.REPORTED}:
        return []
    return [
        duty.unit
        for duty in duties
        if duty.unit is not None
        and duty.role in tasks.REPORTING_ROLES
        and policies.can_report(actor, task, duty.unit.pk)
    ]


def _signable(actor: Actor, task: Task, duties: Iterable[Duty]) -> list[Duty]:
    if task.state in {TaskState.DRAFT, *NO_MORE}:
        return []
    waiting = [duty for duty in duties if duty.state == DutyState.ASSIGNED]
    return [duty for duty in waiting if policies.can_sign(actor, duty)]


def _may(
    actor: Actor, task: Task, report_units: list[Organisation], signable: list[Duty]
) -> frozenset[str]:
    state = task.state
    under_way = state in {TaskState.OPEN, TaskState.REPORTED}
    open_to = {
        "edit": policies.can_manage_tasks(actor, task)
        and state not in {TaskState.CLOSED, *NO_MORE},
        "complete": policies.can_complete_milestone(actor, task) and under_way,
        "override": policies.can_override_light(actor, task) and under_way,
        "verify": policies.can_verify(actor, task) and state == TaskState.REPORTED,
        "reopen": policies.can_reopen(actor, task) and state == TaskState.CLOSED,
        "report": bool(report_units),
        "sign": bool(signable),
    }
    return frozenset(name for name, is_open in open_to.items() if is_open)
