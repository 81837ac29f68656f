"""The index itself in each database: the one place that writes it, and the form of its queries.

SQLite keeps an FTS5 table beside the entries, PostgreSQL a ``tsvector`` on them; both hold the same
tokens. Neither database's own analysis is used: FTS5's finds nothing for two Chinese characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from psycopg.sql import Literal

from plenary.kernel.search.asking import Term

_PUT = {
    "sqlite": "INSERT OR REPLACE INTO search_index (title, body, rowid) VALUES (%s, %s, %s)",
    "postgresql": "UPDATE search_entry SET terms = array_to_tsvector(%s::text[]) WHERE id = %s",
}
_MATCH = {
    "sqlite": "search_entry.id IN (SELECT rowid FROM search_index WHERE search_index MATCH %s)",
    "postgresql": "search_terms(search_entry.terms) @@ %s::tsquery",
}
_MATCH_PUBLIC = {
    "sqlite": _MATCH["sqlite"],
    "postgresql": "search_terms(CASE WHEN search_entry.audience = 'public'"
    " AND search_entry.title_{lang} <> '' THEN search_entry.terms END) @@ %s::tsquery",
}
"""As the indexes of what is public are written: PostgreSQL uses them for nothing else."""
_MATCH_TITLE = {
    "sqlite": _MATCH["sqlite"],
    "postgresql": "search_entry.terms @@ %s::tsquery",
}
_TITLE = "="
"""Marks the tokens of a title in PostgreSQL; no token of a text begins with it."""
_LABEL = "\ue000"
"""Marks labels: a character of nobody's alphabet, which both databases keep and no word is cut with."""


def put(entries: Iterable[tuple[int, list[str], list[str]]]) -> None:
    """Write the tokens of entries: the id, the title's tokens, and all of them with the title's."""
    rows: list[list[Any]]
    if connection.vendor == "sqlite":
        rows = [[" ".join(title), " ".join(body), pk] for pk, title, body in entries]
    else:
        rows = [
            [[*body, *(f"{_TITLE}{token}" for token in title)], pk] for pk, title, body in entries
        ]
    with connection.cursor() as cursor:
        cursor.executemany(_PUT[connection.vendor], rows)


def label(name: str) -> str:
    """Give the token that stands for a label of a record."""
    return f"{_LABEL}{name}"


def drop(entry_ids: Iterable[int]) -> None:
    """Take entries out of the index; in PostgreSQL the entries take it with them."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM search_index WHERE rowid = %s", [(entry_id,) for entry_id in entry_ids]
            )


def matching(terms: Sequence[Term], labels: Sequence[str] = ()) -> RawSQL:
    """Give the condition that an entry holds every term and label."""
    return _condition(_MATCH[connection.vendor], _query(_labelled(terms, labels), in_title=False))


def matching_public(lang: str, terms: Sequence[Term], labels: Sequence[str] = ()) -> RawSQL:
    """Give the same condition for what is public and has a title in a language: to be joined with just that.

    PostgreSQL knows of these by themselves how common a word is. A search of the Chinese pages for an English word
    read 100,000 of them: 188 ms of PostgreSQL's processor time a page, 4 since.
    """
    sql = _MATCH_PUBLIC[connection.vendor].format(lang=lang)
    return _condition(sql, _query(_labelled(terms, labels), in_title=False))


def matching_title(terms: Sequence[Term]) -> RawSQL:
    """Give the condition that an entry's titles hold every term; for entries found already, not to find by."""
    return _condition(_MATCH_TITLE[connection.vendor], _query(terms, in_title=True))


def _labelled(terms: Sequence[Term], labels: Sequence[str]) -> list[Term]:
    return [*terms, *(Term((), (label(name),)) for name in labels)]


def _condition(sql: str, query: str) -> RawSQL:
    """Give the condition; in PostgreSQL the words stand in the statement.

    A statement that is asked often is planned once for any words, and that plan reads every record
    of a common one: 400 ms instead of 11 at 100,000 texts.
    """
    if connection.vendor == "sqlite":
        return RawSQL(sql, [query], output_field=BooleanField())  # noqa: S611 - a fixed text, bound
    written = Literal(query).as_string(None).replace("%", "%%")
    return RawSQL(sql.replace("%s", written), [], output_field=BooleanField())  # noqa: S611 - quoted by the driver


def _query(terms: Sequence[Term], *, in_title: bool) -> str:
    """Write the terms in the vendor's query language.

    A token consists of letters, digits and Chinese characters alone, so nothing in it can be taken
    for an operator; it is quoted all the same.
    """
    if connection.vendor == "sqlite":
        parts = [f'"{token}"{" *" * prefix}' for token, prefix in _tokens(terms)]
        return f"{{{'title' if in_title else 'body'}}} : ({' AND '.join(parts)})"
    mark = _TITLE if in_title else ""
    return " & ".join(f"'{mark}{token}'{':*' * prefix}" for token, prefix in _tokens(terms))


def _tokens(terms: Sequence[Term]) -> list[tuple[str, bool]]:
    return [
        (token, term.is_prefix and token == term.tokens[-1])
        for term in terms
        for token in term.tokens
    ]
