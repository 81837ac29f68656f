"""Measures the portal at one size in a process of its own: fills, starts the server, asks, prints JSON."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from typing import Any

import django
import portal_asking
import processes
import saturating
from asking import Ask
from figures import Row, Served, measured
from portal_asking import Site

PORTAL = Site(
    size=0,
    front="/portal/{lang}/",
    list="/portal/{lang}/archive/",
    list_page="/portal/{lang}/archive/?page={page}",
    article="/portal/{lang}/pages/page-{number}/",
    search="/portal/{lang}/search/?q={words}",
    feed="/portal/{lang}/rss.xml",
)
TIMES = 5
"""How many corrections are published; the slowest counts."""
KEPT = (("0", ""), ("64", ", cached"))
"""Megabytes of kept pages a process, and what that is called."""
ASKED_BEFORE = 12
"""How often each page is asked for before a correction, so that every process holds it."""


def main(argv: list[str]) -> int:
    """Measure and print; the progress goes to stderr."""
    parser = argparse.ArgumentParser()
    parser.add_argument("size", type=int)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--clients", default="1,8")
    options = parser.parse_args(argv)
    django.setup()
    from at_size import served

    filled = _prepare(options.size)
    site = Site(
        **{**{name: getattr(PORTAL, name) for name in Site.__slots__}, "size": options.size}
    )
    rows, seen, memory, most = [], {}, {}, []
    for megabytes, note in KEPT:
        os.environ["PLENARY_PORTAL_CACHE_MEGABYTES"] = megabytes
        with served() as (port, process):
            one = Served(port, process, os.environ["DATABASE_URL"])
            if note:
                portal_asking.warm(port, site)
            rows += _rows(one, site, note, options)
            if note and not saturating.can_be_asked():
                most = saturating.rows(port, process, site.kept_paths(), options.seconds)
            weights = {
                f"{name}, {lang}": portal_asking.weight(port, path(lang))
                for name, path in site.weighed().items()
                for lang in portal_asking.LANGS
            }
            seen |= {f"{where}{note}": at for where, at in _corrections(port).items()}
            memory[note.strip(", ") or "plain"] = _memory(process)
    found = {"filled": filled, "rows": rows, "weights": weights, "seen": seen, "memory": memory}
    print(json.dumps({**found, "most": most}))
    return 0


def _rows(one: Served, site: Site, note: str, options: argparse.Namespace) -> list[Row]:
    return [
        measured(
            one,
            f"{name}{note}",
            ask,
            clients=clients,
            seconds=options.seconds,
            queries=None if note else _queries(ask()),
        )
        for name, ask in _asks(site, one.port).items()
        for clients in map(int, options.clients.split(","))
    ]


def _memory(process: int) -> list[float]:
    """Give the megabytes (PSS) of each process that answers."""
    return [
        processes.memory(pid)[0]
        for pid in processes.tree(process)[1:]
        if processes.memory(pid)[0] > 1
    ]


def _prepare(size: int) -> float:
    from portal_filling import fill

    from plenary.config import preparation
    from plenary.contexts.communications.models import Page

    preparation.prepare()
    start = time.perf_counter()
    if not Page.objects.exists():
        fill(size)
    spent = time.perf_counter() - start
    print(f"{size} pages in two languages ready in {spent:.0f} s", file=sys.stderr)
    return spent


def _asks(site: Site, port: int) -> dict[str, Any]:
    asks = dict(site.asks())
    for name in ("front", "article"):
        asks[f"{name}, held by the browser (304)"] = portal_asking.kept(port, asks[name])
    return asks


def _queries(asked: Ask) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1", **(asked.headers or {})})
    with CaptureQueriesContext(connection) as found:
        client.get(asked.path)
    return len(found)


def _corrections(port: int) -> dict[str, float | None]:
    """Publish corrections of the latest page by two people, and give the slowest sight of each page."""
    from plenary.contexts.communications.models import Topic
    from plenary.contexts.communications.services.publishing import approve_page
    from plenary.contexts.communications.services.sending import submit_page
    from plenary.contexts.communications.services.writing import PageGiven, edit_page, make_page
    from plenary.kernel.accounts.models import User
    from plenary.kernel.organisations.models import Organisation

    editor, office = (
        User.objects.get(email=f"{role}@example.org").actor for role in ("editor", "office")
    )
    topic, unit = Topic.objects.all()[0], Organisation.objects.get(code="bench")
    slug = f"corrected-{int(time.time())}"

    def given(word: str) -> PageGiven:
        return PageGiven(
            title_zh=f"更正测试{word}",
            title_en=f"Correction {word}",
            body_zh=f"这是更正后的正文{word}。",
            body_en=f"The corrected text {word}.",
            source_unit_id=unit.pk,
            topic_ids=[topic.pk],
            slug=slug,
        )

    page: Any = make_page(actor=editor, kind="news", given=given(f"w{slug[-6:]}x"))
    slowest: dict[str, float | None] = {}
    for number in range(TIMES + 1):
        word = f"w{slug[-6:]}n{number}"
        if number:
            page = edit_page(
                actor=editor, page_id=page.pk, seen_version=page.version, given=given(word)
            )
        page = submit_page(
            actor=editor,
            page_id=page.pk,
            seen_version=page.version,
            langs=portal_asking.LANGS,
            notes={"zh": "更正标题。", "en": "The title is corrected."} if number else None,
        )
        if not number:
            approve_page(
                actor=office,
                page_id=page.pk,
                seen_version=page.version,
                langs=portal_asking.LANGS,
            )
            page.refresh_from_db()
            continue
        paths = {
            "article": (f"/portal/en/pages/{slug}/", word),
            "list": ("/portal/en/archive/", word),
            "front page": ("/portal/en/", word),
            "search": (f"/portal/en/search/?q={word}", f"/pages/{slug}/"),
            "feed": ("/portal/en/rss.xml", word),
        }
        for path, _mark in [*paths.values()] * ASKED_BEFORE:
            portal_asking.fetch(port, path)
        since = time.perf_counter()
        approve_page(
            actor=office, page_id=page.pk, seen_version=page.version, langs=portal_asking.LANGS
        )
        done = time.perf_counter() - since
        found = {"the approval itself": done, **portal_asking.seen(port, paths, since)}
        slowest = {
            name: None
            if at is None or (number > 1 and slowest[name] is None)
            else max(at, slowest.get(name) or 0)
            for name, at in found.items()
        }
        page.refresh_from_db()
    return slowest


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
