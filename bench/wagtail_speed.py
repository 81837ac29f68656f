"""A stock Wagtail site beside the portal: installed, generated and served in a temporary folder."""

from __future__ import annotations

import argparse
import contextlib
import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cluster
import portal_asking
import saturating
from figures import Served
from figures import measured as row_of
from portal_asking import Site

VERSION = "7.4.4"
ASKED_BEFORE = 12
"""How often each page is asked for before a correction, so that every process's cache holds it."""
HERE = Path(__file__).parent
SILENT = ("--no-input", "--verbosity", "0")
PARTS = HERE / "wagtail_parts"
"""What a newsroom adds to the stock project: three kinds of page, their templates, a feed."""
STOCK = Site(
    size=0,
    front="/{lang}/",
    list="/{lang}/pages/",
    list_page="/{lang}/pages/?page={page}",
    article="/{lang}/pages/page-{number}/",
    search="/search/?query={words}",
    feed="/{lang}.xml",
)


@dataclass(frozen=True, slots=True)
class Project:
    """A generated project and the Python that runs it."""

    folder: Path
    python: Path

    def run(self, *words: str, settings: str, address: str) -> str:
        """Run a command of the project's and give what it prints."""
        done = subprocess.run(
            [str(self.python), *words],
            cwd=self.folder,
            env=self.environment(settings, address),
            check=True,
            stdout=subprocess.PIPE,
        )
        return done.stdout.decode()

    def environment(self, settings: str, address: str) -> dict[str, str]:
        """Give the environment in which its settings find the database."""
        return {
            **os.environ,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": f"stock.settings.{settings}",
            "PYTHONPATH": os.pathsep.join([str(self.folder), str(HERE)]),
        }


def installed(folder: Path) -> Project:
    """Install Wagtail with our own server's version, and generate a project with ``wagtail start``."""
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    same = [
        f"{name}=={importlib.metadata.version(name)}"
        for name in ("granian", "django", "psycopg", "psycopg-binary")
    ]
    quiet = ("-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    subprocess.run([str(python), *quiet, f"wagtail=={VERSION}", *same], check=True)
    project = folder / "stock"
    project.mkdir()
    command = [str(python.with_name("wagtail")), "start", "stock", str(project)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.copytree(PARTS, project, dirs_exist_ok=True)
    return Project(project, python)


def measured(project: Project, url: str, size: int, options: argparse.Namespace) -> dict[str, Any]:
    """Fill a database with the same pages and give what ``at_portal`` gives, cached rows besides."""
    name = f"wagtail_bench_{size}"
    address, is_new = cluster.create(url, name)
    site = Site(**{**{key: getattr(STOCK, key) for key in Site.__slots__}, "size": size})
    try:
        filled = _filled(project, address, size) if is_new else 0.0
        project.run("manage.py", "collectstatic", *SILENT, settings="bench", address=address)
        asked = json.dumps({name: ask().path for name, ask in site.asks().items()})
        counted = project.run("count.py", asked, settings="bench", address=address)
        queries = json.loads(counted.splitlines()[-1])
        rows, seen, most = [], {}, []
        for settings, note in (("bench", ""), ("cached", ", cached")):
            with _served(project, settings, address) as served:
                if note:
                    portal_asking.warm(served.port, site)
                rows += [
                    row_of(
                        served,
                        f"{page}{note}",
                        ask,
                        clients=clients,
                        seconds=options.seconds,
                        queries=None if note else queries[page],
                    )
                    for page, ask in site.asks().items()
                    for clients in map(int, options.clients.split(","))
                ]
                if note and not saturating.can_be_asked():
                    paths = site.kept_paths()
                    most = saturating.rows(served.port, served.process, paths, options.seconds)
                seen |= {
                    f"{where}{note}": at
                    for where, at in _corrections(project, served.port, address, size).items()
                }
                if not note:
                    weights = _weights(served.port, site)
    finally:
        if not options.keep:
            cluster.drop(url, name)
    return {"filled": filled, "rows": rows, "weights": weights, "seen": seen, "most": most}


def _filled(project: Project, address: str, size: int) -> float:
    start = time.perf_counter()
    at = {"settings": "bench", "address": address}
    project.run("manage.py", "makemigrations", "news", *SILENT, **at)
    project.run("manage.py", "migrate", *SILENT, **at)
    project.run("load.py", str(size), **at)
    spent = time.perf_counter() - start
    print(f"Wagtail: {size} pages in two languages in {spent:.0f} s", file=sys.stderr)
    return spent


@contextlib.contextmanager
def _served(project: Project, settings: str, address: str) -> Iterator[Served]:
    """Serve the project as ``plenary serve`` does: granian with two processes of four threads."""
    port = cluster.free_port()
    command = [
        *(str(project.python.with_name("granian")), "--interface", "wsgi", "--port", str(port)),
        *("--workers", "2", "--blocking-threads", "4", "--backpressure", "256", "--no-ws"),
        "stock.wsgi:application",
    ]
    environment = project.environment(settings, address)
    with subprocess.Popen(
        command, cwd=project.folder, env=environment, stdout=sys.stderr
    ) as server:
        try:
            for _attempt in range(120):
                if server.poll() is not None:
                    raise SystemExit("Wagtail's server did not start")
                with contextlib.suppress(OSError):
                    portal_asking.fetch(port, "/zh/")
                    break
                time.sleep(0.5)
            yield Served(port, server.pid, address)
        finally:
            server.terminate()
            server.wait(timeout=30)


def _weights(port: int, site: Site) -> dict[str, dict[str, int]]:
    return {
        f"{name}, {lang}": portal_asking.weight(port, path(lang))
        for name, path in site.weighed().items()
        for lang in portal_asking.LANGS
    }


def _corrections(project: Project, port: int, address: str, size: int) -> dict[str, float | None]:
    """Publish a new revision of the latest page; give the seconds from then until each path shows it."""
    word = f"correctedword{int(time.time())}"
    paths = {
        "article": (STOCK.article.format(lang="en", number=size), word),
        "list": (STOCK.list.format(lang="en"), word),
        "front page": (STOCK.front.format(lang="en"), word),
        "search": (STOCK.search.format(words=word), f"/en/pages/page-{size}/"),
        "feed": (STOCK.feed.format(lang="en"), word),
    }
    for path, _mark in [*paths.values()] * ASKED_BEFORE:
        portal_asking.fetch(port, path)
    project.run("correct.py", word, str(size), settings="bench", address=address)
    return portal_asking.seen(port, paths, time.perf_counter())
