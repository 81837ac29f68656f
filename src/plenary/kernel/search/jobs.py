"""After an update that writes the index otherwise, the worker makes it anew by itself, in short turns."""

from __future__ import annotations

import time

from django.utils.translation import gettext_lazy as _

from plenary.kernel.jobs import schedule
from plenary.kernel.jobs.declaring import job
from plenary.kernel.search import rebuilding

TURN = 10.0
"""Seconds after which the next turn is put behind what else waits."""
LIMIT = 200
TEN_MINUTES = 600


@job(_("Search index made anew"), tries=3)
def rebuild_index(form: int, label: str = "", after: int = 0) -> str:
    """Make the index anew from a record on, for a while; what is left is the next turn's.

    One that was begun for another version's form is left alone.
    """
    if form != rebuilding.FORM or rebuilding.is_current():
        return ""
    until = time.monotonic() + TURN
    for kind in rebuilding.kinds():
        if kind < label:
            continue
        last: int | None = after if kind == label else 0
        while last is not None:
            _count, last = rebuilding.rebuild_some(kind, after=last, limit=LIMIT)
            if last is not None and time.monotonic() > until:
                rebuild_index.enqueue(form, kind, last)
                return kind
    rebuilding.set_current()
    return ""


@job(_("Search index looked after"), tries=3)
def see_to_index() -> bool:
    """Begin to make the index anew where it is not as this version wants it and nobody is at it."""
    is_wanted = not rebuilding.is_current() and not schedule.is_pending(rebuild_index)
    if is_wanted:
        rebuild_index.enqueue(rebuilding.FORM)
    return is_wanted


def put_on_schedule() -> None:
    """As soon as a worker starts, and again should it break off."""
    schedule.every(see_to_index, seconds=TEN_MINUTES)
