"""A trip of everything to other machines and back: by the commands, in processes of their own."""

import json
import os
import sqlite3
import subprocess
import sys
import uuid
import zipfile
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

from plenary.config.moving import tables
from plenary.kernel.audit.models import AuditRow

ROOT = Path(__file__).resolve().parents[3]
MOVE = (
    "import sys; from plenary.config.cli import main;"
    "sys.exit(main(['import', sys.argv[1]]) or main(['export', sys.argv[2]]))"
)


@contextmanager
def new_database():
    """Give the address of an empty database of the test's server, gone afterwards; nothing on SQLite."""
    if connection.vendor == "sqlite":
        yield ""
        return
    of = connection.settings_dict
    server = f"{of['USER']}:{of['PASSWORD']}@{of['HOST']}:{of['PORT'] or 5432}"
    name = f"plenary_moved_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"postgresql://{server}/{of['NAME']}", autocommit=True) as own:
        own.execute(f'CREATE DATABASE "{name}"')
        yield f"postgresql://{server}/{name}"
        own.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def move(home, database, source, target):
    """Import into an installation of its own that has the test's audit key, and export again."""
    (home / "keys").mkdir(parents=True)
    (home / "keys" / "audit").write_text(settings.AUDIT_KEY, encoding="ascii")
    environment = {
        **os.environ,
        "PLENARY_HOME": str(home),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "plenary.config.settings.production",
        "PYTHONPATH": str(ROOT / "src"),
        "LC_ALL": "C.UTF-8",
    }
    ended = subprocess.run(
        [sys.executable, "-c", MOVE, str(source), str(target)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "The audit log is as it was sealed" in ended.stdout


def contents(path):
    """Give every file of an export but the day on which it was made."""
    if path.is_dir():
        found = {
            str(file.relative_to(path)): file.read_bytes()
            for file in path.rglob("*")
            if file.is_file()
        }
    else:
        with zipfile.ZipFile(path) as opened:
            found = {name: opened.read(name) for name in opened.namelist()}
    told = json.loads(found.pop("manifest.json"))
    del told["made_at"], told["origin"]
    return {**found, "manifest": told}


def queries():
    """Give for each table that travels what asks for all of its rows, in the database's own words.

    That an export was made is written down after it, where it was made.
    """
    for model in tables.travelling():
        columns = [field.column for field in tables.columns(model)]
        told = ", ".join(f'quote("{one}")' for one in columns)  # the value itself, with its type
        if connection.vendor == "postgresql":
            told = "ROW({})::text".format(", ".join(f'"{one}"' for one in columns))
        of = f'"{model._meta.db_table}"'
        if model is AuditRow:
            of += " WHERE action <> 'audit.installation.exported'"
        yield tables.label(model), f'SELECT {told} FROM {of} ORDER BY "id"'


def rows_here():
    """Give every row of every table of the test's own database."""
    with connection.cursor() as cursor:
        return {label: alike(cursor.execute(query).fetchall()) for label, query in queries()}


def rows_there(home, database):
    """Give the same of an installation of the same kind of database."""
    opened = psycopg.connect(database) if database else sqlite3.connect(home / "plenary.sqlite3")
    with closing(opened) as other:
        return {label: alike(other.execute(query).fetchall()) for label, query in queries()}


def alike(rows):
    """Write JSON in one order of its names: SQLite keeps the order in which it was written, which means nothing."""
    return [tuple(_alike(value) for value in row) for row in rows]


def _alike(value):
    if not value.startswith(("'{", "'[")):
        return value
    try:
        return json.dumps(json.loads(value[1:-1].replace("''", "'")), sort_keys=True)
    except ValueError:
        return value
