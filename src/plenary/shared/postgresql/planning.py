"""How PostgreSQL plans a query that is asked often."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def planned_each_time() -> Iterator[None]:
    """Let queries be planned for the values they are asked with, not once for any.

    A statement asked often is planned once a connection, for values of which nothing is known. Where few units have
    most of the work, that plan sorts thousands of rows to give the first hundred.
    """
    if connection.vendor != "postgresql":
        yield
        return
    connection.ensure_connection()
    line = connection.connection
    kept, line.prepare_threshold = line.prepare_threshold, None
    try:
        yield
    finally:
        line.prepare_threshold = kept
