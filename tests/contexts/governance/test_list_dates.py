"""When a task is due, as lists write it."""

import datetime as dt

import pytest

from plenary.contexts.governance.importing.dates import Due, Window, due_of

YEAR = Window(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
SURE = {
    "6月底前": (6, 30),
    "6月30日前": (6, 30),
    "6 月 30 日": (6, 30),
    "2025年6月30日": (6, 30),
    "2025-06-30": (6, 30),
    "2025/6/30": (6, 30),
    "20250630": (6, 30),
    "2025.6": (6, 30),
    "12.31": (12, 31),
    "十二月底": (12, 31),
    "2025年10月份": (10, 31),
    "十月上旬": (10, 10),
    "9月中旬": (9, 20),
    "第二季度": (6, 30),
    "二季度末": (6, 30),
    "2025年第三季度": (9, 30),
    "第二、三季度": (9, 30),
    "二至四季度": (12, 31),
    "1-3月": (3, 31),
    "4月—10月": (10, 31),
    "2025年6-9月": (9, 30),
    "2025年6-12月": (12, 31),
    "Q2": (6, 30),
    "Q2 2025": (6, 30),
    "2025 Q2": (6, 30),
    "H1 2025": (6, 30),
    "上半年": (6, 30),
    "下半年": (12, 31),
    "全年": (12, 31),
    "年底前": (12, 31),
    "2025年底前": (12, 31),
    "贯穿全年": (12, 31),
    "by end of June": (6, 30),
    "by 30 June": (6, 30),
    "June 30, 2025": (6, 30),
    "30 June 2025": (6, 30),
    "June 2025": (6, 30),
    "mid-September": (9, 15),
    "second quarter of 2025": (6, 30),
    "first half of 2025": (6, 30),
    "end of year": (12, 31),
    "throughout the year": (12, 31),
    "2025": (12, 31),
    "二〇二五年六月底": (6, 30),
    "2025年 6 月 底": (6, 30),
    "三季度末": (9, 30),
    "202506": (6, 30),
    "30/06/2025": (6, 30),
    "06/30/2025": (6, 30),
    "30-6-2025": (6, 30),
}
UNSURE = {
    "6月前": (5, 31),
    "before June": (5, 31),
    "长期坚持": (12, 31),
    "持续推进": (12, 31),
    "每季度": (12, 31),
    "ongoing": (12, 31),
    "05/06/2025": (6, 5),
    "45838": (6, 30),
    "45838.0": (6, 30),
    "6月底前完成方案，12月底前完成": (12, 31),
    "6月底前报区领导审定": (6, 30),
}


@pytest.mark.parametrize("words", SURE)
def test_a_date_as_lists_write_it_is_understood(words):
    assert due_of(words, YEAR) == Due(dt.date(2025, *SURE[words]))


@pytest.mark.parametrize("words", UNSURE)
def test_words_that_leave_a_choice_are_understood_with_a_doubt(words):
    assert due_of(words, YEAR) == Due(dt.date(2025, *UNSURE[words]), is_sure=False)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "逢会即办",
        "2月30日",
        "2025年2月30日",
        "2025-02-30",
        "2025/13/40",
        "13月",
        "decided soon",
        "春节前",
        "国庆节前",
        "202513",
        "12345",
    ],
)
def test_words_that_name_no_day_give_none(words):
    assert due_of(words, YEAR) is None


def test_a_month_lies_within_the_days_for_which_the_list_stands():
    fiscal = Window(dt.date(2025, 4, 1), dt.date(2026, 3, 31))

    assert due_of("2月底前", fiscal) == Due(dt.date(2026, 2, 28))
    assert due_of("5月底前", fiscal) == Due(dt.date(2025, 5, 31))
    assert due_of("全年", fiscal) == Due(dt.date(2026, 3, 31))
    assert due_of("2024年底前", fiscal) == Due(dt.date(2024, 12, 31))
