"""The database itself refuses to change what a frozen report says, on both databases.

Services refuse it first, with a sentence; this stands behind them. Rows may still be copied in, so
that an export can be imported, and a whole database can still be cleared; what was added or taken away
the digest tells.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

SENTENCE = "a frozen report never changes"
REPORT = "governance_report"
STATEMENT = "governance_statement"
SOURCE = "governance_statementsource"

_CONDITIONS = {
    REPORT: "OLD.state = 'frozen'",
    STATEMENT: (
        "EXISTS (SELECT 1 FROM governance_report r"
        " WHERE r.state = 'frozen' AND r.id = OLD.report_id)"
    ),
    SOURCE: (
        "EXISTS (SELECT 1 FROM governance_report r"
        " JOIN governance_statement s ON s.report_id = r.id"
        " WHERE r.state = 'frozen' AND s.id = OLD.statement_id)"
    ),
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place, instead of those that are there already."""
    remove(connection)
    with connection.cursor() as cursor:
        for table, condition in _CONDITIONS.items():
            for statement in _statements(connection.vendor, table, condition):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for a migration of these tables."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for table in _CONDITIONS:
            on = f" ON {table}" if is_postgresql else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table)}{on}")
            if is_postgresql:
                cursor.execute(f"DROP FUNCTION IF EXISTS {_name(table)}()")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Give the triggers that should be there and are not: SQLite loses them with a rebuilt table."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {name for (name,) in cursor.fetchall()}
    return [_name(table) for table in _CONDITIONS if _name(table) not in there]


def _name(table: str) -> str:
    return f"{table}_frozen"


def _statements(vendor: str, table: str, condition: str) -> list[str]:
    name = _name(table)
    if vendor != "postgresql":
        stop = f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        return [f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} {stop}"]
    stop = f"IF {condition} THEN RAISE EXCEPTION '{SENTENCE}'; END IF"
    body = f"BEGIN {stop}; RETURN NEW; END"
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
