"""What a light looks at of parts and lists: present parts alone, no time before a lead led, lists in force."""

import datetime as dt

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Duty, TaskList
from plenary.contexts.governance.periods import Period, Standing, rhythm
from plenary.contexts.governance.selectors.asked.quarters import asked_in
from plenary.contexts.governance.selectors.lists import rhythms
from plenary.contexts.governance.services.acts.parts_done import acknowledge_part
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories
from tests.factories import unit

pytestmark = pytest.mark.django_db

MARCH = dt.datetime(2025, 3, 1, tzinfo=dt.UTC)


def early(task):
    """Let the task have been made, and its parts given, in March."""
    task.duties.update(assigned_at=MARCH)
    type(task).objects.filter(pk=task.pk).update(made_at=MARCH)
    return task


def light_of(task):
    services.recompute_lights([task])
    task.refresh_from_db()
    return task.light_rule


def helped(task, **fields):
    helper = services.assign_duty(
        actor=SYSTEM, task_id=task.pk, role="supporting", unit_id=unit().pk
    )
    factories.report(task, unit_id=helper.unit_id, help_zh="请协调场地", **fields)
    task.refresh_from_db()
    assert task.light_rule == "help_asked"
    return helper


@pytest.mark.usefixtures("the_first_of_july")
def test_a_unit_without_a_part_any_more_asks_for_no_help():
    task = factories.open_task()
    helper = helped(task)
    services.remove_duty(actor=SYSTEM, duty_id=helper.pk, seen_version=None, reason="撤回")
    task.refresh_from_db()
    assert task.light_rule == "on_track"

    done = factories.open_task()
    helper = helped(done, says_done=True)
    acknowledge_part(actor=SYSTEM, duty_id=helper.pk, seen_version=None)
    done.refresh_from_db()
    assert done.light_rule == "on_track"


def test_a_new_lead_owes_no_report_on_the_time_before(the_first_of_july):
    task = early(factories.open_task())
    the_first_of_july.move_to(dt.datetime(2025, 7, 20, 4, tzinfo=dt.UTC))
    assert light_of(task) == "no_progress"

    services.hand_over_lead(
        actor=SYSTEM, task_id=task.pk, seen_version=None, unit_id=unit().pk, reason="划转"
    )

    task.refresh_from_db()
    assert task.light_rule == "on_track"
    the_first_of_july.move_to(dt.datetime(2025, 10, 20, 4, tzinfo=dt.UTC))
    assert light_of(task) == "no_progress"


@pytest.mark.usefixtures("the_first_of_july")
def test_lists_in_force_set_the_rhythm_and_neither_drafts_nor_past_ones():
    task = early(factories.open_task())
    listed = {}
    for year, cadence in ((2024, "quarter"), (2025, "half"), (2026, "quarter")):
        one = factories.task_list(
            cadence=cadence, starts_on=dt.date(year, 1, 1), ends_on=dt.date(year, 12, 31)
        )
        services.add_task_to_list(actor=SYSTEM, list_id=one.pk, task_id=task.pk)
        TaskList.objects.filter(pk=one.pk, ends_on__lt=dt.date(2026, 1, 1)).update(
            state="adopted", adopted_on=one.starts_on
        )
        listed[year] = one.pk
    assert rhythms([task.pk]) == {task.pk: "half"}
    asked = asked_in(Period(dt.date(2025, 4, 1), dt.date(2025, 6, 30)))["progress"]
    assert not asked.filter(task=task).exists()
    TaskList.objects.filter(pk=listed[2025]).delete()
    assert rhythms([task.pk]) == {task.pk: "quarter"}
    assert asked_in(Period(dt.date(2025, 4, 1), dt.date(2025, 6, 30)))["progress"].filter(
        pk__in=Duty.objects.filter(task=task)
    )


def test_a_task_without_a_list_in_force_keeps_its_last_rhythm():
    day = dt.date(2025, 7, 1)
    old = Standing("year", dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    last = Standing("half", dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    now = Standing("quarter", dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    assert rhythm([old, last], day, "quarter") == "half"
    assert rhythm([old, last, now], day, "year") == "quarter"
    assert rhythm([], day, "year") == "year"
