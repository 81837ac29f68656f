"""Takes a file of terms in, reads it apart and lays out what it would do; no term is touched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.language import policies
from plenary.contexts.language.enums import ImportState, Verdict
from plenary.contexts.language.exchange.apart import look_apart, rows_apart
from plenary.contexts.language.exchange.entry import Fault
from plenary.contexts.language.exchange.errors import Unreadable
from plenary.contexts.language.exchange.looking import Seen
from plenary.contexts.language.exchange.rows import Row
from plenary.contexts.language.models import ImportFile, ImportRow, TermImport
from plenary.contexts.language.selectors.imports import Compared, Comparison
from plenary.contexts.language.workflows import IMPORT_FLOW
from plenary.kernel.audit.recording import authorise, record, save, snapshot
from plenary.kernel.documents.sorting import XLSX, media_type
from plenary.kernel.documents.validators import refuse_secrecy, refuse_secret_name
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor
from plenary.shared.errors import Refused

SECONDS = 120
SECONDS_OF_A_LOOK = 60
"""Of processor time; 200,000 entries take about 6."""
MEGABYTES = 500
JOB_PATIENCE = 60.0
"""Seconds that a job waits until another file has been read; nobody waits for its page."""
BATCH = 500
AT_ONCE = 1_000_000
"""A file of so many bytes is read while one waits; a larger one by a job."""
MOST_TOLD = 30
"""So many headings or categories that are not read are named."""
KINDS = ("tbx", "csv", "xlsx")


def start_import(*, actor: Actor, name: str, data: bytes) -> TermImport:
    """Look the whole of a file through, then keep it to be laid out; one that cannot be read is kept by name alone.

    Refused for its size, its name, a kind that is not taken, and for a secrecy marking anywhere in it:
    nothing is stored then. ``Busy`` where as many files as may be are being read.
    """
    authorise(actor, policies.can_bring_in)
    kind = _kind(name, data)
    try:
        expected = _looked_through(data, kind)
    except Unreadable as error:
        kept = _keep(actor, name, kind, None)
        return _end(kept, "fail", {}, [(error.code, error.facts)]) or kept
    return _keep(actor, name, kind, data, expected=expected)


def _looked_through(data: bytes, kind: str, *, patience: float | None = None) -> int:
    """Look the whole of a file through, refuse a secrecy marking, and give the number of its entries."""
    entries = 0
    limits: dict[str, Any] = {"seconds": SECONDS_OF_A_LOOK, "megabytes": MEGABYTES}
    with closing(look_apart(data, kind, patience=patience, **limits)) as places:
        for seen in places:
            _refuse_marked(seen)
            entries = seen.entries
    return entries


def _refuse_marked(seen: Seen) -> None:
    try:
        refuse_secrecy("\n".join(seen.texts))
    except Refused as refused:
        where = _("Row %(number)d.") % {"number": seen.number} if seen.number else ""
        raise _refusal(f"{refused} {where}".strip()) from None


@transaction.atomic
def _keep(
    actor: Actor, name: str, kind: str, data: bytes | None, *, expected: int = 0
) -> TermImport:
    made = TermImport.objects.create(
        name=name[:255],
        kind=kind,
        expected=expected,
        added_by_id=actor.user_id,
        added_by_name=actor.name,
        added_at=clock.now(),
    )
    if data is not None:
        ImportFile.objects.create(term_import=made, data=data)
    record(actor=actor, action="language.import.started", subject=made)
    return made


def is_long(data: bytes) -> bool:
    """Say whether reading a file takes so long that a job does it."""
    return len(data) > AT_ONCE


def read_import(*, import_id: int) -> TermImport | None:
    """Read a kept file batch by batch, count on, and lay out what each row would do.

    A file that is read already is left alone; one that was left half read is begun anew. One that was
    taken in without having been looked through (its entries are not counted) is looked through first.
    What makes a file unreadable is kept with it as a fault.
    ``Busy`` where it finds no slot: it waits on.
    """
    found = TermImport.objects.filter(pk=import_id, state=ImportState.READING).first()
    if found is None:
        return None
    found.rows.all().delete()
    data = bytes(ImportFile.objects.get(term_import=found).data)
    patience = JOB_PATIENCE if is_long(data) else None
    read = rows_apart(data, found.kind, seconds=SECONDS, megabytes=MEGABYTES, patience=patience)
    try:
        if not found.expected:
            _looked_through(data, found.kind, patience=patience)
        with closing(read) as rows:
            counts, unread = _lay_out(found, rows)
    except Refused:
        return _end(found, "fail", {}, [("marked", {})])
    except Unreadable as error:
        return _end(found, "fail", {}, [(error.code, error.facts)])
    if not sum(counts.values()):
        return _end(found, "fail", {}, [("no-entry", {})])
    code = "unread-kinds" if found.kind == "tbx" else "unread"
    told: list[Fault] = [(code, {"headings": unread[:MOST_TOLD]})] if unread else []
    return _end(found, "lay_out", counts, told)


def fail_import(*, import_id: int, fault: Fault = ("own-mistake", {})) -> None:
    """Say that a file was not read to its end, and why; nothing but the file's name is kept."""
    for found in TermImport.objects.filter(pk=import_id, state=ImportState.READING):
        _end(found, "fail", {}, [fault])


def _lay_out(found: TermImport, rows: Iterator[Row]) -> tuple[dict[str, int], list[str]]:
    counts, unread = dict.fromkeys(Verdict.values, 0), list[str]()
    comparison = Comparison()
    while batch := list(islice(rows, BATCH)):
        unread += [heading for one in batch for heading in one.unread]
        kept = [_row(found, one) for one in comparison.compare(batch)]
        ImportRow.objects.bulk_create(kept, batch_size=BATCH)
        for row in kept:
            counts[row.verdict] += 1
        reading = TermImport.objects.filter(pk=found.pk, state=ImportState.READING)
        if not reading.update(read=sum(counts.values())):
            break
    return counts, unread


def _row(found: TermImport, one: Compared) -> ImportRow:
    return ImportRow(
        term_import=found,
        number=one.row.number,
        verdict=one.verdict,
        title=f"{one.entry.name_zh} – {one.entry.name_en}"[:200],
        entry=one.entry.to_json() if one.verdict in {Verdict.NEW, Verdict.CHANGED} else {},
        status=one.row.status.to_json(),
        target_id=one.target.pk if one.target else None,
        target_version=one.target.version if one.target else None,
        changes=[list(change) for change in one.changes],
        faults=[list(fault) for fault in one.faults],
    )


@transaction.atomic
def _end(
    found: TermImport, move: str, counts: dict[str, int], faults: list[Fault]
) -> TermImport | None:
    """Note what came of reading; nothing is kept of a file that was put aside meanwhile."""
    reading = TermImport.objects.filter(pk=found.pk, state=ImportState.READING)
    ended = reading.select_for_update().first()
    if ended is None or move == "fail":
        found.rows.all().delete()
    if ended is None:
        return None
    before = snapshot(ended)
    ended.state = IMPORT_FLOW.after(ended.state, move)
    ended.counts, ended.faults, ended.read = counts, faults, sum(counts.values())
    save(ended, fields=["state", "counts", "faults", "read"])
    ImportFile.objects.filter(term_import=ended).delete()
    record(actor=SYSTEM, action=f"language.import.{move}", subject=ended, before=before)
    return ended


def _kind(name: str, data: bytes) -> str:
    refuse_secret_name(name)
    if len(data) > settings.UPLOAD_LIMIT:
        most = settings.UPLOAD_LIMIT // (1024 * 1024)
        raise _refusal(_("The file is larger than %(most)d MB.") % {"most": most})
    if not data.strip():
        raise _refusal(_("The file is empty."))
    if data.startswith(b"PK\x03\x04"):
        return _workbook(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refusal(
            _("This is an old .xls file, or one with a password. Save it as .xlsx without one.")
        )
    ending = name.rpartition(".")[2].lower()
    head = data[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    if head.startswith(b"<") or ending in {"tbx", "xml"}:
        return "tbx"
    if ending in {"csv", "txt", "tsv"}:
        return "csv"
    raise _refusal(_("Terms are read from .tbx, .csv and .xlsx files."))


def _workbook(data: bytes) -> str:
    try:
        kind = media_type(data)
    except Refused as refused:
        raise _refusal(str(refused)) from None
    if kind != XLSX:
        raise _refusal(_("Terms are read from .tbx, .csv and .xlsx files."))
    return "xlsx"


def _refusal(sentence: str) -> Refused:
    return Refused(sentence, fields={"upload": sentence})
