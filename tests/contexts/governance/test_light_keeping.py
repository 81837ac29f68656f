"""Lights that are kept: by the day, in bulk, and set by the office."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import jobs, services
from plenary.contexts.governance.models import Task
from plenary.contexts.governance.services import MilestoneGiven
from plenary.kernel.jobs import schedule
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]


def queries_of(call):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        call()
    return len(captured)


def override(actor, task, light="yellow", reason="上级关注"):
    return services.override_light(
        actor=actor, task_id=task.pk, seen_version=None, light=light, reason=reason
    )


def test_time_alone_turns_a_light(the_first_of_july):
    task, draft = factories.open_task(), factories.draft_task()
    the_first_of_july.move_to(dt.datetime(2026, 1, 1, 4, 0, tzinfo=dt.UTC))

    assert services.recompute_open_lights() == 1

    task.refresh_from_db()
    draft.refresh_from_db()
    assert (task.light, task.shown_light, task.light_rule) == ("red", "red", "overdue")
    assert task.light_facts == {"due_on": "2025-12-31", "days": 1}
    assert draft.light == "none"
    assert task.version == 2
    assert services.recompute_open_lights() == 0


def test_lights_are_recomputed_in_the_same_number_of_queries(the_first_of_july):
    def some(number):
        lead = unit().pk
        for _ in range(number):
            task = factories.open_task(
                lead_unit_id=lead, milestones=(MilestoneGiven(dt.date(2025, 9, 1), "一"),)
            )
            factories.report(task)

    some(1)
    the_first_of_july.move_to(dt.datetime(2025, 10, 1, tzinfo=dt.UTC))
    one = queries_of(lambda: services.recompute_lights(Task.objects.all()))
    the_first_of_july.move_to(dt.datetime(2025, 7, 1, tzinfo=dt.UTC))
    some(49)
    the_first_of_july.move_to(dt.datetime(2026, 2, 1, tzinfo=dt.UTC))

    assert queries_of(lambda: services.recompute_lights(Task.objects.all())) == one
    assert set(Task.objects.values_list("light", flat=True)) == {"red"}


def test_silence_after_a_period_turns_the_light(the_first_of_july):
    task = factories.open_task()
    the_first_of_july.move_to(dt.datetime(2025, 10, 11, tzinfo=dt.UTC))

    services.recompute_lights([task])

    task.refresh_from_db()
    assert task.light_rule == "no_progress"
    assert task.light_facts == {"starts_on": "2025-07-01", "ends_on": "2025-09-30"}


def test_working_days_are_counted_where_the_profile_says_so(settings, the_first_of_july):
    settings.PROFILE = "city-council"
    near = factories.open_task(due_on=dt.date(2025, 7, 15))
    far = factories.open_task(due_on=dt.date(2025, 7, 16))

    assert (near.light_rule, near.light_facts["days"]) == ("due_soon_working", 10)
    assert far.light_rule == "on_track"


def test_the_office_shows_another_light_and_both_are_kept(office):
    task = factories.open_task()

    override(office, task)
    task.refresh_from_db()
    assert (task.light, task.override, task.shown_light) == ("green", "yellow", "yellow")
    assert (task.override_reason, task.override_by_id) == ("上级关注", office.user_id)
    services.recompute_lights([task])
    task.refresh_from_db()
    assert task.shown_light == "yellow"
    restored = services.remove_override(actor=office, task_id=task.pk, seen_version=None)

    assert (restored.override, restored.override_reason, restored.shown_light) == (
        "",
        "",
        "green",
    )


def test_a_light_is_set_with_a_reason_and_only_on_work_under_way(office, commerce, liaison):
    task = factories.open_task(lead_unit_id=commerce.pk)
    draft, closed = factories.draft_task(), factories.closed_task()

    with refused(Refused, "Say why"):
        override(office, task, reason=" ")
    with refused(Refused):
        override(office, task, light="blue")
    with refused(Refused, "under way"):
        override(office, draft)
    with refused(Refused, "under way"):
        override(office, closed)
    with refused(Forbidden):
        override(liaison, task)
    with refused(NotFound):
        override(liaison, draft)
    with refused(Refused, "rule's own"):
        services.remove_override(actor=office, task_id=task.pk, seen_version=None)
    with refused(Forbidden):
        services.remove_override(actor=liaison, task_id=task.pk, seen_version=None)


def test_a_draft_without_a_date_has_no_light(office):
    draft = factories.draft_task(due_on=None)

    services.recompute_lights([draft])

    draft.refresh_from_db()
    assert (draft.light, draft.light_rule) == ("none", "draft")


def test_more_tasks_than_fit_one_batch_are_all_settled(monkeypatch, the_first_of_july):
    monkeypatch.setattr("plenary.contexts.governance.services.lights.AT_ONCE", 2)
    for _ in range(5):
        factories.open_task()
    the_first_of_july.move_to(dt.datetime(2026, 1, 1, 4, 0, tzinfo=dt.UTC))

    assert services.recompute_open_lights() == 5
    assert services.recompute_lights(Task.objects.all()) == 0


def test_the_daily_job_stands_on_the_schedule():
    assert jobs.recompute_lights.module_path in schedule.entries()

    assert jobs.recompute_lights.enqueue().return_value == 0
