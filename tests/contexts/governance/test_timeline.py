"""The timeline of a year: what stands on it, for whom, drawn without crowding, at a fixed price."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Task, Theme
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.selectors.timeline import dates
from plenary.contexts.governance.services.parts import MilestoneGiven
from plenary.contexts.governance.views.timeline import drawing
from plenary.shared.web.timelines import Dated, marks, months, place
from tests.contexts.governance import factories
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july")


def scope(lanes="theme", **filters):
    return dates.Scope(2025, tasks.Filters(**filters), lanes)


@pytest.fixture
def year(db):
    """Two tasks of one theme, one of none, one of another year, a draft, a meeting and an adopted list."""
    theme = Theme.objects.first()
    lead = unit()
    of = factories.meeting(held_on=dt.date(2025, 3, 2))
    listed = factories.task_list(body_id=of.body_id)
    step = MilestoneGiven(dt.date(2025, 6, 20), "方案")
    first = factories.draft_task(
        theme_id=theme.pk, due_on=dt.date(2025, 9, 1), lead_unit_id=lead.pk, milestones=(step,)
    )
    services.add_task_to_list(actor=factories.SYSTEM, list_id=listed.pk, task_id=first.pk)
    services.adopt_list(
        actor=factories.SYSTEM,
        list_id=listed.pk,
        seen_version=None,
        adopted_on=of.held_on,
        owed="待补",
    )
    factories.open_task(theme_id=theme.pk, title_zh="另一项", due_on=dt.date(2025, 9, 5))
    factories.open_task(due_on=dt.date(2025, 12, 31))
    factories.open_task(due_on=dt.date(2026, 1, 1))
    factories.draft_task(due_on=dt.date(2025, 12, 30))
    return theme, lead, listed


def counted(actor, wanted):
    found = dates.counted(actor, wanted)
    return sorted((one.kind, one.lane, f"{one.on:%m-%d}", one.count) for one in found if one.lane)


def test_a_year_holds_what_an_account_sees_by_theme_or_by_unit(year, office, actor_of):
    theme, lead, listed = year
    step = ("milestone", theme.pk, "06-20", 1)

    assert counted(office, scope()) == [
        step,
        ("task", theme.pk, "09-01", 1),
        ("task", theme.pk, "09-05", 1),
    ]
    own = counted(unit_user(lead).actor, scope("unit"))
    assert own == [("milestone", lead.pk, "06-20", 1), ("task", lead.pk, "09-01", 1)]
    assert counted(unit_user(unit()).actor, scope()) == []
    assert counted(actor_of("administrator"), scope()) == []
    assert counted(office, scope(task_list=listed.pk)) == [step, ("task", theme.pk, "09-01", 1)]
    assert counted(office, scope(words="另一")) == [("task", theme.pk, "09-05", 1)]
    assert {one.key for one in dates.counted(office, scope()) if one.kind == "milestone"} == {
        "step_late"
    }


def test_meetings_and_last_days_follow_the_list_the_unit_and_the_words(year, office):
    _theme, lead, listed = year
    factories.meeting(title_zh="别的会", held_on=dt.date(2025, 4, 1))

    def met(actor, **filters):
        return [one.title.zh for one in dates.meetings(actor, scope(**filters))]

    assert met(office) == ["全体会议", "别的会"]
    assert met(office, task_list=listed.pk) == ["全体会议"]
    assert met(office, words="别的") == ["别的会"]
    assert met(office, unit=lead.pk) == []
    assert met(unit_user(unit()).actor) == []
    last_days = [str(one.on) for one in dates.reports(office, scope())]
    assert last_days == ["2025-04-10", "2025-07-10", "2025-10-10"]
    assert not list(dates.reports(unit_user(unit()).actor, scope()))


def test_crowded_dates_become_one_mark_with_the_lights_that_it_hides():
    day = dt.date(2025, 3, 1)
    row = [Dated(day, "green", 3), Dated(day + dt.timedelta(days=11), "red"), Dated(day, "green")]
    apart = Dated(day + dt.timedelta(days=12), "done")

    both, alone = marks([*row, apart], drawing.ORDER)

    assert (both.key, both.count, both.counts) == ("red", 5, {"red": 1, "green": 4})
    assert (both.first, both.last) == (day, day + dt.timedelta(days=11))
    assert (alone.key, alone.count) == ("done", 1)
    assert 0 < place(dt.date(2024, 1, 1)) < place(dt.date(2024, 12, 31)) < 98
    assert [first.month for first, _at, _wide in months(2025)] == list(range(1, 13))


def test_four_hundred_dates_in_forty_units_are_no_more_than_a_page_can_show():
    names = [(pk, f"Unit {pk}") for pk in range(1, 41)]
    first = dt.date(2025, 1, 1)
    found = [
        dates.Counted(
            number % 40 + 1, "task", first + dt.timedelta(days=number * 7 % 365), "green", 1
        )
        for number in range(400)
    ]
    found.append(dates.Counted(None, "milestone", first, "step", 1))

    drawn = drawing.drawing(found, [], names)

    assert len(drawn.lanes) == drawing.MOST_LANES + 2
    assert drawn.lanes[-2].name == "16 others"
    assert sum(row.total for lane in drawn.lanes for row in lane.rows) == 401
    rows = [row for lane in drawn.lanes for row in lane.rows]
    assert max(len(row.marks) for row in rows) <= 365 // 12 + 1
    assert drawn.counts == {"green": 400, "step": 1}
    assert drawn.lanes[1].y > drawn.lanes[0].y + drawn.lanes[0].height - 0.1


def test_the_page_shows_drawing_numbers_and_links_in_both_languages(year, signed_in):
    theme, _lead, _listed = year
    client = signed_in(grant_role(user(), "office"))

    shown = client.get("/board/timeline/", {"year": "2025"}).content.decode()
    asked = {"lanes": "unit", "year": "x", "theme": theme.pk}
    chinese = client.get("/board/timeline/", asked, headers={"accept-language": "zh-hans"})

    assert 'role="img"' in shown
    assert "Milestone late 1" in shown
    assert f"theme={theme.pk}&amp;due_from=2025-09-01&amp;due_to=2025-09-30" in shown
    assert 'class="today"' in shown
    assert "节点逾期" in chinese.content.decode()
    assert 'class="today"' not in client.get("/board/timeline/", {"year": "2026"}).content.decode()
    nothing = client.get("/board/timeline/", {"q": "zzzz", "year": "1999"}).content.decode()
    assert "Nothing stands in this year that fits." in nothing


def test_the_page_costs_the_same_however_much_there_is(year, signed_in, monkeypatch):
    client = signed_in(grant_role(user(), "office"))

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/board/timeline/").status_code == 200
        return len(seen)

    before = queries()
    copies = [Task.objects.first() for _ in range(30)]
    for number, one in enumerate(copies):
        one.pk, one.due_on = None, dt.date(2025, 1 + number % 12, 9)
    Task.objects.bulk_create(copies)
    monkeypatch.setattr(dates, "LISTED", 10)

    assert queries() == before
    assert "these are the first 10" in client.get("/board/timeline/").content.decode()
