"""The highest number that a table ever gave: what was deleted keeps its number, and the audit log tells of it."""

from __future__ import annotations

from django.db import connection, models


def last_id(model: type[models.Model]) -> int:
    """Give the highest number that this table gave, whether its row is still there or not."""
    table = model._meta.db_table  # noqa: SLF001 - Django's documented meta API
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            row = cursor.fetchone()
            return int(row[0]) if row else 0
        # A row that was given its number by hand has not moved the sequence; SQLite counts it.
        cursor.execute(
            "SELECT GREATEST(pg_sequence_last_value(pg_get_serial_sequence(%s, 'id')::regclass),"  # noqa: S608
            f" (SELECT max(id) FROM {connection.ops.quote_name(table)}))",
            [table],
        )
        return int(cursor.fetchone()[0] or 0)


def go_on_after(model: type[models.Model], number: int) -> None:
    """Let the next record of this table get a number above this one."""
    table = model._meta.db_table  # noqa: SLF001
    if not number:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number]
            )
        else:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, number])
