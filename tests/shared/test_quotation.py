"""Quotation marks within quotation marks."""

import pytest

from plenary.shared.quotation import quoted
from plenary.shared.web.templates import said


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("加强“三区”建设", "“加强‘三区’建设”"),
        ("甲“乙‘丙’丁”戊", "“甲‘乙“丙”丁’戊”"),
        ("the city’s “one-stop” desk", "“the city’s ‘one-stop’ desk”"),
        ("the “city’s own” desk", "“the ‘city’s own’ desk”"),
        ("办好“一带一路…", "“办好‘一带一路…”"),
        ("没有引号", "“没有引号”"),
    ],
)
def test_quotations_within_a_quotation_are_marked_as_inner_ones(text, marked):
    assert quoted(text) == marked


def test_a_sentence_of_a_template_marks_what_stands_within_its_quotation_marks():
    assert said("Number of “%(title)s”", title="Run the “one-stop” desk") == (
        "Number of “Run the ‘one-stop’ desk”"
    )
    assert said("Decision %(number)s", number="“1”") == "Decision “1”"
