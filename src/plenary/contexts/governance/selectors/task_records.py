"""All records that hang on a task, read in four questions of the database and tied to one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from plenary.contexts.governance.models import (
    Basis,
    Decision,
    Directive,
    Duty,
    Evidence,
    ListEntry,
    Meeting,
    Milestone,
    Opening,
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
from plenary.contexts.governance.selectors.rows import Wanted, fetch, want, want_ids
from plenary.kernel.documents.models import Document, Passage
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.shared.errors import NotFound

KINDS: dict[str, type[Model]] = {
    "directive": Directive,
    "decision": Decision,
    "requirement": Requirement,
    "priority": Priority,
    "passage": Passage,
}
"""What a basis may be."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain: what the task rests on, the meeting it comes from, and the passage."""

    basis: Basis
    kind: str
    record: Directive | Decision | Requirement | Priority | Passage
    meeting: Meeting | None
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """An entry, its unit loaded, with its figures and evidence."""

    entry: Progress
    figures: list[ProgressFigure]
    evidence: list[Evidence]


@dataclass(frozen=True, slots=True)
class TaskRecords:
    """What hangs on a task."""

    chain: list[Link]
    duties: list[Duty]
    """With their units and posts."""
    milestones: list[Milestone]
    progress: list[ProgressLine]
    """The newest first."""
    verifications: list[Verification]
    entries: list[ListEntry]
    """With their lists."""
    measures: list[TaskMeasure]
    opening: Opening | None


def records_of(task: Task, *, is_inside: bool) -> TaskRecords:
    """Give what hangs on a task, and set its theme; progress and findings only for who ``is_inside``.

    Whether the task may be seen has been decided before.
    """
    outer, inner = [task.pk], [task.pk] if is_inside else []
    duties, milestones = want(Duty, "task_id", outer), want(Milestone, "task_id", outer)
    bases, measures = want(Basis, "task_id", outer), want(TaskMeasure, "task_id", outer)
    entries = want(ListEntry, "task_id", outer)
    progress, findings = want(Progress, "task_id", inner), want(Verification, "task_id", inner)
    themes, openings = want_ids(Theme, [task.theme_id]), want(Opening, "task_id", outer)
    fetch(duties, milestones, bases, measures, entries, progress, findings, themes, openings)
    task.theme = themes.by_id().get(task.theme_id or 0)

    entered = [one.pk for one in progress.found]
    figures = want(ProgressFigure, "progress_id", entered)
    evidence = want(Evidence, "progress_id", entered)
    handed_in = want_ids(Passage, (one.passage_id for one in progress.found), without=("quote",))
    units = want_ids(Organisation, {*_ids(duties, "unit_id"), *_ids(progress, "unit_id")})
    posts = want_ids(Post, (one.post_id for one in duties.found))
    lists = want_ids(TaskList, (one.task_list_id for one in entries.found))
    grounds = {
        kind: want_ids(model, (getattr(basis, f"{kind}_id") for basis in bases.found))
        for kind, model in KINDS.items()
    }
    fetch(figures, evidence, handed_in, units, posts, lists, *grounds.values())
    _tie(duties.found, unit=units, post=posts)
    _tie(progress.found, unit=units, passage=handed_in)
    _tie(entries.found, task_list=lists)

    _load_origins(grounds, evidence.found, handed_in.found)
    return TaskRecords(
        chain=[_link(basis, grounds) for basis in sorted(bases.found, key=_age)],
        duties=sorted(duties.found, key=_age),
        milestones=sorted(milestones.found, key=lambda one: (one.due_on, one.number)),
        progress=_lines(progress.found, figures.found, evidence.found),
        verifications=sorted(findings.found, key=lambda one: (one.verified_at, one.pk)),
        entries=sorted(entries.found, key=lambda one: one.task_list_id),
        measures=sorted(measures.found, key=_age),
        opening=next(iter(openings.found), None),
    )


def _load_origins(
    grounds: dict[str, Wanted[Any]], evidence: list[Evidence], handed_in: list[Passage]
) -> None:
    """Set the meetings and passages of what a task rests on, their pairs, and the documents of all passages."""
    found = [record for held in grounds.values() for record in held.found]
    quoting = [*(one for one in found if not isinstance(one, Passage)), *evidence]
    meetings = want_ids(Meeting, (getattr(one, "meeting_id", None) for one in found))
    passages = want_ids(Passage, (one.passage_id for one in quoting))
    pairs_of_grounds = want_ids(Passage, (one.pair_id for one in grounds["passage"].found))
    fetch(meetings, passages, pairs_of_grounds)
    _tie([one for one in found if hasattr(one, "meeting_id")], meeting=meetings)
    _tie(quoting, passage=passages)
    _tie(grounds["passage"].found, pair=pairs_of_grounds)

    pairs = want_ids(Passage, (one.pair_id for one in passages.found))
    quoted = [*passages.found, *grounds["passage"].found, *pairs_of_grounds.found, *handed_in]
    documents = want_ids(Document, (one.document_id for one in quoted), without=("text",))
    fetch(pairs, documents)
    _tie(passages.found, pair=pairs)
    _tie(quoted, document=documents)
    _load_documents_of(pairs.found, documents)


def _load_documents_of(pairs: list[Passage], known: Wanted[Document]) -> None:
    """Set the documents of the passages in the other language, asking for those not read yet."""
    held = known.by_id()
    more = want_ids(
        Document, (one.document_id for one in pairs if one.document_id not in held), ("text",)
    )
    fetch(more)
    held |= more.by_id()
    for one in pairs:
        one.document = held[one.document_id]


def _tie(records: Iterable[Any], **held: Wanted[Any]) -> None:
    """Set what records point to, by the names of their foreign keys; none where the key is empty."""
    for name, wanted in held.items():
        by_id = wanted.by_id()
        for one in records:
            setattr(one, name, by_id.get(getattr(one, f"{name}_id") or 0))


def _link(basis: Basis, grounds: dict[str, Wanted[Any]]) -> Link:
    for kind, wanted in grounds.items():
        found = wanted.by_id().get(getattr(basis, f"{kind}_id") or 0)
        if found is not None:
            passage = found if kind == "passage" else found.passage
            return Link(basis, kind, found, getattr(found, "meeting", None), passage)
    raise NotFound


def _lines(
    progress: list[Progress], figures: list[ProgressFigure], evidence: list[Evidence]
) -> list[ProgressLine]:
    held: dict[int, tuple[list[ProgressFigure], list[Evidence]]] = {
        one.pk: ([], []) for one in progress
    }
    for figure in sorted(figures, key=_age):
        held[figure.progress_id][0].append(figure)
    for piece in sorted(evidence, key=_age):
        held[piece.progress_id][1].append(piece)
    newest = sorted(progress, key=lambda one: (one.ends_on, one.pk), reverse=True)
    return [ProgressLine(one, *held[one.pk]) for one in newest]


def _ids(wanted: Wanted[Any], name: str) -> set[int | None]:
    return {getattr(one, name) for one in wanted.found}


def _age(record: Any) -> int:
    return int(record.pk)
