"""Each practice's demo taken out, into PostgreSQL and back into SQLite, and backed up and restored on both.

``moving.py`` alone runs it, with ``DATABASE_URL`` naming a PostgreSQL server on which databases may be made.
Every row of every table and every file's bytes are compared, by the database's own words and not by the export's.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PRACTICES = ("cn-district", "city-council")
LIBRARIES = ("django_", "auth_", "account_", "mfa_", "socialaccount_", "sqlite_", "search_index")
"""Tables of libraries stay, and what SQLite keeps for itself of the index of the search."""
MADE_ANEW = "search_entry"
"""The index of the search must come out the same, under other numbers."""
NOTED = "'audit.installation.exported'"
"""That an export was made is written down after it, where it was made."""
SECRET = {
    "accounts_user": {"password"},
    "communications_subscription": {"token"},
}
"""Columns that stay: what lets somebody in."""
AUDIT = "data/audit.auditrow.jsonl"
Rows = dict[str, list[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Home:
    """An installation: its folder, and its database's address where it is no file."""

    path: Path
    database: str = ""

    def plenary(self, *words: object, **more: str) -> str:
        """Run a command on it; its sentences, or an end of everything where it is refused."""
        kept = {name: value for name, value in os.environ.items() if "PLENARY" not in name}
        environment = {
            **kept,
            "PYTHONPATH": str(ROOT / "src"),
            "PLENARY_HOME": str(self.path),
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "plenary.config.settings.production",
            "LC_ALL": "C.UTF-8",
            **more,
        }
        command = [sys.executable, "-m", "plenary", *map(str, words)]
        ended = subprocess.run(
            command, env=environment, check=False, capture_output=True, text=True
        )
        if ended.returncode:
            raise SystemExit(f"{' '.join(command)}\n{ended.stdout}{ended.stderr}")
        return ended.stdout

    def rows(self) -> Rows:
        """Give every row of every table, each value as the database writes it; SQLite's alone."""
        with closing(sqlite3.connect(self.path / "plenary.sqlite3")) as database:
            named = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = sorted(name for (name,) in named if not name.startswith(LIBRARIES))
            return {table: _rows(database, table) for table in tables}

    def files(self) -> dict[str, str]:
        """Give the hash of every stored file, by its place."""
        root = self.path / "files"
        return {
            str(one.relative_to(root)): hashlib.sha256(one.read_bytes()).hexdigest()
            for one in sorted(root.rglob("*"))
            if one.is_file()
        }


def _rows(database: sqlite3.Connection, table: str) -> list[tuple[str, ...]]:
    told = database.execute(f'PRAGMA table_info("{table}")').fetchall()
    left = {"id"} if table == MADE_ANEW else SECRET.get(table, ())
    columns = [one[1] for one in told if one[1] not in left]
    quoted = ", ".join(f'quote("{one}")' for one in columns)
    found = database.execute(f'SELECT {quoted} FROM "{table}"')
    return sorted(tuple(map(_alike, row)) for row in found if NOTED not in row)


def _alike(value: str) -> str:
    """Write JSON in one order of its names: SQLite keeps the order in which it was written, which means nothing."""
    if not value.startswith(("'{", "'[")):
        return value
    try:
        return json.dumps(json.loads(value[1:-1].replace("''", "'")), sort_keys=True)
    except ValueError:
        return value


def faults(work: Path, address: str) -> tuple[str, list[str]]:
    """Take each practice's demo on its trip; give what was compared, and what came out otherwise."""
    said, found = [], []
    for practice in PRACTICES:
        folder = work / practice
        folder.mkdir(parents=True)
        with _two_databases(address) as databases:
            count, wrong = _trip(practice, folder, databases)
        said.append(f"{practice} {count}")
        found += [f"{practice}: {one}" for one in wrong]
    return "; ".join(said), found


def _trip(practice: str, folder: Path, databases: list[str]) -> tuple[str, list[str]]:
    first = Home(folder / "first")
    first.plenary("demo", "--profile", practice, "--load-only")
    first.plenary("worker", "--once", PLENARY_PROFILE=practice, PLENARY_DEMO="1")
    first.plenary("audit", "seal")
    first.plenary("audit", "export")
    settings = {"PLENARY_PROFILE": practice, **_clock(practice)}
    first.plenary("export", folder / "first.zip", **settings)
    before, files = first.rows(), first.files()

    second = _with_key(Home(folder / "second", databases[0]), first)
    second.plenary("import", folder / "first.zip")
    second.plenary("export", folder / "second.zip")
    third = _with_key(Home(folder / "third"), second)
    third.plenary("import", folder / "second.zip")
    third.plenary("export", folder / "third.zip")
    told = _told(folder / "first.zip")
    found = _other("the export out of PostgreSQL", told, _told(folder / "second.zip"))
    found += _other("the export out of SQLite again", told, _told(folder / "third.zip"))
    found += _other("the tables", before, third.rows(), apart=_staying(first) - {MADE_ANEW})
    found += _other("the files in PostgreSQL's home", files, second.files())
    found += _other("the files", files, third.files())

    for one, other in (
        (third, Home(folder / "fourth")),
        (second, Home(folder / "fifth", databases[1])),
    ):
        copy, keys = folder / f"{one.path.name}.tar", folder / f"{one.path.name}-keys.tar"
        one.plenary("backup", copy, "--keys", keys)
        other.plenary("restore", copy, "--keys", keys)
        where = "PostgreSQL" if one.database else "SQLite"
        other.plenary("export", folder / f"{other.path.name}.zip")
        found += _other(
            f"what was restored on {where}", told, _told(folder / f"{other.path.name}.zip")
        )
        found += _other(f"the files restored on {where}", files, other.files())
    found += _other("the tables restored on SQLite", third.rows(), Home(folder / "fourth").rows())
    empty = sum(not rows for rows in before.values())
    count = sum(map(len, before.values()))
    return f"{count} rows of {len(before)} tables ({empty} empty), {len(files)} files", found


def _clock(practice: str) -> dict[str, str]:
    sys.path.insert(0, str(ROOT / "src"))
    from plenary.config.commands.demo import PLACES  # noqa: PLC0415 - the path is set above

    return {name: one for name, one in PLACES[practice].items() if name != "PLENARY_HOME"}


def _with_key(home: Home, of: Home) -> Home:
    (home.path / "keys").mkdir(parents=True)
    shutil.copy(of.path / "keys" / "audit", home.path / "keys")
    return home


def _told(archive: Path) -> dict[str, object]:
    """Give what an export holds, but the day on which it was made and that others were made before it."""
    with zipfile.ZipFile(archive) as opened:
        held: dict[str, object] = {name: opened.read(name) for name in opened.namelist()}
        manifest = json.loads(opened.read("manifest.json"))
        rows = opened.read(AUDIT).splitlines()
    told = {table.pop("name"): table for table in manifest["tables"]}
    told["audit.auditrow"] = {}
    held[AUDIT] = [row for row in rows if NOTED.strip("'").encode() not in row]
    held["manifest.json"] = {**manifest, "made_at": "", "origin": "", "tables": told}
    return held


def _staying(home: Home) -> set[str]:
    """Give the tables that stay, out of the written list; asked of a process that knows Django."""
    code = (
        "from plenary.config.moving.tables import STAYS; from django.apps import apps;"
        "print(' '.join(apps.get_model(one)._meta.db_table for one in STAYS))"
    )
    return set(home.plenary("manage", "shell", "--no-imports", "-c", code).split())


def _other(
    what: str,
    wanted: Mapping[str, object],
    found: Mapping[str, object],
    apart: Iterable[str] = (),
) -> list[str]:
    names = sorted({*wanted, *found} - set(apart))
    return [f"{what}: {one}" for one in names if wanted.get(one) != found.get(one)]


@contextmanager
def _two_databases(address: str) -> Iterator[list[str]]:
    names = [f"plenary_trip_{os.getpid()}_{number}" for number in (1, 2)]
    with psycopg.connect(address, autocommit=True) as server:
        for name in names:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield [_named(address, name) for name in names]
        finally:
            for name in names:
                end = sql.SQL("DROP DATABASE {} WITH (FORCE)")
                server.execute(end.format(sql.Identifier(name)))


def _named(address: str, name: str) -> str:
    return f"{address.rpartition('/')[0]}/{name}"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="plenary-moving-") as made:
        told, wrong = faults(Path(made), os.environ["DATABASE_URL"])
    print(told, *wrong, sep="\n")
    raise SystemExit(bool(wrong))
