"""An answer that is kept: its headers and bytes, plain and packed, and what a browser has of it already."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.utils.http import parse_etags

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]

PACKED = ".gz"
"""Ends the tag of the packed form, since a strong tag names bytes."""
LEVEL = 6
PICTURES = "image/"
"""Begins the kinds that gzip makes no smaller."""
AROUND = 150
"""Bytes that Python needs beside the letters of a header."""
OWN = {"content-length", "etag", "vary"}
OF_THE_BODY = {"content-type", "content-length", "content-encoding", "content-language"}


class Copy:
    """An answer with status 200; nothing in it changes but that its packed form is made when first asked for."""

    __slots__ = (
        "_is_packed_already",
        "_lock",
        "_packed",
        "_tag",
        "_usual",
        "body",
        "made_at",
        "note",
        "size",
        "stamp",
    )

    def __init__(
        self, headers: Headers, body: bytes, *, stamp: object, made_at: float, note: object
    ) -> None:
        own = {name.lower(): value for name, value in headers if name.lower() in OWN}
        digest = hashlib.sha256(body).hexdigest()[:24]
        self._tag = own.get("etag") or f'"{digest}"'
        kind = next((value for name, value in headers if name.lower() == "content-type"), "")
        self._is_packed_already = kind.startswith(PICTURES)
        vary = ", ".join(filter(None, (own.get("vary"), "Accept-Encoding")))
        usual = [one for one in headers if one[0].lower() not in OWN]
        self._usual: Headers = [*usual, ("Vary", vary)]
        self._packed: bytes | None = None
        self._lock = threading.Lock()
        self.body, self.stamp, self.made_at, self.note = body, stamp, made_at, note
        told = sum(len(name) + len(value) + AROUND for name, value in self._usual)
        self.size = len(body) * 4 // 3 + told + 6 * AROUND
        """About how many bytes of memory it takes, its packed form included before that is made."""

    def answer(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a GET or HEAD: with all of it, or that nothing has changed."""
        is_packed = not self._is_packed_already and takes_gzip(
            environ.get("HTTP_ACCEPT_ENCODING", "")
        )
        tag = f'{self._tag[:-1]}{PACKED}"' if is_packed else self._tag
        if is_held(environ.get("HTTP_IF_NONE_MATCH", ""), self._tag):
            kept = [one for one in self._usual if one[0].lower() not in OF_THE_BODY]
            start_response("304 Not Modified", [*kept, ("ETag", tag)])
            return []
        body = self._pack() if is_packed else self.body
        told = [*self._usual, ("ETag", tag), ("Content-Length", str(len(body)))]
        start_response("200 OK", [*told, ("Content-Encoding", "gzip")] if is_packed else told)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _pack(self) -> bytes:
        if self._packed is None:
            with self._lock:
                if self._packed is None:
                    self._packed = gzip.compress(self.body, LEVEL, mtime=0)
        return self._packed


@lru_cache(maxsize=256)
def takes_gzip(asked: str) -> bool:
    """Say whether an ``Accept-Encoding`` names gzip and does not forbid it (``q=0``)."""
    for one in asked.lower().split(","):
        name, _sign, rest = one.partition(";")
        if name.strip() == "gzip":
            weight = rest.replace(" ", "").removeprefix("q=")
            return not rest or weight.strip("0.") != ""
    return False


def is_held(asked: str, tag: str) -> bool:
    """Say whether an ``If-None-Match`` names this tag, of the plain or the packed form, weakly compared."""
    if not asked:
        return False
    if asked.strip() == "*":
        return True
    named = {one.removeprefix("W/").replace(f'{PACKED}"', '"') for one in parse_etags(asked)}
    return tag.removeprefix("W/") in named
