"""Questions that each page of the portal asks, put into SQL once a process.

Measured on the front page (cProfile, 2026-11-27): two thirds of its time went into writing the
statements of five querysets anew for each reader, a tenth into the database's answers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
Statement = tuple[str, tuple[Any, ...]]


def records(question: Callable[..., QuerySet[M]], *asked: Hashable) -> list[M]:
    """Give the records that answer a question, which must depend on nothing but what is asked."""
    sql, values = _statement(question, *asked)
    return list(_model_of(question, *asked).objects.raw(sql, values))


def records_of_all(questions: tuple[Callable[..., QuerySet[M]], ...], *asked: Hashable) -> list[M]:
    """Give what answers some questions about one model and the same columns, in one statement.

    Their order is that of no question: whoever asks puts the answers in order.
    """
    parts = [_statement(question, *asked) for question in questions]
    every = [f"SELECT * FROM ({sql}) AS part_{n}" for n, (sql, _) in enumerate(parts)]  # noqa: S608 - Django's own statements, their values are bound
    sql = " UNION ALL ".join(every)
    values = tuple(value for _sql, held in parts for value in held)
    return list(_model_of(questions[0], *asked).objects.raw(sql, values))


def first_row(question: Callable[..., QuerySet[Any, Any]], *asked: Hashable) -> tuple[Any, ...]:
    """Give the first row of plain values that answers a question; nothing where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(*_statement(question, *asked))
        return tuple(cursor.fetchone() or ())


@lru_cache(maxsize=64)
def _statement(question: Callable[..., QuerySet[Any, Any]], *asked: Hashable) -> Statement:
    """Write a question as the database understands it; the days asked for change, so few are kept."""
    sql, values = question(*asked).query.sql_with_params()
    return sql, tuple(values)


@lru_cache(maxsize=64)
def _model_of(question: Callable[..., QuerySet[M]], *asked: Hashable) -> Any:
    return question(*asked).model
