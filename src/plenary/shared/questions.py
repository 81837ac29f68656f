"""Questions that pages ask again and again, their SQL written once a process.

Django takes 0.3 to 2.5 ms to write a question and to work out how its rows are read; asking it takes 0.1
(docs/measurements.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)
Given = int | str
Kinds = tuple[type[Given], ...]
MANY = 20
"""Gaps: with more of them, a question is not kept."""
_MARK = "\ue000"
"""What a stand-in for a text begins with: a character for private use."""
_LOW = 30_000
"""Behind it are the stand-ins for numbers: every column of numbers has room for them."""


class Question(Generic[M]):
    """A question with gaps. What writes it is given a stand-in for each, and may depend on nothing else.

    Gaps are ids and short texts, which are compared as they are; no dates. ``TypeError`` where one is not,
    such as for a part of a text. One with many gaps is asked seldom, and written each time.
    """

    def __init__(self, write: Callable[..., QuerySet[M, Any]]) -> None:
        self._write = write
        self._written: dict[Kinds, _Written] = {}

    def rows(self, *given: Given) -> list[Sequence[Any]]:
        """Give the rows of a question for plain values."""
        return self._of(given).rows(given)

    def records(self, *given: Given) -> list[M]:
        """Give the records, with those that are selected along with them."""
        written = self._of(given)
        return [written.record(row) for row in written.rows(given)]

    def first(self, *given: Given) -> M | None:
        """Give the first record; none where nothing answers."""
        return next(iter(self.records(*given)), None)

    def _of(self, given: tuple[Given, ...]) -> _Written:
        kinds = tuple(type(one) for one in given)
        written = self._written.get(kinds) or _Written(self._write, kinds)
        if len(kinds) <= MANY:
            self._written[kinds] = written
        return written


class _Written:
    """The SQL of a question, where its gaps are, and how its rows are read."""

    def __init__(self, write: Callable[..., QuerySet[Any, Any]], kinds: Kinds) -> None:
        stand_ins = [_stand_in(kind, n) for n, kind in enumerate(kinds, start=1)]
        self._sql = ""
        compiler = write(*stand_ins).query.get_compiler(connection.alias)
        try:
            self._sql, parameters = compiler.as_sql()
        except EmptyResultSet:  # nothing can answer, so nothing is asked
            return
        places = {one: place for place, one in enumerate(stand_ins)}
        self._parameters = [
            (places.get(one) if isinstance(one, Given) else None, one) for one in parameters
        ]
        for place, one in self._parameters:
            if place is None and any(str(gap) in str(one) for gap in stand_ins):
                raise TypeError(f"A gap is compared otherwise than as it is: {one}")
        self._annotated = list(compiler.annotation_col_map.items())
        expressions = [one for one, *_sql in compiler.select]
        self._converters = list(compiler.get_converters(expressions).items())
        if (found := compiler.klass_info) is not None:
            own = slice(found["select_fields"][0], found["select_fields"][-1] + 1)
            self._model, self._own = found["model"], own
            self._names = [one.target.attname for one in expressions[own]]
            self._related = get_related_populators(found, compiler.select, connection.alias)  # type: ignore[call-arg]  # the stubs are of a later Django

    def rows(self, given: tuple[Given, ...]) -> list[Sequence[Any]]:
        if not self._sql:
            return []
        asked = [one if place is None else given[place] for place, one in self._parameters]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, asked)
            rows: list[Sequence[Any]] = cursor.fetchall()
        return list(self._converted(rows)) if self._converters else rows

    def record(self, row: Sequence[Any]) -> Any:
        found = self._model.from_db(connection.alias, self._names, row[self._own])
        for related in self._related:
            related.populate(row, found)
        for name, place in self._annotated:
            setattr(found, name, row[place])
        return found

    def _converted(self, rows: Iterable[Sequence[Any]]) -> Iterable[Sequence[Any]]:
        for values in map(list, rows):
            for place, (converters, expression) in self._converters:
                for convert in converters:
                    values[place] = convert(values[place], expression, connection)
            yield values


def _stand_in(kind: type[Given], n: int) -> Given:
    """Give what stands for the value of a gap while the question is written."""
    if kind is int:
        return _LOW + n
    if kind is str:
        return f"{_MARK}{n}"
    raise TypeError(f"{kind} cannot be put into a question")
