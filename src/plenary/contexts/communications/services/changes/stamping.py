"""What a server process knows of changes: the file's bytes at each request, the database's rows now and then."""

from __future__ import annotations

import os
import threading
import time
from typing import Any

import structlog
from django.db import Error, close_old_connections

from plenary.contexts.communications.selectors.changes import sum_of_changes
from plenary.contexts.communications.services.changes import touching
from plenary.shared import clock

log = structlog.get_logger(__name__)

EVERY = 0.5
"""Seconds after which the database is asked again: for changes that another machine made, and for the day."""
UNKNOWN_AFTER = 0.9
"""Seconds after which an answer of the database counts no more."""


class Stamp:
    """Gives a value that another one follows as soon as anything has changed; nothing while that is not known."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._file: int | None = None
        self._known: Any = None
        self._asked_at = float("-inf")

    def __call__(self) -> object | None:
        """Give the value of this moment."""
        age = time.monotonic() - self._asked_at
        if age > EVERY and self._lock.acquire(blocking=age > UNKNOWN_AFTER):
            try:
                self._ask()
            finally:
                self._lock.release()
        if self._known is None:
            return None
        return self._bytes(), self._known

    def _ask(self) -> None:
        """Ask the database, unless another thread has done so while this one waited."""
        now = time.monotonic()
        if now - self._asked_at <= EVERY:
            return
        close_old_connections()
        try:
            self._known = (*sum_of_changes(), clock.today())
        except Error:
            self._known = None
            log.warning("nothing is given out of the kept pages: the database does not answer")
        self._asked_at = now

    def _bytes(self) -> bytes:
        """Give the file's bytes; none where there is no file to be had."""
        try:
            if self._file is None:
                self._file = touching.open_file()
            return os.pread(self._file, touching.LENGTH, 0)
        except OSError:
            return b""
