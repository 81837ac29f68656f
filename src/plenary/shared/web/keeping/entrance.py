"""The WSGI application around Django that gives out kept copies and keeps what a view offers."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from plenary.shared.web.keeping.copies import Copy, Environ, Headers, StartResponse
from plenary.shared.web.keeping.shelf import Shelf

OFFERED = "plenary.offered"
"""Where a view puts its offer. No client can write here: what it sends stands below ``HTTP_``."""
LONGEST = 300.0
"""Seconds that a copy is given out at most, whatever its stamp says."""
REFUSED = {"set-cookie", "content-encoding", "content-disposition"}

Application = Callable[[Environ, StartResponse], Iterable[bytes]]


def offer(environ: Environ, note: object) -> bool:
    """Let this request's answer be kept for whoever asks the same; say whether anybody is there to keep it.

    ``note`` is handed back for each reader who is given the copy.
    """
    offered = environ.get(OFFERED)
    if offered is None:
        return False
    offered.append(note)
    return True


class Keeping:
    """Answers from the shelf where it may, and lets Django answer everything else.

    ``key_of`` says as what a request asks, or nothing where it must reach Django. ``stamp`` gives what
    any change of the public's pages changes, or nothing while that is not known. It is read before
    Django is asked, so that a copy made while something changes is never given out afterwards.
    """

    def __init__(
        self,
        application: Application,
        shelf: Shelf,
        *,
        key_of: Callable[[Environ], Hashable | None],
        stamp: Callable[[], object | None],
        told: Callable[[Environ, Any], None],
    ) -> None:
        self.application, self.shelf = application, shelf
        self._key_of, self._stamp, self._told = key_of, stamp, told

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        key = self._key_of(environ)
        stamp = None if key is None else self._stamp()
        if key is None or stamp is None:
            return self.application(environ, start_response)
        copy = self.shelf.get(key, stamp=stamp, since=time.monotonic() - LONGEST)
        if copy is not None:
            self._told(environ, copy.note)
            return copy.answer(environ, start_response)
        return self._asked(environ, start_response, key, stamp)

    def _asked(
        self, environ: Environ, start_response: StartResponse, key: Hashable, stamp: object
    ) -> Iterable[bytes]:
        """Let Django answer, and keep that where the view has offered it."""
        begun: list[tuple[str, Headers]] = []

        def begin(status: str, headers: Headers, _fault: Any = None) -> None:
            begun.append((status, headers))

        offered: list[object] = []
        made_at = time.monotonic()
        place = {OFFERED: offered} if environ["REQUEST_METHOD"] == "GET" else {}
        answer = self.application({**environ, **place}, begin)
        status, headers = begun[-1]
        is_refused = any(name.lower() in REFUSED for name, _value in headers)
        if not offered or status != "200 OK" or is_refused:
            start_response(status, headers)
            return answer
        try:
            body = b"".join(answer)
        finally:
            close: Callable[[], None] | None = getattr(answer, "close", None)
            if close is not None:
                close()
        copy = Copy(headers, body, stamp=stamp, made_at=made_at, note=offered[-1])
        self.shelf.put(key, copy)
        return copy.answer(environ, start_response)
