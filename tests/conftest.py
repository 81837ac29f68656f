"""What every test may ask for."""

import os

import pytest
from django.utils import translation

from tests.factories import grant_role, user


@pytest.fixture(autouse=True)
def _english():
    """Start each test in English, whatever the one before it switched to."""
    with translation.override("en"):
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


def pytest_sessionfinish(session, exitstatus):
    """Fail where nothing may be skipped and something was."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", [])) if reporter else 0
    if os.environ.get("PLENARY_NO_SKIPS") and skipped and exitstatus == 0:
        reporter.write_line(f"{skipped} skipped, but nothing may be skipped here", red=True)
        session.exitstatus = 1
