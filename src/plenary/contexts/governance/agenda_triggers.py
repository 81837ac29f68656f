"""The database itself refuses to change what a circulated agenda says, on both databases.

The service refuses it first, with a sentence; this stands behind it. Rows may still be copied in, so
that an export can be imported, and a whole meeting can still be cleared away.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

SENTENCE = "a circulated agenda never changes"
TABLE = "governance_agendaversion"
NAME = f"{TABLE}_circulated"
_CONDITION = "OLD.state = 'circulated'"


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the trigger in place, instead of one that is there already."""
    remove(connection)
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the trigger away: for a migration of its table."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {NAME}{f' ON {TABLE}' if is_postgresql else ''}")
        if is_postgresql:
            cursor.execute(f"DROP FUNCTION IF EXISTS {NAME}()")


def _statements(vendor: str) -> list[str]:
    if vendor != "postgresql":
        stop = f"WHEN {_CONDITION} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        return [f"CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} {stop}"]
    stop = f"IF {_CONDITION} THEN RAISE EXCEPTION '{SENTENCE}'; END IF"
    body = f"BEGIN {stop}; RETURN NEW; END"
    return [
        f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {NAME}()",
    ]
