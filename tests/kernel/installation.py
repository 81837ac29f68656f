"""The test's database as other processes see it: for tests that kill a process."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 240
"""Seconds: a process that starts on a busy machine takes its time, and no test waits longer than it must."""
ENDS_WITH_ITS_TEST = "import ctypes; ctypes.CDLL(None).prctl(1, 9)\n"
"""Linux: PR_SET_PDEATHSIG, SIGKILL. A run of the tests that is stopped half-way leaves no process behind."""


def wait_until(is_so):
    """Wait until something is so, and fail if it never is."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if is_so():
            return
        time.sleep(0.1)
    pytest.fail("it did not come to pass")


class Installation:
    """A home folder and a database that processes of their own may use.

    On PostgreSQL it is the test's own database, on SQLite a copy of it.
    """

    def __init__(self, home, **environment):
        self.home = home
        self.environment = {
            **os.environ,
            "PLENARY_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "plenary.config.settings.dev",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            **environment,
        }
        if connection.vendor == "postgresql":
            of = connection.settings_dict
            account = f"{of['USER']}:{of['PASSWORD']}"
            self.environment["DATABASE_URL"] = (
                f"postgresql://{account}@{of['HOST']}:{of['PORT'] or 5432}/{of['NAME']}"
            )
        else:
            self.environment.pop("DATABASE_URL", None)
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(home / "plenary.sqlite3")])
            # As a database is once Plenary has opened it: two who open a fresh copy at the same
            # moment would both change its mode, and the second of them waits for nobody.
            self.ask("PRAGMA journal_mode=WAL")

    def start(self, code):
        """Run some Python in a process of its own."""
        with (self.home / "said.txt").open("a") as said:
            return subprocess.Popen(
                [sys.executable, "-c", ENDS_WITH_ITS_TEST + code],
                env=self.environment,
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=said,
            )

    def said(self):
        """Give what the processes told on their way, for the sentence of a test that fails."""
        return (self.home / "said.txt").read_text()

    def ask(self, query):
        """Give what a query finds in the installation's database."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchall() if cursor.description else []
        database = sqlite3.connect(self.home / "plenary.sqlite3", timeout=20)
        with database:
            rows = database.execute(query).fetchall()
        database.close()
        return rows
