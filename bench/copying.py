"""Fills a model's table by COPY: the given columns, the model's defaults in all others."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from psycopg import sql

AT_ONCE = 2000
"""Rows sent together."""
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


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
    tail = "".join(f"\t{_cell(value)}" for value in constants)
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as out:
        lines: list[str] = []
        for row in rows:
            lines.append("\t".join([_cell(value) for value in row]) + tail + "\n")
            if len(lines) == AT_ONCE:
                out.write("".join(lines))
                lines.clear()
        out.write("".join(lines))


def _cell(value: Any) -> str:
    """Write a value in the text form of COPY."""
    write = _WRITERS.get(type(value))
    return write(value) if write else str(value).translate(_ESCAPED)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPED)


_WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _value: "\\N",
    bool: lambda value: "t" if value else "f",
    int: str,
    float: str,
    str: lambda value: value.translate(_ESCAPED),
    dict: _json,
    list: _json,
    dt.date: dt.date.isoformat,
    dt.datetime: dt.datetime.isoformat,
}
