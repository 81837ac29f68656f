"""Calls an address: one request to the very machine that was judged, within a time, reading little of the answer."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from plenary.kernel.webhooks.addresses import (
    NotCalled,
    Target,
    Unknown,
    read_target_of,
    target_of,
)

PATIENCE = 10.0
"""Seconds that a whole call may take: an address that answers a letter a second holds nobody up."""
READ = 1000
"""Bytes of an answer that are read and kept."""
FAULTS = (OSError, http.client.HTTPException, ssl.SSLError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a call: a status, or the kind of fault by which there is none."""

    status: int | None
    text: str = ""
    fault: str = ""
    location: str = ""
    """Where a redirect would lead."""

    @property
    def is_taken(self) -> bool:
        """Say whether the address has taken the message."""
        return self.status is not None and 200 <= self.status < 300  # noqa: PLR2004 - HTTP's own


def call(url: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Send a message. No redirect is followed: it would lead where nobody has looked."""
    return _called(url, target_of, "POST", body, headers)


def look(url: str, method: str, headers: dict[str, str]) -> Answer:
    """Look at an address in the open net by HEAD or GET, telling it nothing. No redirect is followed."""
    return _called(url, read_target_of, method, None, headers)


def _called(
    url: str,
    judge: Callable[[str], Target],
    method: str,
    body: bytes | None,
    headers: dict[str, str],
) -> Answer:
    try:
        target = judge(url)
    except Unknown:
        return Answer(None, fault="unknown")
    except NotCalled:
        return Answer(None, fault="refused")
    try:
        return _asked(target, method, body, headers)
    except TimeoutError:
        return Answer(None, fault="timeout")
    except ssl.SSLError:
        return Answer(None, fault="tls")
    except FAULTS:
        return Answer(None, fault="connection")


def _asked(target: Target, method: str, body: bytes | None, headers: dict[str, str]) -> Answer:
    connection = _Connection(target)
    with _within(connection) as is_over:
        try:
            connection.request(method, target.path, body=body, headers=headers)
            response = connection.getresponse()
            text = response.read(READ).decode("utf-8", "replace")
        except FAULTS:
            if is_over.is_set():
                raise TimeoutError from None
            raise
        finally:
            connection.close()
    if is_over.is_set():
        raise TimeoutError
    return Answer(
        response.status,
        "".join(one if one.isprintable() else " " for one in text),
        location=response.getheader("Location", ""),
    )


@contextlib.contextmanager
def _within(connection: _Connection) -> Iterator[threading.Event]:
    """Cut a call off when its time is over, however slowly it goes on."""
    is_over = threading.Event()

    def cut() -> None:
        is_over.set()
        if connection.line is not None:
            with contextlib.suppress(OSError):
                connection.line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(PATIENCE, cut)
    timer.daemon = True
    timer.start()
    try:
        yield is_over
    finally:
        timer.cancel()


class _Connection(http.client.HTTPConnection):
    """A connection to the address that was judged, under the name that was asked for."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port, timeout=PATIENCE)
        self.target = target
        self.line: socket.socket | None = None
        self.default_port = 443 if target.scheme == "https" else 80

    def connect(self) -> None:
        """Connect without looking the name up again; over TLS the certificate must be the name's."""
        self.line = socket.create_connection((self.target.ip, self.target.port), PATIENCE)
        self.sock = self.line
        if self.target.scheme == "https":
            context = ssl.create_default_context()
            wrapped = context.wrap_socket(
                self.line, server_hostname=self.target.host, do_handshake_on_connect=False
            )
            self.line = self.sock = wrapped  # from here on the first one is empty
            wrapped.do_handshake()
