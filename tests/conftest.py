"""What every test may ask for."""

import datetime as dt
import gc
import os
from importlib import import_module
from pathlib import Path
from unittest import mock

import hypothesis
import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.urls import set_script_prefix
from django.utils import translation

from plenary.contexts.language.selectors import index
from plenary.kernel.audit import triggers
from plenary.kernel.calendar import selectors as calendar
from tests.children import run_apart, run_here
from tests.factories import grant_role, user

HERE = Path(__file__).parent
PLAIN = tuple((HERE / "contexts" / "language").glob("test_checking*.py"))
"""The checker's own tests: no database has a part in them, nor in the reader's."""

ONCE = HERE / "readouts", HERE / "architecture", HERE / "attacks", HERE / "kernel" / "calendar"
"""The reader, the source, attacks from outside, and days that are counted."""

MADE_AND_SHOWN = {
    HERE / folder / f"test_{name}.py"
    for folder, names in {
        "contexts/governance": (
            "meeting_packs reports_files reports_pack sheets sign_in letters list_columns list_dates"
            " reports_drafting lights readings_doubts readings_matching readings_names readings_pairing"
            " readings_papers readings_short_names council"
        ),
        "contexts/communications": (
            "portal markup programme images title_pictures site_export newsroom text_files importing"
            " credit names differences machines"
        ),
        "contexts/language": "files check_command",
        "kernel/documents": "images title_images",
        "kernel/accounts": "security_keys",
    }.items()
    for name in names.split()
}
"""Files and papers made or taken apart, texts read in, and the portal as anybody sees it, beside all that is called pages:
what they ask of a database stands in selectors and services. Sign-in, pages of bodies and posts, and what is counted by
the month ask it in SQL of their own, so they are not among them."""

BOTH = HERE / "config", HERE / "kernel" / "search", HERE / "kernel" / "audit"
"""Backup and restore, search, audit log."""

APART = HERE / "kernel", HERE / "attacks", HERE / "readouts"
"""Whose tests start the processes in which files are read."""

hypothesis.settings.register_profile(
    "suite",
    deadline=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile(
    "search", parent=hypothesis.settings.get_profile("suite"), derandomize=False
)
hypothesis.settings.load_profile("suite")
"""The same examples each time, however slow the machine; ``--hypothesis-profile=search`` tries new ones."""


@pytest.fixture(autouse=True)
def _english():
    """Start each test in English, whatever the one before it switched to."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """Start each test without what the process remembers of the one before."""
    set_script_prefix("/")
    cache.clear()
    calendar.forget()
    index.forget()


@pytest.fixture(scope="session", autouse=True)
def _files_are_read_here():
    """Start no process for each file that is handed in or made."""
    with run_here():
        yield


@pytest.fixture(autouse=True)
def _files_are_read_apart(request):
    """Start those processes after all where they are what is looked at."""
    is_looked_at = any(request.path.is_relative_to(folder) for folder in APART)
    if is_looked_at or request.node.get_closest_marker("apart"):
        with run_apart():
            yield
    else:
        yield


@pytest.fixture(scope="session", autouse=True)
def _clearing_up_may_empty_the_audit_log():
    """Let the clearing up after a test with real transactions past the audit log's triggers.

    What a new installation begins with is put back: whatever test comes next finds it.
    """
    flush = BaseDatabaseOperations.execute_sql_flush
    first_rows = import_module("plenary.contexts.governance.migrations.0002_first_rows")

    def flush_without_triggers(operations, statements):
        triggers.remove(connection)
        flush(operations, statements)
        triggers.install(connection)
        for add in (first_rows.add_themes, first_rows.add_ladders, first_rows.add_topic_kinds):
            add(apps, None)

    with mock.patch.object(BaseDatabaseOperations, "execute_sql_flush", flush_without_triggers):
        yield


@pytest.fixture
def standing_clock():
    """Let no time pass: limits count in the clock's own minutes and hours, of which one may end within a test."""
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False):
        yield


@pytest.fixture
def office(db):
    """An account of the office, in action."""
    return grant_role(user(name="Office"), "office").actor


@pytest.fixture
def verifier(db):
    """An account of the supervision office, in action."""
    return grant_role(user(name="Verifier"), "verifier").actor


@pytest.fixture
def signed_in(client, db):
    """Sign an account in: ``signed_in(user)`` gives the client."""

    def sign_in(account):
        client.force_login(account)
        return client

    return sign_in


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark ``once`` what CI looks at on SQLite alone, and ``both`` what speaks to each database in its own words."""
    marks = {path: list(_marks_of(path)) for path in {item.path for item in items}}
    for item in items:
        for mark in marks[item.path]:
            item.add_marker(mark)


def _marks_of(path):
    is_once = any(path.is_relative_to(folder) for folder in ONCE) or path in MADE_AND_SHOWN
    is_once |= "pages" in path.stem.split("_")
    if (is_once and path.stem != "test_guessing") or path in PLAIN:
        yield pytest.mark.once
    if any(path.is_relative_to(folder) for folder in BOTH):
        yield pytest.mark.both


def pytest_collection_finish():
    """Leave what was imported out of the garbage's counting, which took an eighth of a test's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_sessionfinish(session, exitstatus):
    """Fail where nothing may be skipped and something was."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", [])) if reporter else 0
    if os.environ.get("PLENARY_NO_SKIPS") and skipped and exitstatus == 0:
        reporter.write_line(f"{skipped} skipped, but nothing may be skipped here", red=True)
        session.exitstatus = 1
