"""How fast the portal is beside a stock Wagtail site of the same size, on the same server and database."""

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
import wagtail_speed
from web_speed import HEADINGS

GOAL_SEEN, GOAL_WEIGHT = 1.0, 60_000


def main(argv: list[str]) -> int:
    """Measure both at each size and print tables in Markdown."""
    options = _options(argv)
    with cluster.server() as url, tempfile.TemporaryDirectory(prefix="plenary-bench-") as home:
        beside = None if options.alone else wagtail_speed.installed(Path(home) / "wagtail")
        for size in (int(size) for size in options.sizes.split(",")):
            ours = _ours(url, size, home, options)
            _show(f"Plenary, {size:,} pages", ours)
            if beside is None:
                continue
            theirs = wagtail_speed.measured(beside, url, size, options)
            _show(f"Stock Wagtail {wagtail_speed.VERSION}, {size:,} pages", theirs)
            _compare(size, ours, theirs)
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.py portal")
    parser.add_argument("--sizes", default="300,100000", help="pages (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=3, help="of each run (%(default)s)")
    parser.add_argument("--clients", default="1,8", help="at once (default: %(default)s)")
    parser.add_argument("--alone", action="store_true", help="without Wagtail beside it")
    parser.add_argument("--keep", action="store_true", help="keep the databases for the next time")
    return parser.parse_args(argv)


def _ours(url: str, size: int, home: str, options: argparse.Namespace) -> dict[str, Any]:
    name = f"plenary_bench_portal_{size}"
    address, _is_new = cluster.create(url, name)
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "PLENARY_HOME": str(Path(home) / f"portal-{size}"),
        "DJANGO_SETTINGS_MODULE": "plenary.config.settings.production",
    }
    command = [
        *(sys.executable, str(Path(__file__).with_name("at_portal.py")), str(size)),
        *("--seconds", str(options.seconds), "--clients", options.clients),
    ]
    try:
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    finally:
        if not options.keep:
            cluster.drop(url, name)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _show(title: str, found: dict[str, Any]) -> None:
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"\n### {title}\n\nFilled in {found['filled']:.0f} s; load of the machine {load}.\n")
    print(markdown.table(HEADINGS, ([*row.values()] for row in found["rows"])))
    print(f"\nA correction is seen after, in seconds at most (goal: {GOAL_SEEN:.0f}):\n")
    print(markdown.table(("where", "seconds"), found["seen"].items()))
    print(
        f"\nBytes without images (goal: {GOAL_WEIGHT:,}; packed: as a proxy with gzip sends it)\n"
    )
    rows = ([name, *one.values()] for name, one in found["weights"].items())
    print(markdown.table(("page", "HTML", "styles, scripts", "both", "both, packed"), rows))
    print(flush=True)


def _compare(size: int, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    """Set server and database time of each page beside the other's, without a cache and with one."""
    print(f"\n### Side by side, {size:,} pages: processor ms a request, server and PostgreSQL\n")
    names = {(row["page"], row["clients"]): row for row in theirs["rows"]}
    rows = []
    for row in ours["rows"]:
        key = (row["page"], row["clients"])
        if key in names:
            plain, kept = names[key], names.get((f"{row['page']}, cached", row["clients"]))
            costs = (_cost(row), _cost(plain), _cost(kept) if kept else None)
            clocks = (row["p50"], plain["p50"], kept["p50"] if kept else None)
            rows.append((*key, *costs, *clocks))
    headings = ("page", "clients", "Plenary", "Wagtail", "Wagtail, cached")
    headings += ("p50 ms Plenary", "p50 ms Wagtail", "p50 ms Wagtail, cached")
    print(markdown.table(headings, rows), flush=True)


def _cost(row: dict[str, Any]) -> float:
    return float(row["server"] + (row["postgresql"] or 0))
