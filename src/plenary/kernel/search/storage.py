"""The index's own table in each database: the one place that writes it, and the form of its queries.

SQLite keeps an FTS5 table, PostgreSQL a table of ``tsvector`` with a GIN index; both hold the same
tokens. Neither database's own analysis is used: FTS5's finds nothing for two Chinese characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from plenary.kernel.search.asking import Term

_PUT = {
    "sqlite": "INSERT OR REPLACE INTO search_index (rowid, title, body) VALUES (%s, %s, %s)",
    "postgresql": (
        "INSERT INTO search_index (rowid, title, body)"
        " VALUES (%s, array_to_tsvector(%s::text[]), array_to_tsvector(%s::text[]))"
        " ON CONFLICT (rowid) DO UPDATE SET title = excluded.title, body = excluded.body"
    ),
}
_MATCH = {
    "sqlite": "SELECT rowid FROM search_index WHERE search_index MATCH %s",
    "postgresql": "SELECT rowid FROM search_index WHERE body @@ %s::tsquery",
}
_MATCH_TITLE = {
    "sqlite": _MATCH["sqlite"],
    "postgresql": "SELECT rowid FROM search_index WHERE body @@ %s::tsquery AND title @@ %s::tsquery",
}


def put(entry_id: int, *, title: list[str], body: list[str]) -> None:
    """Write the tokens of an entry; ``body`` holds the title's too."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_PUT["sqlite"], [entry_id, " ".join(title), " ".join(body)])
        else:
            cursor.execute(_PUT["postgresql"], [entry_id, title, body])


def drop(entry_ids: Iterable[int]) -> None:
    """Take entries out of the index."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM search_index WHERE rowid = %s", [(entry_id,) for entry_id in entry_ids]
        )


def matching(terms: Sequence[Term]) -> RawSQL:
    """Give the ids of the entries that hold every term."""
    return RawSQL(_MATCH[connection.vendor], [_query(terms, column="body")])  # noqa: S611 - bound


def matching_title(terms: Sequence[Term]) -> RawSQL:
    """Give the ids of the entries that hold every term in their titles."""
    if connection.vendor == "sqlite":
        return RawSQL(_MATCH_TITLE["sqlite"], [_query(terms, column="title")])  # noqa: S611 - bound
    query = _query(terms, column="title")
    return RawSQL(_MATCH_TITLE["postgresql"], [query, query])  # noqa: S611 - bound


def _query(terms: Sequence[Term], *, column: str) -> str:
    """Write the terms in the vendor's query language.

    A token consists of letters, digits and Chinese characters alone, so nothing in it can be taken
    for an operator; it is quoted all the same.
    """
    if connection.vendor == "sqlite":
        parts = [f'"{token}"{" *" * prefix}' for token, prefix in _tokens(terms)]
        return f"{{{column}}} : ({' AND '.join(parts)})"
    return " & ".join(f"'{token}'{':*' * prefix}" for token, prefix in _tokens(terms))


def _tokens(terms: Sequence[Term]) -> list[tuple[str, bool]]:
    return [
        (token, term.is_prefix and token == term.tokens[-1])
        for term in terms
        for token in term.tokens
    ]
