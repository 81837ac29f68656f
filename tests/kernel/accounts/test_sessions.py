"""A session brings its account along, and proves it by the same rules as Django's own."""

import datetime as dt

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.kernel.accounts.models import Session, User
from plenary.kernel.accounts.sessions import SessionStore
from plenary.shared import clock
from tests.factories import grant_role, user

pytestmark = pytest.mark.django_db
HOME = "/notifications/"


@pytest.fixture
def holder(client):
    holder = grant_role(user(), "office")
    client.force_login(holder)
    return holder


def _is_in(client):
    return client.get(HOME).status_code == 200


def _stored(client):
    return SessionStore(client.cookies["sessionid"].value)


def test_the_account_comes_in_the_sessions_own_query(client, holder):
    assert Session.objects.get().account == holder
    with CaptureQueriesContext(connection) as asked:
        assert _is_in(client)
    of_users = [one["sql"] for one in asked.captured_queries if "accounts_user" in one["sql"]]
    assert len(of_users) == 1
    assert "accounts_session" in of_users[0]


def test_a_session_without_an_account_is_nobodys(client):
    store = SessionStore()
    store["chosen"] = "zh"
    store.save()
    client.cookies["sessionid"] = store.session_key
    assert Session.objects.get().account is None
    assert not _is_in(client)


def test_a_session_that_has_run_out_is_nobodys(client, holder):
    Session.objects.update(expire_date=clock.now() - dt.timedelta(seconds=1))
    assert not _is_in(client)


@pytest.mark.parametrize(
    "change", [{"password": make_password("another one, long enough")}, {"is_active": False}]
)
def test_a_session_ends_with_the_password_and_with_the_account(client, holder, change):
    assert _is_in(client)
    User.objects.filter(pk=holder.pk).update(**change)
    assert not _is_in(client)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (HASH_SESSION_KEY, "0" * 64),
        (HASH_SESSION_KEY, ""),
        (BACKEND_SESSION_KEY, "django.contrib.auth.backends.ModelBackend"),
    ],
)
def test_a_session_that_proves_nothing_is_nobodys(client, holder, key, value):
    store = _stored(client)
    store[key] = value
    store.save()
    assert not _is_in(client)


def test_the_column_alone_lets_nobody_in_as_another(client, holder):
    other = grant_role(user(), "office")
    Session.objects.update(account=other)
    answer = client.get(HOME)
    assert answer.wsgi_request.user == holder


def test_an_account_named_in_the_data_alone_lets_nobody_in(client, holder):
    other = grant_role(user(), "office")
    User.objects.filter(pk=other.pk).update(password=make_password("the other's own password"))
    store = _stored(client)
    store[SESSION_KEY] = str(other.pk)
    store.save()
    assert not _is_in(client)


def test_sessions_outlive_a_change_of_the_key_where_the_former_one_is_named(
    client, holder, settings
):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, drawn for this test alone, long enough to be one"
    assert _is_in(client)


def test_what_has_run_out_is_cleared_away(client, holder):
    Session.objects.update(expire_date=clock.now() - dt.timedelta(days=1))
    SessionStore.clear_expired()
    assert not Session.objects.exists()
