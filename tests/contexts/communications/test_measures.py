"""How long after an event its page stood in the second language."""

import datetime as dt

import pytest

from plenary.contexts.communications import measures
from plenary.contexts.communications.models import PageSide
from plenary.kernel.measures.registry import get
from tests.contexts.communications import factories as made

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
