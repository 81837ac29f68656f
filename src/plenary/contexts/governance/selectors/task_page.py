"""Everything that a task's page shows, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

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
    ProgressFigure,
    Requirement,
    Task,
    TaskList,
    TaskMeasure,
    Theme,
    Verification,
)
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.selectors.figures import FigureNow, figures_to_date
from plenary.contexts.governance.selectors.rows import by_id, rows, rows_in
from plenary.kernel.documents.enums import Release
from plenary.kernel.documents.models import Document, Passage
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Holding, Post
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound


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
class ProgressLine:
    """An entry, its unit loaded, with its figures and evidence."""

    entry: Progress
    figures: list[ProgressFigure]
    evidence: list[Evidence]


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
    is_inside: bool
    """Whether the actor reads the inner record: progress, findings, history."""
    may: frozenset[str]
    """What the actor may do now: edit, override, verify, reopen, report, sign."""


def task_page(actor: Actor, pk: int) -> TaskPage:
    """Give everything of a task that the actor may see; ``NotFound`` for one that they may not.

    Those who see the task only because it is public see neither progress nor findings,
    and of its basis what is public.
    """
    task = _task(actor, pk)
    is_inside = policies.sees_everything(actor) or tasks.inside(actor).filter(pk=pk).exists()
    duties = sorted(rows(Duty, "task_id", pk), key=_age)
    milestones = sorted(rows(Milestone, "task_id", pk), key=lambda one: (one.due_on, one.number))
    progress = rows(Progress, "task_id", pk) if is_inside else []
    _load_units(duties, progress)
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
        progress=_entries(progress),
        verifications=_verifications(task) if is_inside else [],
        entries=_numbers(task),
        figures=figures_to_date(task, sorted(rows(TaskMeasure, "task_id", pk), key=_age)),
        report_units=report_units,
        signable=signable,
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


def _age(record: Any) -> int:
    return int(record.pk)


def _verifications(task: Task) -> list[Verification]:
    found = rows(Verification, "task_id", task.pk)
    return sorted(found, key=lambda one: (one.verified_at, one.pk))


def _numbers(task: Task) -> list[ListEntry]:
    found = sorted(rows(ListEntry, "task_id", task.pk), key=lambda one: one.task_list_id)
    lists = by_id(TaskList, (one.task_list_id for one in found))
    for one in found:
        one.task_list = lists[one.task_list_id]
    return found


def _task(actor: Actor, pk: int) -> Task:
    task = tasks.visible_to(actor).filter(pk=pk).first()
    if task is None:
        raise NotFound
    task.theme = by_id(Theme, [task.theme_id]).get(task.theme_id or 0)
    return task


def _load_units(duties: list[Duty], progress: list[Progress]) -> None:
    """Set the units of duties and entries, and the posts of duties, each read once."""
    ids = [duty.unit_id for duty in duties] + [entry.unit_id for entry in progress]
    units = by_id(Organisation, ids)
    posts = by_id(Post, (duty.post_id for duty in duties))
    for duty in duties:
        duty.unit = units.get(duty.unit_id or 0)
        duty.post = posts.get(duty.post_id or 0)
    for entry in progress:
        entry.unit = units[entry.unit_id]


_KINDS: tuple[tuple[str, type[Model]], ...] = (
    ("directive", Directive),
    ("decision", Decision),
    ("requirement", Requirement),
    ("priority", Priority),
    ("passage", Passage),
)
"""What a basis may be."""


def _links(task: Task) -> list[Link]:
    bases = sorted(rows(Basis, "task_id", task.pk), key=_age)
    records = {
        kind: by_id(model, (getattr(basis, f"{kind}_id") for basis in bases))
        for kind, model in _KINDS
    }
    found = [record for held in records.values() for record in held.values()]
    _load_origins(found)
    return [_link(basis, records) for basis in bases]


def _load_origins(found: list[Any]) -> None:
    """Set the meeting of what a task rests on, and its passage and pair with their documents' titles."""
    meetings = by_id(Meeting, (getattr(one, "meeting_id", None) for one in found))
    passages = by_id(Passage, (getattr(one, "passage_id", None) for one in found))
    quoted = [*passages.values(), *(one for one in found if isinstance(one, Passage))]
    pairs = by_id(Passage, (one.pair_id for one in quoted))
    for one in quoted:
        one.pair = pairs.get(one.pair_id or 0)
    _load_documents([*quoted, *pairs.values()])
    for one in found:
        for name, held in (("meeting", meetings), ("passage", passages)):
            if hasattr(one, f"{name}_id"):
                setattr(one, name, held.get(getattr(one, f"{name}_id")))


def _load_documents(passages: list[Passage]) -> None:
    documents = by_id(Document, (one.document_id for one in passages), without=("text",))
    for one in passages:
        one.document = documents[one.document_id]


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


def _entries(progress: list[Progress]) -> list[ProgressLine]:
    """Give the entries, the newest first, with their figures and evidence."""
    ids = [one.pk for one in progress]
    kept = by_id(Passage, (one.passage_id for one in progress), without=("quote",))
    _load_documents(list(kept.values()))
    for one in progress:
        one.passage = kept[one.passage_id]
    figures: dict[int, list[ProgressFigure]] = {}
    for figure in sorted(rows_in(ProgressFigure, "progress_id", ids), key=_age):
        figures.setdefault(figure.progress_id, []).append(figure)
    evidence: dict[int, list[Evidence]] = {}
    pieces = sorted(rows_in(Evidence, "progress_id", ids), key=_age)
    passages = by_id(Passage, (piece.passage_id for piece in pieces))
    _load_documents(list(passages.values()))
    for piece in pieces:
        piece.passage = passages.get(piece.passage_id or 0)
        evidence.setdefault(piece.progress_id, []).append(piece)
    newest = sorted(progress, key=lambda one: (one.ends_on, one.pk), reverse=True)
    return [ProgressLine(one, figures.get(one.pk, []), evidence.get(one.pk, [])) for one in newest]


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
    if task.state in {TaskState.DRAFT, TaskState.REPLACED}:
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
        and state not in {TaskState.CLOSED, TaskState.REPLACED},
        "override": policies.can_override_light(actor, task) and under_way,
        "verify": policies.can_verify(actor, task) and state == TaskState.REPORTED,
        "reopen": policies.can_reopen(actor, task) and state == TaskState.CLOSED,
        "report": bool(report_units),
        "sign": bool(signable),
    }
    return frozenset(name for name, is_open in open_to.items() if is_open)
