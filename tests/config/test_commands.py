"""The commands of an installation, in processes of their own where they end or serve."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from plenary.config import preparation
from plenary.config.commands import init, manage, serve, upgrade, worker
from plenary.kernel.accounts.models import User
from plenary.kernel.calendar.models import SpecialDay
from tests.kernel.installation import PATIENCE, ROOT, wait_until

PASSWORD = "a long enough sentence"


@pytest.fixture
def password_file(tmp_path):
    path = tmp_path / "password"
    path.write_text(f"{PASSWORD}\n", encoding="utf-8")
    return path


@pytest.fixture
def home(tmp_path):
    """An empty home, and the environment of commands on it."""
    environment = {
        **os.environ,
        "PLENARY_HOME": str(tmp_path / "home"),
        "PYTHONPATH": str(ROOT / "src"),
    }
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    return environment


@pytest.fixture
def run(home):
    """Start a command on the home: ``run("serve", "--port", 8000)`` gives its process, which ends with the test."""
    started = []

    def start(name, *arguments):
        code = (
            f"import sys; from plenary.config.commands.{name} import main;"
            " sys.exit(main(sys.argv[1:]))"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)],
            env={**home, "LC_ALL": "C.UTF-8"},
            cwd=home.get("HOME", "/"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        with process:
            process.kill()


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def answers(address):
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status == 200
    except urllib.error.HTTPError as refusal:
        refusal.close()
        return False
    except OSError:
        return False


@pytest.mark.once  # it makes a SQLite of its own
def test_an_empty_installation_is_made_served_and_worked_on(home, run, password_file):
    refused = run("serve")
    assert "plenary init" in refused.communicate(timeout=PATIENCE)[0]
    assert refused.returncode == 2

    weak = password_file.with_name("weak")
    weak.write_text("short", encoding="ascii")
    for words in (["init", "--email", "it@example.org", "--password-file"], ["restore"]):
        refused = run(*words, weak)
        refused.communicate(timeout=PATIENCE * 2)
        assert refused.returncode == 2
    home["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/nowhere"
    nowhere = run("init", "--email", "it@example.org", "--password-file", password_file)
    assert "port 1 failed" in nowhere.communicate(timeout=PATIENCE)[0]
    del home["DATABASE_URL"]
    assert not Path(home["PLENARY_HOME"]).exists(), (
        "a key made for nothing would be taken for its own"
    )

    made = run("init", "--email", "it@example.org", "--password-file", password_file)
    said = made.communicate(timeout=PATIENCE * 2)[0]
    assert made.returncode == 0, said
    assert "it@example.org is the administrator" in said
    keys = Path(home["PLENARY_HOME"]) / "keys"
    assert {path.name for path in keys.iterdir()} >= {"secret", "audit"}
    assert all(path.stat().st_mode & 0o077 == 0 for path in keys.iterdir())

    of_another = ("--profile", "city-council", "--calendar", "NZ")
    again = run("init", *of_another, "--email", "it@example.org", "--password-file", password_file)
    assert "already" in again.communicate(timeout=PATIENCE * 2)[0]
    assert again.returncode == 2
    assert not (keys.parent / "practice.env").exists(), "what is here works as it did"

    updated = run("upgrade")
    assert "0 steps were missing" in updated.communicate(timeout=PATIENCE)[0]
    assert updated.returncode == 0

    port = free_port()
    server = run("serve", "--port", port, "--workers", 1)
    try:
        page = f"http://127.0.0.1:{port}/accounts/sign-in/"
        wait_until(lambda: answers(page) or server.poll() is not None)
        with urllib.request.urlopen(page) as answer:
            text = answer.read().decode()
        style = re.search(r'href="(/static/plenary/plenary\.[0-9a-f]+\.css)"', text)[1]
        assert answers(f"http://127.0.0.1:{port}{style}")
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=PATIENCE)

    worked = run("worker", "--once")
    worked.communicate(timeout=PATIENCE)
    assert worked.returncode == 0
    verified = run("audit", "verify")
    assert "as it was sealed" in verified.communicate(timeout=PATIENCE)[0]
    assert verified.returncode == 0


def test_init_asks_for_what_it_is_not_told(db, monkeypatch, capsys, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setattr(init, "_ask", lambda question: "it@example.org")
    monkeypatch.setattr("getpass.getpass", lambda question: PASSWORD)

    assert init.main([]) == 0

    assert User.objects.get().check_password(PASSWORD)
    assert SpecialDay.objects.exists()
    assert "plenary serve" in capsys.readouterr().out


def test_init_refuses_passwords_that_differ_or_are_weak(
    db, monkeypatch, capsys, settings, tmp_path
):
    settings.STATIC_ROOT = tmp_path / "static"
    typed = iter([PASSWORD, "another", "short", "short"])
    monkeypatch.setattr("getpass.getpass", lambda question: next(typed))

    assert init.main(["--email", "it@example.org"]) == 2
    assert "not the same" in capsys.readouterr().err
    assert init.main(["--email", "it@example.org"]) == 2
    assert "too short" in capsys.readouterr().err

    assert not User.objects.exists()


@pytest.mark.parametrize("command", [serve, worker])
def test_a_database_that_is_behind_is_not_served(db, command, monkeypatch, capsys):
    monkeypatch.setattr(preparation, "pending", lambda: ["accounts.0002_something"])

    assert command.main([]) == 2

    assert "plenary upgrade" in capsys.readouterr().out


@pytest.mark.parametrize("command", [serve, upgrade])
def test_a_database_that_stopped_between_steps_that_are_one_today_is_not_taken_for_ready(
    db, command, capsys
):
    on_disk = MigrationLoader(None).disk_migrations["governance", "0001_whole_tables"]
    MigrationRecorder(connection).record_unapplied(*on_disk.replaces[-1])

    assert preparation.pending() == []
    assert command.main([]) == 2

    assert "stopped between two steps" in capsys.readouterr().err


def test_a_database_that_is_up_to_date_is_ready(db):
    assert preparation.pending() == []
    assert preparation.is_ready()


def test_the_worker_does_what_is_ready_and_ends(db):
    assert worker.main(["--once"]) == 0


def test_djangos_commands_are_run_under_manage(db, capsys):
    assert manage.main(["check"]) == 0

    assert "no issues" in capsys.readouterr().out


def test_init_without_a_terminal_says_how_to_give_the_password(capsys, monkeypatch):
    def nobody_there(_question):
        raise EOFError

    monkeypatch.setattr("getpass.getpass", nobody_there)

    assert init._password(None) == ""
    assert "--password-file" in capsys.readouterr().err
