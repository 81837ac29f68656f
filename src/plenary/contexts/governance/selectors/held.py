"""What the class of a paper holds back: the decisions made from it, and the tasks that rest on those."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenary.contexts.governance.enums import PaperAccess, ReportKind
from plenary.contexts.governance.models import Basis, Decision, Duty, Opening, Paper, Report, Task
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.policies.agendas import reads_narrow
from plenary.kernel.documents.enums import Release
from plenary.shared.actor import Actor

NARROWING = (PaperAccess.INTERNAL, PaperAccess.CONCERNED, PaperAccess.COMMITTEE)
"""The classes that hold back, from the widest circle to the narrowest."""


def covering(access: str) -> tuple[PaperAccess, ...]:
    """Give the classes out of which an opening lets out what a class holds: itself and narrower ones."""
    return NARROWING[NARROWING.index(PaperAccess(access)) :]


def decisions_held(*classes: str) -> QuerySet[Decision]:
    """Give the decisions on an item with a paper of one of these classes that the office has not opened.

    A paper that was taken back holds on: the decision was made from it. What a public document has
    printed is out already and is not held.
    """
    held = Q(pk__in=[])
    for access in classes:
        items = Paper.objects.filter(access=access, item__isnull=False).values("item_id")
        opened = Opening.objects.filter(access__in=covering(access), decision__isnull=False)
        held |= Q(item_id__in=items) & ~Q(pk__in=opened.values("decision_id"))
    return Decision.objects.filter(held).filter(_not_printed())


def bases_held(*classes: str) -> QuerySet[Basis]:
    """Give the bases by which tasks are held: for a question about single tasks.

    One walk from a basis to its papers, whatever the classes: as a condition of each task (``Exists``)
    it costs a list of fifty a few look-ups, however many papers there are.
    """
    return _bases_held(*classes).all()


@cache
def _bases_held(*classes: str) -> QuerySet[Basis]:
    """Give the question that ``bases_held`` copies: it takes a tenth of a page's time to build."""
    held = Q(pk__in=[])
    for access in classes:
        closed = ~Q(decision__in=_opened("decision", access)) & ~Q(task__in=_opened("task", access))
        held |= Q(decision__item__papers__access=access) & closed
    narrow = Q(decision__item__papers__access__in=classes)
    return Basis.objects.filter(narrow & held).filter(_not_printed("decision_id")).order_by()


@cache
def is_held(*classes: str, path: str = "pk") -> Exists:
    """Give the condition that a task, by its ``path``, rests on a held decision and was not opened.

    Kept, since it is the same for everybody and to build it takes longer than to ask it.
    """
    return Exists(bases_held(*classes).filter(task=OuterRef(path)))


def tasks_held(*classes: str, but: QuerySet[Any, Any] | None = None) -> QuerySet[Basis, Any]:
    """Give the ids of the tasks that rest on a held decision and were not opened themselves.

    ``but`` are ids that are left out.
    """
    found = bases_held(*classes)
    if but is not None:
        found = found.exclude(task__in=but)
    return found.values("task_id")


def _opened(what: str, access: str) -> QuerySet[Opening, Any]:
    opened = Opening.objects.filter(access__in=covering(access), **{f"{what}__isnull": False})
    ids: QuerySet[Opening, Any] = opened.order_by().values(f"{what}_id")
    return ids


def _not_printed(path: str = "pk") -> Q:
    """What a public document has printed is out already; asked of each decision, by its ``path``.

    Not a NOT IN: PostgreSQL would gather every printed decision before the first row.
    """
    printed = Decision.objects.filter(passage__document__release=Release.PUBLIC)
    return ~Q(Exists(printed.filter(pk=OuterRef(path))))


def tasks_kept_from(actor: Actor) -> QuerySet[Basis, Any]:
    """Give the ids of the tasks that a paper's class keeps from the actor.

    From readers of everything those of the committee alone, from others whatever is not public; from
    no unit what it was itself given to do.
    """
    if reads_narrow(actor):
        return Basis.objects.none().values("task_id")
    classes = (PaperAccess.COMMITTEE,) if seeing.sees_everything(actor) else NARROWING
    if not seeing.sees_own_units(actor):
        return tasks_held(*classes)
    own = Duty.objects.filter(unit_id__in=actor.unit_ids).order_by().values("task_id")
    return tasks_held(*classes, but=own)


def for_reader(actor: Actor, found: QuerySet[Any], path: str = "task") -> QuerySet[Any]:
    """Leave out of what hangs on tasks (by ``path``) what is kept from a reader of everything."""
    if reads_narrow(actor):
        return found
    return found.exclude(**{f"{path}__in": tasks_kept_from(actor)})


def marked(found: QuerySet[Any], held: QuerySet[Any]) -> QuerySet[Any]:
    """Say of each record, as ``is_held``, whether it is among the held ones; no query more."""
    with_mark: QuerySet[Any] = found.annotate(is_held=Exists(held.filter(pk=OuterRef("pk"))))
    return with_mark


def classes_of_decisions(ids: Collection[int]) -> dict[int, PaperAccess]:
    """Give, for those of these decisions that are held, the narrowest class that does it; one query."""
    rows = Decision.objects.filter(pk__in=ids, item__papers__access__in=NARROWING)
    found = rows.exclude(_printed()).values_list("pk", "item__papers__access", "opening__access")
    return _narrowest((pk, access, (opened,)) for pk, access, opened in found.order_by())


def classes_of_tasks(ids: Collection[int]) -> dict[int, PaperAccess]:
    """Give, for those of these tasks that are held, the narrowest class that does it; one query."""
    rows = Basis.objects.filter(task__in=ids, decision__item__papers__access__in=NARROWING)
    found = rows.exclude(_printed("decision__")).values_list(
        "task_id",
        "decision__item__papers__access",
        "decision__opening__access",
        "task__opening__access",
    )
    return _narrowest((pk, access, opened) for pk, access, *opened in found.order_by())


def _narrowest(rows: Iterable[tuple[int, str, Iterable[str | None]]]) -> dict[int, PaperAccess]:
    found: dict[int, PaperAccess] = {}
    for pk, access, opened in rows:
        if not any(one in covering(access) for one in opened if one):
            found[pk] = max(PaperAccess(access), found.get(pk, NARROWING[0]), key=NARROWING.index)
    return found


def _printed(path: str = "") -> Q:
    """What a public document has printed is out already."""
    return Q(
        **{f"{path}passage__isnull": False, f"{path}passage__document__release": Release.PUBLIC}
    )


def papers_behind(found: Decision | Task) -> QuerySet[Paper]:
    """Give the papers with fewer readers that a decision was made from, or those a task rests on."""
    if isinstance(found, Decision):
        items = Decision.objects.filter(pk=found.pk)
    else:
        items = Decision.objects.filter(bases__task=found)
    of_items = Paper.objects.filter(item__in=items.filter(item__isnull=False).values("item_id"))
    return of_items.filter(access__in=NARROWING).order_by("item_id", "pk")


def tasks_told(report: Report) -> dict[int, PaperAccess]:
    """Give the held tasks of which a report speaks, each with its class."""
    told = report.statements.filter(task__isnull=False).values_list("task_id", flat=True)
    return classes_of_tasks([pk for pk in told if pk])


def decisions_told(report: Report) -> dict[int, PaperAccess]:
    """Give the held decisions of the meeting whose minutes a report is, each with its class."""
    if report.kind != ReportKind.MINUTES or report.meeting is None:
        return {}
    return classes_of_decisions(report.meeting.decisions.values_list("pk", flat=True))


def class_told(report: Report) -> PaperAccess | None:
    """Give the narrowest class that holds anything of which a report speaks."""
    classes = {*tasks_told(report).values(), *decisions_told(report).values()}
    return max(classes, key=NARROWING.index, default=None)
