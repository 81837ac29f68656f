"""Lines are joined where the print broke them, and only there."""

from hypothesis import given
from hypothesis import strategies as st

from plenary.readout.files.paragraphs import Line, join_lines


def line(text, *, left=50.0, right=350.0, foot=400.0, page=0, height=10.0):
    return Line(text=text, page=page, left=left, right=right, foot=foot, height=height)


def joined(*lines):
    return join_lines(list(lines)).splitlines()


def test_a_full_line_goes_on():
    assert joined(line("a full line"), line("goes on", foot=386)) == ["a full line goes on"]


def test_a_line_with_room_for_the_next_word_ends_its_paragraph():
    lines = [line("full"), line("short", right=120, foot=386), line("next", right=80, foot=372)]
    assert joined(*lines) == ["full short", "next"]


def test_an_indented_line_begins_a_paragraph_even_below_an_indented_one():
    lines = [
        line("会议召开。", left=70),
        line("会议要求，", left=70, foot=386),
        line("要抓好落实。", foot=372),
    ]
    assert joined(*lines) == ["会议召开。", "会议要求，要抓好落实。"]


def test_the_gap_set_between_chinese_and_latin_letters_is_no_space():
    assert joined(line("1 月 26 日，区内 5G 基站")) == ["1月26日，区内5G基站"]
    assert joined(line("2025-05-08 来源：区外办")) == ["2025-05-08 来源：区外办"]
    assert joined(line("云湾简报 20250508")) == ["云湾简报 20250508"]


def test_a_larger_line_is_a_headline():
    assert joined(line("Headline", height=16), line("body", foot=380)) == ["Headline", "body"]


def test_a_wider_gap_ends_a_paragraph():
    lines = [line("one"), line("two", foot=386), line("three", foot=372), line("four", foot=330)]
    assert joined(*lines) == ["one two three", "four"]


def test_a_numbered_line_begins_a_paragraph():
    assert joined(line("会议要求："), line("二、加强统筹", foot=386)) == [
        "会议要求：",
        "二、加强统筹",
    ]


def test_a_compound_keeps_its_hyphen_and_a_broken_word_loses_it():
    assert joined(line("high\ufffequality devel\ufffeopment")) == ["high-quality development"]
    text = "a cost-effective way, more cost\ufffeeffective"
    assert joined(line(text)) == ["a cost-effective way, more cost-effective"]


@given(st.lists(st.builds(line, st.text(min_size=1).filter(str.strip), right=st.floats(60, 400))))
def test_no_line_is_lost(lines):
    squeezed = "".join("".join(each.text.split()) for each in lines)
    kept = "".join(join_lines(lines).split())
    unhyphened = str.maketrans("", "", "-\u00ad\ufffe")
    assert kept.translate(unhyphened) == squeezed.translate(unhyphened)
