"""Takes a text in, lays the reader's draft out as a working paper, and keeps what people do to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import ReadingState
from plenary.contexts.governance.models import Meeting, Reading
from plenary.contexts.governance.papers.starting import first_paper
from plenary.contexts.governance.policies.readings import can_read_texts
from plenary.contexts.governance.selectors import readings
from plenary.contexts.governance.selectors.proposals import match_paper
from plenary.contexts.governance.services.reading_changes import CHANGES, needed
from plenary.contexts.governance.workflows import READING_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.hashing import text_hash
from plenary.kernel.documents.services import bare_name, keep_file, refuse_no_text
from plenary.kernel.documents.validators import refuse_secrecy, refuse_secret_name
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor
from plenary.shared.characters import plain
from plenary.shared.errors import NotFound, Refused

LONGEST = 2_000_000
"""Characters of one text; a readout of a thousand pages."""


@dataclass(frozen=True, slots=True)
class Started:
    """What became of a text handed in: a new reading, or what is known of it already."""

    reading: Reading | None
    known: Reading | Meeting | None = None


@transaction.atomic
def start_reading(
    *, actor: Actor, text: str, file_name: str = "", data: bytes | None = None, beside: str = ""
) -> Started:
    """Take a text in to be read; the same text is recognised and read only once.

    ``data`` is the file that the text was taken out of, which is kept with it, and ``beside`` what
    else is written in that file.

    Refused for an empty or overlong text, for one with characters that no text has, and where the
    text, what stands beside it or the file's name carries a secrecy marking: then nothing is stored.
    """
    authorise(actor, can_read_texts)
    if not text.strip():
        raise Refused(_("There is no text to read."), fields={"text": _("Paste the text here.")})
    if len(text) > LONGEST:
        raise Refused(_("The text is too long to be one readout."))
    refuse_no_text(text)
    text = plain(text)
    refuse_secrecy(text, beside)
    refuse_secret_name(file_name)
    if known := readings.same_text(text_hash(text)):
        return Started(None, known)

    now = clock.now()
    reading = Reading.objects.create(
        state=ReadingState.READING,
        text=text,
        sha256=text_hash(text),
        file=keep_file(actor=actor, data=data, name=file_name, text=text) if data else None,
        file_name=bare_name(file_name),
        made_at=now,
        made_by_id=actor.user_id,
        changed_at=now,
    )

    record(actor=actor, action="governance.reading.started", subject=reading)
    return Started(reading)


@transaction.atomic
def lay_out_reading(*, reading_id: int, found: dict[str, Any]) -> Reading:
    """Keep the reader's draft and lay it out to be confirmed, known names matched.

    Refused where the reading is no longer waiting for it.
    """
    reading = lock(readings.visible_to(SYSTEM), pk=reading_id)
    before = snapshot(reading)
    reading.state = READING_FLOW.after(reading.state, "lay_out")
    reading.found = found
    reading.paper = dict(match_paper(first_paper(found, reading.text), reading.text, found))
    reading.fault_zh = reading.fault_en = ""
    reading.changed_at = clock.now()
    save(reading, fields=["state", "found", "paper", "fault_zh", "fault_en", "changed_at"])

    record(actor=SYSTEM, action="governance.reading.laid_out", subject=reading, before=before)
    return reading


@transaction.atomic
def fail_reading(*, reading_id: int, zh: str, en: str) -> Reading:
    """Keep in both languages why a text could not be read."""
    reading = lock(readings.visible_to(SYSTEM), pk=reading_id)
    before = snapshot(reading)
    reading.state = READING_FLOW.after(reading.state, "fail")
    reading.fault_zh, reading.fault_en = zh[:400], en[:400]
    reading.changed_at = clock.now()
    save(reading, fields=["state", "fault_zh", "fault_en", "changed_at"])

    record(actor=SYSTEM, action="governance.reading.failed", subject=reading, before=before)
    return reading


@transaction.atomic
def change_reading(
    *, actor: Actor, reading_id: int, seen_version: int, action: str, values: dict[str, Any]
) -> Reading:
    """Do one of ``CHANGES`` to the working paper.

    ``Stale`` where somebody else changed it since; ``Refused`` with a plain sentence where the
    change would break the paper, and for a reading that is not open.
    """
    reading = lock(readings.visible_to(actor), pk=reading_id, version=seen_version)
    authorise(actor, can_read_texts, reading)
    _need_open(reading)
    if action not in CHANGES:
        raise NotFound
    refuse_secrecy(*(value for value in values.values() if isinstance(value, str)))
    refuse_secrecy(*values.get("posts", {}).values())

    before = snapshot(reading)
    after = CHANGES[action](needed(reading), reading.text, values)
    if after == reading.paper:
        return reading
    reading.paper = dict(after)
    reading.changed_at = clock.now()
    save(reading, fields=["paper", "changed_at"])

    note = {"action": action, "part": str(values.get("part", ""))}
    record(
        actor=actor,
        action="governance.reading.changed",
        subject=reading,
        before=before,
        note=note,
    )
    return reading


@transaction.atomic
def move_reading(*, actor: Actor, reading_id: int, seen_version: int | None, move: str) -> Reading:
    """Drop a reading, take a dropped one up again, or try a failed one once more.

    Refused from a state in which the move is not open (``READING_FLOW``).
    """
    if move not in {"drop", "take_up", "retry"}:
        raise NotFound
    reading = lock(readings.visible_to(actor), pk=reading_id, version=seen_version)
    authorise(actor, can_read_texts, reading)
    before = snapshot(reading)
    reading.state = READING_FLOW.after(reading.state, move)
    if move == "take_up" and not reading.paper:
        reading.state = ReadingState.READING
    reading.changed_at = clock.now()
    save(reading, fields=["state", "changed_at"])

    record(actor=actor, action=f"governance.reading.{move}", subject=reading, before=before)
    return reading


def _need_open(reading: Reading) -> None:
    if reading.state != ReadingState.OPEN:
        raise Refused(_("This reading is not open for editing."))
