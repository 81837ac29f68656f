"""Everything that a task's page shows, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Prefetch, Q, QuerySet

from plenary.contexts.governance import policies, profiles
from plenary.contexts.governance.enums import DutyState, TaskState
from plenary.contexts.governance.lights import Explanation, explain
from plenary.contexts.governance.models import (
    Basis,
    Decision,
    Directive,
    Duty,
    Evidence,
    ListEntry,
    Meeting,
    Milestone,
    Priority,
    Progress,
    Requirement,
    Task,
    Verification,
)
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.selectors.figures import FigureNow, figures_to_date
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.documents.enums import Release
from plenary.kernel.documents.models import Passage
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Holding
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound

M = TypeVar("M", bound=Model)
HISTORY = 100
"""How many of a task's changes its page shows, the newest first."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain: what the task rests on, the meeting it comes from, and the passage."""

    basis: Basis
    kind: str
    record: Directive | Decision | Requirement | Priority | Passage
    meeting: Meeting | None
    passage: Passage | None


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
    progress: list[Progress]
    """The newest first, with ``unit``, ``figures``, ``evidence`` and ``passage`` loaded."""
    verifications: list[Verification]
    entries: list[ListEntry]
    figures: list[FigureNow]
    """The bound measures, with the year's value to date and the target."""
    history: list[AuditRow]
    report_units: list[Organisation]
    """The actor's units that may report now."""
    signable: list[Duty]
    """The duties that the actor may sign for now."""
    may: frozenset[str]
    """What the actor may do now: edit, override, verify, reopen, report, sign."""


def task_page(actor: Actor, pk: int) -> TaskPage:
    """Give everything of a task that the actor may see; ``NotFound`` for one that they may not.

    Those who see the task only because it is public see neither progress nor findings nor history,
    and of its basis what is public.
    """
    task = _task(actor, pk)
    is_inside = policies.sees_everything(actor) or tasks.inside(actor).filter(pk=pk).exists()
    duties = _few(task.duties.select_related("unit", "post"), _age)
    milestones = _few(task.milestones.all(), lambda step: (step.due_on, step.number))
    progress = list(_progress(task)) if is_inside else []
    light = explain_task(task)
    signable = _signable(actor, task, duties)
    report_units = _report_units(actor, task, duties)
    return TaskPage(
        task=task,
        light=light,
        shown=explain_shown(task),
        chain=[link for link in _links(task) if _is_open(link, is_inside=is_inside)],
        duties=_with_holders(duties),
        milestones=milestones,
        progress=progress,
        verifications=_verifications(task) if is_inside else [],
        entries=_few(task.entries.select_related("task_list"), lambda one: one.task_list_id),
        figures=figures_to_date(task, _few(task.measures.all(), _age)),
        history=_history(task, duties, milestones, progress) if is_inside else [],
        report_units=report_units,
        signable=signable,
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


def _few(records: QuerySet[M], key: Callable[[M], Any]) -> list[M]:
    """Read a few records and sort them here: an ORDER BY costs more to write than they to sort."""
    return sorted(records.order_by(), key=key)


def _age(record: Any) -> int:
    return int(record.pk)


def _verifications(task: Task) -> list[Verification]:
    return _few(task.verifications.all(), lambda one: (one.verified_at, one.pk))


def _task(actor: Actor, pk: int) -> Task:
    found = tasks.visible_to(actor).select_related("theme")
    task = found.filter(pk=pk).first()
    if task is None:
        raise NotFound
    return task


_LOADED = {
    "directive": (Directive, ("meeting__body", "passage__document")),
    "decision": (Decision, ("meeting__body", "passage__document")),
    "requirement": (Requirement, ("body", "meeting", "passage__document")),
    "priority": (Priority, ("plan__body", "passage__document")),
    "passage": (Passage, ("document",)),
}
"""What a basis may be, and what is loaded with it; one query a kind that the task rests on is
cheaper than one over all their tables."""


def _links(task: Task) -> list[Link]:
    bases = _few(task.bases.all(), _age)
    records = {kind: _records(kind, bases) for kind in _LOADED}
    return [_link(basis, records) for basis in bases]


def _records(kind: str, bases: Iterable[Basis]) -> dict[int, Any]:
    ids = [pk for basis in bases if (pk := getattr(basis, f"{kind}_id")) is not None]
    if not ids:
        return {}
    model, loaded = _LOADED[kind]
    text = f"{loaded[-1]}__text"
    found = model._default_manager.filter(pk__in=ids)  # noqa: SLF001 - Django's documented meta API
    return found.select_related(*loaded).defer(text).order_by().in_bulk()


def _link(basis: Basis, records: dict[str, dict[int, Any]]) -> Link:
    for kind, held in records.items():
        found = held.get(getattr(basis, f"{kind}_id"))
        if found is not None:
            passage = found if kind == "passage" else found.passage
            return Link(basis, kind, found, getattr(found, "meeting", None), passage)
    raise NotFound


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


def _progress(task: Task) -> QuerySet[Progress]:
    evidence = Evidence.objects.select_related("passage__document").defer("passage__document__text")
    return (
        task.progress.select_related("unit", "passage")
        .prefetch_related("figures", Prefetch("evidence", queryset=evidence))
        .order_by("-ends_on", "-id")
    )


def _with_holders(duties: Sequence[Duty]) -> list[DutyLine]:
    today = clock.today()
    posts = [duty.post_id for duty in duties if duty.post_id is not None]
    holdings = Holding.objects.filter(post_id__in=posts).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today),
        Q(since_on__isnull=True) | Q(since_on__lte=today),
    )
    names: dict[int, list[str]] = {}
    if not posts:
        return [DutyLine(duty, []) for duty in duties]
    for holding in holdings.select_related("person"):
        names.setdefault(holding.post_id, []).append(str(holding.person))
    return [DutyLine(duty, names.get(duty.post_id or 0, [])) for duty in duties]


def _history(
    task: Task,
    duties: Iterable[Duty],
    milestones: Iterable[Milestone],
    progress: Iterable[Progress],
) -> list[AuditRow]:
    wanted = Q()
    parts: list[tuple[type[Any], list[int]]] = [
        (Task, [task.pk]),
        (Duty, [duty.pk for duty in duties]),
        (Milestone, [milestone.pk for milestone in milestones]),
        (Progress, [entry.pk for entry in progress]),
    ]
    for model, ids in parts:
        wanted |= Q(subject_type=model._meta.label_lower, subject_id__in=ids)  # noqa: SLF001
    return list(AuditRow.objects.filter(wanted).order_by("-id")[:HISTORY])


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
    if task.state == TaskState.DRAFT:
        return []
    waiting = [duty for duty in duties if duty.state == DutyState.ASSIGNED]
    return [duty for duty in waiting if policies.can_sign(actor, duty)]


def _may(
    actor: Actor, task: Task, report_units: list[Organisation], signable: list[Duty]
) -> frozenset[str]:
    state = task.state
    under_way = state in {TaskState.OPEN, TaskState.REPORTED}
    open_to = {
        "edit": policies.can_manage_tasks(actor, task) and state != TaskState.CLOSED,
        "override": policies.can_override_light(actor, task) and under_way,
        "verify": policies.can_verify(actor, task) and state == TaskState.REPORTED,
        "reopen": policies.can_reopen(actor, task) and state == TaskState.CLOSED,
        "report": bool(report_units),
        "sign": bool(signable),
    }
    return frozenset(name for name, is_open in open_to.items() if is_open)
