"""The practice of an installation: noted by ``plenary init``, refused where it does not exist."""

import errno
import os
import stat

import pytest
from pydantic import ValidationError

from plenary.config import environment, faults, preparation
from plenary.config.commands import init, key
from plenary.config.environment import DEMO_SITES, PRACTICE, Environment, write_practice


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PLENARY_HOME", str(tmp_path))
    monkeypatch.setattr(
        environment, "_held_back", None
    )  # a command of another test has held keys back
    for name in ("PLENARY_PROFILE", "PLENARY_CALENDAR", "PLENARY_TIME_ZONE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_what_was_noted_is_read_and_a_variable_goes_before_it(home, monkeypatch):
    assert Environment().is_chinese

    write_practice("city-council", "GB-ENG", "Europe/London")
    found = Environment()
    assert (found.profile, found.calendar, found.time_zone) == (
        *("city-council", "GB-ENG"),
        "Europe/London",
    )
    assert not found.is_chinese

    monkeypatch.setenv("PLENARY_CALENDAR", "NZ")
    assert Environment().calendar == "NZ"


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({}, ("", "")),
        ({"site_name_zh": " 某区外事 "}, ("某区外事", "某区外事")),
        ({"site_name_zh": "某区外事", "site_name_en": "Some"}, ("某区外事", "Some")),
        ({"demo": True, "site_name_en": "Some"}, ("Some", "Some")),
        ({"demo": True, "profile": "city-council"}, DEMO_SITES["city-council"]),
        ({"demo": True, "profile": "cn-district"}, DEMO_SITES["cn-district"]),
    ],
)
def test_the_portal_has_the_name_that_it_was_given_in_one_language_or_both(home, given, names):
    assert tuple(Environment(**given).site_names().values()) == names


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("town-hall", "", ""), "cn-district"),
        (("city-council", "england", ""), "PLENARY_CALENDAR"),
        (("city-council", "XX", ""), "PLENARY_CALENDAR"),
        (("city-council", "GB-XXX", ""), "PLENARY_CALENDAR"),
        (("city-council", "GB-ENG", "Mars/One"), "PLENARY_TIME_ZONE"),
    ],
)
def test_a_practice_that_does_not_exist_is_refused_and_not_written(home, given, sentence):
    with pytest.raises(ValueError, match=sentence):
        write_practice(*given)
    assert not (home / PRACTICE).exists()


def test_an_unknown_practice_in_the_environment_stops_the_start(home, monkeypatch):
    monkeypatch.setenv("PLENARY_PROFILE", "town-hall")
    with pytest.raises(ValidationError, match="city-council"):
        Environment()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--calendar", "XX"], "PLENARY_CALENDAR"),
        (["--time-zone", "Mars/One"], "PLENARY_TIME_ZONE"),
    ],
)
def test_init_says_what_is_wrong_before_anything_is_made(home, capsys, options, sentence):
    assert init.main(["--email", "it@example.org", "--profile", "city-council", *options]) == 2
    assert sentence in capsys.readouterr().err
    assert list(home.iterdir()) == []


def test_processes_that_begin_at_the_same_instant_get_the_same_key(home, monkeypatch):
    others = []

    def another_begins_meanwhile(_file):
        if not others:
            others.append("begins")
            others[0] = Environment().key("audit")

    monkeypatch.setattr(os, "fsync", another_begins_meanwhile)

    assert [Environment().key("audit")] == others
    (kept,) = (home / "keys").iterdir()
    assert kept.read_text(encoding="ascii") == others[0]
    assert len(others[0]) == 64
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_key_is_kept_on_a_disk_whose_files_have_one_name_each(home, monkeypatch):
    def link(*_names):
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", link)
    key = Environment().key("audit")

    (kept,) = (home / "keys").iterdir()
    assert Environment().key("audit") == key == kept.read_text(encoding="ascii")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_key_that_holds_nothing_is_refused_with_its_place(home, monkeypatch):
    (home / "keys").mkdir()
    (home / "keys" / "audit").touch()
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    with pytest.raises(OSError, match="audit") as refused:
        Environment().key("audit")

    assert list(faults.sentences(refused.value)) == [
        (
            f"{home / 'keys' / 'audit'}: it is empty; put the key of a backup back there. Without a backup:"
            " plenary key audit says what is lost and how a new one is made"
        )
    ]


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_key_lost_for_good_is_made_anew_only_where_that_is_said(
    home, monkeypatch, capsys, is_gone
):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for module in (key, preparation):
        monkeypatch.setattr(module, "environment", Environment)
    assert key.main(["audit", "--lost"]) == 2
    assert "no installation" in capsys.readouterr().err
    assert list(home.iterdir()) == []

    (home / "plenary.sqlite3").touch()
    (home / "keys").mkdir()
    place = home / "keys" / "audit"
    if not is_gone:
        place.touch()
    assert key.main(["audit"]) == 2
    assert "no longer be proved" in capsys.readouterr().err
    assert not (place.exists() and place.read_text(encoding="ascii"))
    assert key.main(["audit", "--lost"]) == 0
    assert "Start plenary serve" in capsys.readouterr().out
    made = place.read_text(encoding="ascii")
    assert (len(made), stat.S_IMODE(place.stat().st_mode)) == (64, 0o600)

    assert key.main(["audit", "--lost"]) == 2
    assert "Nothing was changed" in capsys.readouterr().err
    assert place.read_text(encoding="ascii") == made
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert key.main(["secret"]) == 2
    assert "plenary key secret --lost" in capsys.readouterr().err
