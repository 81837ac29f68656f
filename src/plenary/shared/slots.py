"""At most so many at once on this machine, over all threads and processes."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from plenary.shared.errors import PlenaryError

PATIENCE = 3.0
"""Seconds that a request waits for a slot; longer, and those who wait take every thread."""
_LOOK_AGAIN = 0.05


class Busy(PlenaryError):
    """As many files as this machine can take are being read just now."""

    status = 503
    sentence = _(
        "Plenary is reading other files just now, and nothing was stored. Choose the file again and"
        " send it in a minute."
    )


@contextmanager
def parser_slot(*, patience: float | None = None) -> Iterator[int]:
    """Hold one of the slots for reading an uploaded file; ``Busy`` where none comes free in time.

    A slot is a locked file below the home folder. What is given is its descriptor: the child that
    reads inherits it, so that the slot stays taken until the child has ended, even where the
    process that started it was killed; and the kernel frees it whatever happens.
    """
    folder = Path(settings.HOME) / "slots"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    ends = time.monotonic() + (PATIENCE if patience is None else patience)
    while (slot := _free_slot(folder)) is None:
        if time.monotonic() >= ends:
            raise Busy
        time.sleep(_LOOK_AGAIN)
    try:
        yield slot
    finally:
        os.close(slot)


def _free_slot(folder: Path) -> int | None:
    for number in range(settings.PARSERS_AT_ONCE):
        slot = os.open(folder / f"parser-{number}", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(slot)
        else:
            return slot
    return None
