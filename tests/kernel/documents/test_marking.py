from hypothesis import given
from hypothesis import strategies as st

from plenary.kernel.documents.marking import Piece, Span, pieces


def test_a_text_without_passages_is_one_piece():
    assert pieces("要办好论坛", []) == [Piece("要办好论坛")]


def test_passages_may_lie_in_and_across_one_another():
    assert pieces("abcdef", [Span(1, 0, 4), Span(2, 1, 2), Span(3, 3, 6)]) == [
        Piece("a", (1,), (1,)),
        Piece("b", (1, 2), (2,)),
        Piece("c", (1,)),
        Piece("d", (1, 3), (3,)),
        Piece("ef", (3,)),
    ]


def test_passages_that_begin_together_begin_in_one_piece():
    assert pieces("abc", [Span(2, 1, 2), Span(1, 1, 3)]) == [
        Piece("a"),
        Piece("b", (1, 2), (1, 2)),
        Piece("c", (1,)),
    ]


@given(
    st.text(min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 29), st.integers(1, 30)), max_size=12),
)
def test_no_character_is_lost_and_each_passage_covers_its_own(text, places):
    spans = [
        Span(n, start, end) for n, (start, end) in enumerate(places) if start < end <= len(text)
    ]

    made = pieces(text, spans)

    assert "".join(piece.text for piece in made) == text
    for span in spans:
        assert "".join(p.text for p in made if span.id in p.passages) == text[span.start : span.end]
        assert sum(span.id in p.beginning for p in made) == 1
