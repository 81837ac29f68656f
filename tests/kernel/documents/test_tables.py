"""Cells out of files, in a process apart."""

import datetime as dt
import io

import pytest
import xlsxwriter

from plenary.kernel.documents import apart, tables
from plenary.kernel.documents.apart import read_apart
from plenary.kernel.documents.tables import Unreadable, table_of_csv
from tests.workspace.spreadsheet.files import xlsx


def read(data, *, kind="workbook", seconds=20, megabytes=400):
    return read_apart(data, "units.csv", kind=kind, seconds=seconds, megabytes=megabytes)


def test_a_workbook_gives_days_numbers_and_the_values_of_formulas_as_text():
    data = xlsx(
        units=[["code", "order", "founded"], [], [("=1+1", "made"), 3, dt.date(2025, 5, 8)]],
        说明=[["not read"]],
    )

    (found,) = read(data)

    assert found.name == "units"
    assert found.rows == [(1, ["code", "order", "founded"]), (3, ["made", "3", "2025-05-08"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_the_encodings_of_the_field(encoding):
    (found,) = read("代码;名称\ntrade;商务局\n".encode(encoding), kind="csv")

    assert found.rows == [(1, ["代码", "名称"]), (2, ["trade", "商务局"])]


def test_the_sign_before_what_could_start_a_formula_is_taken_away():
    found = table_of_csv(b"code,name\n'=1,'quoted'\n", "x")

    assert found.rows[1] == (2, ["=1", "'quoted'"])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 this is no workbook", "broken"),
        (xlsx(units=[["x"]] * 20_001), "too-many-rows"),
        (xlsx(units=[["x"] * 201]), "too-many-columns"),
        (xlsx(**{f"s{n}": [["x"]] for n in range(31)}), "too-many-sheets"),
    ],
)
def test_a_workbook_that_cannot_be_taken_says_why(data, code):
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert refused.value.code == code


def test_a_hundred_thousand_rows_are_answered():
    with pytest.raises(Unreadable) as refused:
        read(b"code,name\n" + b"a,b\n" * 100_000, kind="csv")

    assert refused.value.code == "too-many-rows"
    assert refused.value.facts == {"most": tables.MOST_ROWS}


def test_one_cell_far_below_fills_no_memory():
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.add_worksheet("units").write(1_048_575, 16_383, "far")
    book.close()

    with pytest.raises(Unreadable) as refused:
        read(data.getvalue())

    assert refused.value.code in {"too-large", "too-many-rows", "too-many-columns"}


def test_a_field_longer_than_the_format_allows_is_refused():
    with pytest.raises(Unreadable) as refused:
        table_of_csv(b'code\n"' + b"x" * 200_000 + b'"\n', "x")

    assert refused.value.code == "broken"


def test_a_child_without_memory_is_answered():
    with pytest.raises(Unreadable) as refused:
        read(b"code,name\n" + b"a,b\n" * 19_000, kind="csv", megabytes=1)

    assert refused.value.code == "too-large"


def test_the_child_speaks_json(capsys, monkeypatch):
    assert '"error": "broken"' in apart._answer_for(b"PK", "workbook", "x")
    assert '"tables"' in apart._answer_for(b"a,b", "csv", "x")
