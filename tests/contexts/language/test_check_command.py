"""The command ``plenary check``: files it reads, forms it gives, and plain sentences for bad input."""

import csv
import io
import json
import os
import sys
from pathlib import Path

import pytest

from plenary.config.cli import main
from plenary.contexts.language.checking import reading
from tests.contexts.language import factories as made


@pytest.fixture
def run(capfd, monkeypatch, tmp_path):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("PLENARY_HOME", str(tmp_path / "none"))

    def run_it(*arguments):
        code = main(["check", *map(str, arguments)])
        out, err = capfd.readouterr()
        return code, out, err

    return run_it


@pytest.fixture
def table(tmp_path):
    def write(*rows, encoding="utf-8", head=("zh", "en", "profile", "on"), name="pairs.csv"):
        out = io.StringIO()
        csv.writer(out).writerows([head, *rows])
        path = tmp_path / name
        path.write_bytes(out.getvalue().encode(encoding))
        return path

    return write


def test_a_table_gives_one_object_a_row_in_its_order(run, table):
    path = table(
        ("出口", "Export", "public_information", ""),
        ("推", "Push", "public_information", ""),
        ("甲乙丙丁", "Something Else", "general", "2020-01-01"),
    )

    code, out, err = run("--format", "jsonl", "--pairs", path)

    told = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "Checked by the terms that Plenary brings along.\n")
    assert [one["verdict"] for one in told] == ["fault", "pass", "person"]
    assert told[0]["findings"][0]["type"] == "wrong_word"
    assert told[0]["line"] == 2


def test_the_verdict_does_not_depend_on_the_company(run, table):
    pairs = [("出口", "Export", "", ""), ("电梯", "Elavator", "", ""), ("推", "Push", "", "")]
    _code, together, _err = run("--format", "jsonl", table(*pairs))
    alone = [run("--format", "jsonl", table(pair))[1] for pair in pairs]

    def judged(text):
        return [json.loads(line)["findings"] for line in text.splitlines()]

    assert judged(together) == [judged(one)[0] for one in alone]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_is_read_in_the_encodings_of_the_country(run, table, encoding):
    code, out, _err = run("--format", "jsonl", table(("出口", "Export", "", ""), encoding=encoding))

    assert code == 0
    assert json.loads(out)["zh"] == "出口"


def test_plain_text_is_read_by_tabs_or_line_under_line(run, tmp_path):
    path = tmp_path / "signs.txt"
    path.write_text("推\tPush\n\n小心地滑\nSlip Carefully\n入口\n出口\nExit\n", encoding="utf-8")

    code, out, _err = run(path)

    assert code == 0
    assert [line.split(": ")[1] for line in out.splitlines() if line.startswith(str(path))] == [
        "pass",
        "fault",
        "fault",
        "pass",
    ]
    assert "presence.missing-english" in out
    assert out.endswith("pass 2; fault 2; a person is needed 0\n")


def test_json_lines_are_read(run, tmp_path):
    path = tmp_path / "pairs.jsonl"
    path.write_text('{"zh": "出口", "en": "Export"}\n\n', encoding="utf-8")

    assert json.loads(run(path, "--format", "json")[1])[0]["verdict"] == "fault"


def test_standard_input_is_read(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("推\tPush\n".encode())))

    assert "-:1: pass" in run("-")[1]


def test_the_table_fits_the_terminal_and_wide_characters_take_two_columns(run, table):
    _code, out, _err = run("--format", "table", table(("出口" * 20, "Export", "", "")))

    head, row = out.splitlines()
    assert head.split()[:2] == ["line", "verdict"]
    assert row.index("Export") == 6 + 2 + 19 + 2 + 12 + 2


def test_strict_answers_one_where_a_fault_is_found(run, table):
    assert run("--strict", table(("出口", "Export", "", "")))[0] == 1
    assert run("--strict", table(("推", "Push", "public-information", "")))[0] == 0


def test_profile_and_day_hold_for_rows_that_name_none(run, tmp_path):
    path = tmp_path / "metro.txt"
    path.write_text("宣武门\tXUANWUMEN\n", encoding="utf-8")

    code, out, _err = run(path, "--profile", "metro", "--on", "2020-06-01", "--format", "jsonl")

    assert code == 0
    assert json.loads(out)["findings"][0]["type"] == "profile_mismatch"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"", "The head needs the columns zh and en"),
        ("a.csv", b"chinese,english\na,b\n", "The head needs the columns zh and en"),
        ("a.csv", b"zh,en\n", "The file is empty."),
        ("a.txt", b"\n \n", "The file is empty."),
        ("a.csv", "zh,en,on\n推,Push,soon\n".encode(), "Line 2: the date 'soon' is to be written"),
        ("a.txt", b"\x00\x01zh", "This is not a text file."),
        ("a.txt", b"\xff\xff\x80\xff", "It is text neither in UTF-8 nor in GB18030."),
        ("a.xlsx", b"PK", ".xlsx files are not read; save it as CSV"),
        ("a.jsonl", b"[1]\n", "Line 1 is not a JSON object with zh and en."),
        ("a.jsonl", b"{\n", "Line 1 is not a JSON object with zh and en."),
        ("a.csv", b"zh,en\na," + b"b" * (reading.LONGEST + 1), "Line 2 is longer than 200,000"),
        ("a.csv", b"zh,en\na," + b"b" * (4 * reading.LONGEST + 1), "is not CSV"),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_exit_code_2(
    run, tmp_path, name, content, sentence
):
    path = tmp_path / name
    path.write_bytes(content)

    code, _out, err = run(path)

    assert code == 2
    assert sentence in err
    assert "Traceback" not in err


def test_what_is_no_file_is_told_and_the_others_are_still_checked(run, table, tmp_path):
    code, out, err = run(
        "--format", "jsonl", tmp_path / "none", tmp_path, table(("推", "Push", "", ""))
    )

    assert code == 2
    assert json.loads(out)["verdict"] == "pass"
    assert "There is no such file." in err
    assert "This is a folder, not a file." in err


@pytest.mark.parametrize(
    "arguments", [[], ["--format", "xml", "a"], ["--profile", "poem", "a"], ["--on", "soon", "a"]]
)
def test_a_command_line_that_is_not_understood_is_answered_with_the_usage(run, arguments):
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert err.startswith("plenary check: ")
    assert "usage: plenary check" in err


def test_the_rules_are_given_as_a_table_that_a_newcomer_can_read(run):
    code, out, _err = run("--rules")
    listed = {row["rule"]: row for row in csv.DictReader(io.StringIO(out))}

    assert code == 0
    assert listed["metro.joined"]["profiles"] == "metro"
    assert listed["metro.joined"]["since"] == "2019-01-01"
    assert listed["grammar.agreement"]["reason_en"]
    assert listed["preposition.in"]["source"] == "usage"


def test_it_speaks_chinese_to_whoever_does(run, table, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    assert "有错" in run(table(("出口", "Export", "", "")))[1]
    assert "没有这个文件。" in run("nowhere.csv")[2]
    assert "用法：plenary check" in run("--help")[1]


def test_a_large_file_is_answered_row_by_row_as_it_is_read(table, monkeypatch):
    path = table(*[("推", "Push", "", "")] * 20_000)
    found = reading.rows(str(path), as_table=True, profile="", on=None)

    first = next(found)

    assert (first.zh, first.number) == ("推", 2)
    assert sum(1 for _row in found) == 19_999


@pytest.mark.django_db
def test_an_installation_is_asked_for_its_own_terms_and_their_days(run, table, monkeypatch):
    (Path(os.environ["PLENARY_HOME"])).mkdir()
    (Path(os.environ["PLENARY_HOME"]) / "plenary.sqlite3").touch()
    path = table(
        ("国际友谊广场", "International Friendship Plaza", "", "2026-01-01"),
        ("国际友谊广场", "Friend Place", "", "2026-01-01"),
        ("国际友谊广场", "International Friendship Plaza", "", "2010-01-01"),
    )
    _code, _out, before = run("--format", "jsonl", "--pairs", path)
    made.approved(
        name_zh="国际友谊广场",
        name_en="International Friendship Plaza",
        valid_from="2020-01-01",
        names=(made.forbidden("Friend Place"),),
    )

    code, out, err = run("--format", "jsonl", "--pairs", path)
    _code, _out, shipped = run("--shipped", path)

    assert code == 0
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["pass", "fault", "person"]
    assert "the office's own term base" in err
    assert before == shipped == "Checked by the terms that Plenary brings along.\n"
