"""How fast the server is on PostgreSQL with many tasks: fills databases and measures each in a process."""

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

HEADINGS = (
    *("page", "clients", "p50 ms", "p95 ms", "a second"),
    *("server ms", "PostgreSQL ms", "queries", "kB"),
)
SLOWEST = 1.3
"""How many times the smaller size's time the larger may take."""


def main(argv: list[str]) -> int:
    """Measure at each size and print tables in Markdown."""
    options = _options(argv)
    sizes = [int(size) for size in options.sizes.split(",")]
    found = {}
    with cluster.server() as url, tempfile.TemporaryDirectory(prefix="plenary-bench-") as home:
        for size in sizes:
            name = f"plenary_bench_{size}"
            address, is_new = cluster.create(url, name)
            try:
                found[size] = _measured(size, address, is_new=is_new, home=home, options=options)
            finally:
                if not options.keep:
                    cluster.drop(url, name)
            _show(size, found[size])
    if len(sizes) > 1:
        _compare(sizes[0], sizes[-1], found)
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.py web")
    parser.add_argument("--sizes", default="10000,100000", help="tasks (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=5, help="of each run (%(default)s)")
    parser.add_argument("--clients", default="1,8", help="at once (default: %(default)s)")
    parser.add_argument("--entries", type=int, default=3, help="of each task (%(default)s)")
    parser.add_argument("--only", default="", help="pages whose names begin so, with commas")
    parser.add_argument("--keep", action="store_true", help="keep the databases for the next time")
    return parser.parse_args(argv)


def _measured(
    size: int, address: str, *, is_new: bool, home: str, options: argparse.Namespace
) -> dict[str, Any]:
    """Measure one size in a process of its own, since settings are read once."""
    command = [
        *(sys.executable, str(Path(__file__).with_name("at_size.py")), str(size)),
        *("--seconds", str(options.seconds), "--clients", options.clients),
        *("--entries", str(options.entries)),
        *("--only", options.only, *(["--fill"] if is_new else [])),
    ]
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "PLENARY_HOME": str(Path(home) / str(size)),
        "DJANGO_SETTINGS_MODULE": "uncounted",
        "PYTHONPATH": os.pathsep.join(
            filter(None, [str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
        ),
    }
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _show(size: int, found: dict[str, Any]) -> None:
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"\n{size:,} tasks (load of the machine while measuring: {load})\n")
    print(markdown.table(HEADINGS, ([*row.values()] for row in found["rows"])))
    print()
    if found["jobs"]:
        headings = ("the night's work", "gives", "seconds", "processor s", "PostgreSQL s")
        print(f"{markdown.table(headings, found['jobs'])}\n")
    print(f"Prepared and filled in {found['filled']:.0f} s.", end=" ")
    workers = ", ".join(f"{pss:.0f} MB ({rss:.0f} MB)" for pss, rss in found["memory"])
    print(f"Memory of each worker after it all, PSS (RSS): {workers}", flush=True)


def _compare(small: int, large: int, found: dict[int, dict[str, Any]]) -> None:
    print(f"\n{large:,} against {small:,} tasks (goal: at most {SLOWEST} times)\n")
    before = {(row["page"], row["clients"]): row for row in found[small]["rows"]}
    rows = [
        (
            *(row["page"], row["clients"]),
            row["p50"] / before[row["page"], row["clients"]]["p50"],
            _ratio(row["server"], before[row["page"], row["clients"]]["server"]),
            _ratio(row["postgresql"], before[row["page"], row["clients"]]["postgresql"]),
        )
        for row in found[large]["rows"]
        if (row["page"], row["clients"]) in before
    ]
    print(markdown.table(("page", "clients", "p50", "server", "PostgreSQL"), rows))


def _ratio(large: float | None, small: float | None) -> float | None:
    return large / small if large and small else None
