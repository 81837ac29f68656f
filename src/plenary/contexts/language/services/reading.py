"""Takes a file of terms in, reads it apart and lays out what it would do; no term is touched."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.contexts.language import policies
from plenary.contexts.language.enums import ImportState, Verdict
from plenary.contexts.language.exchange.apart import rows_apart
from plenary.contexts.language.exchange.errors import Unreadable
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
from plenary.shared.web.filters import comma

SECONDS = 120
MEGABYTES = 500
JOB_PATIENCE = 60.0
"""Seconds that a job waits until another file has been read; nobody waits for its page."""
BATCH = 500
AT_ONCE = 400_000
"""A file of so many bytes is read while one waits; a larger one by a job."""
KINDS = ("tbx", "csv", "xlsx")

_FAULTS: dict[str, Any] = {
    "entities": gettext_lazy(
        "The file declares entities, which could make it swell or fetch other files. Save it anew"
        " without a document type."
    ),
    "broken-xml": gettext_lazy("The file is broken at line %(line)d: it is not well-formed XML."),
    "not-tbx": gettext_lazy("This is no TBX: its root is “%(root)s”."),
    "too-many-entries": gettext_lazy(
        "The file has more than %(most)d entries. Hand it in in parts."
    ),
    "too-many-columns": gettext_lazy("The sheet has more than %(most)d columns."),
    "encoding": gettext_lazy("The characters cannot be read. Save the file as UTF-8."),
    "heading-twice": gettext_lazy("The heading “%(heading)s” stands there twice."),
    "merged-headings": gettext_lazy(
        "The headings are merged cells. Put one row of headings above the entries, one cell each:"
        " at least Chinese and English."
    ),
    "no-headings": gettext_lazy(
        "There is no row of headings with at least Chinese and English among the first ten rows."
    ),
    "locked": gettext_lazy("The file has a password. Save it without one."),
    "too-slow": gettext_lazy("Reading took too long. Hand the file in in parts."),
    "too-large": gettext_lazy("The file holds too much. Hand it in in parts."),
    "broken": gettext_lazy("The file is damaged, or is not what its name says."),
}


def start_import(*, actor: Actor, name: str, data: bytes) -> TermImport:
    """Look a file through, then keep it to be laid out; one that cannot be read is kept by name alone.

    Refused for its size, its name, a kind that is not taken, and for a secrecy marking in any of its
    rows: nothing is stored then. ``Busy`` where as many files as may be are being read.
    """
    authorise(actor, policies.can_bring_in)
    kind = _kind(name, data)
    try:
        for row in rows_apart(data, kind, seconds=SECONDS, megabytes=MEGABYTES):
            _refuse_marked(row)
    except Unreadable as error:
        return _end(_keep(actor, name, kind, None), "fail", {}, _sentence(error))
    return _keep(actor, name, kind, data)


def _refuse_marked(row: Row) -> None:
    texts = [*row.entry.texts(), row.status.approved_by]
    try:
        refuse_secrecy("\n".join(text for text in texts if text))
    except Refused as refused:
        where = _("Row %(number)d.") % {"number": row.number}
        raise _refusal(f"{refused} {where}") from None


def _sentence(error: Unreadable) -> str:
    return str(_FAULTS[error.code] % error.facts)


@transaction.atomic
def _keep(actor: Actor, name: str, kind: str, data: bytes | None) -> TermImport:
    made = TermImport.objects.create(
        name=name[:255],
        kind=kind,
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

    A file that is read already is left alone; one that was left half read is begun anew. What makes
    a file unreadable is kept with it as a sentence. ``Busy`` where it finds no slot: it waits on.
    """
    found = TermImport.objects.filter(pk=import_id, state=ImportState.READING).first()
    if found is None:
        return None
    found.rows.all().delete()
    data = bytes(ImportFile.objects.get(term_import=found).data)
    patience = JOB_PATIENCE if is_long(data) else None
    rows = rows_apart(data, found.kind, seconds=SECONDS, megabytes=MEGABYTES, patience=patience)
    try:
        counts, unread = _lay_out(found, rows)
    except Unreadable as error:
        return _end(found, "fail", {}, _sentence(error))
    if not sum(counts.values()):
        return _end(found, "fail", {}, _("The file holds no entry."))
    return _end(found, "lay_out", counts, _unread(unread))


def fail_import(*, import_id: int) -> None:
    """Say that Plenary itself fell over a file; nothing but the file's name is kept."""
    for found in TermImport.objects.filter(pk=import_id, state=ImportState.READING):
        _end(found, "fail", {}, _("Plenary made a mistake over this file. Tell the administrator."))


def _unread(headings: list[str]) -> str:
    """Say which columns of a table are left out."""
    if not headings:
        return ""
    told = _("Not read, because their headings are not known here: %(headings)s.")
    return told % {"headings": comma().join(headings)}


def _lay_out(found: TermImport, rows: Iterator[Row]) -> tuple[dict[str, int], list[str]]:
    counts, unread = dict.fromkeys(Verdict.values, 0), list[str]()
    comparison = Comparison()
    while batch := list(islice(rows, BATCH)):
        unread += [heading for one in batch for heading in one.unread]
        kept = [_row(found, one) for one in comparison.compare(batch)]
        ImportRow.objects.bulk_create(kept, batch_size=BATCH)
        for row in kept:
            counts[row.verdict] += 1
        TermImport.objects.filter(pk=found.pk).update(read=sum(counts.values()))
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
def _end(found: TermImport, move: str, counts: dict[str, int], fault: str) -> TermImport:
    before = snapshot(found)
    found.state = IMPORT_FLOW.after(found.state, move)
    found.counts, found.fault, found.read = counts, fault[:500], sum(counts.values())
    save(found, fields=["state", "counts", "fault", "read"])
    ImportFile.objects.filter(term_import=found).delete()
    if move == "fail":
        found.rows.all().delete()
    record(actor=SYSTEM, action=f"language.import.{move}", subject=found, before=before)
    return found


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
