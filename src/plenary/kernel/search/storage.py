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
_MATCH_FOUND = {
    "sqlite": _MATCH["sqlite"],
    "postgresql": "search_entry.terms @@ %s::tsquery",
}
"""For entries that something else has found: PostgreSQL looks into each, and into no index."""
_COMMON = """
SELECT DISTINCT left(token, 1)
FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS known (token, share)
WHERE schemaname = current_schema() AND tablename = %s AND attname IN ('terms', 'search_terms')
AND share >= %s AND left(token, 1) = ANY (%s)
"""
"""Raw, since it asks PostgreSQL's own statistics: 0.3 ms, where what it saves is 110 (docs/measurements.md)."""
_OFTEN = 0.1
"""The share of all records from which on a lone character is common."""
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
    """Give the condition that an entry holds every term and label.

    Asks PostgreSQL once how common a lone Chinese character is, where other terms stand beside it.
    """
    return _looked_up(_MATCH[connection.vendor], "search_entry", terms, labels)


def matching_public(lang: str, terms: Sequence[Term], labels: Sequence[str] = ()) -> RawSQL:
    """Give the same condition for what is public and has a title in a language: to be joined with just that.

    PostgreSQL knows of these by themselves how common a word is. A search of the Chinese pages for an English word
    read 100,000 of them: 188 ms of PostgreSQL's processor time a page, 4 since.
    """
    sql = _MATCH_PUBLIC[connection.vendor].format(lang=lang)
    return _looked_up(sql, f"search_entry_public_{lang}", terms, labels)


def matching_title(terms: Sequence[Term]) -> RawSQL:
    """Give the condition that an entry's titles hold every term; for entries found already, not to find by."""
    return _condition(_MATCH_FOUND[connection.vendor], _query(terms, in_title=True))


def _looked_up(sql: str, known_of: str, terms: Sequence[Term], labels: Sequence[str]) -> RawSQL:
    """Give the condition, by the index but for lone characters that are common.

    Every pair that begins with a character is gathered to find it by the index, a million records' for a common one;
    so it is looked for in what the other terms find. A rare one is gathered sooner than common words are looked
    through, and whether it is one PostgreSQL's statistics say: they may be old, and then only the time differs.
    """
    common = _common_among(terms, known_of)
    by_index = [term for term in terms if term not in common]
    if not common or not by_index:
        return _condition(sql, _query(_labelled(terms, labels), in_title=False))
    found = _condition(sql, _query(_labelled(by_index, labels), in_title=False))
    held = _condition(_MATCH_FOUND[connection.vendor], _query(common, in_title=False))
    both, bound = f"{found.sql} AND {held.sql}", [*found.params, *held.params]
    return RawSQL(both, bound, output_field=BooleanField())  # noqa: S611 - of two conditions made here


def _common_among(terms: Sequence[Term], known_of: str) -> list[Term]:
    """Give the lone characters that are in very many records; none where there is nothing else to find by."""
    lone = [term for term in terms if term.is_lone]
    if connection.vendor == "sqlite" or not lone or len(terms) == 1:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_COMMON, [known_of, _OFTEN, [term.tokens[-1] for term in lone]])
        common = {character for (character,) in cursor.fetchall()}
    return [term for term in lone if term.tokens[-1] in common]


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
