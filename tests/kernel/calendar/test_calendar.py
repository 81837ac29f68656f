"""Working days over China's calendar."""

import csv
import datetime as dt

import holidays
import pytest
import time_machine
from django.core.management import call_command

from plenary.kernel.calendar import selectors, services
from plenary.kernel.calendar.models import SpecialDay

YEARS = (2024, 2025, 2026)


@pytest.fixture
def china(db):
    services.load_calendar()


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_a_year_is_as_the_holidays_package_says(china, year):
    theirs = holidays.country_holidays("CN", years=year)
    days = [dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(366)]

    differing = [
        day
        for day in days
        if day.year == year and selectors.is_working_day(day) != theirs.is_working_day(day)
    ]

    assert differing == []


def test_a_make_up_sunday_is_a_working_day_and_a_weekday_of_a_festival_is_not(china):
    assert selectors.is_working_day(dt.date(2025, 1, 26))
    assert not selectors.is_working_day(dt.date(2025, 2, 4))
    assert not selectors.is_working_day(dt.date(2025, 2, 9))
    assert selectors.is_working_day(dt.date(2025, 2, 10))


def test_working_days_are_added_across_a_festival_in_both_directions(china):
    assert selectors.add_working_days(dt.date(2025, 9, 30), 1) == dt.date(2025, 10, 9)
    assert selectors.next_working_day(dt.date(2025, 9, 30)) == dt.date(2025, 10, 9)
    assert selectors.add_working_days(dt.date(2025, 10, 9), -1) == dt.date(2025, 9, 30)
    assert selectors.add_working_days(dt.date(2025, 10, 1), 0) == dt.date(2025, 10, 1)


def test_working_days_between_two_dates_are_those_that_adding_takes(china):
    start = dt.date(2024, 12, 20)

    for number in range(0, 300, 7):
        end = selectors.add_working_days(start, number)
        assert selectors.working_days_between(start, end) == number
        assert selectors.working_days_between(end, start) == -number


def test_a_year_whose_notice_is_not_loaded_is_not_known(china):
    assert selectors.is_known(2026)
    assert not selectors.is_known(2027)
    assert selectors.is_working_day(dt.date(2027, 2, 8))
    assert selectors.unknown_year(dt.date(2026, 12, 31), dt.date(2028, 1, 1)) == 2027
    assert selectors.unknown_year(dt.date(2024, 1, 1), dt.date(2026, 12, 31)) is None


def test_a_year_costs_one_query_however_often_it_is_asked(china, django_assert_num_queries):
    with django_assert_num_queries(1):
        for month in range(1, 13):
            selectors.is_working_day(dt.date(2025, month, 3))
        selectors.working_days_between(dt.date(2025, 1, 1), dt.date(2025, 12, 31))


def test_another_calendar_knows_nothing_of_chinas_days(china, settings):
    settings.CALENDAR = "other"

    assert selectors.is_working_day(dt.date(2025, 1, 29))
    assert not selectors.is_known(2025)


def test_loading_twice_is_the_same_as_once_and_leaves_other_years_alone(china):
    SpecialDay.objects.create(
        calendar="cn",
        on=dt.date(2023, 1, 2),
        is_working=False,
        name_zh="元旦",
        name_en="New Year's Day",
        source="typed in",
    )
    kept = SpecialDay.objects.count()

    call_command("load_calendar", verbosity=0)

    assert SpecialDay.objects.count() == kept


def test_a_notice_is_loaded_from_a_file_of_ones_own(china, tmp_path):
    assert selectors.is_working_day(dt.date(2027, 1, 1))
    path = tmp_path / "2027.csv"
    rows = [
        ["on", "is_working", "name_zh", "name_en", "source"],
        ["2027-01-01", "0", "元旦", "New Year's Day", "a notice"],
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)

    services.load_calendar(path=path)

    assert selectors.is_known(2027)
    assert not selectors.is_working_day(dt.date(2027, 1, 1))


def test_each_day_names_the_notice_that_it_comes_from(china):
    for day in SpecialDay.objects.all():
        assert f"{day.on.year}年" in day.source
        assert "gov.cn" in day.source
        assert day.is_working == (day.on.weekday() >= 5)


@pytest.mark.parametrize(
    ("calendar", "off", "working"),
    [
        ("GB-ENG", dt.date(2026, 5, 4), dt.date(2026, 10, 1)),
        ("CA-BC", dt.date(2026, 8, 3), dt.date(2026, 5, 4)),
        ("IL", dt.date(2026, 7, 3), dt.date(2026, 7, 5)),
    ],
)
def test_another_countrys_days_off_and_weekend_hold(db, settings, calendar, off, working):
    settings.CALENDAR = calendar
    with time_machine.travel(dt.datetime(2026, 7, 1, tzinfo=dt.UTC), tick=False):
        services.load_calendar(calendar=calendar)
        number = services.load_calendar(calendar=calendar)

    assert SpecialDay.objects.filter(calendar=calendar).count() == number > 30
    assert not selectors.is_working_day(off)
    assert selectors.is_working_day(working)
    assert selectors.is_known(2030)


@pytest.mark.parametrize("calendar", ["XX", "GB-XXX", "Q"])
def test_a_country_that_nobody_knows_is_refused_and_leaves_what_was_there(china, calendar):
    before = SpecialDay.objects.count()
    with pytest.raises(ValueError, match="PLENARY_CALENDAR"):
        services.load_calendar(calendar=calendar)
    assert SpecialDay.objects.count() == before


def test_only_the_weekends_are_known_where_no_country_is_named(db, settings):
    settings.CALENDAR = "weekdays"
    assert services.load_calendar(calendar="weekdays") == 0
    assert selectors.is_working_day(dt.date(2026, 10, 1))
