"""How a list's table is read: headings, merged cells, sections, names in a cell."""

import pytest

from plenary.contexts.governance.importing.columns import Head, headings_of, shape_of
from plenary.contexts.governance.importing.likely import Texts
from plenary.contexts.governance.importing.rows import (
    Named,
    joints,
    lines_of,
    named_in,
    names_apart,
)
from plenary.kernel.documents.apart import read_apart
from plenary.kernel.documents.tables import Table
from tests.contexts.governance.list_files import HEAD, ROWS, word, xlsx

KEYS = ("number", "title_zh", "lead", "supporting", "due", "success_zh", "")


def tables(data, kind="workbook"):
    return read_apart(data, "x", kind=kind, seconds=20, megabytes=400)


def table(*rows, merged=()):
    return Table(
        "清单", [(n, list(row)) for n, row in enumerate(rows, start=1) if any(row)], merged
    )


@pytest.mark.parametrize(("data", "kind"), [(xlsx, "workbook"), (word, "document")])
def test_a_heading_is_found_below_a_title_and_its_columns_known(data, kind):
    (found,) = tables(data([["2025年重点任务清单"], HEAD, *ROWS]), kind)

    shape = shape_of(found)

    assert shape.head == Head(1, 2)
    assert shape.columns == KEYS
    assert [line.values["due"] for line in lines_of(found, shape).lines] == [
        "6月底前",
        "第三季度",
        "全年",
    ]


def test_a_heading_over_merged_cells_names_what_stands_below_it():
    top = ["序号", "重点任务", "责任单位", "", "完成时限"]
    under = ["", "", "牵头单位", "配合单位", ""]
    merged = [(0, 2, 0, 3, "责任单位"), (0, 0, 1, 0, "序号"), (0, 1, 1, 1, "重点任务")]
    (found,) = tables(xlsx([top, under, ["1", "甲事", "甲局", "乙局", "Q1"]], merged=merged))

    shape = shape_of(found)

    assert shape.head == Head(0, 2)
    assert shape.columns == ("number", "title_zh", "lead", "supporting", "due")
    assert headings_of(found, shape.head)[2] == "责任单位 / 牵头单位"


def test_a_merged_cell_of_a_word_table_speaks_for_each_of_its_rows():
    rows = [["领域", "任务", "牵头单位"], ["友城", "一事", "甲局"], ["", "二事", "乙局"]]
    (found,) = tables(word(rows, merged=[((1, 0), (2, 0))]), "document")

    lines = lines_of(found, shape_of(found)).lines

    assert [line.values["theme"] for line in lines] == ["友城", "友城"]


def test_the_responsible_unit_leads_where_no_column_names_a_lead():
    assert shape_of(table(["任务", "责任单位"], ["甲", "乙"])).columns == ("title_zh", "lead")
    assert shape_of(table(["任务", "牵头单位", "责任单位"], ["甲", "乙", "丙"])).columns == (
        "title_zh",
        "lead",
        "responsible",
    )


def test_the_language_of_a_column_is_told_by_its_cells():
    found = shape_of(table(["No.", "Task", "Lead unit"], ["1", "Hold a fair", "Commerce"]))

    assert found.columns == ("number", "title_en", "lead")


def test_a_row_with_words_in_one_place_heads_a_section_and_the_last_is_a_note():
    found = table(HEAD, ["一、友城交往"], ROWS[0], ["（二）会展小镇"], ROWS[1], ["注：按季度报送"])

    lines = lines_of(found, shape_of(found))

    assert [line.section for line in lines.lines] == ["友城交往", "会展小镇"]
    assert lines.lines[1].above == [["（二）会展小镇"]]
    assert lines.below == [["注：按季度报送"]]


def test_a_unit_or_a_date_alone_is_a_line_without_its_task_and_heads_nothing():
    alone = ["" if name != "牵头单位" else "区商务局" for name in HEAD]
    found = table(HEAD, ROWS[0], alone, ROWS[1])

    lines = lines_of(found, shape_of(found)).lines

    assert [line.section for line in lines] == ["", "", ""]
    assert lines[1].values == {"lead": "区商务局"}


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("区商务局、区文旅局", ["区商务局", "区文旅局"]),
        ("区商务局，区文旅局；区外办", ["区商务局", "区文旅局", "区外办"]),
        ("牵头单位：区商务局\n配合单位：区外办。", ["区商务局", "区外办"]),
        (
            "Commerce Bureau; Bureau of Culture, Sport",
            ["Commerce Bureau", "Bureau of Culture, Sport"],
        ),
        (" 、 ", []),
    ],
)
def test_the_names_of_a_cell_are_taken_apart(cell, names):
    assert [one.name for one in named_in(cell)] == names


def test_the_role_that_a_cell_itself_gives_a_name_goes_with_it():
    cell = "牵头：区商务局；配合：区外办、区文旅局"
    assert [(one.name, one.role) for one in named_in(cell)] == [
        ("区商务局", "lead"),
        ("区外办", "supporting"),
        ("区文旅局", "supporting"),
    ]
    assert named_in("区商务局（牵头）、区外办、区文旅局(配合单位)") == [
        Named("区商务局", "lead"),
        Named("区外办"),
        Named("区文旅局", "supporting"),
    ]
    assert [one.name for one in named_in("1.区商务局 2.区外办　区文旅局｜区教委")] == [
        "区商务局",
        "区外办",
        "区文旅局",
        "区教委",
    ]
    assert list(joints("区商务局及各街道")) == [("区商务局", "各街道")]
    assert list(joints("Commerce Bureau and Culture Bureau")) == [
        ("Commerce Bureau", "Culture Bureau")
    ]


def test_commas_hold_names_apart_where_the_whole_is_not_known():
    assert names_apart("Commerce, Culture") == ["Commerce", "Culture"]


def test_texts_are_the_same_but_for_writing_near_and_different_by_a_number():
    texts = Texts([(1, "举办第1期翻译培训班"), (2, "办好国际会展小镇推介会"), (3, "无关的事")])

    assert texts.same("办好国际会展小镇推介会。") == [2]
    assert [key for key, _score in texts.near("办好国际会展小镇的推介会")] == [2]
    assert texts.near("举办第2期翻译培训班") == []


def test_a_formula_without_a_value_is_named():
    (found,) = tables(xlsx([HEAD, ROWS[0]], formulas=[(1, 2, "=A1", ""), (1, 3, "=A1", "区外办")]))

    assert found.unknown == ("C2",)
    assert found.rows[1][1][3] == "区外办"
