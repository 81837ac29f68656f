"""A published page as text: headline, date, source and paragraphs, whatever stands between its characters."""

import pytest

from plenary.readout import ReadoutError, published

EN = """Chinese
Topics: Sports
Spring Run Draws Runners from Nine Countries
Date: 2025-04-12
Source: Sports Bureau
fontSize:   big middle small

Spring Run Draws Runners from Nine Countries

On Saturday, the  spring run\u00a0\u3000was held  along the river. Some nine hundred runners took
part.\u200b


The route was ten kilometres  long.
The route was ten kilometres long.
"""
ZH = """首页 > 新闻
春季长跑  九国选手参加
日期：2025-04-12　来源：区体育局
字号：大 中 小

　　周六，春季  长跑沿河　举行，约九百名选手参加。

　　路线长 10 公里。
"""


def test_what_stands_around_the_text_is_told_apart_and_the_spacing_is_tidied():
    page = published(EN, "en")

    assert (page.title, page.on, page.source) == (
        "Spring Run Draws Runners from Nine Countries",
        "2025-04-12",
        "Sports Bureau",
    )
    assert page.topics == ("Sports",)
    assert page.paragraphs == (
        "On Saturday, the spring run was held along the river. Some nine hundred runners took part.",
        "The route was ten kilometres long.",
    )


def test_in_chinese_no_space_stays_between_two_characters():
    page = published(ZH, "zh")

    assert (page.title, page.on, page.source) == (
        "春季长跑九国选手参加",
        "2025-04-12",
        "区体育局",
    )
    assert page.paragraphs == (
        "周六，春季长跑沿河举行，约九百名选手参加。",
        "路线长10公里。",
    )


def test_a_short_headline_is_one():
    assert published("长跑开跑\n\n周六，春季长跑举行。", "zh").title == "长跑开跑"
    assert published("周六，春季长跑举行。\n\n路线长。", "zh").title == ""


@pytest.mark.parametrize("text", ["", " \n\u3000", "!!! ... 123"])
def test_no_words_are_no_page(text):
    with pytest.raises(ReadoutError):
        published(text, "en")
