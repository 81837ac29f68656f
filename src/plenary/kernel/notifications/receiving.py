"""Reads a mailbox by IMAP (RFC 3501): opened for reading only, so that no mail in it is changed or lost.

The password goes over TLS, or to this machine itself. Neither it nor what the server says of it is
logged or kept: a fault is a code out of a closed list.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import imaplib
import re
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from plenary import __version__

TIMEOUT = 20
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
CAME_AT = re.compile(rb'INTERNALDATE "[^"]+"')
FAULTS = ("setting", "tls", "unreachable", "login", "folder", "broken")
"""Why a mailbox cannot be read: wrongly set, no TLS that holds, away, not let in, no such folder, no sense."""


class MailboxFault(Exception):
    """A mailbox that cannot be read; ``code`` is one of ``FAULTS``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mailbox is, and who reads it."""

    host: str
    port: int
    is_tls: bool
    user: str
    password: str
    folder: str

    @property
    def key(self) -> str:
        """Give what the mailbox is known by: another host, account or folder is another one."""
        told = f"{self.host}\n{self.user}\n{self.folder}"
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Arrived:
    """A mail as it lies in the mailbox: its first bytes, which are all of it where ``is_whole``."""

    uid: int
    came_at: dt.datetime | None
    data: bytes
    is_whole: bool = True


def place_of(url: str) -> Place:
    """Read ``imaps://user:password@host:port/folder`` or ``imap://…``; ``MailboxFault`` for anything else."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise MailboxFault("setting") from None  # its words may hold a part of the password
    folder = unquote(parts.path.lstrip("/")) or "INBOX"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    is_tls = parts.scheme == "imaps"
    is_known = is_tls or parts.scheme == "imap"
    if not (is_known and parts.hostname and user and folder.isascii() and folder.isprintable()):
        raise MailboxFault("setting")
    return Place(parts.hostname, port or (993 if is_tls else 143), is_tls, user, password, folder)


class Inbox:
    """A mailbox that is open for reading; ``validity`` is its UIDVALIDITY: with another, all numbers are new."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.validity = 0
        self._server: imaplib.IMAP4

    def __enter__(self) -> Self:
        with _told("unreachable"):
            self._server = self._connected()
        try:
            self._secure()
            self._let_in()
            self._open()
        except MailboxFault:
            self._leave()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave()

    def after(self, uid: int) -> list[int]:
        """Give the numbers of the mails that came after the one of this number, in their order."""
        return [one for one in self._found(f"UID {uid + 1}:*") if one > uid]

    def since(self, day: dt.date) -> list[int]:
        """Give the numbers of the mails that came on a day or later, in their order."""
        return self._found(f"SINCE {day.day}-{MONTHS[day.month - 1]}-{day.year}")

    def fetch(self, uid: int, most: int) -> Arrived | None:
        """Give a mail's first bytes, at most so many, without marking it as read; none for one that is gone."""
        asked = f"(RFC822.SIZE INTERNALDATE BODY.PEEK[]<0.{most}>)"
        parts = self._asked("FETCH", str(uid), asked)
        held = [part for part in parts if isinstance(part, tuple)]
        told = b" ".join(part[0] if isinstance(part, tuple) else part for part in parts if part)
        size = SIZE.search(told)
        if size is None or (not held and int(size[1])):
            return None
        data = held[0][1] if held else b""
        return Arrived(uid, _moment(told), data, is_whole=int(size[1]) <= len(data))

    def _connected(self) -> imaplib.IMAP4:
        place = self.place
        if not place.is_tls:
            return imaplib.IMAP4(place.host, place.port, timeout=TIMEOUT)
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(place.host, place.port, ssl_context=context, timeout=TIMEOUT)

    def _secure(self) -> None:
        """Begin TLS where the connection has none; without it the password goes to this machine alone."""
        if self.place.is_tls:
            return
        if "STARTTLS" in self._server.capabilities:
            with _told("tls"):
                self._server.starttls(ssl.create_default_context())
        elif self.place.host not in LOOPBACK:
            raise MailboxFault("tls")

    def _let_in(self) -> None:
        place, server = self.place, self._server
        with _told("login"):
            if "AUTH=PLAIN" in server.capabilities:
                held = f"\0{place.user}\0{place.password}".encode()
                server.authenticate("PLAIN", lambda _challenge: held)
            else:
                user = place.user.replace("\\", "\\\\").replace('"', '\\"')
                server.login(f'"{user}"', place.password)
            if "ID" in server.capabilities:  # RFC 2971; some providers let nobody on without it
                server.xatom("ID", f'("name" "Plenary" "version" "{__version__}")')

    def _open(self) -> None:
        folder = self.place.folder.replace("\\", "\\\\").replace('"', '\\"')
        with _told("folder"):
            answer, _count = self._server.select(f'"{folder}"', readonly=True)
        _name, held = self._server.response("UIDVALIDITY")
        if answer != "OK" or not held or not held[0]:
            raise MailboxFault("folder")
        with _told("broken"):
            self.validity = int(held[0])

    def _found(self, criterion: str) -> list[int]:
        parts = self._asked("SEARCH", criterion)
        with _told("broken"):
            return sorted(int(one) for part in parts if part for one in part.split())

    def _asked(self, *command: str) -> list[Any]:
        with _told("broken"):
            answer, parts = self._server.uid(*command)
        if answer != "OK":
            raise MailboxFault("broken")
        return parts

    def _leave(self) -> None:
        with suppress(imaplib.IMAP4.error, OSError):
            self._server.logout()


@contextmanager
def _told(code: str) -> Iterator[None]:
    """Let what goes wrong be a fault of this code, unless it is plain that TLS fails or the server is away."""
    try:
        yield
    except ssl.SSLError as error:
        raise MailboxFault("tls") from error
    except (OSError, imaplib.IMAP4.abort) as error:
        raise MailboxFault("unreachable") from error
    except (imaplib.IMAP4.error, ValueError) as error:
        raise MailboxFault(code) from error


def _moment(told: bytes) -> dt.datetime | None:
    found = CAME_AT.search(told)
    held = imaplib.Internaldate2tuple(found[0]) if found else None
    return dt.datetime.fromtimestamp(time.mktime(held), dt.UTC) if held else None
