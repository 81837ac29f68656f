"""The drill: backed up while others write, put back on an empty machine, and everything is there."""

import json
import re
import sqlite3
import subprocess
import sys
import uuid
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import connection

from plenary.config.backup import postgresql, sqlite
from plenary.config.backup.errors import NotSafe
from plenary.kernel.accounts.models import User
from plenary.kernel.audit import sealing
from plenary.kernel.audit.recording import record
from plenary.kernel.documents.hashing import content_hash
from plenary.kernel.documents.services import keep_file
from plenary.shared.actor import SYSTEM
from tests.factories import user
from tests.kernel.documents.factories import DOCX
from tests.kernel.installation import Installation


@pytest.fixture
def here(settings, tmp_path):
    """A home with files, keys and heads, in which the test's own process works."""
    home = tmp_path / "here"
    (home / "keys").mkdir(parents=True)
    (home / "keys" / "audit").write_text(django_settings.AUDIT_KEY, encoding="ascii")
    (home / "keys" / "secret").write_text("of here", encoding="ascii")
    (home / "practice.env").write_text(PRACTICE, encoding="utf-8")
    settings.HOME = home
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": home / "files"},
        },
    }
    return home


@pytest.fixture
def there():
    """An address of an empty database of the same kind as the test's, gone afterwards."""
    if connection.vendor == "sqlite":
        yield {}
        return
    of = connection.settings_dict
    server = f"{of['USER']}:{of['PASSWORD']}@{of['HOST']}:{of['PORT'] or 5432}"
    name = f"plenary_drill_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"postgresql://{server}/{of['NAME']}", autocommit=True) as own:
        own.execute(f'CREATE DATABASE "{name}"')
        yield {"DATABASE_URL": f"postgresql://{server}/{name}"}
        own.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def somebody_writing(home):
    """Another connection in the middle of a change that it has not committed."""
    if connection.vendor == "sqlite":
        other = sqlite3.connect(home / "plenary.sqlite3", isolation_level=None)
        other.execute("PRAGMA journal_mode=WAL")  # as a server that runs has set it
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE accounts_user SET name = 'half done'")
    else:
        of = connection.settings_dict
        other = psycopg.connect(
            host=of["HOST"],
            port=of["PORT"],
            user=of["USER"],
            password=of["PASSWORD"],
            dbname=of["NAME"],
        )
        other.execute("UPDATE accounts_user SET name = 'half done'")
    yield
    other.close()


PRACTICE = "PLENARY_PROFILE=city-council\nPLENARY_CALENDAR=GB-ENG\n"
COMMANDS = (
    "import json, sys; from plenary.config.cli import main\n"
    "for arguments in json.loads(sys.argv[1]): print('code', main(arguments))"
)


def run(environment, *commands):
    """Run commands one after another in a process, and give each one's code and what it said."""
    given = json.dumps([[str(argument) for argument in command] for command in commands])
    ended = subprocess.run(
        [sys.executable, "-c", COMMANDS, given],
        env={**environment, "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout
    said = re.split(r"code (\d)\n", ended.stdout)
    return [(int(code), words) for words, code in zip(said[:-1:2], said[1::2], strict=True)]


def users(home, address):
    query = "SELECT name, password FROM accounts_user"
    if address:
        with psycopg.connect(address) as database:
            return database.execute(query).fetchall()
    database = sqlite3.connect(home / "plenary.sqlite3")
    rows = database.execute(query).fetchall()
    database.close()
    return rows


@pytest.mark.django_db(transaction=True)
def test_the_drill(here, there, tmp_path):
    li = user(name="Li", password="argon-of-li")
    file = keep_file(actor=SYSTEM, data=DOCX, name="list.docx")
    record(actor=SYSTEM, action="test.done", subject=li)
    sealing.seal_rows()
    sealing.export_head()
    copy, keys = tmp_path / "b" / "plenary.tar", tmp_path / "keys.tar"
    ours = Installation(here).environment

    with somebody_writing(here):
        [made] = run(ours, ["backup", copy, "--keys", keys])
    assert made[0] == 0, made
    assert "was read again: 3 files" in made[1]
    assert [path.name for path in copy.parent.iterdir()] == ["plenary.tar"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in (copy, keys))

    empty = {**ours, "PLENARY_HOME": str(tmp_path / "there"), "DATABASE_URL": "", **there}
    without, back, again = run(
        empty, ["restore", copy], ["restore", copy, "--keys", keys], ["restore", copy]
    )
    assert (without[0], "another key" in without[1]) == (2, True), without
    assert (back[0], "The audit log is as it was sealed" in back[1]) == (0, True), back
    assert (again[0], "--replace" in again[1]) == (2, True), again

    new = tmp_path / "there"
    kept = new / "files" / "documents" / file.sha256[:2] / file.sha256
    assert users(new, there.get("DATABASE_URL")) == [("Li", "argon-of-li")]
    assert content_hash(kept.read_bytes()) == file.sha256
    assert (new / "keys" / "secret").read_text(encoding="ascii") == "of here"
    assert (new / "practice.env").read_text(encoding="utf-8") == PRACTICE
    assert len(list((new / "audit-heads").iterdir())) == 1
    assert [path.name for path in new.iterdir() if path.name.startswith(".")] == []

    kept.write_bytes(b"spoilt")
    (new / "practice.env").unlink()
    later, replaced = run(empty, ["backup", tmp_path / "later.tar"], ["restore", copy, "--replace"])
    assert (later[0], file.sha256 in later[1]) == (1, True), later
    assert (replaced[0], "is back" in replaced[1]) == (0, True), replaced
    assert content_hash(kept.read_bytes()) == file.sha256
    assert (new / "practice.env").exists()
    assert users(new, there.get("DATABASE_URL")) == [("Li", "argon-of-li")]


@pytest.mark.django_db(transaction=True)
def test_a_restore_that_fails_or_is_killed_leaves_the_old_database(here, tmp_path):
    user(name="Li")
    broken = tmp_path / "broken"
    broken.write_bytes(b"no dump")
    if connection.vendor == "sqlite":
        with pytest.raises(NotSafe, match="damaged"):
            sqlite.check(broken)
        return

    with pytest.raises(NotSafe, match="pg_restore failed"):
        postgresql.put_back(broken)
    assert User.objects.get().name == "Li"

    postgresql._do(f"ALTER SCHEMA public RENAME TO {postgresql.ASIDE}", "CREATE SCHEMA public")
    assert not postgresql.is_empty()
    with pytest.raises(NotSafe, match="pg_restore failed"):
        postgresql.put_back(broken)
    assert User.objects.get().name == "Li"
