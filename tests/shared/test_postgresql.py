"""A kept connection is given up when the server has closed its end, and asked only then."""

import socket
from unittest import mock

import pytest
from django.db import connection

from plenary.config.environment import Environment
from plenary.shared.postgresql.base import DatabaseWrapper
from plenary.shared.postgresql.planning import planned_each_time


@pytest.fixture
def ends():
    ours, servers = socket.socketpair()
    with ours, servers:
        yield ours, servers


def _wrapper(end):
    settings = Environment(database_url="postgresql://plenary@127.0.0.1/plenary").database()
    wrapper = DatabaseWrapper({**settings, "AUTOCOMMIT": True, "TIME_ZONE": None})
    wrapper.connection = mock.Mock(closed=False, fileno=end.fileno)
    wrapper.health_check_enabled = True
    wrapper.health_check_done = False
    return wrapper


def test_the_settings_name_this_backend():
    settings = Environment(database_url="postgresql://plenary@127.0.0.1/plenary").database()
    assert settings["ENGINE"] == "plenary.shared.postgresql"
    assert settings["CONN_HEALTH_CHECKS"]


def test_a_silent_connection_is_kept_without_a_question(ends):
    wrapper = _wrapper(ends[0])
    kept = wrapper.connection
    wrapper.close_if_health_check_failed()
    assert wrapper.connection is kept
    assert wrapper.health_check_done
    kept.cursor.assert_not_called()


@pytest.mark.parametrize("is_usable", [False, True])
def test_news_on_the_connection_are_looked_into(ends, is_usable):
    wrapper = _wrapper(ends[0])
    if is_usable:
        ends[1].send(b"a notice")  # the server is there and said something
    else:
        ends[1].close()
    with mock.patch.object(DatabaseWrapper, "is_usable", return_value=is_usable) as asked:
        wrapper.close_if_health_check_failed()
    asked.assert_called_once_with()
    assert (wrapper.connection is not None) == is_usable


def test_a_connection_closed_on_our_side_is_given_up(ends):
    wrapper = _wrapper(ends[0])
    wrapper.connection.closed = True
    with mock.patch.object(DatabaseWrapper, "is_usable", return_value=False):
        wrapper.close_if_health_check_failed()
    assert wrapper.connection is None


@pytest.mark.django_db
def test_planned_each_time_leaves_the_connection_as_it_was():
    is_postgresql = connection.vendor == "postgresql"
    usual = 3 if is_postgresql else None
    with planned_each_time():
        assert _threshold() is None
    assert _threshold() == usual

    with pytest.raises(ZeroDivisionError), planned_each_time():
        _ = 1 / 0
    assert _threshold() == usual


def _threshold():
    return getattr(connection.connection, "prepare_threshold", None)
