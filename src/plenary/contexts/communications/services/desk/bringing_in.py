"""Does what the preview of a translator's file showed, or puts the file aside."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import RowVerdict
from plenary.contexts.communications.models import TextFile, TextRow
from plenary.contexts.communications.selectors.desk import previews
from plenary.contexts.communications.services.desk.locking import Seen
from plenary.contexts.communications.services.desk.writing import write_text
from plenary.contexts.communications.workflows import FILE_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.text.services import credit
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused, Stale


@transaction.atomic
def take_in(*, actor: Actor, file_id: int, seen_version: int | None) -> TextFile:
    """Keep every changed text of a file as a draft under its translator's name, all of them or none.

    Each waits for the review of somebody other than the actor and the translator. Refused where
    nothing is changed, and for a file that was taken in or put aside; ``Stale`` where a text has
    changed since the preview.
    """
    found = lock(previews.visible_to(actor), pk=file_id, version=seen_version)
    authorise(actor, policies.can_exchange, found)
    before = snapshot(found)
    found.state, found.done_at = FILE_FLOW.after(found.state, "take_in"), clock.now()
    rows = list(previews.rows_of(found, RowVerdict.CHANGED))
    if not rows:
        raise Refused(_("There is nothing new in this file."))
    for row in rows:
        try:
            write_row(actor, row, found.translator)
        except (Stale, NotFound) as error:
            raise Stale(
                _("Text %(number)d has changed since this preview. Hand the file in again.")
                % {"number": row.number}
            ) from error
    _forget(found)
    save(found, fields=["state", "done_at"])
    record(actor=actor, action="communications.textfile.taken_in", subject=found, before=before)
    return found


@transaction.atomic
def drop_file(*, actor: Actor, file_id: int, seen_version: int | None) -> TextFile:
    """Put a file aside and forget what its texts say."""
    found = lock(previews.visible_to(actor), pk=file_id, version=seen_version)
    authorise(actor, policies.can_exchange, found)
    before = snapshot(found)
    found.state, found.done_at = FILE_FLOW.after(found.state, "drop"), clock.now()
    _forget(found)
    save(found, fields=["state", "done_at"])
    record(actor=actor, action="communications.textfile.dropped", subject=found, before=before)
    return found


def write_row(actor: Actor, row: TextRow, translator: str) -> None:
    """Keep one row as a draft, as the desk keeps what is typed there, and name its translator."""
    seen = Seen(row.seen_source, row.seen_other)
    kept = write_text(actor=actor, text_id=row.text_id or 0, seen=seen, text=row.target)
    credit(actor=actor, state=kept, name=translator)


def _forget(found: TextFile) -> None:
    found.rows.update(source="", target="", remarks=[])
