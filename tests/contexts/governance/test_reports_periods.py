"""Reports of further periods: quarters, three quarters, years, and a plan's whole period, from the same entries."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance.enums import ReportKind
from plenary.contexts.governance.forms.reports import DraftForm
from plenary.contexts.governance.models import ListEntry, Plan, Report, TaskList
from plenary.contexts.governance.services import create_list
from plenary.contexts.governance.services.report_drafting import draft_report, preview_redraft
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Refused
from tests.contexts.governance import report_factories as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def this_year():
    return made.task_list(2, entries=[{"quarter": 1, "done_zh": "一季度签约三项"}])


@pytest.fixture
def plan(this_year):
    return Plan.objects.create(
        body=this_year.body,
        name_zh="“十四五”规划",
        starts_on=dt.date(2021, 1, 1),
        ends_on=dt.date(2025, 12, 31),
    )


@pytest.fixture
def last_year(this_year):
    """A list of the year before: one task of its own, and one that goes on this year."""
    kept = TaskList.objects.create(
        body=this_year.body,
        name_zh="2024年重点任务清单",
        starts_on=dt.date(2024, 1, 1),
        ends_on=dt.date(2024, 12, 31),
        state="adopted",
    )
    (directive,) = made.directives(made.body(), 1)
    lead = this_year.entries.first().task.lead_unit
    made.add_task(kept, 1, directive, lead, title_zh="上一年的任务")
    carried = this_year.entries.get(number=2).task
    ListEntry.objects.create(task_list=kept, task=carried, number=2)
    return kept


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("quarter-2025-01", "quarter"),
        ("half-2025-01", "half"),
        ("nine-2025-01", "nine"),
        ("year-2025-01", "year"),
    ],
)
def test_one_entry_carries_the_report_of_every_period_that_holds_it(office, this_year, key, kind):
    report = draft_report(actor=office, list_id=this_year.pk, period_key=key)

    assert report.kind == kind
    told = report.statements.filter(kind="progress")
    assert all("一季度签约三项" in each.text_zh for each in told)
    assert told.count() == 2


def test_a_plan_period_is_offered_and_reports_each_task_of_its_lists_once(
    office, this_year, last_year, plan
):
    offered = dict(DraftForm(actor=office).fields["period"].choices)

    report = draft_report(actor=office, list_id=this_year.pk, period_key=f"plan-{plan.pk}")

    assert (report.kind, report.starts_on.year, report.ends_on.year) == (
        ReportKind.PLAN,
        2021,
        2025,
    )
    headings = report.statements.filter(kind="task")
    assert [(each.item_number, each.text_zh) for each in headings] == [
        (1, "上一年的任务"),
        (2, "第2项重点任务"),
        (3, "第1项重点任务"),
    ]
    assert "2021年至2025年" in report.title_zh
    keys = [key for group in offered.values() for key, _label in group]
    assert f"{this_year.pk}:plan-{plan.pk}" in keys
    assert all(
        change.fate == "same" for change in preview_redraft(actor=office, report_id=report.pk)
    )


def test_a_years_plan_and_another_bodys_plan_are_no_plan_period(office, this_year, plan):
    years = Plan.objects.create(
        body=this_year.body,
        name_zh="年度要点",
        starts_on=dt.date(2025, 1, 1),
        ends_on=dt.date(2025, 12, 31),
    )
    strange = Plan.objects.create(
        body=made.body(), name_zh="他处", starts_on=plan.starts_on, ends_on=plan.ends_on
    )
    short = Plan.objects.create(
        body=this_year.body,
        name_zh="前期",
        starts_on=dt.date(2021, 1, 1),
        ends_on=dt.date(2024, 12, 31),
    )

    for other in (years, strange, short):
        with pytest.raises(Refused, match="no such period"):
            draft_report(actor=office, list_id=this_year.pk, period_key=f"plan-{other.pk}")


def test_a_plan_period_takes_the_same_queries_for_two_tasks_and_ten(office):
    def queries(count):
        task_list = made.task_list(count, entries=[{"quarter": 1, "done_zh": "做了"}])
        plan = Plan.objects.create(
            body=task_list.body,
            name_zh="规划",
            starts_on=dt.date(2021, 1, 1),
            ends_on=dt.date(2025, 12, 31),
        )
        with CaptureQueriesContext(connection) as seen:
            draft_report(actor=office, list_id=task_list.pk, period_key=f"plan-{plan.pk}")
        return len(seen)

    assert queries(10) == queries(2)


def test_the_period_offered_first_is_of_the_list_that_runs_not_of_next_years_draft(
    office, this_year
):
    draft = create_list(
        actor=SYSTEM,
        name_zh="明年的任务清单",
        body_id=this_year.body_id,
        starts_on=dt.date(this_year.ends_on.year + 1, 1, 1),
        ends_on=dt.date(this_year.ends_on.year + 1, 12, 31),
    )

    form = DraftForm(actor=office)

    assert draft in TaskList.objects.all()[:1]
    assert form.initial["period"].startswith(f"{this_year.pk}:")


def test_a_plan_period_counts_adopted_lists_alone_and_names_those_left_out(
    office, this_year, last_year, plan
):
    TaskList.objects.filter(pk=this_year.pk).update(state="draft")

    report = draft_report(actor=office, list_id=this_year.pk, period_key=f"plan-{plan.pk}")

    told = [one.text_zh for one in report.statements.filter(kind="task")]
    assert told == ["上一年的任务", "第2项重点任务"]
    counted = report.statements.get(key="overview:counts")
    assert "共有任务2项" in counted.text_zh
    left = report.statements.get(key="overview:left_out")
    assert left.text_zh == "以下清单尚未审定，未计入本报告：“2025年重点任务清单”（2项）。"
    assert left.text_en == "Not counted, since not adopted: “2025 list of key tasks” (2 tasks)."
    assert "未审定 / not adopted" in left.sources.get().passage.quote
    half = draft_report(actor=office, list_id=this_year.pk, period_key="half-2025-01")
    assert not half.statements.filter(key="overview:left_out").exists()

    TaskList.objects.filter(pk=this_year.pk).update(state="adopted")
    fates = {one.key: one.fate for one in preview_redraft(actor=office, report_id=report.pk)}
    assert fates["overview:left_out"] == "gone"


def test_a_plan_period_without_an_adopted_list_has_nothing_to_report_on(office, this_year, plan):
    TaskList.objects.filter(pk=this_year.pk).update(state="draft")
    with pytest.raises(Refused, match="No list of this plan period is adopted"):
        draft_report(actor=office, list_id=this_year.pk, period_key=f"plan-{plan.pk}")
    assert not Report.objects.exists()


def test_only_periods_that_have_begun_are_offered_and_taken(office, this_year, plan, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: dt.date(2025, 7, 1))
    create_list(
        actor=SYSTEM,
        name_zh="明年的任务清单",
        body_id=this_year.body_id,
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2026, 12, 31),
    )

    (group,) = DraftForm(actor=office).fields["period"].choices

    keys = {key.partition(":")[2] for key, _name in group[1]}
    assert keys == {
        *("quarter-2025-01", "quarter-2025-04", "quarter-2025-07", "half-2025-01", "half-2025-07"),
        *("nine-2025-01", "year-2025-01", f"plan-{plan.pk}"),
    }
    ahead = DraftForm({"period": f"{this_year.pk}:quarter-2025-10"}, actor=office)
    assert not ahead.is_valid()
