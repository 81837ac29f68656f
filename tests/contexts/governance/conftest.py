"""What governance's tests may ask for."""

import datetime as dt

import pytest
import time_machine
from django.urls import NoReverseMatch, reverse

from tests.factories import grant_role, unit, unit_user, user

TODAY = dt.date(2025, 7, 1)


@pytest.fixture(autouse=True)
def _addresses(settings):
    """Name the pages' addresses where the pages are not mounted yet."""
    try:
        for name in ("task", "meeting", "requirement", "task-list", "plan"):
            reverse(f"governance:{name}", kwargs={"pk": 1})
    except NoReverseMatch:
        settings.ROOT_URLCONF = "tests.contexts.governance.addresses"


@pytest.fixture
def the_first_of_july():
    """Let it be noon on 1 July 2025 in Beijing."""
    with time_machine.travel(dt.datetime(2025, 7, 1, 4, 0, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def commerce(db):
    """A unit that leads."""
    return unit(name_zh="区商务局", name_en="Commerce Bureau", duties_zh="离境退税、国际消费、商圈")


@pytest.fixture
def liaison(commerce):
    """The leading unit's own account, in action."""
    return unit_user(commerce).actor


@pytest.fixture
def actor_of(db):
    """Give an account with these roles, in action: ``actor_of("leader")``."""

    def make(*roles):
        account = user()
        for role in roles:
            grant_role(account, role)
        return account.actor

    return make
