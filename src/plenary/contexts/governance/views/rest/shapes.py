"""What the API gives of governance's records: one frozen shape each, which its description is made from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """Another record, by its id and names."""

    id: int
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class TaskShape:
    """A task as lists hold it."""

    id: int
    url: str
    number: int | None
    title_zh: str
    title_en: str
    state: str
    lead_unit: Named | None
    theme: Named | None
    due_on: dt.date | None
    first_due_on: dt.date | None
    light: str
    is_overridden: bool
    last_progress_on: dt.date | None
    release: str
    is_illustrative: bool
    version: int


@dataclass(frozen=True, slots=True)
class TaskPageShape:
    """A page of tasks."""

    items: list[TaskShape]
    next: str | None


@dataclass(frozen=True, slots=True)
class BasisShape:
    """What a task rests on, with the words that it quotes."""

    kind: str
    id: int
    meeting: int | None
    text_zh: str
    text_en: str
    quote: str


@dataclass(frozen=True, slots=True)
class DutyShape:
    """A unit's or post's part in a task."""

    id: int
    role: str
    unit: Named | None
    post: Named | None
    deliverable_zh: str
    deliverable_en: str
    due_on: dt.date | None
    first_due_on: dt.date | None
    state: str
    signed_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class MilestoneShape:
    """A step on the way."""

    id: int
    number: int
    title_zh: str
    title_en: str
    due_on: dt.date
    done_on: dt.date | None


@dataclass(frozen=True, slots=True)
class PlaceInList:
    """A task's number in a list."""

    task_list: Named
    number: int


@dataclass(frozen=True, slots=True)
class FigureShape:
    """A measure's value."""

    measure: str
    name_zh: str
    name_en: str
    value: int | None


@dataclass(frozen=True, slots=True)
class EvidenceShape:
    """What an entry rests on, by reference."""

    text: str
    url: str
    passage: int | None


@dataclass(frozen=True, slots=True)
class ProgressShape:
    """A unit's entry for a period."""

    id: int
    task: int
    unit: Named
    starts_on: dt.date
    ends_on: dt.date
    is_nothing_new: bool
    says_done: bool
    done_zh: str
    done_en: str
    next_zh: str
    next_en: str
    help_zh: str
    help_en: str
    reason_zh: str
    reason_en: str
    figures: list[FigureShape]
    evidence: list[EvidenceShape]
    reported_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ProgressPageShape:
    """A page of entries."""

    items: list[ProgressShape]
    next: str | None


@dataclass(frozen=True, slots=True)
class VerificationShape:
    """What a verifier found."""

    verdict: str
    note: str
    verified_at: dt.datetime


@dataclass(frozen=True, slots=True)
class TaskRecordShape:
    """A task with its whole record, as far as the account reads it."""

    id: int
    url: str
    title_zh: str
    title_en: str
    success_zh: str
    success_en: str
    outcome_zh: str
    outcome_en: str
    state: str
    theme: Named | None
    due_on: dt.date | None
    first_due_on: dt.date | None
    light: str
    light_sentence_zh: str
    light_sentence_en: str
    is_overridden: bool
    closed_at: dt.datetime | None
    ended_at: dt.datetime | None
    release: str
    is_illustrative: bool
    version: int
    bases: list[BasisShape]
    duties: list[DutyShape]
    milestones: list[MilestoneShape]
    lists: list[PlaceInList]
    figures: list[FigureShape]
    is_inside: bool
    """Whether progress and findings are open to the account; else they are empty."""
    progress: list[ProgressShape]
    findings: list[VerificationShape]


@dataclass(frozen=True, slots=True)
class RemarkShape:
    """What the check of a field's words remarks: with ``proof`` a fault, else something to look at; nothing is hindered."""

    field: str
    rule: str
    start: int
    end: int
    """Characters of the field that it is about."""
    proof: bool
    reason_zh: str
    reason_en: str
    source: str
    proposal: str


@dataclass(frozen=True, slots=True)
class ChangedTaskShape(TaskRecordShape):
    """A task after a change, and what the check remarks on the fields that were sent; the ETag is the record's."""

    remarks: list[RemarkShape]


@dataclass(frozen=True, slots=True)
class EndingShape:
    """What is proposed of a task, its end without being done or taking it up again, and what became of it."""

    id: int
    task: int
    kind: str
    state: str
    reason: str
    decision: int | None
    """The decision that it rests on, where the account sees that."""
    instruction: str
    instructed_on: dt.date | None
    proposed_by: str
    proposed_at: dt.datetime
    settled_by: str
    settled_at: dt.datetime | None
    answer: str
    may_settle: bool
    """Whether the account may confirm it or send it back: as a second person, while it waits."""
    version: int


@dataclass(frozen=True, slots=True)
class EndingsShape:
    """What was proposed of a task, the oldest first."""

    items: list[EndingShape]


@dataclass(frozen=True, slots=True)
class MadeShape:
    """What was made: its id, and the task that it is or belongs to."""

    id: int
    task: int
    remarks: list[RemarkShape]
    """What the check remarks on the fields that were sent."""


@dataclass(frozen=True, slots=True)
class TaskListShape:
    """A numbered list of tasks with the counts of those that the account sees."""

    id: int
    url: str
    name_zh: str
    name_en: str
    body: Named
    state: str
    starts_on: dt.date
    ends_on: dt.date
    adopted_on: dt.date | None
    cadence: str
    task_count: int
    closed_count: int
    late_count: int
    is_illustrative: bool
    version: int


@dataclass(frozen=True, slots=True)
class TaskListPageShape:
    """A page of lists."""

    items: list[TaskListShape]
    next: str | None


@dataclass(frozen=True, slots=True)
class EntryShape:
    """A numbered place of a list."""

    number: int
    task: int
    title_zh: str
    title_en: str


@dataclass(frozen=True, slots=True)
class TaskListRecordShape:
    """A list with its places, and by what it was adopted as far as the account sees that."""

    task_list: TaskListShape
    entries: list[EntryShape]
    adopting_meeting: int | None
    adopting_decision: int | None


@dataclass(frozen=True, slots=True)
class MeetingShape:
    """A meeting with the counts of what it left."""

    id: int
    url: str
    body: Named
    title_zh: str
    title_en: str
    state: str
    held_on: dt.date | None
    published_on: dt.date | None
    year: int | None
    is_plenary: bool
    release: str
    directive_count: int
    decision_count: int
    is_illustrative: bool
    version: int


@dataclass(frozen=True, slots=True)
class MeetingPageShape:
    """A page of meetings."""

    items: list[MeetingShape]
    next: str | None


@dataclass(frozen=True, slots=True)
class MatterShape:
    """A directive or decision of a meeting, with its fate."""

    id: int
    number: int
    kind: str
    text_zh: str
    text_en: str
    fate: str


@dataclass(frozen=True, slots=True)
class MeetingRecordShape:
    """A meeting with its directives and decisions, as far as the account sees them."""

    meeting: MeetingShape
    directives: list[MatterShape]
    decisions: list[MatterShape]
