"""Looks a translator's file through and lays out what it would do; no text is touched."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import RowVerdict
from plenary.contexts.communications.exchange.apart import sheet_apart
from plenary.contexts.communications.exchange.errors import Unreadable
from plenary.contexts.communications.exchange.units import Sheet, joined
from plenary.contexts.communications.models import TextFile, TextRow
from plenary.contexts.communications.selectors.desk import incoming
from plenary.contexts.communications.services.desk.bringing_in import write_row
from plenary.kernel.audit.recording import authorise, record
from plenary.kernel.documents.validators import refuse_secrecy, refuse_secret_name
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.characters import plain
from plenary.shared.errors import PlenaryError, Refused

SECONDS = 20
MEGABYTES = 400
LONGEST_NAME = 200
LARGEST = 20 * 1024 * 1024
_PACKED = b"PK\x03\x04"

FAULTS: dict[str, Any] = {
    "entities": gettext_lazy(
        "The file declares a document type or entities, which could make it swell or fetch other"
        " files. Save it anew without."
    ),
    "broken-xml": gettext_lazy("The file is broken at line %(line)d: it is not well-formed XML."),
    "not-xliff": gettext_lazy("This is no XLIFF: its root is “%(root)s”."),
    "version": gettext_lazy(
        "This is XLIFF %(version)s. Plenary reads 2.0 and 2.1: let the translator's program save it"
        " as one of these."
    ),
    "too-many-units": gettext_lazy("The file has more than %(most)d texts. Hand it in in parts."),
    "no-units": gettext_lazy("There is no text in this file."),
    "too-slow": gettext_lazy("Reading took too long. Hand the file in in parts."),
    "too-large": gettext_lazy("The file holds too much. Hand it in in parts."),
}


def start_file(*, actor: Actor, name: str, data: bytes, translator: str) -> TextFile:
    """Keep a translator's file with what each of its texts would do, tried out and taken back.

    Refused, with nothing stored, without the translator's name, for a file that is too large, broken
    or no XLIFF 2 between Chinese and English, and for a secrecy marking in any of its texts. ``Busy``
    where as many files as may be are being read.
    """
    authorise(actor, policies.can_exchange)
    translator = " ".join(plain(translator).split())
    if not translator or len(translator) > LONGEST_NAME:
        sentence = _("Say who translated it, in at most 200 characters.")
        raise Refused(sentence, fields={"translator": sentence})
    refuse_secrecy(translator)
    sheet = _read(name, data)
    into = _language(sheet)
    _refuse_marked(sheet, into)
    return _keep(actor, name, translator, sheet, into)


def _read(name: str, data: bytes) -> Sheet:
    refuse_secret_name(name)
    largest = min(LARGEST, settings.UPLOAD_LIMIT)
    if len(data) > largest:
        raise _refusal(_("The file is larger than %(most)d MB.") % {"most": largest // 1024**2})
    if not data.strip():
        raise _refusal(_("The file is empty."))
    if data.startswith(_PACKED):
        raise _refusal(_("This is a package (.zip, .xlz). Hand in the .xlf file that is in it."))
    try:
        return sheet_apart(data, seconds=SECONDS, megabytes=MEGABYTES)
    except Unreadable as error:
        raise _refusal(str(FAULTS[error.code] % error.facts)) from error


def _language(sheet: Sheet) -> str:
    """Give the language that a file was translated into; refused unless it goes between the two."""
    source, target = (tag.lower().partition("-")[0] for tag in (sheet.source, sheet.target))
    if {source, target} != {"zh", "en"}:
        raise _refusal(
            _(
                "This file goes from “%(source)s” to “%(target)s”. Plenary takes translations between"
                " Chinese and English."
            )
            % {"source": sheet.source[:20], "target": sheet.target[:20]}
        )
    return target


def _refuse_marked(sheet: Sheet, into: str) -> None:
    for number, unit in enumerate(sheet.units, start=1):
        try:
            for text in (unit.source, joined(unit.pieces, into), unit.notes):
                refuse_secrecy(text)
        except Refused as refused:
            where = _("Text %(number)d of the file.") % {"number": number}
            raise _refusal(f"{refused} {where}") from None


@transaction.atomic
def _keep(actor: Actor, name: str, translator: str, sheet: Sheet, into: str) -> TextFile:
    rows = incoming.compared_with(actor, sheet, into)
    _try_out(actor, rows, translator)
    made = TextFile.objects.create(
        name=plain(name)[:255],
        translator=translator,
        into=into,
        counts=dict(Counter(str(row.verdict) for row in rows)),
        added_by_id=actor.user_id,
        added_by_name=actor.name,
        added_at=clock.now(),
    )
    for row in rows:
        row.file = made
        row.source, row.target, row.unit = plain(row.source), plain(row.target), plain(row.unit)
    TextRow.objects.bulk_create(rows, batch_size=500)
    record(actor=actor, action="communications.textfile.started", subject=made)
    return made


@transaction.atomic
def _try_out(actor: Actor, rows: list[TextRow], translator: str) -> None:
    """Write each row as it would be written, note who refuses it and why, and take all of it back."""
    for row in rows:
        if row.verdict != RowVerdict.CHANGED:
            continue
        try:
            with transaction.atomic():
                write_row(actor, row, translator)
        except PlenaryError as refused:
            row.verdict = RowVerdict.REFUSED
            row.why = ["refused", {"sentence": str(refused)}]
    transaction.set_rollback(True)


def _refusal(sentence: str) -> Refused:
    return Refused(sentence, fields={"upload": sentence})
