"""What nothing covers, both ways: demands without a task, tasks without a basis, sentences without evidence.

Every question counts no further than ``COUNTED_TO`` and is answered out of an index that holds just
what is open, so that a million tasks make it no slower.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import (
    NO_GROUND,
    NO_MORE,
    FateKind,
    ReportState,
    StatementKind,
    TaskState,
)
from plenary.contexts.governance.models import (
    Basis,
    Decision,
    Directive,
    ListEntry,
    Priority,
    Requirement,
    Statement,
    StatementSource,
    Task,
)
from plenary.contexts.governance.selectors import held, meetings, reports
from plenary.shared.actor import Actor

COUNTED_TO = 1000
MOST_WITHDRAWN = 2_000
MOST_TOUCHED = 10_000
"""So many withdrawn matters, the latest, and so many tasks that rest on them are looked at."""
LATEST_REPORTS = 50
"""So many reports, the latest ones, are looked at for sentences without evidence."""


def directives(_actor: Actor) -> QuerySet[Directive]:
    """Give the clauses that have no fate: no task, nothing that covers them, no word why not."""
    found = Directive.objects.filter(fate=FateKind.OPEN).select_related("meeting")
    return found.order_by("-meeting_id", "number")


def decisions(actor: Actor) -> QuerySet[Decision]:
    """Give the decisions that have no fate."""
    found = (
        meetings.decisions_visible_to(actor).filter(fate=FateKind.OPEN).select_related("meeting")
    )
    return found.order_by("-meeting_id", "number")


def requirements(_actor: Actor) -> QuerySet[Requirement]:
    """Give the requirements that stand and that no task covers."""
    resting = _covering().filter(requirement=OuterRef("pk"))
    return Requirement.objects.filter(~Exists(resting), withdrawn_on=None).select_related("body")


def priorities(_actor: Actor) -> QuerySet[Priority]:
    """Give the priorities that no task covers."""
    resting = _covering().filter(priority=OuterRef("pk"))
    found = Priority.objects.filter(~Exists(resting)).select_related("plan")
    return found.order_by("-plan__starts_on", "plan_id", "number")


def _covering() -> QuerySet[Basis]:
    """Give the bases of tasks that cover what they rest on: neither one that was ended nor a loose draft does.

    A draft that stands in no list is owed by nobody, and may never be.
    """
    listed = Exists(ListEntry.objects.filter(task=OuterRef("task_id")))
    found = Basis.objects.exclude(task__state=TaskState.ENDED)
    return found.filter(~Q(task__state=TaskState.DRAFT) | listed)


def tasks(actor: Actor) -> QuerySet[Task]:
    """Give the tasks neither closed, replaced nor ended whose every basis is gone.

    Gone is a requirement that was withdrawn, and a decision that withdrew or postponed its item, also one
    that was changed to say so. It begins at those, which are few, and not at the tasks.
    """
    withdrawn = Requirement.objects.filter(withdrawn_on__isnull=False).order_by("-pk")
    gone = [
        pk
        for kind in NO_GROUND
        for pk in Decision.objects.filter(kind=kind)
        .order_by("-pk")
        .values_list("pk", flat=True)[:MOST_WITHDRAWN]
    ]
    touched = Basis.objects.filter(
        Q(requirement__in=list(withdrawn.values_list("pk", flat=True)[:MOST_WITHDRAWN]))
        | Q(decision__in=gone)
    ).order_by()
    ids = list(touched.values_list("task_id", flat=True)[:MOST_TOUCHED])
    stands = (
        Q(directive__isnull=False)
        | Q(priority__isnull=False)
        | Q(passage__isnull=False)
        | Q(requirement__withdrawn_on=None, requirement__isnull=False)
        | (Q(decision__isnull=False) & ~Q(decision__kind__in=NO_GROUND))
    )
    holding = Basis.objects.filter(stands, task=OuterRef("pk"))
    over = [TaskState.CLOSED, *NO_MORE]
    seen = held.for_reader(actor, Task.objects.all(), "pk")
    found = seen.filter(~Exists(holding), pk__in=ids).exclude(state__in=over)
    return found.select_related("lead_unit").order_by("due_on", "pk")


def statements(actor: Actor) -> QuerySet[Statement]:
    """Give the sentences without evidence in the latest reports, those that a later one corrects left out."""
    latest = (
        reports.visible_to(actor)
        .exclude(corrections__state=ReportState.FROZEN)
        .order_by("-ends_on", "-pk")
        .values_list("pk", flat=True)[:LATEST_REPORTS]
    )
    sources = StatementSource.objects.filter(statement=OuterRef("pk"))
    found = Statement.objects.filter(
        Q(kind=StatementKind.GAP) | ~Exists(sources), report__in=list(latest)
    )
    return found.select_related("report").order_by("-report__ends_on", "-report_id", "order")


QUESTIONS: dict[str, tuple[Any, Any, Callable[[Actor], QuerySet[Any]]]] = {
    "directives": (_("Directives without a task"), _("Directives"), directives),
    "decisions": (_("Decisions without a task"), _("Decisions"), decisions),
    "requirements": (_("Superior requirements without a task"), _("Requirements"), requirements),
    "priorities": (_("Priorities without a task"), _("Priorities"), priorities),
    "tasks": (_("Tasks with no basis left"), _("Tasks"), tasks),
    "statements": (_("Sentences without evidence"), _("Sentences"), statements),
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are; ``is_exact`` unless counting stopped."""

    key: str
    title: Any
    count: int
    is_exact: bool


def counts(actor: Actor) -> list[Count]:
    """Count what each question finds, a fixed number of queries each."""
    found = []
    for key, (title, _short, question) in QUESTIONS.items():
        count = question(actor).order_by().values("pk")[: COUNTED_TO + 1].count()
        found.append(Count(key, title, min(count, COUNTED_TO), count <= COUNTED_TO))
    return found
