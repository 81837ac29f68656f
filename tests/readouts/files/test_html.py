"""The article is found among navigation, its headline, date, source and paragraphs in order."""

import pytest

from plenary.readout.errors import ReadoutError
from plenary.readout.files import text_of

MENU = (
    "<ul class='nav'>"
    + "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(60))
    + "</ul>"
)
RELATED = (
    "<div class='related'><h3>相关新闻</h3><ul>"
    + "".join(
        f"<li><a href='/n{n}'>区领导调研第{n}个重点项目</a> 04-{n:02}</li>" for n in range(1, 20)
    )
    + "</ul></div>"
)
FOOT = "<div class='foot'>版权所有：云湾区人民政府。 <a href='/map'>网站地图</a> 京ICP备00000000号</div>"
FIRST = "5月8日，云湾区召开2025年外事工作会议。区委书记李某主持会议并讲话。"
SECOND = "会议强调，要加强统筹协调，做好重大活动服务保障，提升国际语言环境建设水平。"


def page(article, *, title="云湾区召开外事工作会议_云湾区人民政府", charset="utf-8"):
    return (
        f"<!DOCTYPE html><html><head><meta charset='{charset}'><title>{title}</title>"
        "<script>if (a<b) document.write('<div><div>');</script><style>p{color:red}</style></head>"
        f"<body><form>{MENU}<div>当前位置：<a href='/'>首页</a> &gt; <a href='/x'>要闻</a></div>"
        f"{article}{RELATED}{FOOT}</form></body></html>"
    )


ARTICLE = (
    "<h1>云湾区召开<br>外事工作会议</h1>"
    "<div class='info'><span>来源：区外办</span>&nbsp;<span>发布时间：2025-05-08</span></div>"
    "<div class='tool'>【字体：<a href='#'>大</a> <a href='#'>中</a> <a href='#'>小</a>】</div>"
    f"<div class='text'><p>　　{FIRST}</p><p style='text-indent:2em'>{SECOND[:20]}\n{SECOND[20:]}</p>"
    "<p>要深化友城交往。</p><p style='display: none'>看不见的字。</p></div>"
)


def lines(text):
    return [line for line in text.splitlines() if line]


def test_the_article_comes_out_in_order_without_the_navigation():
    extracted = text_of(page(ARTICLE).encode())
    assert lines(extracted.text) == [
        "云湾区召开外事工作会议",
        "来源：区外办 发布时间：2025-05-08",
        FIRST,
        SECOND,
        "要深化友城交往。",
    ]
    assert [note.code for note in extracted.notes] == ["article-from-page"]


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "utf-16"])
def test_the_page_is_decoded_by_its_bytes(charset):
    extracted = text_of(page(ARTICLE, charset=charset).encode(charset))
    assert FIRST in extracted.text


def test_an_english_page_keeps_spaces_between_inline_elements():
    article = (
        "<h2>The Council Meets</h2><p>Date: 2025-05-08</p><p>Source: Office of Example District</p>"
        "<p>The council met on <b>8 May</b> and\nheard a report. It stressed the need to act.</p>"
        "<p>Efforts will be made to improve <i>public</i> services.</p>"
    )
    extracted = text_of(page(article, title="The Council Meets - Example District").encode())
    assert lines(extracted.text) == [
        "The Council Meets",
        "Date: 2025-05-08",
        "Source: Office of Example District",
        "The council met on 8 May and heard a report. It stressed the need to act.",
        "Efforts will be made to improve public services.",
    ]


def test_lines_above_the_article_are_kept_where_no_headline_is_marked():
    article = (
        f"<div>外事工作会议在我区召开</div><div>2025-05-08 09:30</div><p>{FIRST}</p><p>{SECOND}</p>"
    )
    assert lines(text_of(page(article, title="云湾区").encode()).text) == [
        "外事工作会议在我区召开",
        "2025-05-08 09:30",
        FIRST,
        SECOND,
    ]


def test_the_source_line_below_an_article_is_kept():
    article = f"<h1>云湾区召开外事工作会议</h1><p>{FIRST}</p><p>{SECOND}</p><p>（来源：区外办）</p>"
    assert lines(text_of(page(article).encode()).text)[-1] == "（来源：区外办）"


def test_paragraphs_in_a_layout_table_and_line_breaks_come_out_one_by_one():
    article = f"<table><tr><td><h1>云湾区召开外事工作会议</h1></td></tr><tr><td>{FIRST}<br><br>{SECOND}</td></tr></table>"
    assert lines(text_of(page(article).encode()).text)[-2:] == [FIRST, SECOND]


def test_a_piece_of_a_page_is_read():
    extracted = text_of(f"<div><p>{FIRST}</p><p>{SECOND}</p></div>".encode())
    assert lines(extracted.text) == [FIRST, SECOND]
    assert extracted.notes == ()


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<html><body><script>x()</script></body></html>", "no-text"),
        ("<html><body>" + "<div>" * 100_000 + "text", "broken-html"),
    ],
    ids=["nothing but script", "nested without end"],
)
def test_a_page_that_cannot_be_read_is_refused(source, code):
    with pytest.raises(ReadoutError) as refused:
        text_of(source.encode())
    assert refused.value.code == code
