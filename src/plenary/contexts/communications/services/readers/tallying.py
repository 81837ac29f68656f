"""Counts in the memory of each server process; a thread adds what was counted to the database now and then.

A request adds one to a number and writes nothing. What a process that is killed has counted since its
thread last wrote is lost: at most ``READERS_EVERY`` seconds.
"""

from __future__ import annotations

import atexit
import threading
from collections import Counter
from multiprocessing.util import Finalize

import structlog
from django.conf import settings
from django.db import Error, connections

from plenary.contexts.communications.services.readers.keeping import Opened, Row, add_counts
from plenary.shared import clock

log = structlog.get_logger(__name__)

_counts: Counter[Row] = Counter()
_lock = threading.Lock()
_threads: list[threading.Thread] = []


def note(opened: Opened, lang: str) -> None:
    """Count that a page was opened just now."""
    with _lock:
        _counts[clock.today(), opened, lang] += 1
        if not _threads and settings.READERS_EVERY:
            _start()


def flush() -> int:
    """Add to the database what was counted since the last time; give how many openings.

    Where the database does not take it, it is counted on and added the next time.
    """
    global _counts
    with _lock:
        taken, _counts = _counts, Counter()
    if not taken:
        return 0
    try:
        add_counts(taken)
    except Error:
        with _lock:
            _counts.update(taken)
        raise
    return taken.total()


def _start() -> None:
    thread = threading.Thread(target=_keep, name="readers", daemon=True)
    _threads.append(thread)
    thread.start()
    atexit.register(_flush_surely)
    Finalize(None, _flush_surely, exitpriority=1)  # where the server's processes end without atexit


def _keep() -> None:
    while True:
        threading.Event().wait(settings.READERS_EVERY)
        _flush_surely()


def _flush_surely() -> None:
    try:
        flush()
    except Error:
        log.exception("the counts of readers wait for the database")
    finally:
        connections.close_all()
