"""Copies a PostgreSQL database by pg_dump and puts a copy back by pg_restore."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext as _
from psycopg import pq
from psycopg.conninfo import make_conninfo

from plenary.config.backup.errors import NotSafe, no_database
from plenary.config.backup.manifest import STEPS

ASIDE = "plenary_before_restore"
"""Where the old tables wait until the new ones are whole."""
WHOLE = ("--no-owner", "--no-privileges")


def copy_to(path: Path) -> None:
    """Write the database as it is at one moment, and hold no writer up."""
    _run("pg_dump", "--format=custom", *WHOLE, "--schema=public", f"--file={path}", database=True)


def check(path: Path) -> None:
    """Let pg_restore read the whole copy; ``NotSafe`` where it cannot, or finds nothing of Plenary's."""
    _run("pg_restore", "--file=/dev/null", str(path))
    if f" TABLE DATA public {STEPS} " not in _run("pg_restore", "--list", str(path)):
        raise no_database()


def is_empty() -> bool:
    """Say whether there is no table in this database yet, and none that waits aside."""
    return not connection.introspection.table_names() and not _is_aside()


def put_back(path: Path) -> None:
    """Put a copy into the place of what is there; that goes only when all of the copy is there."""
    if is_empty():
        _restore(path)
        return
    if _is_aside():  # a restore was killed half-way: what was there before it is there again
        _take_old_back()
    _do(f"ALTER SCHEMA public RENAME TO {ASIDE}", "CREATE SCHEMA public")
    try:
        _restore(path)
    except BaseException:
        _take_old_back()
        raise
    _do(f"DROP SCHEMA {ASIDE} CASCADE")


def _is_aside() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [ASIDE])
        return cursor.fetchone() is not None


def _take_old_back() -> None:
    _do("DROP SCHEMA IF EXISTS public CASCADE", f"ALTER SCHEMA {ASIDE} RENAME TO public")


def _do(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _restore(path: Path) -> None:
    """The schema itself is there already, so its line is left out of what is put back."""
    contents = _run("pg_restore", "--list", str(path))
    wanted = [line for line in contents.splitlines() if " SCHEMA - public" not in line]
    listed = path.with_suffix(".list")
    listed.write_text("\n".join(wanted), encoding="utf-8")
    alike = ("--exit-on-error", "--single-transaction", *WHOLE)
    _run("pg_restore", *alike, f"--use-list={listed}", str(path), database=True)


def _run(program: str, *arguments: str, database: bool = False) -> str:
    found = shutil.which(program)
    if found is None:
        raise NotSafe(
            _(
                "%(program)s is not on this machine. Install PostgreSQL's client programs"
                " (Debian: postgresql-client), of the server's version or newer."
            )
            % {"program": program}
        )
    where, environment = _where() if database else ([], dict(os.environ))
    ended = subprocess.run(  # noqa: S603 - a program of PostgreSQL's, with arguments of our own
        [found, *where, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        why = " ".join(ended.stderr.split())[:600]
        raise NotSafe(_("%(program)s failed: %(why)s") % {"program": program, "why": why})
    return ended.stdout


def _where() -> tuple[list[str], dict[str, str]]:
    """Name the database to a program; the password goes where other users cannot see it."""
    known = {option.keyword.decode() for option in pq.Conninfo.get_defaults()}
    asked = connection.get_connection_params()
    parts = {name: value for name, value in asked.items() if name in known and value}
    password = str(parts.pop("password", ""))
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    return [f"--dbname={make_conninfo(**parts)}"], environment
