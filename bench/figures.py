"""The figures of one run: how long answers took, and what processor time they cost on either side."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import asking
import processes
import psycopg
from asking import Answers, Ask
from psycopg.conninfo import conninfo_to_dict

WARMING = 1.0
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its port, its process and the address of its database."""

    port: int
    process: int
    database: str


def measured(
    served: Served,
    name: str,
    ask: Callable[[], Ask],
    *,
    clients: int,
    seconds: float,
    queries: int | None,
) -> Row:
    """Warm a page up, ask it for some seconds, and give its row."""
    asking.run(served.port, ask, clients=clients, seconds=min(WARMING, seconds))
    before = spent(served)
    found = asking.run(served.port, ask, clients=clients, seconds=seconds, most=50_000)
    return row(name, clients, found, before, spent(served), queries=queries)


def timed(work: Callable[[], int], database: str) -> tuple[int, float, float, float]:
    """Work, and give what it gave, with the seconds by the clock, of this process and of PostgreSQL's."""
    work_behind = backends(database)
    before = time.perf_counter(), time.process_time(), processes.processor_seconds(work_behind)
    done = work()
    after = time.perf_counter(), time.process_time(), processes.processor_seconds(work_behind)
    clock, own, theirs = (b - a for a, b in zip(before, after, strict=True))
    return done, clock, own, theirs


def spent(served: Served) -> tuple[float, float]:
    """Give the processor seconds of the server's processes and of PostgreSQL's behind them."""
    return (
        processes.processor_seconds(processes.tree(served.process)),
        processes.processor_seconds(backends(served.database)),
    )


def backends(address: str) -> list[int]:
    """Give PostgreSQL's processes that serve a database; none where it is on another machine."""
    host = str(conninfo_to_dict(address).get("host", ""))  # a folder is that of a socket
    if not host.startswith("/") and host not in {"", "127.0.0.1", "localhost", "::1"}:
        return []
    with psycopg.connect(address) as connection:
        found = connection.execute(
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return [pid for (pid,) in found]


def row(
    name: str,
    clients: int,
    found: Answers,
    before: tuple[float, float],
    after: tuple[float, float],
    *,
    queries: int | None,
) -> Row:
    """Give a row of the table, and tell of it at once."""
    count = len(found.seconds)
    server, database = (1000 * (b - a) / count for a, b in zip(before, after, strict=True))
    made = {
        "page": name,
        "clients": clients,
        "p50": 1000 * statistics.median(found.seconds),
        "p95": found.quantile(0.95),
        "rate": found.rate,
        "server": server,
        "postgresql": database or None,
        "queries": queries,
        "kilobytes": round(found.size / 1000) or None,
    }
    print(made, file=sys.stderr)
    return made
