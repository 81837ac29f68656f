"""The chain of a clause: its source, what carries it on, the tasks that rest on it, and what reports say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from plenary.contexts.governance.enums import ReportState, StatementKind
from plenary.contexts.governance.models import Basis, Statement, StatementSource, Task
from plenary.contexts.governance.selectors import meetings, plans, reports, requirements, tasks
from plenary.kernel.documents.models import Passage
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound

KINDS: dict[str, Callable[[Actor], QuerySet[Any]]] = {
    "directive": meetings.directives_visible_to,
    "decision": meetings.decisions_visible_to,
    "requirement": requirements.visible_to,
    "priority": plans.priorities_visible_to,
}
"""The kinds of clause, each with those that an actor sees."""
_HELD_BY = {
    "directive": "meeting",
    "decision": "meeting",
    "requirement": "body",
    "priority": "plan",
}
CARRIED_BY = ("directive", "decision")
"""By what a superior body's requirement, or a line of a plan, is carried on into tasks."""
MOST_TASKS, MOST_SENTENCES = 30, 3
"""So many tasks are drawn, and so many sentences of each."""
_LOOKED_AT = 600
_SAYING = (
    StatementKind.PROGRESS,
    StatementKind.FIGURE,
    StatementKind.LATE,
    StatementKind.NEXT,
    StatementKind.GAP,
    StatementKind.ADDED,
    StatementKind.DUTY,
)


@dataclass(frozen=True, slots=True)
class Chain:
    """What hangs together with a clause, as far as the actor sees it."""

    kind: str
    clause: Any
    passage: Passage | None
    carriers: list[tuple[str, Any]]
    """Directives and decisions on which its tasks rest too, each with its kind."""
    tasks: list[Task]
    carried: dict[int, list[tuple[str, int]]]
    """By task: the kinds and ids of the carriers it rests on."""
    sentences: dict[int, list[Statement]]
    """By task: what the latest report with a sentence on it says; ``has_source`` says whether it has evidence."""
    is_cut: bool


def chain_of(actor: Actor, kind: str, pk: int) -> Chain:
    """Give the chain of a visible clause in a fixed number of queries; ``NotFound`` for any other."""
    if kind not in KINDS:
        raise NotFound
    related = (_HELD_BY[kind], "passage__document", "passage__pair__document")
    found = KINDS[kind](actor).select_related(*related).filter(pk=pk).first()
    if found is None:
        raise NotFound
    resting = Basis.objects.filter(**{f"{kind}_id": pk}).order_by().values("task_id")
    seen = tasks.visible_to(actor).filter(pk__in=resting).select_related("lead_unit")
    every = list(seen.order_by("due_on", "pk")[: MOST_TASKS + 1])
    shown = every[:MOST_TASKS]
    ids = [task.pk for task in shown]
    carriers, carried = _carriers(actor, kind, ids)
    return Chain(
        kind=kind,
        clause=found,
        passage=found.passage,
        carriers=carriers,
        tasks=shown,
        carried=carried,
        sentences=_sentences(actor, ids),
        is_cut=len(every) > MOST_TASKS,
    )


def _carriers(
    actor: Actor, kind: str, ids: Iterable[int]
) -> tuple[list[tuple[str, Any]], dict[int, list[tuple[str, int]]]]:
    """Give the directives and decisions on which tasks rest beside a requirement or priority."""
    carried: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    carriers: list[tuple[str, Any]] = []
    if kind in CARRIED_BY:
        return carriers, carried
    bases = Basis.objects.filter(task_id__in=ids)
    for name in CARRIED_BY:
        pairs = bases.filter(**{f"{name}__isnull": False}).values_list("task_id", f"{name}_id")
        rows = list(pairs)
        seen = KINDS[name](actor).filter(pk__in={pk for _task, pk in rows})
        held = {one.pk: one for one in seen.select_related("meeting")}
        carriers += [(name, one) for one in held.values()]
        for task_id, pk in rows:
            if pk in held:
                carried[task_id].append((name, pk))
    return carriers, carried


def _sentences(actor: Actor, ids: Iterable[int]) -> dict[int, list[Statement]]:
    """Give of each task the first sentences of the latest report that has any; a corrected one is passed over."""
    sources = StatementSource.objects.filter(statement=OuterRef("pk"))
    found = (
        reports.statements_visible_to(actor)
        .filter(task_id__in=list(ids), kind__in=_SAYING)
        .exclude(report__corrections__state=ReportState.FROZEN)
        .annotate(has_source=Exists(sources))
        .select_related("report")
        .order_by("-report__ends_on", "-report_id", "order")
    )
    told: defaultdict[int, list[Statement]] = defaultdict(list)
    for one in found[:_LOOKED_AT]:
        said = told[one.task_id or 0]
        is_latest = not said or said[0].report_id == one.report_id
        if is_latest and len(said) < MOST_SENTENCES:
            said.append(one)
    return told
