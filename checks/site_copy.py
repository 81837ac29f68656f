"""The exported portal behind nginx, and every link of it followed, fragments included."""

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
_ID = re.compile(r'\sid="([^"]+)"')
CONF = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{}}
http {{
  include /etc/nginx/mime.types; access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fast;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {site}; index index.html; charset utf-8; }}
}}
"""


@contextlib.contextmanager
def served(site: Path, folder: Path, port: int) -> Iterator[str]:
    """Give the folder out by nginx; give its address."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nginx.conf").write_text(CONF.format(folder=folder, port=port, site=site))
    address = f"http://127.0.0.1:{port}"
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
    waiting = deque([(f"{address}/", "the entrance")])
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
                html = answer.headers.get_content_type() == "text/html"
                text = answer.read().decode() if html else ""
        except HTTPError as error:
            found.append(f"{unquote(asked)} answers {error.code}; linked to from {source}")
            continue
        known[asked] = {unescape(one) for one in _ID.findall(text)}
        for link in (unescape(one) for one in _LINK.findall(text)):
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
