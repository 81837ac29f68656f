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
import saturating
import wagtail_speed
from web_speed import HEADINGS

GOAL_SEEN, GOAL_WEIGHT = 1.0, 60_000
CACHED = ", cached"
"""Ends the name of a page that was asked for behind a cache."""


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
    if found["most"]:
        print("\nKept pages, the server on one core, eight connections of wrk on the other:\n")
        print(markdown.table(saturating.HEADINGS, found["most"]))
    else:
        print(f"\nKept pages at full speed are not measured: {saturating.can_be_asked()}.")
    print(f"\nA correction is seen after, in seconds at most (goal: {GOAL_SEEN:.0f}):\n")
    print(markdown.table(("where", "seconds"), found["seen"].items()))
    print(
        f"\nBytes without images (goal: {GOAL_WEIGHT:,}; packed: as a proxy with gzip sends it)\n"
    )
    rows = ([name, *one.values()] for name, one in found["weights"].items())
    print(markdown.table(("page", "HTML", "styles, scripts", "both", "both, packed"), rows))
    for name, megabytes in found.get("memory", {}).items():
        every = ", ".join(f"{one:.0f}" for one in megabytes)
        print(f"\nMemory of each server process afterwards, {name}: {every} MB (PSS)")
    print(flush=True)


def _compare(size: int, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    """Set each page beside the other's, without a cache and with one: what it costs, and how many a second."""
    for what, figure in (
        ("processor ms a request, server and PostgreSQL", _cost),
        ("requests a second", lambda row: float(row["rate"])),
    ):
        print(f"\n### Side by side, {size:,} pages: {what}\n")
        own, other = _by_page(ours), _by_page(theirs)
        rows = [
            (
                page,
                clients,
                *(
                    figure(found[key]) if key in found else None
                    for key in ((page, clients), (f"{page}{CACHED}", clients))
                    for found in (own, other)
                ),
            )
            for page, clients in own
            if (page, clients) in other and not page.endswith(CACHED)
        ]
        headings = ("Plenary", "Wagtail", "Plenary, cached", "Wagtail, cached")
        print(markdown.table(("page", "clients", *headings), rows), flush=True)

    theirs_most = {row[0]: row[1] for row in theirs["most"]}
    rows = [
        (row[0], row[1], theirs_most[row[0]], row[1] / theirs_most[row[0]]) for row in ours["most"]
    ]
    if not rows:
        return
    print(f"\n### Side by side, {size:,} pages: kept pages a second, each server on one core\n")
    print(markdown.table(("page", "Plenary", "Wagtail", "times (goal: 2)"), rows), flush=True)


def _by_page(found: dict[str, Any]) -> dict[tuple[str, int], dict[str, Any]]:
    return {(row["page"], row["clients"]): row for row in found["rows"]}


def _cost(row: dict[str, Any]) -> float:
    return float(row["server"] + (row["postgresql"] or 0))
