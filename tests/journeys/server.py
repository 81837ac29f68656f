"""The demo as ``plenary demo`` serves it: processes, home folder and database of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 240


@contextmanager
def served_demo(home, *options):
    """Serve the demo from an empty home; give its address. Afterwards nothing of it is left."""
    with _database() as url:
        port = free_port()
        process = _start(home, port, url, options)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, process, home)
            yield address
        finally:
            _stop(process)


@contextmanager
def _database():
    """Give the address of a fresh database where the suite runs on PostgreSQL, else nothing."""
    given = os.environ.get("DATABASE_URL", "")
    if not given:
        yield ""
        return
    parts = conninfo_to_dict(given)
    name = f"{parts.get('dbname') or 'plenary'}_journeys_{os.getpid()}_{time.monotonic_ns()}"
    with psycopg.connect(make_conninfo(given, dbname="postgres"), autocommit=True) as server:
        quoted = sql.Identifier(name)
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(quoted))
        server.execute(sql.SQL("CREATE DATABASE {}").format(quoted))
        try:
            yield _address(parts, name)
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(quoted))


def _address(parts, name):
    """Give the URL of another database of the same server."""
    host, port = parts.get("host") or "", parts.get("port") or 5432
    account = parts.get("user") or ""
    if parts.get("password"):
        account += f":{parts['password']}"
    if host.startswith("/"):
        return f"postgresql://{account}@/{name}?host={host}&port={port}"
    return f"postgresql://{account}@{host}:{port}/{name}"


def _start(home, port, url, options):
    environment = {
        **os.environ,
        "PLENARY_HOME": str(home / "var"),
        "PYTHONPATH": str(ROOT / "src"),
        "DATABASE_URL": url,
        "LC_ALL": "C.UTF-8",
    }
    for name in ("DJANGO_SETTINGS_MODULE", "PLENARY_DEMO", "PLENARY_PROFILE"):
        environment.pop(name, None)
    with (home / "demo.log").open("wb") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "plenary", "demo", "--port", str(port), *options],
            env=environment,
            cwd=home,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _wait_for(address, process, home):
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/demo/") as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    said = (home / "demo.log").read_text(encoding="utf-8", errors="replace")
    raise AssertionError(f"the demo did not come up:\n{said}")


def _stop(process):
    """Stop the server as Ctrl-C does, and with it its worker."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]
