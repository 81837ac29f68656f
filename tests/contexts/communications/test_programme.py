"""A programme as it is typed or pasted: what is read, and what is refused with the number of its line."""

import datetime as dt

import pytest

from plenary.contexts.communications import programme
from plenary.shared.errors import Refused

FIRST, LAST = dt.date(2025, 9, 10), dt.date(2025, 9, 12)


def read(text):
    return programme.read(text, first=FIRST, last=LAST)


def test_lines_are_read_as_typed_and_as_a_spreadsheet_pastes_them_and_written_back():
    typed = "09:00-10:30 | 开幕式 | Opening | 一号厅 | Hall 1\n\n2025年9月11日\t14：00\t专场推介\tPromotion"

    items = read(typed)

    assert [(item.on, item.starts, item.ends) for item in items] == [
        (FIRST, dt.time(9), dt.time(10, 30)),
        (dt.date(2025, 9, 11), dt.time(14), None),
    ]
    assert (items[0].title_zh, items[0].title_en, items[0].room_en) == (
        "开幕式",
        "Opening",
        "Hall 1",
    )
    assert read(programme.written(items)) == items
    assert read(" \n") == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Opening | 开幕", "Line 1 of the programme: it does not begin with a day or an hour"),
        ("09:00 | a\n2025-09-13 | 09:00 | b", "Line 2 of the programme: the day is not one"),
        ("2025-02-30 | 09:00 | a", "no such day"),
        ("25:00 | a", "no such hour"),
        ("10:00-09:00 | a", "ends before it begins"),
        ("2025-09-10", "does not begin with a day or an hour"),
        ("09:00", "does not say what"),
        ("09:00 | a | b | c | d | e", "more than six"),
        (f"09:00 | {'长' * 201}", "too long"),
        ("09:00 | a\n" * 201, "no more than 200"),
        ("\x00\x01PK", "Line 1"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(text, says):
    with pytest.raises(Refused, match=says) as caught:
        read(text)

    assert list(caught.value.fields) == ["programme"]
