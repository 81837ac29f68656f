"""Deadline day: how long people wait when a few hundred of them report in the same ten minutes."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import cluster
import markdown

GOAL = 300
NAME = "plenary_bench_deadline"


def main(argv: list[str]) -> int:
    """Play it on PostgreSQL and print a table in Markdown; 1 where something failed or was lost."""
    parser = argparse.ArgumentParser(prog="bench.py deadline")
    parser.add_argument(
        "--minutes", type=float, default=10, help="in which it happens (%(default)s)"
    )
    parser.add_argument("--people", type=int, default=300, help="each of a unit (%(default)s)")
    parser.add_argument("--entries", type=int, default=1000, help="handed in (%(default)s)")
    parser.add_argument("--views", type=int, default=5000, help="of pages (%(default)s)")
    parser.add_argument("--tasks", type=int, default=10_000, help="there are (%(default)s)")
    options = parser.parse_args(argv)
    with cluster.server() as url, tempfile.TemporaryDirectory(prefix="plenary-bench-") as home:
        cluster.drop(url, NAME)
        address, _is_new = cluster.create(url, NAME)
        try:
            found = _played(address, home, argv)
        finally:
            cluster.drop(url, NAME)
    _show(found, options)
    return int(bool(found["faults"]) or found["kept"] != options.entries)


def _played(address: str, home: str, argv: list[str]) -> dict[str, Any]:
    """Play in a process of its own, with the settings of production, caches and limits included."""
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "PLENARY_HOME": home,
        "PLENARY_TRUSTED_PROXIES": "1",
        "DJANGO_SETTINGS_MODULE": "plenary.config.settings.production",
    }
    command = [sys.executable, str(Path(__file__).with_name("at_deadline.py")), *argv]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _show(found: dict[str, Any], options: argparse.Namespace) -> None:
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(
        f"\n{options.people} people, {options.entries:,} entries and {options.views:,} views of pages"
        f" in {options.minutes:g} minutes, {options.tasks:,} tasks; load of the machine {load}.\n"
    )
    every = [one for kind, times in found["kinds"].items() if kind != "sign in" for one in times]
    rows = [_row(kind, times) for kind, times in sorted(found["kinds"].items())]
    rows.append(_row("all but sign in", every))
    print(markdown.table(("what", "times", "p50 ms", "p95 ms", "p99 ms", "most ms"), rows))
    p95 = _quantile(sorted(every), 0.95)
    print(f"\nGoal: 95 of 100 within {GOAL} ms: {'met' if p95 < GOAL else 'missed'}.", end=" ")
    print(
        f"Errors: {len(found['faults'])}. Entries kept: {found['kept']} of {options.entries}.",
        end=" ",
    )
    print(f"The latest that one was asked after its moment: {1000 * found['late']:.0f} ms.\n")
    elapsed = found["elapsed"]
    shares = (
        f"{name} {seconds:.0f} s ({100 * seconds / elapsed:.0f} % of a core)"
        for name, seconds in found["spent"].items()
    )
    print(f"Processor in {elapsed:.0f} s: {', '.join(shares)}.")
    memory = max(found["memory"], default=0)
    print(f"Memory of server and worker together, at most: {memory:.0f} MB (PSS).")
    for fault in found["faults"][:10]:
        print(f"- {fault}")


def _row(kind: str, times: list[float]) -> tuple[str | int | float, ...]:
    ranked = sorted(times)
    marks = (_quantile(ranked, share) for share in (0.5, 0.95, 0.99))
    return kind, len(ranked), *marks, 1000 * ranked[-1]


def _quantile(ranked: list[float], share: float) -> float:
    return 1000 * ranked[min(len(ranked) - 1, int(share * len(ranked)))]
