"""Events on the timeline of the year: as they were announced, and inside also before, at a fixed price."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors.kinds.events import year_dates
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.selectors.timeline import dates
from tests.contexts.communications.test_kinds import edit_event, event, publish
from tests.contexts.governance import factories
from tests.factories import grant_role, unit, unit_user, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_2025")]
PLAIN = {"programme": ""}


@pytest.fixture
def clock_of_2025():
    with time_machine.travel(dt.datetime(2025, 7, 1, 4, 0, tzinfo=dt.UTC), tick=False):
        yield


def stood(actor, year=2025, **filters):
    scope = dates.Scope(year, tasks.Filters(**filters))
    return [
        (one.title.en, one.key, f"{one.on:%m-%d}", one.until and f"{one.until:%m-%d}")
        for one in dates.events(actor, scope)
    ]


def test_everybody_inside_sees_what_is_announced_and_the_newsroom_what_is_planned_too():
    office, worker = grant_role(user(), "office").actor, unit_user(unit()).actor
    host = unit()
    fair = publish(event(title_en="The trade fair", source_unit_id=host.pk))
    winter = {"starts_on": dt.date(2024, 12, 30), "ends_on": dt.date(2025, 1, 2), **PLAIN}
    publish(event(title_en="New Year market", facts=winter))
    day = {"starts_on": dt.date(2025, 10, 1), "ends_on": None, **PLAIN}
    event(title_en="Lantern walk", facts=day)
    later = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 1, 3), **PLAIN}
    publish(event(title_en="Next year's", facts=later))
    announced = [
        ("New Year market", "event", "01-01", "01-02"),
        ("The trade fair", "event", "09-10", "09-12"),
    ]

    assert stood(worker) == announced
    assert stood(office) == [*announced, ("Lantern walk", "event_draft", "10-01", None)]
    assert stood(worker, 2026) == [("Next year's", "event", "01-01", "01-03")]
    assert stood(worker, 2024) == [("New Year market", "event", "12-30", "01-02")]
    assert stood(worker, unit=host.pk) == announced[1:]
    assert stood(worker, words="trade FAIR") == announced[1:]
    assert stood(worker, task_list=factories.task_list().pk) == []

    edit_event(fair, {"ends_on": dt.date(2025, 9, 11), "state": "cancelled"})
    assert stood(worker) == announced, "what is changed inside is not told before it is announced"
    publish(fair, zh="活动取消。", en="The event is cancelled.")
    assert stood(worker)[1] == ("The trade fair", "event_off", "09-10", "09-11")


def test_the_page_draws_them_and_names_them_in_the_table_in_both_languages(client):
    fair = publish(event(title_zh="进口商品展会", title_en="The trade fair"))
    client.force_login(unit_user(unit()))

    english = client.get("/board/timeline/?year=2025").content.decode()
    chinese = client.get("/board/timeline/?year=2025", headers={"accept-language": "zh-hans"})

    assert 'class="mark mark-event"' in english
    assert "Meetings, events and reports" in english
    assert f'<a href="/portal/en/pages/{fair.slug}/">The trade fair</a>' in english
    assert '2025-09-10</time> – <time datetime="2025-09-12">' in english
    assert "Events" in english
    told = chinese.content.decode()
    assert f'<a href="/portal/zh/pages/{fair.slug}/">进口商品展会</a>' in told
    assert "会议、活动与报送" in told
    assert client.get("/board/timeline/?year=2024").status_code == 200


def test_a_year_of_many_events_costs_as_many_queries_as_one_of_one():
    office = grant_role(user(), "office").actor

    def counted():
        with CaptureQueriesContext(connection) as seen:
            found = list(year_dates(office, dt.date(2025, 1, 1), dt.date(2025, 12, 31)))
        return len(found), len(seen)

    publish(event(facts=PLAIN))
    event(facts=PLAIN)
    before = counted()
    publish(event(facts=PLAIN))
    for _ in range(4):
        event(facts=PLAIN)

    assert (before, counted()) == ((2, 2), (7, 2))
    assert Page.objects.count() == 7
