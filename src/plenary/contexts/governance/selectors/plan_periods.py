"""The longer plan periods that a list's year belongs to, and the lists of such a period."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from plenary.contexts.governance.enums import ListState, ReportKind
from plenary.contexts.governance.models import Plan, Report, TaskList
from plenary.contexts.governance.report_periods import ReportPeriod, period_name

A_YEAR = 366
"""A plan of more days than this is a plan period, not a year's plan."""


def plan_periods(task_list: TaskList) -> Iterator[ReportPeriod]:
    """Give the plan periods of the list's body, longer than a year, in which its days lie."""
    around = Plan.objects.filter(
        body=task_list.body_id,
        starts_on__lte=task_list.starts_on,
        ends_on__gte=task_list.ends_on,
    )
    for plan in around:
        if (plan.ends_on - plan.starts_on).days > A_YEAR:
            name = period_name(ReportKind.PLAN, plan.starts_on, plan.ends_on)
            yield ReportPeriod(
                f"plan-{plan.pk}", str(ReportKind.PLAN), plan.starts_on, plan.ends_on, name
            )


def lists_reported(report: Report) -> QuerySet[TaskList]:
    """Give the lists that a report is on: its own, or every adopted one of the body in a plan period.

    What nobody has adopted was never asked of anybody: over a plan period a draft does not count, also where the
    report was begun from it.
    """
    if report.kind == ReportKind.PLAN:
        return _of_period(report).filter(state=ListState.ADOPTED)
    return TaskList.objects.filter(pk=report.task_list_id or 0)


def lists_left_out(report: Report) -> QuerySet[TaskList]:
    """Give the drafts of a plan period that its report leaves out; none for any other report."""
    if report.kind != ReportKind.PLAN:
        return TaskList.objects.none()
    return _of_period(report).exclude(state=ListState.ADOPTED).order_by("starts_on", "pk")


def _of_period(report: Report) -> QuerySet[TaskList]:
    if report.task_list is None:
        return TaskList.objects.none()
    return TaskList.objects.filter(
        body=report.task_list.body_id,
        starts_on__gte=report.starts_on,
        ends_on__lte=report.ends_on,
    )
