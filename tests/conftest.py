"""What every test may ask for."""

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
