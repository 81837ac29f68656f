"""How long after an event its page stood in the second language."""

import datetime as dt

import pytest

from plenary.contexts.communications import measures
from plenary.contexts.communications.models import PageSide
from plenary.kernel.measures.registry import get
from tests.contexts.communications import factories as made
from tests.factories import unit, unit_user

pytestmark = pytest.mark.django_db
YEAR = dt.date(2025, 1, 1), dt.date(2025, 12, 31)


def out(held_on, zh, en, **fields):
    """A page of an event, with the days on which its languages went out."""
    page = made.page(held_on=held_on, **fields)
    for lang, day in (("zh", zh), ("en", en)):
        at = dt.datetime.combine(day, dt.time(9), dt.UTC) if day else None
        PageSide.objects.filter(page=page, lang=lang).update(released_at=at)
    return page


def test_the_days_to_the_second_language_are_the_median_of_the_periods_pages():
    held = dt.date(2025, 5, 8)
    one = out(held, dt.date(2025, 5, 9), dt.date(2025, 5, 18))
    out(held, dt.date(2025, 5, 12), dt.date(2025, 5, 9))
    out(held, dt.date(2025, 5, 9), dt.date(2025, 8, 16))
    out(held, dt.date(2025, 5, 9), None)
    out(None, dt.date(2025, 5, 9), dt.date(2025, 5, 9))
    out(held, dt.date(2025, 5, 9), dt.date(2026, 1, 1))

    assert measures.pages_in_both_languages(*YEAR, None) == 3
    assert measures.days_to_second_language(*YEAR, None) == 10
    assert measures.days_to_second_language(*YEAR, [one.source_unit_id]) == 10
    assert measures.pages_in_both_languages(*YEAR, [one.source_unit_id]) == 1
    assert get("communications.days_to_chinese").value(*YEAR, None) == 1
    assert get("communications.days_to_english").value(*YEAR, None) == 10
    assert get("communications.days_to_english").value(*YEAR, [one.source_unit_id]) == 10


def test_what_was_announced_before_its_event_took_no_day_and_nothing_counts_as_none():
    assert measures.days_to_second_language(*YEAR, None) == 0
    assert get("communications.days_to_english").value(*YEAR, None) == 0
    out(dt.date(2025, 9, 1), dt.date(2025, 8, 1), dt.date(2025, 8, 2))
    assert get("communications.days_to_second_language").value(*YEAR, None) == 0
    assert get("communications.pages_in_both_languages").value(*YEAR, None) == 1


def test_the_pages_behind_a_measure_are_listed_with_the_days_that_each_language_took(client):
    held = dt.date(2025, 5, 8)
    out(held, dt.date(2025, 5, 9), dt.date(2025, 5, 18), title_zh="会议召开")
    out(held, dt.date(2025, 6, 9), None, title_zh="活动举行")
    out(held, dt.date(2024, 6, 9), None, title_zh="去年的")
    address = get("communications.days_to_english").records_url
    asked = {"from": "2025-01-01", "to": "2025-12-31"}
    client.force_login(unit_user(unit()))
    assert client.get(address, asked).status_code == 403

    client.force_login(made.editor())
    page = " ".join(client.get(address, asked).content.decode().split())

    assert "2025-05-09, 1 day<" in page
    assert "2025-05-18, 10 days<" in page
    assert "2025-06-09, 32 days<" in page
    assert page.count(">not yet<") == 1
    assert "2024-06-09" not in page
    assert client.get(address, {"from": "2025-99-99"}).status_code == 200
