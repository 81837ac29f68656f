"""Rows of several tables by one column of each, in one question of the database whose SQL is written once.

A task's page asks some twenty small questions. Asked one by one through Django, each takes 0.2 to 0.6 ms, of which
the database takes 0.03; asked together, each row comes as one JSON array, and the page takes less than half of
what it took (docs/measurements.md). Only for records whose right to be seen has been decided already.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models import Model

M = TypeVar("M", bound=Model)

Convert = Callable[[Any], Any]
Source = tuple[type[Model], str, tuple[str, ...]]

SAME = {
    *("AutoField", "BigAutoField", "BigIntegerField", "IntegerField", "SmallIntegerField"),
    *("PositiveIntegerField", "PositiveSmallIntegerField", "PositiveBigIntegerField"),
    *("BooleanField", "CharField", "TextField", "URLField", "SlugField", "EmailField"),
    *("DateField", "DateTimeField", "JSONField"),
}
"""The kinds of columns whose values come through JSON whole; others are refused."""


@dataclass(slots=True)
class Wanted(Generic[M]):
    """The records of a table with one of some values in a column; ``without`` columns wait to be asked for."""

    model: type[M]
    column: str
    values: set[int]
    without: tuple[str, ...] = ()
    found: list[M] = field(default_factory=list)
    """Filled by ``fetch``, in no order."""

    def by_id(self) -> dict[int, M]:
        """Give what was found by its id."""
        return {int(record.pk): record for record in self.found}


@dataclass(frozen=True, slots=True)
class Table:
    """What turns a row of one table into a record: the fields, and the conversions of some of them."""

    model: type[Model]
    names: list[str]
    conversions: list[tuple[int, Convert]]

    def record(self, values: list[Any]) -> Model:
        """Make the record of a row."""
        for place, convert in self.conversions:
            if values[place] is not None:
                values[place] = convert(values[place])
        return self.model.from_db("default", self.names, values)


def want(
    model: type[M], column: str, values: Iterable[int | None], without: tuple[str, ...] = ()
) -> Wanted[M]:
    """Say which records are wanted; no value, no record."""
    return Wanted(model, column, {value for value in values if value is not None}, without)


def want_ids(model: type[M], ids: Iterable[int | None], without: tuple[str, ...] = ()) -> Wanted[M]:
    """Say by their ids which records are wanted."""
    return want(model, "id", ids, without)


def fetch(*wanted: Wanted[Any]) -> None:
    """Find all that is wanted in one question of the database; in none where nothing is."""
    if not any(one.values for one in wanted):
        return
    sources = tuple((one.model, one.column, one.without) for one in wanted)
    vendor = connection.vendor
    sql, tables = _question(sources, vendor)
    is_sqlite = vendor == "sqlite"
    given = [_listed(one.values, "[]" if is_sqlite else "{}") for one in wanted]
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        answer = cursor.fetchall()
    for place, row in answer:
        values = json.loads(row) if is_sqlite else row
        wanted[place].found.append(tables[place].record(values))


def _listed(values: Iterable[int], brackets: str) -> str:
    """Write ids as a list of the database: a text is of one type, however large the ids in it are."""
    return f"{brackets[0]}{','.join(map(str, values))}{brackets[1]}"


@cache
def _question(sources: tuple[Source, ...], vendor: str) -> tuple[str, list[Table]]:
    """Write the SQL of all sources, and how to read what it gives."""
    parts, tables = [], []
    for place, (model, column, without) in enumerate(sources):
        meta = model._meta  # noqa: SLF001 - Django's documented meta API
        fields = [one for one in meta.concrete_fields if one.attname not in without]
        name = next(str(one.column) for one in meta.concrete_fields if one.attname == column)
        parts.append(
            _select(place, meta.db_table, [str(one.column) for one in fields], name, vendor)
        )
        conversions = [
            (at, convert) for at, one in enumerate(fields) if (convert := _conversion(one))
        ]
        tables.append(Table(model, [one.attname for one in fields], conversions))
    return " UNION ALL ".join(parts), tables


def _select(place: int, table: str, columns: list[str], wanted: str, vendor: str) -> str:
    quote = connection.ops.quote_name
    listed = ", ".join(f"{quote(table)}.{quote(one)}" for one in columns)
    if vendor == "sqlite":
        array, among = "json_array", "IN (SELECT value FROM json_each(%s))"
    else:
        # As a question of its own the list is unknown to the plan, which is then made once a connection:
        # planned anew for each page's ids, the questions cost PostgreSQL twice as much.
        array, among = "json_build_array", "= ANY((SELECT %s::bigint[])::bigint[])"
    return f"SELECT {place}, {array}({listed}) FROM {quote(table)} WHERE {quote(wanted)} {among}"  # noqa: S608 - names of our own tables


def _conversion(column: models.Field[Any, Any]) -> Convert | None:
    """Give what turns a value out of JSON into the field's; none where it is the same already."""
    pointed = column.target_field if isinstance(column, models.ForeignKey) else column
    kind = pointed.get_internal_type()
    if kind not in SAME:
        raise TypeError(f"{column} does not come through JSON whole")
    if kind == "DateField":
        return dt.date.fromisoformat
    if kind == "DateTimeField":
        return _moment
    if connection.vendor == "sqlite" and kind == "BooleanField":
        return bool
    if connection.vendor == "sqlite" and kind == "JSONField":
        return json.loads
    return None


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
