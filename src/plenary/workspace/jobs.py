"""Brings a long spreadsheet in while nobody has to wait for the page, and what a version ships after an update."""

from __future__ import annotations

import structlog
from django.utils.translation import gettext_lazy as _

from plenary.kernel.jobs import schedule
from plenary.kernel.jobs.declaring import job
from plenary.shared.errors import PlenaryError
from plenary.shared.refusals import in_each, why_refused
from plenary.workspace.services import imports, shipped

log = structlog.get_logger(__name__)

TEN_MINUTES = 600


@job(_("Import of the directory"), tries=3)
def bring_in(import_id: int) -> str:
    """Do an import that was promised: all of it, or nothing and a word why; give the state after.

    One that is done already is left alone, so that doing this twice is as doing it once.
    """
    try:
        done = imports.do_queued(import_id=import_id)
    except PlenaryError:
        told = why_refused(lambda lang: imports.do_queued(import_id=import_id, lang=lang))
        imports.release_import(import_id=import_id, fault=told)
        return "released"
    except Exception:
        log.exception("a directory could not be brought in", import_id=import_id)
        mistake = _("Plenary made a mistake; nothing was changed. Tell the administrator.")
        imports.release_import(import_id=import_id, fault=in_each(mistake))
        return "failed"
    return done.state if done else ""


@job(_("What this version brings along loaded"), tries=3)
def see_to_shipped() -> bool:
    """Load days off, terms, topics and names that came with an update, unless that was done."""
    is_wanted = not shipped.is_loaded()
    if is_wanted:
        shipped.load_shipped()
    return is_wanted


def put_on_schedule() -> None:
    """As soon as a worker starts, and each ten minutes."""
    schedule.every(see_to_shipped, seconds=TEN_MINUTES)
