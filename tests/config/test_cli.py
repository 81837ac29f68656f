"""The command ``plenary`` knows its subcommands and loads nothing that it does not need."""

import subprocess
import sys
from importlib import import_module

import pytest

from plenary import __version__
from plenary.config.cli import SUBCOMMANDS, main


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def test_help_names_every_subcommand(capsys):
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in SUBCOMMANDS)


def test_without_arguments_it_helps(capsys):
    assert main([]) == 0
    assert "usage" in capsys.readouterr().out


def test_help_is_in_the_language_of_the_locale(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert main(["--help"]) == 0
    assert "用法" in capsys.readouterr().out


def test_the_version_is_told(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"plenary {__version__}\n"


@pytest.mark.parametrize(("locale", "said"), [("en_GB", "no command"), ("zh_CN", "没有")])
def test_an_unknown_subcommand_is_answered_plainly(capsys, monkeypatch, locale, said):
    monkeypatch.setenv("LC_ALL", locale)
    assert main(["reedout"]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_can_be_loaded(name):
    assert callable(import_module(SUBCOMMANDS[name].module).main)


def test_the_reader_is_called_without_django_or_what_a_plain_text_does_not_need():
    script = (
        "import sys; from plenary.config.cli import main; main(['readout', '--help']);"
        "heavy = {'django', 'lxml', 'trafilatura', 'pypdfium2', 'xlsxwriter', 'concurrent.futures'};"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
