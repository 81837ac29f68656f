"""The facts that a report is drafted from, read for a whole list in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from plenary.contexts.governance import profiles
from plenary.contexts.governance.drafting import (
    EntryFacts,
    FigureFacts,
    LeftOut,
    Pair,
    ReportFacts,
    StepFacts,
    TaskFacts,
)
from plenary.contexts.governance.enums import (
    ChangeKind,
    EndingKind,
    EndingState,
    ReportKind,
    TaskState,
)
from plenary.contexts.governance.lights import INSTEAD, explain
from plenary.contexts.governance.models import (
    Basis,
    ListChange,
    ListEntry,
    Milestone,
    Progress,
    ProgressFigure,
    Report,
    Succession,
    Task,
    TaskEnding,
    TaskMeasure,
)
from plenary.contexts.governance.report_periods import period_name
from plenary.contexts.governance.selectors.acts.successions import continued_by
from plenary.contexts.governance.selectors.plan_periods import lists_left_out, lists_reported
from plenary.contexts.governance.selectors.report_figures import Value, values_over
from plenary.kernel.organisations.models import Organisation

_CHINESE = re.compile(r"[\u3400-\u9fff]")


def facts_of(report: Report, *, task_ids: Iterable[int] | None = None) -> ReportFacts:
    """Give the facts of a report's list over its period, as the work stands now.

    ``task_ids`` narrows what is read of the tasks that are drafted again; without it all are read.
    """
    entries = _list_entries(report, task_ids)
    ids = [entry.task_id for entry in entries]
    told, figures = _progress(ids, report), _handed_in(ids, report)
    bound, steps, bases = _bound(ids), _steps(ids), _bases(ids)
    ends, added = _ends([entry.task for entry in entries]), _added_after(report, ids)
    values = values_over(
        {measure.measure for each in bound.values() for measure in each},
        report.starts_on,
        report.ends_on,
    )
    return ReportFacts(
        period=period_name(report.kind, report.starts_on, report.ends_on),
        starts_on=report.starts_on,
        ends_on=report.ends_on,
        as_of=timezone.localdate(report.as_of),
        lights={
            **{key: Pair(word.zh, word.en) for key, word in profiles.current().words.items()},
            "ended": Pair(*INSTEAD["ended"]),
        },
        tasks=tuple(
            _task(
                entry,
                ends.get(entry.task_id),
                added_on=added.get((entry.task_list_id, entry.task_id)),
                steps=tuple(steps[entry.task_id]),
                entries=tuple(_entry(each, entry.task) for each in told[entry.task_id]),
                figures=tuple(_figures(bound[entry.task_id], figures[entry.task_id], values)),
                bases=tuple(bases[entry.task_id]),
            )
            for entry in entries
        ),
        left_out=tuple(_left_out(report)),
    )


def _left_out(report: Report) -> Iterable[LeftOut]:
    found = lists_left_out(report).annotate(held=Count("entries"))
    for zh, en, count in found.values_list("name_zh", "name_en", "held"):
        yield LeftOut(Pair(zh, en), count)


def _list_entries(report: Report, task_ids: Iterable[int] | None) -> list[ListEntry]:
    """Give the entries that are reported on; a task that stands in several lists is reported once."""
    if report.kind == ReportKind.PLAN:
        return _of_plan_period(report, task_ids)
    entries = ListEntry.objects.filter(task_list=report.task_list_id)
    entries = entries.exclude(_over_by(report))
    if task_ids is not None:
        entries = entries.filter(task__in=task_ids)
    return list(entries.select_related("task__lead_unit").order_by("number"))


def _over_by(report: Report) -> Q:
    """Pass over what others continue, and what had been ended before the period."""
    ended = Q(task__ended_at__date__lt=report.starts_on)
    return Q(task__state=TaskState.REPLACED) | ended


def _of_plan_period(report: Report, task_ids: Iterable[int] | None) -> list[ListEntry]:
    """Number the tasks of every list of the period through, each where it first stood."""
    lists = lists_reported(report).values("pk")
    every = ListEntry.objects.filter(task_list__in=lists).exclude(_over_by(report))
    every = every.select_related("task__lead_unit")
    first: dict[int, ListEntry] = {}
    for entry in every.order_by("task_list__starts_on", "task_list_id", "number"):
        first.setdefault(entry.task_id, entry)
    for number, entry in enumerate(first.values(), start=1):
        entry.number = number
    wanted = first if task_ids is None else set(task_ids)
    return [entry for task_id, entry in first.items() if task_id in wanted]


def _ends(batch: Iterable[Task]) -> dict[int, TaskEnding]:
    """Give why each task that was ended has been, the latest; no query where none was."""
    ids = [task.pk for task in batch if task.state == TaskState.ENDED]
    if not ids:
        return {}
    found = TaskEnding.objects.filter(
        task__in=ids, kind=EndingKind.END, state=EndingState.CONFIRMED
    )
    return {one.task_id: one for one in found.order_by("pk")}


def _added_after(report: Report, ids: Sequence[int]) -> dict[tuple[int, int], dt.date]:
    """Give, by list and task, when an item came onto its list after the period, on a decision of then.

    What continues another task is none: its work was on the list before.
    """
    found = ListChange.objects.filter(
        task__in=ids, kind=ChangeKind.ADDED, made_at__date__gt=report.ends_on
    ).exclude(task__in=Succession.objects.order_by().values("new_id"))
    rows = found.order_by("pk").values_list("task_list_id", "task_id", "made_at")
    return {(held, task): timezone.localdate(at) for held, task, at in rows}


def _task(entry: ListEntry, end: TaskEnding | None, **parts: Any) -> TaskFacts:
    task = entry.task
    return TaskFacts(
        task_id=task.pk,
        number=entry.number,
        title=Pair(task.title_zh, task.title_en),
        lead=_name(task.lead_unit),
        light="ended" if end else str(task.shown_light),
        why=_why(task),
        first_due_on=task.first_due_on,
        due_on=task.due_on,
        reported_on=_day(task.reported_at),
        closed_on=_day(task.closed_at) if task.state == "closed" else None,
        outcome=Pair(task.outcome_zh, task.outcome_en),
        ended_on=_day(task.ended_at),
        ended_by_decision=bool(end and end.decision_id),
        end_reason=_in_its_language(end.reason) if end else Pair(),
        **parts,
    )


def _why(task: Task) -> Pair:
    """Give the rule's sentence, or the office's own reason in the language in which it was written."""
    if task.override:
        return _in_its_language(task.override_reason)
    told = explain(task.light, task.light_rule, task.light_facts, profiles.current())
    return Pair(told.sentence_zh, told.sentence_en)


def _in_its_language(text: str) -> Pair:
    return Pair(zh=text) if _CHINESE.search(text) else Pair(en=text)


def _progress(ids: Sequence[int], report: Report) -> dict[int, list[Progress]]:
    """Give each task's entries whose period ends in the report's; a correction takes its place.

    What was handed in on a task that another one continues is told of that one, and once.
    """
    now = {pk: pk for pk in ids} | continued_by(ids)
    rows = (
        Progress.objects.filter(
            task__in=now, ends_on__gte=report.starts_on, ends_on__lte=report.ends_on
        )
        .select_related("unit")
        .order_by("task_id", "ends_on", "id")
    )
    last = {(row.task_id, row.unit_id, row.starts_on, row.ends_on): row for row in rows}
    told: dict[int, list[Progress]] = defaultdict(list)
    for row in last.values():
        told[now[row.task_id]].append(row)
    return told


def _entry(row: Progress, task: Task) -> EntryFacts:
    return EntryFacts(
        unit=_name(row.unit),
        is_lead=row.unit_id == task.lead_unit_id,
        ends_on=row.ends_on,
        passage=row.passage_id,
        done=Pair(row.done_zh, row.done_en),
        next=Pair(row.next_zh, row.next_en),
        help=Pair(row.help_zh, row.help_en),
        reason=Pair(row.reason_zh, row.reason_en),
        is_nothing_new=row.is_nothing_new,
    )


def _handed_in(ids: Sequence[int], report: Report) -> dict[int, dict[str, ProgressFigure]]:
    """Give each task's latest handed-in value of each measure."""
    now = {pk: pk for pk in ids} | continued_by(ids)
    rows = (
        ProgressFigure.objects.filter(
            progress__task__in=now,
            progress__ends_on__gte=report.starts_on,
            progress__ends_on__lte=report.ends_on,
        )
        .select_related("progress")
        .order_by("progress__ends_on", "id")
    )
    latest: dict[int, dict[str, ProgressFigure]] = defaultdict(dict)
    for row in rows:
        latest[now[row.progress.task_id]][row.measure] = row
    return latest


def _bound(ids: Sequence[int]) -> dict[int, list[TaskMeasure]]:
    bound: dict[int, list[TaskMeasure]] = defaultdict(list)
    for measure in TaskMeasure.objects.filter(task__in=ids).order_by("id"):
        bound[measure.task_id].append(measure)
    return bound


def _figures(
    bound: Sequence[TaskMeasure],
    handed_in: dict[str, ProgressFigure],
    values: dict[str, Value],
) -> Iterable[FigureFacts]:
    """Give what the register counts over the period, else what the unit handed in last."""
    for measure in bound:
        value, kept = values.get(measure.measure), handed_in.get(measure.measure)
        passages = (kept.passage_id,) if kept else ()
        if value is not None:
            yield FigureFacts(
                measure.measure,
                value.name,
                value.counted,
                value.value,
                value.starts_on,
                value.ends_on,
                measure.target,
                passages if kept and kept.value == value.value else (),
            )
        elif kept is not None:
            yield FigureFacts(
                measure.measure,
                Pair(kept.name_zh, kept.name_en),
                Pair(),
                kept.value,
                kept.progress.starts_on,
                kept.progress.ends_on,
                measure.target,
                passages,
            )


def _steps(ids: Sequence[int]) -> dict[int, list[StepFacts]]:
    steps: dict[int, list[StepFacts]] = defaultdict(list)
    for row in Milestone.objects.filter(task__in=ids):
        title = Pair(row.title_zh, row.title_en)
        steps[row.task_id].append(StepFacts(row.number, title, row.due_on, row.done_on))
    return steps


def _bases(ids: Sequence[int]) -> dict[int, list[int]]:
    """Give the passages on which each task rests, the clauses of directives and decisions first."""
    rows = Basis.objects.filter(task__in=ids).values_list(
        "task_id",
        "directive__passage_id",
        "decision__passage_id",
        "requirement__passage_id",
        "priority__passage_id",
        "passage_id",
    )
    bases: dict[int, list[int]] = defaultdict(list)
    for task_id, *passages in rows:
        bases[task_id].extend(passage for passage in passages if passage is not None)
    return bases


def _name(unit: Organisation | None) -> Pair:
    if unit is None:
        return Pair()
    return Pair(unit.short_zh or unit.name_zh, unit.short_en or unit.name_en)


def _day(moment: dt.datetime | None) -> dt.date | None:
    return timezone.localdate(moment) if moment else None
