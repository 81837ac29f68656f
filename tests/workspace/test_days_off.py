"""A year whose days off are not loaded: every page that tells or counts working days says so, and nothing falls over."""

import datetime as dt

import pytest
import time_machine

from plenary.kernel.calendar.services import load_calendar
from tests.contexts.governance.convenings import convened
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db
EN, ZH = "The days off of 2027 are not loaded yet", "2027年的放假安排尚未载入"


@pytest.fixture
def read(client):
    """Give a page as an account of a role reads it on a day: ``read("/", "office", "2026-12-01")``."""
    load_calendar()

    def shown(address, role, day, language="en"):
        account = unit_user(unit()) if role == "unit" else grant_role(user(), role)
        noon = dt.datetime.fromisoformat(f"{day}T04:00:00+00:00")
        with time_machine.travel(noon, tick=False):
            client.force_login(account)
            page = client.get(address, headers={"accept-language": language})
        assert page.status_code == 200
        return page.content.decode()

    return shown


@pytest.mark.parametrize(
    ("role", "day", "is_said"),
    [
        ("office", "2026-11-27", False),
        ("office", "2026-12-01", True),
        ("administrator", "2026-12-31", True),
        ("office", "2027-02-06", True),
        ("unit", "2027-02-06", False),
    ],
)
def test_home_says_to_those_who_can_mend_it_what_is_missing(read, role, day, is_said):
    page = read("/", role, day)

    assert (EN in page) == is_said
    assert ("load_calendar --file" in page) == (role == "administrator")
    assert (ZH in read("/", role, day, "zh-hans")) == is_said


@pytest.mark.parametrize(
    ("month", "is_said"), [("2026-11", False), ("2026-12", True), ("2027-02", True)]
)
def test_the_calendar_says_of_which_year_it_knows_the_weekends_alone(read, month, is_said):
    for view in ("month", "list"):
        assert (
            EN in read(f"/calendar/?month={month}&view={view}", "unit", "2026-11-27")
        ) == is_said


def test_the_state_of_the_system_and_who_is_told_next_say_so(read):
    assert "load_calendar --file" in read("/installation/", "administrator", "2026-12-15")
    assert EN not in read("/installation/", "administrator", "2026-11-15")
    assert EN in read("/notices/next/", "office", "2026-12-31")
    assert EN not in read("/notices/next/", "office", "2026-12-30")


def test_a_convening_whose_days_of_notice_reach_into_that_year_says_so(read):
    starts = dt.datetime(2027, 1, 5, 1, tzinfo=dt.UTC)
    with time_machine.travel(dt.datetime(2026, 12, 25, 4, tzinfo=dt.UTC), tick=False):
        made = convened(starts_at=starts, ends_at=starts + dt.timedelta(hours=2))

    page = read(f"/meetings/{made.meeting_id}/convening/", "office", "2026-12-26")

    assert EN in page


def test_where_only_the_weekends_are_days_off_nothing_is_missed(read, settings):
    settings.CALENDAR = "weekdays"

    assert "are not loaded yet" not in read("/", "office", "2026-12-31")
    assert "are not loaded yet" not in read("/calendar/?month=2027-01", "office", "2026-12-31")
