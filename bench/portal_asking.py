"""What a portal is asked for, ours or another's: its pages, their weight, and how soon a correction is seen."""

from __future__ import annotations

import gzip
import http.client
import random
import re
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import quote

from asking import Ask

LANGS = ("zh", "en")
LONGEST = 10.0
"""Seconds after which a correction counts as not seen."""
IN_A_ROW = 8
"""How often a correction must be seen one after the other: each time another process may answer."""
TIMES = 6
"""How often each page is asked for, on a connection of its own, before caches are measured."""
READ_MUCH = 40
"""How many articles nearly everybody reads."""
_SHEET = re.compile(r'<link[^>]+rel="stylesheet"[^>]*>')
_SCRIPT = re.compile(r'<script[^>]+src="([^"]+)"')
_HREF = re.compile(r'href="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Site:
    """Where a portal of so many pages has what: paths with ``{lang}``, ``{number}`` and ``{words}``."""

    size: int
    front: str
    list: str
    list_page: str
    article: str
    search: str
    feed: str

    def asks(self) -> dict[str, Callable[[], Ask]]:
        """Give what is asked for, each time of another page and in the other language."""
        draw = random.Random(3)

        def some(path: str, most: int = 0, **parts: str) -> Callable[[], Ask]:
            least = max(1, self.size - most + 1 if most else self.size // 3)

            def ask() -> Ask:
                number = draw.randint(least, self.size)
                far = draw.randint(2, max(2, self.size // 25))
                lang = draw.choice(LANGS)
                return Ask(path.format(lang=lang, number=number, page=far, **parts))

            return ask

        return {
            "front": some(self.front),
            "list": some(self.list),
            "list, a page far back": some(self.list_page),
            "article": some(self.article),
            "article, one of forty": some(self.article, READ_MUCH),
            "search, common word": some(self.search, words="services"),
            "search, rare word": some(self.search, words="dolphin"),
            "search, Chinese word": some(self.search, words=quote("服务")),
            "feed": some(self.feed),
        }

    def read_much(self) -> list[str]:
        """Give the paths that a cache is to hold before it is measured: what nearly everybody asks for."""
        return [path for some in self.kept_paths().values() for path in some]

    def kept_paths(self) -> dict[str, list[str]]:
        """Give what a cache holds after ``warm``, by kind of page."""
        numbers = range(max(1, self.size - READ_MUCH + 1), self.size + 1)
        return {
            "front": [self.front.format(lang=lang) for lang in LANGS],
            "list": [self.list.format(lang=lang) for lang in LANGS],
            "article": [
                self.article.format(lang=lang, number=number)
                for lang in LANGS
                for number in numbers
            ],
            "feed": [self.feed.format(lang=lang) for lang in LANGS],
        }

    def weighed(self) -> dict[str, Callable[[str], str]]:
        """Give the paths whose weight counts, by language."""
        return {
            "front": lambda lang: self.front.format(lang=lang),
            "list": lambda lang: self.list.format(lang=lang),
            "article": lambda lang: self.article.format(lang=lang, number=self.size),
        }


def kept(port: int, ask: Callable[[], Ask], count: int = 40) -> Callable[[], Ask]:
    """Ask for what a reader's browser holds already: each page with the tag it came with."""
    draw, held = random.Random(5), []
    for _page in range(count):
        path = ask().path
        _status, headers, _body = fetch(port, path)
        if not headers.get("etag"):
            raise SystemExit(f"{path} came without an ETag")
        held.append(Ask(path, headers={"If-None-Match": headers["etag"]}, expected=304))
    return lambda: draw.choice(held)


def fetch(port: int, path: str, encoding: str = "") -> tuple[int, dict[str, str], bytes]:
    """Ask once; give status, headers and the bytes as they came."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": encoding} if encoding else {})
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def warm(port: int, site: Site) -> None:
    """Ask for what is read much so often that each server process has most likely been asked for all of it."""
    for path in site.read_much() * TIMES:
        fetch(port, path)


def weight(port: int, path: str) -> dict[str, int]:
    """Give the bytes of a page without images: HTML, style sheets and scripts, as a browser gets them."""
    _status, headers, body = fetch(port, path, "gzip")
    html = gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body
    text = html.decode()
    sheets = [hit for tag in _SHEET.findall(text) for hit in _HREF.findall(tag)]
    beside = [fetch(port, one, "gzip")[2] for one in [*sheets, *_SCRIPT.findall(text)]]
    return {
        "html": len(body),
        "beside": sum(map(len, beside)),
        "whole": len(body) + sum(map(len, beside)),
        "packed": len(zlib.compress(html, 6)) + sum(map(len, beside)),
    }


def seen(port: int, paths: dict[str, tuple[str, str]], since: float) -> dict[str, float | None]:
    """Give the seconds after which each path shows what it is looked through for, and from then on each time.

    Each path has a reader of its own, so that none waits for the slow answers of another. Nothing where it is not
    shown in ``LONGEST`` seconds. A search repeats the words asked for, so it is looked through for the address of
    what it found.
    """
    with ThreadPoolExecutor(len(paths)) as readers:
        found = {
            name: readers.submit(_seen, port, path, mark, since)
            for name, (path, mark) in paths.items()
        }
        return {name: one.result() for name, one in found.items()}


def _seen(port: int, path: str, mark: str, since: float) -> float | None:
    """Look until it is seen so often in a row, however long that takes; give up where it is not there in time."""
    first, times = 0.0, 0
    while times < IN_A_ROW:
        is_there = mark in fetch(port, path)[2].decode()
        now = time.perf_counter() - since
        if not is_there and now > LONGEST:
            return None
        if is_there and not times:
            first = now
        times = times + 1 if is_there else 0
        time.sleep(0.005)
    return first
