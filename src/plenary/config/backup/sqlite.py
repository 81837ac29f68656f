"""Copies a SQLite database while others write into it, and puts a copy in its place."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from plenary.config.backup.errors import NotSafe, no_database
from plenary.config.backup.manifest import STEPS

PATIENCE = 60.0
"""Seconds in which a copy must have begun: a writer of Plenary holds up no reader, another program might."""


def copy_to(path: Path) -> None:
    """Write the database as it is at one moment, and hold no writer up."""
    ends = time.monotonic() + PATIENCE

    def give_up(status: int, _remaining: int, _total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > ends:
            raise NotSafe(_("Another program holds the database. Try again when it has ended."))

    with closing(sqlite3.connect(_place())) as own, closing(sqlite3.connect(path)) as copy:
        own.backup(copy, progress=give_up)
        copy.execute("PRAGMA journal_mode=DELETE")


def check(path: Path) -> None:
    """Let SQLite read the whole copy; ``NotSafe`` where it finds something, or nothing of Plenary's.

    To SQLite a file of no byte, or of one, is a sound database without a table.
    """
    tables: set[str] = set()
    try:
        with closing(sqlite3.connect(path)) as copy:
            found = [row[0] for row in copy.execute("PRAGMA integrity_check(5)")]
            tables.update(row[0] for row in copy.execute("SELECT name FROM sqlite_master"))
    except sqlite3.DatabaseError as error:
        found = [str(error)]
    if found != ["ok"]:
        raise NotSafe(_("The copy of the database is damaged: %(why)s") % {"why": "; ".join(found)})
    if STEPS not in tables:
        raise no_database()


def is_empty() -> bool:
    """Say whether there is no database here yet: no file, or one without a table."""
    if not _place().exists():
        return True
    with closing(sqlite3.connect(_place())) as own:
        return own.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def put_back(path: Path) -> None:
    """Put a copy into the database's place, at once; what the old one had in its log goes with it.

    In the mode in which Plenary works: server and worker open it at the same moment, and of two who
    would both change the mode one is refused.
    """
    connection.close()
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("PRAGMA journal_mode=WAL")
    for ending in ("-wal", "-shm"):
        Path(f"{_place()}{ending}").unlink(missing_ok=True)
    path.replace(_place())


def _place() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])
