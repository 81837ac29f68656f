"""What the term base does while nobody has to wait for the page: reading files, bringing them in."""

from __future__ import annotations

import datetime as dt

import structlog
from django.utils.translation import gettext_lazy as _

from plenary.contexts.language.services import approving, catching_up, importing, reading
from plenary.kernel.jobs import schedule
from plenary.kernel.jobs.declaring import job
from plenary.shared.errors import Forbidden, NotFound, Stale
from plenary.shared.slots import Busy

log = structlog.get_logger(__name__)


def put_on_schedule() -> None:
    """Remember each night what was reviewed in the last days."""
    schedule.daily(remember_lately, at=dt.time(3, 30))


@job(_("Reviewed translations remembered"))
def remember_lately() -> int:
    """Remember what was reviewed of late and is not in the memory; give how many pairs were missing."""
    return catching_up.remember_lately()


@job(_("A file of terms read"), tries=5)
def read_terms(import_id: int) -> str:
    """Read a file of terms and lay out what it would do; give the state after.

    Where as many files as may be are being read already, it is tried again later.
    """
    try:
        found = reading.read_import(import_id=import_id)
    except Busy:
        raise
    except Exception:
        log.exception("a file of terms could not be read", import_id=import_id)
        reading.fail_import(import_id=import_id)
        return "failed"
    return found.state if found else ""


@job(_("Terms brought in from a file"), tries=3)
def bring_in_terms(import_id: int) -> str:
    """Do an import that was promised: all of it, or nothing and a word why; give the state after."""
    try:
        found = importing.bring_in(import_id=import_id)
    except (Stale, NotFound, Forbidden) as error:
        code = "base-changed" if isinstance(error, Stale) else "not-allowed"
        importing.release_import(import_id=import_id, fault=(code, {}))
        return "released"
    except Exception:
        log.exception("terms could not be brought in", import_id=import_id)
        importing.release_import(import_id=import_id, fault=("own-mistake", {}))
        return "failed"
    return found.state if found else ""


@job(_("Terms of a file approved"), tries=3)
def approve_terms(import_id: int, user_id: int) -> str:
    """Put in force what a long file brought in, as the account that asked for it; give the state after."""
    try:
        found = approving.approve_by_batches(import_id=import_id, user_id=user_id)
    except (NotFound, Forbidden):
        approving.release_approval(import_id=import_id, fault=("approver-not-allowed", {}))
        return "released"
    except Exception:
        log.exception("terms of a file could not be approved", import_id=import_id)
        approving.release_approval(import_id=import_id, fault=("own-mistake", {}))
        return "failed"
    return found.state if found else ""
