"""The exported portal in a folder of nginx's, and every link of it followed, fragments included.

What names pages in full is followed as well: canonical links, structured data, feeds and the map.
"""

from __future__ import annotations

import contextlib
import re
import subprocess
import time
from collections import deque
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import urlopen

_LINK = re.compile(r'\s(?:href|src)="([^"]+)"')
_IN_FULL = re.compile(r'http://127\.0\.0\.1[^\s"<>\\\\,]*')
_ID = re.compile(r'\sid="([^"]+)"')
BELOW = "/intl/"
"""The folder of another site that the copy stands in."""
CONF = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{}}
http {{
  include /etc/nginx/mime.types; access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fast;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; location {below} {{ alias {site}/; index index.html; charset utf-8; }} }}
}}
"""
TEXTS = {"text/html", "text/plain", "text/xml", "application/xml", "application/json"}
"""What nginx gives out with links in it; it knows neither kind of feed by its own name."""


def address_at(port: int) -> str:
    """Give the address that a copy has behind nginx."""
    return f"http://127.0.0.1:{port}{BELOW}"


@contextlib.contextmanager
def served(site: Path, folder: Path, port: int) -> Iterator[str]:
    """Give the folder out by nginx; give its address."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nginx.conf").write_text(
        CONF.format(folder=folder, port=port, site=site, below=BELOW)
    )
    address = address_at(port)
    with subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf")]) as server:
        try:
            for _attempt in range(50):
                with contextlib.suppress(URLError):
                    urlopen(address, timeout=5).close()
                    break
                time.sleep(0.2)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


def faults(address: str) -> tuple[int, list[str]]:
    """Follow every link from the entrance; give how many addresses answered and what is broken.

    Other sites are not asked, the whole portal that the copy names among them.
    """
    waiting = deque([(address, "the entrance"), (f"{address}robots.txt", "nothing")])
    known: dict[str, set[str]] = {}
    fragments: list[tuple[str, str, str]] = []
    found = []
    while waiting:
        asked, source = waiting.popleft()
        if asked in known:
            continue
        known[asked] = set()
        try:
            with urlopen(asked, timeout=30) as answer:
                kind = answer.headers.get_content_type()
                text = answer.read().decode() if kind in TEXTS else ""
        except HTTPError as error:
            found.append(f"{unquote(asked)} answers {error.code}; linked to from {source}")
            continue
        known[asked] = {unescape(one) for one in _ID.findall(text)}
        links = _LINK.findall(text) if kind == "text/html" else []
        links += [urldefrag(one)[0] for one in _IN_FULL.findall(text)]
        for link in (unescape(one) for one in links):
            target, fragment = urldefrag(urljoin(asked, link))
            if target.startswith(address):
                waiting.append((target, asked))
                if fragment:
                    fragments.append((target, unquote(fragment), asked))
            elif urlsplit(target).scheme in {"http", "https"} and link.startswith("/"):
                found.append(f"{asked} leads out of the copy: {link}")
    found += [
        f"{source} points to {target}#{name}, which is not there"
        for target, name, source in fragments
        if name not in known.get(target, set())
    ]
    return len(known), found
