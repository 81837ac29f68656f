"""A report as its page shows it: every sentence with the chain back to the clause of the readout."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from plenary.contexts.governance import profiles
from plenary.contexts.governance.enums import (
    HEADINGS,
    ReportKind,
    ReportState,
    SourceKind,
    StatementKind,
)
from plenary.contexts.governance.models import (
    Basis,
    Meeting,
    Progress,
    ProgressFigure,
    Report,
    Statement,
    StatementSource,
)
from plenary.contexts.governance.policies import reports as policies
from plenary.contexts.governance.selectors import naming, reports
from plenary.contexts.governance.selectors.minutes.approval import Approval, approval_of
from plenary.contexts.governance.selectors.minutes.since import Change, changed_since
from plenary.contexts.language.api import NameAnswer, NameQuestion
from plenary.kernel.documents.models import Passage
from plenary.kernel.documents.selectors import passages_by_id
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound


@dataclass(frozen=True, slots=True)
class Shown:
    """A source: the passage, and the unit's entry that it keeps, where it keeps one."""

    source: StatementSource
    unit: Organisation | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What a task rests on: directive or decision, its meeting, and the clause of the readout."""

    kind: str
    number: int | None
    url: str
    meeting: Meeting | None
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Row:
    """A statement with its sources."""

    statement: Statement
    sources: list[Shown]

    @property
    def is_unanswered(self) -> bool:
        """Say whether freezing waits for this statement."""
        return not self.sources and not self.statement.is_without_source

    @property
    def missing_side(self) -> str:
        """Give the side that nobody has written: ``zh``, ``en`` or nothing."""
        if not self.statement.text_zh:
            return "zh"
        return "" if self.statement.text_en else "en"


@dataclass(slots=True)
class Group:
    """An item of the list with its statements; number 0 is the overview."""

    number: int
    heading: Row | None = None
    rows: list[Row] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)

    @property
    def task_id(self) -> int | None:
        """Give the task of the item."""
        every = [self.heading, *self.rows]
        return next((row.statement.task_id for row in every if row is not None), None)

    @property
    def has_gap(self) -> bool:
        """Say whether the item has no evidence."""
        return any(row.statement.kind == StatementKind.GAP for row in self.rows)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report with all that its page shows."""

    report: Report
    overview: Group
    groups: list[Group]
    length: reports.Length
    is_intact: bool
    corrections: list[Report]
    may: frozenset[str]
    shows_sources: bool
    approval: Approval | None = None
    """Of signed-off minutes: whether the next meeting has approved them."""
    names: Sequence[NameQuestion] = ()
    """Of a draft: the agreed names that it does not keep to."""
    said_otherwise: Sequence[NameAnswer] = ()
    """Of a frozen one: why it says names otherwise."""
    since: Sequence[Change] = ()
    """Of signed-off minutes: how the record has changed since they were drafted."""

    @property
    def every_row(self) -> list[Row]:
        """Give all statements in order."""
        groups = [self.overview, *self.groups]
        return [row for group in groups for row in (group.heading, *group.rows) if row]

    def place_of(self, name: NameQuestion) -> Statement | None:
        """Give the statement that does not keep to a name; none for the title."""
        every = (row.statement for row in self.every_row)
        return next((one for one in every if one.key == name.drift.field), None)

    @property
    def open_names(self) -> int:
        """Count the agreed names that keep a draft from being frozen."""
        return sum(one.is_open for one in self.names)

    @property
    def gaps(self) -> list[Group]:
        """Give the items without evidence."""
        return [group for group in self.groups if group.has_gap]

    @property
    def unanswered(self) -> list[Row]:
        """Give the statements that freezing waits for."""
        return [row for row in self.every_row if row.is_unanswered]

    @property
    def untranslated(self) -> list[Row]:
        """Give the statements that lack a side which the practice asks for."""
        return [row for row in self.every_row if row.missing_side in self.needed]

    @property
    def needed(self) -> tuple[str, ...]:
        """Give the sides that the practice asks for."""
        return profiles.current().languages

    @property
    def first_shown(self) -> str:
        """Give what is shown at first: both sides, or the one that the practice asks for."""
        return "both" if len(self.needed) > 1 else self.needed[0]


def report_page(actor: Actor, pk: int) -> ReportPage:
    """Give a report's page in nine queries, whatever its length; of signed-off minutes in twenty-one."""
    seen = reports.visible_to(actor).select_related("task_list", "meeting", "corrects")
    report = seen.filter(pk=pk).first()
    if report is None:
        raise NotFound
    statements = reports.statements_of(report)
    groups = _groups(statements)
    overview = groups.pop(0, Group(0))
    shows = policies.sees_sources(actor)
    if shows:
        grounds = _ground(groups.values())
        _pair([*grounds, *(cited.passage for each in statements for cited in each.sources.all())])
    visible = reports.visible_to(actor)
    return ReportPage(
        report=report,
        overview=overview,
        groups=list(groups.values()),
        length=reports.length_of(report, statements),
        is_intact=report.state == ReportState.DRAFT or reports.is_intact(report, statements),
        corrections=list(visible.filter(corrects=report)),
        may=_may(actor, report),
        shows_sources=shows,
        approval=_approval(report, shows=shows),
        names=naming.of_report(report, statements) if report.state == ReportState.DRAFT else (),
        said_otherwise=naming.answers_of(report) if shows and report.number else (),
        since=changed_since(report) if shows else (),
    )


def _approval(report: Report, *, shows: bool) -> Approval | None:
    """Say it to who reads every meeting: the next one may not be open to others."""
    is_signed = report.kind == ReportKind.MINUTES and report.state == ReportState.FROZEN
    return approval_of(report) if is_signed and shows else None


def _may(actor: Actor, report: Report) -> frozenset[str]:
    if report.state == ReportState.FROZEN:
        return frozenset({"correct"} if policies.can_freeze_report(actor, report) else ())
    may = {"edit"} if policies.can_edit_report(actor, report) else set()
    return frozenset(may | ({"freeze"} if policies.can_freeze_report(actor, report) else set()))


def _groups(statements: Sequence[Statement]) -> dict[int, Group]:
    entries = _entries(statements)
    groups: dict[int, Group] = {}
    for statement in statements:
        number = statement.item_number or 0
        group = groups.setdefault(number, Group(number))
        row = Row(statement, [_shown(each, entries) for each in statement.sources.all()])
        if statement.kind in HEADINGS and group.heading is None:
            group.heading = row
        else:
            group.rows.append(row)
    return groups


def _entries(statements: Iterable[Statement]) -> dict[int, Progress]:
    """Give the entry that each cited passage keeps, whole or as one of its figures."""
    cited = {source.passage_id for each in statements for source in each.sources.all()}
    entries = {
        entry.passage_id: entry
        for entry in Progress.objects.filter(passage__in=cited).select_related("unit")
    }
    figures = ProgressFigure.objects.filter(passage__in=cited).select_related("progress__unit")
    return entries | {figure.passage_id: figure.progress for figure in figures}


def _shown(source: StatementSource, entries: dict[int, Progress]) -> Shown:
    entry = entries.get(source.passage_id)
    if entry is None or source.kind == SourceKind.STATE:
        return Shown(source)
    return Shown(source, entry.unit, entry.starts_on, entry.ends_on)


def _ground(groups: Iterable[Group]) -> list[Passage]:
    """Put under each item what its task rests on, in one query for all; give the passages."""
    by_task = {group.task_id: group for group in groups if group.task_id is not None}
    grounds: dict[int, list[Ground]] = defaultdict(list)
    bases = (
        Basis.objects.filter(task__in=by_task)
        .select_related(
            "directive__meeting",
            "directive__passage__document",
            "decision__meeting",
            "decision__passage__document",
            "requirement__meeting",
            "requirement__passage__document",
            "priority__passage__document",
            "passage__document",
        )
        .defer(*(f"{way}document__text" for way in _WAYS))
    )
    for basis in bases:
        grounds[basis.task_id].append(_ground_of(basis))
    for task_id, group in by_task.items():
        group.grounds = grounds[task_id]
    return [one.passage for group in by_task.values() for one in group.grounds if one.passage]


def _pair(passages: list[Passage]) -> None:
    """Set the passages that say the same in the other language, in one query."""
    pairs = passages_by_id(passage.pair_id for passage in passages if passage.pair_id)
    for passage in passages:
        if passage.pair_id:
            passage.pair = pairs[passage.pair_id]


_WAYS = (
    "directive__passage__",
    "decision__passage__",
    "requirement__passage__",
    "priority__passage__",
    "passage__",
)


def _ground_of(basis: Basis) -> Ground:
    matter = basis.directive or basis.decision
    if matter is not None:
        kind = "directive" if basis.directive else "decision"
        url = f"{matter.meeting.get_absolute_url()}#{kind}-{matter.pk}"
        return Ground(kind, matter.number, url, matter.meeting, matter.passage)
    if basis.requirement is not None:
        held = basis.requirement
        return Ground("requirement", None, held.get_absolute_url(), held.meeting, held.passage)
    if basis.priority is not None:
        return Ground("priority", basis.priority.number, "", None, basis.priority.passage)
    return Ground("passage", None, "", None, basis.passage)
