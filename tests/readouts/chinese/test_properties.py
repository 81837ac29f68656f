"""What must hold for any text: spans verbatim and in order, no exception, the same draft each time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.readout.chinese import read_chinese
from plenary.readout.chinese.passages import passage, sentences

RUNNING = """
    会议强调 会议要求 ， 。 、 ； ： “ ” （ ） 《 》 要 必须 加强 推进 深入 切实 把 将 以 为 在 中 确保 坚持 推动
    各部门 区委书记 张三 李·四 主持 出席 审议通过 听取 了 的 和 一是 2025年5月8日 # ** 来源： 提请 审议 不得
    新华社 电 1. 高质量发展
"""
WORDS = st.sampled_from([*RUNNING.split(), "\n", "\t", "　", " "])
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=80).map("".join))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_directives_are_verbatim_in_order_and_apart(text):
    at = 0
    for directive in read_chinese(text).directives:
        assert directive.span.of(text) == directive.text
        assert at <= directive.span.start < directive.span.end
        at = directive.span.end


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_the_same_text_gives_the_same_draft_and_every_value_its_place(text):
    draft = read_chinese(text)
    assert draft == read_chinese(text)
    found = [draft.title, draft.source, draft.body, draft.meeting_name, *draft.chair, *draft.topics]
    found += [item.item for item in draft.agenda] + [r.name for r in draft.references]
    found += [part for a in draft.attendees for part in (a.name, *a.posts)]
    for value in found:
        if value is not None:
            assert 0 <= value.span.start < value.span.end <= len(text)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_clauses_lie_apart_and_inside_the_passage(text):
    part = passage(text, 0, len(text))
    at = 0
    for sentence in sentences(part.text):
        for clause in sentence:
            assert at <= clause.start < clause.end <= len(part.text)
            at = clause.end


def test_one_sentence_of_a_million_characters_is_read():
    text = "会议强调，要" + "健全工作机制，深化部门协作，" * 70_000
    assert len(read_chinese(text).directives) > 100_000


def test_open_brackets_without_end_are_read():
    assert read_chinese("会议强调，要加强“《（" * 20_000).lang == "zh"
