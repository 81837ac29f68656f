"""Reporting periods."""

import datetime as dt

import pytest

from plenary.contexts.governance.periods import Period, last_completed, period_of, shortest


@pytest.mark.parametrize(
    ("cadence", "day", "starts_on", "ends_on"),
    [
        ("quarter", (2025, 1, 1), (2025, 1, 1), (2025, 3, 31)),
        ("quarter", (2025, 12, 31), (2025, 10, 1), (2025, 12, 31)),
        ("quarter", (2024, 5, 8), (2024, 4, 1), (2024, 6, 30)),
        ("half", (2025, 6, 30), (2025, 1, 1), (2025, 6, 30)),
        ("half", (2025, 7, 1), (2025, 7, 1), (2025, 12, 31)),
        ("year", (2024, 2, 29), (2024, 1, 1), (2024, 12, 31)),
    ],
)
def test_a_day_lies_in_one_period(cadence, day, starts_on, ends_on):
    assert period_of(cadence, dt.date(*day)) == Period(dt.date(*starts_on), dt.date(*ends_on))


@pytest.mark.parametrize(
    ("cadence", "today", "ends_on"),
    [
        ("quarter", (2025, 1, 1), (2024, 12, 31)),
        ("quarter", (2025, 6, 30), (2025, 3, 31)),
        ("quarter", (2025, 7, 1), (2025, 6, 30)),
        ("half", (2025, 6, 30), (2024, 12, 31)),
        ("year", (2025, 6, 30), (2024, 12, 31)),
    ],
)
def test_the_last_completed_period_ended_before_today(cadence, today, ends_on):
    assert last_completed(cadence, dt.date(*today)).ends_on == dt.date(*ends_on)


def test_the_most_frequent_rhythm_rules_a_task_in_several_lists():
    assert shortest(["year", "quarter", "half"], default="year") == "quarter"
    assert shortest([], default="half") == "half"
