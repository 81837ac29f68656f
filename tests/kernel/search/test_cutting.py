from hypothesis import given
from hypothesis import strategies as st

from plenary.kernel.search.asking import terms
from plenary.kernel.search.cutting import fold, line, pieces, token_set
from plenary.kernel.search.highlighting import excerpt, highlighted


def test_a_text_is_cut_into_runs_and_words():
    assert pieces("举办G20峰会，District's ＡＢＣ") == [
        "举办",
        "g20",
        "峰会",
        "district",
        "s",
        "abc",
    ]
    assert line("（友城）Forum!") == " 友城 forum "


def test_a_run_is_kept_as_pairs_and_its_last_character():
    assert token_set("友城论坛 友城 Ab") == ["友城", "城论", "论坛", "坛", "城", "ab"]


@given(st.text())
def test_folding_keeps_every_character_at_its_place(text):
    assert len(fold(text)) == len(text)


@given(st.text(), st.text())
def test_highlighted_pieces_put_together_are_the_text(text, query):
    assert "".join(piece for piece, _hit in highlighted(text, terms(query))) == text


def test_whole_words_and_beginnings_are_marked():
    assert highlighted("Forum forums", terms("forum x")) == [("Forum", True), (" forums", False)]
    assert highlighted("sister-city Ü", terms('"Sister City"')) == [
        ("sister-city", True),
        (" Ü", False),
    ]


def test_a_text_without_a_hit_or_a_query_is_one_piece():
    assert highlighted("友城", terms("论坛")) == [("友城", False)]
    assert highlighted("友城", []) == [("友城", False)]
    assert highlighted("", []) == []


def test_an_excerpt_stands_around_the_first_hit():
    text = "开头" * 200 + "友城\n论坛" + "结尾" * 200

    pieces_ = excerpt(text, terms("友城"))

    assert pieces_[0] == pieces_[-1] == ("…", False)
    assert ("友城", True) in pieces_
    assert sum(len(piece) for piece, _hit in pieces_) < 170


def test_an_excerpt_cuts_no_word_at_its_beginning():
    text = "x" * 20 + " international cooperation office for friendship cities"

    assert "".join(piece for piece, _hit in excerpt(text, terms("friendship"))).startswith("…inter")
