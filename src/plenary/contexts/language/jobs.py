"""What the term base does while nobody has to wait for the page: reading files, bringing them in."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.db import OperationalError
from django.utils.translation import gettext_lazy as _
from django_tasks.base import Task

from plenary.contexts.language.enums import ImportState
from plenary.contexts.language.models import TermImport
from plenary.contexts.language.selectors import imports
from plenary.contexts.language.services import approving, catching_up, importing, reading
from plenary.kernel.jobs import schedule
from plenary.kernel.jobs.declaring import again, job
from plenary.shared.errors import Forbidden, NotFound, Stale
from plenary.shared.slots import Busy

log = structlog.get_logger(__name__)

PAUSE = 0.1
"""Seconds after a batch: on SQLite, others who want to save have their turn."""
TWO_MINUTES = 120


def put_on_schedule() -> None:
    """Remember each night what was reviewed in the last days; look for files that nobody is at work on."""
    schedule.daily(remember_lately, at=dt.time(3, 30))
    schedule.every(see_to_left_files, seconds=TWO_MINUTES)


@job(_("Reviewed translations remembered"))
def remember_lately() -> int:
    """Remember what was reviewed of late and is not in the memory; give how many pairs were missing."""
    return catching_up.remember_lately()


@job(_("A file of terms read"), tries=5, queue="files")
def read_terms(import_id: int) -> str:
    """Read a file of terms and lay out what it would do; give the state after.

    Where as many files as may be are being read already, or the database does not answer, it is tried again later. It has a queue of
    its own: reading is one piece, however long the file.
    """
    try:
        found = reading.read_import(import_id=import_id)
    except (Busy, OperationalError):
        raise
    except Exception:
        log.exception("a file of terms could not be read", import_id=import_id)
        reading.fail_import(import_id=import_id)
        return "failed"
    return found.state if found else ""


@job(_("Terms brought in from a file"), tries=3)
def bring_in_terms(import_id: int, verdict: str = "", after: int = 0) -> str | dict[str, Any]:
    """Do an import that was promised: a short one at one stroke, of a long one the next batch; give the state after.

    Between two batches whatever else waits has its turn. Where the database does not answer, it is tried again later.
    """
    found = TermImport.objects.filter(pk=import_id, state=ImportState.DOING).first()
    if found is None:
        return ""
    try:
        if not importing.is_long(found):
            ended = importing.bring_in(import_id=import_id)
        elif following := _next_batch(import_id, verdict or importing.WRITTEN[0], after):
            return following
        else:
            ended = importing.end_import(import_id=import_id)
    except (Stale, NotFound, Forbidden) as error:
        code = "base-changed" if isinstance(error, Stale) else "not-allowed"
        importing.release_import(import_id=import_id, fault=(code, {}))
        return "released"
    except OperationalError:
        raise
    except Exception:
        log.exception("terms could not be brought in", import_id=import_id)
        importing.release_import(import_id=import_id, fault=("own-mistake", {}))
        return "failed"
    return ended.state if ended else ""


def _next_batch(import_id: int, verdict: str, after: int) -> dict[str, Any] | None:
    """Bring the next batch in and say with what to go on; none where all of it is in."""
    last = importing.bring_in_batch(import_id=import_id, verdict=verdict, after=after)
    time.sleep(PAUSE)
    if last is not None:
        return again(import_id=import_id, verdict=verdict, after=last)
    first, second = importing.WRITTEN
    return again(import_id=import_id, verdict=second, after=0) if verdict == first else None


@job(_("Terms of a file approved"), tries=3)
def approve_terms(import_id: int, user_id: int, after: int = 0) -> str | dict[str, Any]:
    """Put the next batch of what a long file brought in in force, as the account that asked for it; give the state after.

    Where the database does not answer, it is tried again later.
    """
    try:
        last = approving.approve_batch(import_id=import_id, user_id=user_id, after=after)
        time.sleep(PAUSE)
        if last is not None:
            return again(import_id=import_id, user_id=user_id, after=last)
        found = approving.end_approval(import_id=import_id)
    except (NotFound, Forbidden):
        approving.end_approval(import_id=import_id, faults=[("approver-not-allowed", {})])
        return "released"
    except OperationalError:
        raise
    except Exception:
        log.exception("terms of a file could not be approved", import_id=import_id)
        approving.end_approval(import_id=import_id, faults=[("own-mistake", {})])
        return "failed"
    return found.state if found else ""


@job(_("Files of terms that nobody is at work on"), tries=3)
def see_to_left_files() -> int:
    """Give an end to each file whose job is gone: its worker died in every try, or it came from another machine.

    It says how far it came, and whoever may goes on from there. Give the number.
    """
    ends: dict[ImportState, tuple[Task[Any, Any], Callable[[TermImport], None]]] = {
        ImportState.READING: (read_terms, _end_reading),
        ImportState.DOING: (bring_in_terms, _end_bringing_in),
        ImportState.APPROVAL: (approve_terms, _end_approving),
    }
    left = 0
    for found in imports.long_at_it(ends):
        task, end = ends[ImportState(found.state)]
        if not schedule.is_pending(task, import_id=found.pk):
            log.warning("nobody is at work on a file of terms", import_id=found.pk)
            end(found)
            left += 1
    return left


def _end_reading(found: TermImport) -> None:
    reading.fail_import(import_id=found.pk, fault=("left-unread", {"read": found.read}))


def _end_bringing_in(found: TermImport) -> None:
    importing.release_import(import_id=found.pk, fault=("left", {}))


def _end_approving(found: TermImport) -> None:
    approving.end_approval(import_id=found.pk, faults=[("left", {})])
