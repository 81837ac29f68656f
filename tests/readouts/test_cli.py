"""``plenary readout`` answers every file, in order, with a draft or a plain sentence."""

import io
import json
import os
import subprocess
import sys

import docx
import pytest

from plenary.readout.cli import main

CHINESE = """云湾区召开外事工作会议
2025-05-08  来源：云湾区外办

5月8日，云湾区委外事工作委员会召开2025年第一次全体会议。区委书记、区委外事工作委员会主任李明远主持会议并讲话。

会议强调，要加强统筹协调，提升国际语言环境建设水平。要深化国际友城交往，做好重大活动服务保障。
"""
ENGLISH = """The Yunwan Foreign Affairs Committee Meets
Date: 2025-05-08
Source: Foreign Affairs Office of Yunwan District

The committee held its first plenary meeting of 2025 on 8 May.

The meeting stressed that efforts will be made to improve public services, and strengthen coordination.
"""
NO_READOUT = "Roses are red.\nViolets are blue.\n"


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def chinese(tmp_path):
    path = tmp_path / "zh.txt"
    path.write_bytes(CHINESE.encode("gb18030"))
    return str(path)


@pytest.fixture
def english(tmp_path):
    path = tmp_path / "en.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    return str(path)


def test_a_file_becomes_a_draft_in_json(chinese, capsysbinary):
    assert main([chinese, "--format", "json"]) == 0
    form = json.loads(capsysbinary.readouterr().out)
    assert (form["id"], form["lang"]) == ("zh", "zh")
    assert form["directives"]
    for directive in form["directives"]:
        assert CHINESE[directive["start"] : directive["end"]] == directive["text"]


def test_several_files_are_answered_in_the_order_given(chinese, english, capsysbinary):
    assert main(["--format", "json", *[chinese, english] * 4]) == 0
    lines = capsysbinary.readouterr().out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["zh", "en"] * 4


def test_one_error_does_not_stop_the_others(chinese, english, tmp_path, capsysbinary):
    missing = str(tmp_path / "missing.txt")
    assert main([chinese, missing, str(tmp_path), english, "--format", "json"]) == 2
    out, err = capsysbinary.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["zh", "en"]
    assert err.decode().splitlines() == [
        f"{missing}: There is no such file.",
        f"{tmp_path}: This is a folder; name the files in it.",
    ]


def test_standard_input_is_read(capsysbinary, monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(ENGLISH.encode("utf-16")))
    monkeypatch.setattr(sys, "stdin", stream)
    assert main(["-", "--format", "json"]) == 0
    form = json.loads(capsysbinary.readouterr().out)
    assert (form["id"], form["lang"]) == (None, "en")


def test_the_language_can_be_given(english, capsysbinary):
    main([english, "--format", "json", "--lang", "zh"])
    assert "Traceback" not in capsysbinary.readouterr().err.decode()


@pytest.mark.parametrize(
    ("locale", "said"), [("C", "is no readout"), ("zh_CN.UTF-8", "不像会议通稿")]
)
def test_a_text_that_is_no_readout_is_answered_plainly(tmp_path, capsys, monkeypatch, locale, said):
    monkeypatch.setenv("LC_ALL", locale)
    path = tmp_path / "poem.txt"
    path.write_text(NO_READOUT)
    assert main([str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


@pytest.mark.parametrize("form", ["table", "json", "markdown", "xlsx"])
def test_a_file_is_written_whole(english, tmp_path, form):
    target = tmp_path / "out"
    assert main([english, "--format", form, "--output", str(target)]) == 0
    assert target.stat().st_size > 100
    assert [path.name for path in tmp_path.iterdir()] != []
    assert not list(tmp_path.glob(".plenary-*"))


def test_nothing_is_written_where_nothing_was_read(tmp_path):
    target = tmp_path / "out.json"
    target.write_text("kept")
    assert main([str(tmp_path / "none"), "--output", str(target)]) == 2
    assert target.read_text() == "kept"


def test_an_output_that_cannot_be_written_is_answered(english, tmp_path, capsys):
    assert main([english, "--output", str(tmp_path / "no" / "folder" / "out")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_workbook_is_not_thrown_at_a_terminal(english, capsys, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main([english, "--format", "xlsx"]) == 2
    assert "--output" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("locale", "said"), [("C", "usage: plenary readout"), ("zh_CN.UTF-8", "用法：plenary readout")]
)
@pytest.mark.parametrize("arguments", [[], ["--format", "xml", "a"], ["--colour"]])
def test_a_wrong_command_line_is_answered_with_the_usage(
    capsys, monkeypatch, arguments, locale, said
):
    monkeypatch.setenv("LC_ALL", locale)
    assert main(arguments) == 2
    assert said in capsys.readouterr().err


def test_what_was_done_on_the_way_is_told(tmp_path, capsys):
    menu = "<ul>" + "<li><a href='/'>Home</a></li>" * 30 + "</ul>"
    paragraphs = "".join(f"<p>{line}</p>" for line in ENGLISH.splitlines())
    path = tmp_path / "page.html"
    path.write_text(f"<!DOCTYPE html><html><body>{menu}{paragraphs}</body></html>")
    assert main([str(path)]) == 0
    assert "out of a page with navigation" in capsys.readouterr().err


def test_a_word_document_is_read(tmp_path, capsysbinary):
    document = docx.Document()
    for line in CHINESE.splitlines():
        document.add_paragraph(line)
    path = tmp_path / "通稿.docx"
    document.save(path)
    assert main([str(path), "--format", "json"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["id"] == "通稿"


def ran(command):
    """Run a shell command with ``$P`` for ``plenary readout``."""
    environment = {**os.environ, "P": f"{sys.executable} -m plenary readout", "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        ["bash", "-c", command], env=environment, capture_output=True, check=False, timeout=60
    )


def test_a_reader_that_goes_away_ends_it_quietly(english):
    ended = ran(
        f"$P {' '.join([english] * 200)} --format json | head -c 100; exit ${{PIPESTATUS[0]}}"
    )
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_closed_streams_make_no_traceback(english):
    for closed in (f"$P {english} 2>&-", f"$P {english} < /dev/null", "$P /no/file 2>&-"):
        assert b"Traceback" not in ran(closed).stderr


def test_a_full_disk_is_answered(english):
    ended = ran(f"$P {english} > /dev/full")
    assert ended.returncode == 2
    assert b"cannot be written" in ended.stderr
    assert b"Traceback" not in ended.stderr
