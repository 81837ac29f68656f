"""Fills a model's table by COPY: the given columns, the model's defaults in all others."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from psycopg import sql


def copy(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of these attributes, the primary key among them, and set the sequence behind it."""
    fields = {field.attname: field for field in model._meta.local_concrete_fields}
    rest = [field for name, field in fields.items() if name not in names]
    columns = [*(fields[name].column for name in names), *(field.column for field in rest)]
    copy_columns(model._meta.db_table, columns, rows, [field.get_default() for field in rest])
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)


def copy_columns(
    table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], constants: Sequence[Any] = ()
) -> None:
    """Write rows into a table's columns; ``constants`` follow each row."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    tail = [_plain(value) for value in constants]
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as out:
        for row in rows:
            out.write_row([*(_plain(value) for value in row), *tail])


def _plain(value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, models.TextChoices) else value
