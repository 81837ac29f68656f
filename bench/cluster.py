"""A PostgreSQL to measure on: the server of ``DATABASE_URL``, or a cluster made for the purpose."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Give the address of a server on which databases may be created, without a database's name."""
    given = os.environ.get("DATABASE_URL", "")
    if given:
        yield given
        return
    programs = _programs()
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="plenary-bench-pg-"))
    try:
        folder.chmod(0o755)
        data = folder / "data"
        _own(folder)
        _as_postgres(
            f"{programs}/initdb -D {data} -U plenary -A trust -E UTF8 --locale=C.UTF-8",
            f"{programs}/pg_ctl -D {data} -l {folder}/log -w"
            f" -o '-p {port} -k {folder} -c listen_addresses=127.0.0.1' start",
        )
        yield f"postgresql:///postgres?user=plenary&host={folder}&port={port}"
    finally:
        _as_postgres(f"{programs}/pg_ctl -D {folder}/data -m immediate stop || true")
        shutil.rmtree(folder, ignore_errors=True)


def create(url: str, name: str) -> tuple[str, bool]:
    """Make a database unless it is there; give its address and whether it is new."""
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        is_new = found.fetchone() is None
        if is_new:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return _named(url, name), is_new


def drop(url: str, name: str) -> None:
    """Take a database away."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def free_port() -> int:
    """Give a port of loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _named(url: str, name: str) -> str:
    parts = conninfo_to_dict(url) | {"dbname": name}
    return f"postgresql:///{parts.pop('dbname')}?{urlencode(parts)}"


def _programs() -> Path:
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    raise SystemExit("no PostgreSQL here: install it, or set DATABASE_URL to a server")


def _own(folder: Path) -> None:
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)


def _as_postgres(*commands: str) -> None:
    """Run commands; the server refuses to run as root, so root hands over to ``postgres``."""
    for command in commands:
        line = ["su", "postgres", "-c", command] if os.geteuid() == 0 else ["sh", "-c", command]
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL, cwd="/")
