"""The charts of the board: drawn from the record, each with its numbers, at a fixed price."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.jobs import recompute_lights
from plenary.contexts.governance.models import LightCount, Task
from plenary.contexts.governance.selectors import charts
from plenary.shared import clock
from plenary.shared.web.charts import bands, bar
from tests.contexts.governance import factories
from tests.factories import grant_role, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july")

TODAY = dt.date(2025, 7, 1)


@pytest.fixture
def office_client(signed_in):
    return signed_in(grant_role(user(name="Office"), "office"))


def counts(task_list=None):
    kept = LightCount.objects.filter(on=clock.today(), task_list=task_list)
    return dict(kept.values_list("light", "count"))


@pytest.mark.django_db
def test_a_day_is_counted_once_for_everything_and_for_each_adopted_list():
    late = factories.open_task(due_on=dt.date(2025, 6, 1))
    factories.open_task(due_on=dt.date(2025, 12, 1))
    factories.draft_task()
    listed = factories.task_list()
    services.add_task_to_list(actor=factories.SYSTEM, list_id=listed.pk, task_id=late.pk)
    services.adopt_list(
        actor=factories.SYSTEM, list_id=listed.pk, seen_version=None, adopted_on=TODAY, owed="待补"
    )

    recompute_lights.call()
    services.keep_light_counts()

    assert sum(counts().values()) == 2
    assert counts()["red"] == 1
    assert counts(listed) == {"red": 1}


@pytest.mark.django_db
def test_a_long_time_is_drawn_with_its_first_and_its_last_days():
    LightCount.objects.bulk_create(
        LightCount(on=TODAY - dt.timedelta(days=days), light="green", count=days + 1)
        for days in range(390)
    )

    days = charts.lights_over_time(None)

    assert len(days) <= charts.POINTS
    assert days[-1].on == TODAY
    assert [day.on for day in days] == sorted(day.on for day in days)
    assert (days[-1].on - days[0].on).days > 370


@pytest.mark.django_db
def test_each_month_counts_what_falls_due_in_it(commerce):
    factories.open_task(due_on=dt.date(2025, 6, 1), lead_unit_id=commerce.pk)
    factories.open_task(due_on=dt.date(2025, 6, 30))
    factories.open_task(due_on=dt.date(2026, 1, 1))

    months = charts.due_by_month(grant_role(user(), "leader").actor, None)
    own = charts.due_by_month(unit_user(commerce).actor, None)

    assert [month.on.month for month in months] == list(range(1, 13))
    assert months[5].total == 2
    assert months[5].last_day == dt.date(2025, 6, 30)
    assert sum(month.total for month in own) == 1


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Lights over time"), ("zh-hans", "亮灯变化")]
)
def test_only_who_sees_everything_is_shown_how_all_lights_have_moved(
    client, office_client, commerce, language, word
):
    factories.open_task(lead_unit_id=commerce.pk)
    for days in (9, 2):
        LightCount.objects.create(on=TODAY - dt.timedelta(days=days), light="red", count=days)
    headers = {"accept-language": language}

    shown = office_client.get("/board/charts/", headers=headers).content.decode()
    client.force_login(unit_user(commerce))
    to_unit = client.get("/board/charts/", headers=headers).content.decode()

    assert word in shown
    assert "<polygon" in shown
    assert commerce.name_en in shown or commerce.name_zh in shown
    assert "kept day by day" not in shown
    assert 'id="time-h"' not in to_unit
    assert "<polygon" not in to_unit


def test_who_may_not_see_all_tasks_is_told_that_the_kept_counts_are_of_all(signed_in):
    factories.open_task()
    page = signed_in(grant_role(user(), "verifier")).get("/board/charts/").content.decode()
    assert "kept day by day of all tasks in force" in page


def test_without_work_and_with_a_strange_list_the_page_says_so(office_client):
    answer = office_client.get("/board/charts/", {"list": "x"})

    assert "No task is in force yet." in answer.content.decode()


def test_the_page_costs_the_same_however_much_there_is(office_client):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert office_client.get("/board/charts/").status_code == 200
        return len(seen)

    factories.open_task()
    before = queries()
    for number in range(8):
        factories.open_task(due_on=dt.date(2025, 1 + number, 1))
    recompute_lights.call()

    assert Task.objects.count() == 9
    assert queries() == before


def test_shapes_add_up():
    pieces = bar({"red": 1, "green": 3}, ("red", "green", "none"), longest=8)
    drawn = bands([(0.0, {"red": 1}), (1.0, {"red": 1, "green": 1})], ("red", "green"))

    assert [(one.key, one.start, one.width) for one in pieces] == [
        ("red", 0.0, 125.0),
        ("green", 125.0, 375.0),
    ]
    assert drawn[0].points == "0.0,120.0 1000.0,120.0 1000.0,240.0 0.0,240.0"
    assert drawn[1].points == "0.0,120.0 1000.0,0.0 1000.0,120.0 0.0,120.0"
    assert bands([(0.0, {"red": 1})], ("red",)) == []
    assert bands([(0.0, {}), (1.0, {})], ("red",)) == []
