"""What holds for any text: verbatim spans in order, the same draft each time, never an exception."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.readout.english import read_english

WORDS = st.sampled_from(
    [
        "the",
        "meeting",
        "stressed",
        "that",
        "should",
        "be",
        "must",
        "will",
        "to",
        "and",
        ",",
        ";",
        ".",
        "improve",
        "strengthen",
        "support",
        "plan",
        "held\n",
        "",
        "",
        "",
        "chaired",
        "by",
        "Li",
        "Ming",
        "Mr.",
        "Director",
        "of",
        "Committee",
        "efforts",
        "made",
        "need",
        "importance",
        "furtherpromote",
        "thatthe\n",
        "",
        "",
        "",
        "\n",
        "\n\n",
        "##",
        "Date:",
        "Source:",
        "2024-05-01",
        "March",
        "26",
        "in",
        "2020",
        "-",
        "1.",
        "(",
        ")",
        "“",
        "”",
        ":",
        "approved",
        "report",
        "attended",
        "was\n",
        "",
        "",
        "",
        "not",
        "been",
        "which",
        "so",
        "as",
        "in",
        "order",
        "such",
        "Forum",
        "Plan",
        "first",
        "second",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=80).map(" ".join))


def spans(value):
    if isinstance(value, dict):
        if set(value) == {"start", "end"}:
            yield value
        else:
            for part in value.values():
                yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_directives_are_verbatim_in_order_and_apart(text):
    at = 0
    for directive in read_english(text).directives:
        assert text[directive.span.start : directive.span.end] == directive.text
        assert at <= directive.span.start < directive.span.end <= len(text)
        at = directive.span.end


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_every_place_is_inside_the_text_and_the_draft_is_the_same_each_time(text):
    draft = read_english(text)
    assert draft == read_english(text)
    for place in spans(draft.to_json()["spans"]):
        assert 0 <= place["start"] < place["end"] <= len(text)


@pytest.mark.parametrize(
    "piece",
    ["the town should mend roads and ", "stressed that ", "a", ", ", "chaired by Li Ming, ", "1,"],
)
def test_a_sentence_of_a_megabyte_is_read(piece):
    text = piece * (1_000_000 // len(piece))
    draft = read_english(text)
    assert all(text[d.span.start : d.span.end] == d.text for d in draft.directives)


def test_line_ends_are_kept_in_the_places():
    text = "Council Meets Again\r\n\r\nThe pier should\r\nbe mended.\r\n"
    directive = read_english(text).directives[0]
    assert directive.text == "The pier should\r\nbe mended"


def test_nothing_is_guessed_from_an_empty_text():
    draft = read_english("")
    assert draft.directives == ()
    assert {n.code for n in draft.notes} == {
        "few-directives", "no-meeting", "no-chair", "no-date", "no-title",
    }  # fmt: skip
