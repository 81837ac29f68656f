"""Days and hours as readers find them written, for people and for programs."""

import datetime as dt

import pytest
from django.utils import translation

from plenary.shared.web.filters import dated, dated_moment, dated_span
from plenary.shared.written import written_day, written_span

LATE = dt.datetime(2025, 3, 13, 16, 5, tzinfo=dt.UTC)
"""Five past midnight of the next day in the office's time."""


def test_a_day_is_written_as_each_language_writes_it():
    assert written_day("2025-03-14", "en") == "14 March 2025"
    assert written_day(dt.date(2025, 3, 4), "zh") == "2025年3月4日"
    assert written_day(LATE, "en") == "14 March 2025"


@pytest.mark.parametrize(
    ("first", "last", "en", "zh"),
    [
        ("2025-09-20", "2025-09-21", "20–\u206021 September 2025", "2025年9月20日至21日"),
        ("2025-09-30", "2025-10-02", "30 September – 2 October 2025", "2025年9月30日至10月2日"),
        (
            "2025-12-31",
            "2026-01-02",
            "31 December 2025 – 2 January 2026",
            "2025年12月31日至2026年1月2日",
        ),
        (
            "2025-09-20",
            "2026-09-21",
            "20 September 2025 – 21 September 2026",
            "2025年9月20日至2026年9月21日",
        ),
    ],
)
def test_a_span_says_once_what_its_days_have_in_common(first, last, en, zh):
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    assert "".join(written_span(*days, "en")) == en
    assert "".join(written_span(*days, "zh")) == zh


def test_programs_read_the_day_beside_what_people_read():
    with translation.override("zh-hans"):
        assert dated(LATE) == '<time datetime="2025-03-14">2025年3月14日</time>'
        assert dated("2025-03-14", "en") == '<time datetime="2025-03-14">14 March 2025</time>'
    with translation.override("en"):
        said = '<time datetime="2025-03-14T00:05+08:00">14 March 2025, 00:05</time>'
        assert dated_moment(LATE) == said
        assert dated_span("2025-03-14", "2025-03-14") == dated("2025-03-14")
