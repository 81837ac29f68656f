"""Takes the tables of a handed-in file, read apart, with a plain sentence for what is not taken."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from plenary.kernel.documents import sorting
from plenary.kernel.documents.apart import Kind, read_apart
from plenary.kernel.documents.tables import Table, Unreadable
from plenary.kernel.documents.validators import refuse_secrecy, refuse_secret_name
from plenary.kernel.documents.within.apart import refuse_secrets_within
from plenary.shared.errors import Refused

SECONDS = 20
MEGABYTES = 400
_KINDS: dict[str, Kind] = {
    sorting.XLSX: "workbook",
    sorting.DOCX: "document",
    sorting.TEXT: "csv",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in."""

    name: str
    data: bytes


def tables_of(file: Upload, *, kinds: Collection[Kind]) -> list[Table]:
    """Give the tables of a file, read in a process of its own; nothing is stored.

    Refused, at the field ``upload``, for another kind than these, for a file that is too large,
    locked or damaged, that holds macros, or more rows, columns or sheets than are taken.
    """
    if len(file.data) > settings.UPLOAD_LIMIT:
        most = settings.UPLOAD_LIMIT // (1024 * 1024)
        raise Refused(fields={"upload": _("The file is larger than %(most)d MB.") % {"most": most}})
    kind = _kind(file, kinds)
    try:
        return read_apart(file.data, file.name, kind=kind, seconds=SECONDS, megabytes=MEGABYTES)
    except Unreadable as error:
        raise Refused(fields={"upload": f"{file.name}: {_sentence(error)}"}) from None


def refuse_secrets(files: Iterable[Upload], tables: Iterable[Table]) -> None:
    """Raise ``Refused`` where a file's name, one of its cells or anything hidden in it carries a secrecy marking."""
    for file in files:
        refuse_secret_name(file.name)
        refuse_secrets_within(file.data)
    cells = (cell for table in tables for _number, row in table.rows for cell in row if cell)
    refuse_secrecy("\n".join(cells))


def _kind(file: Upload, kinds: Collection[Kind]) -> Kind:
    try:
        kind = _KINDS.get(sorting.media_type(file.data))
    except Refused as refused:
        raise Refused(fields={"upload": refused.sentence}) from None
    if kind is None or kind not in kinds:
        sentence = (
            _("This is no list in a table. Save it as .xlsx or .docx.")
            if "document" in kinds
            else _("This is not a spreadsheet. Save it as .xlsx or .csv.")
        )
        raise Refused(fields={"upload": sentence})
    return kind


def _sentence(error: Unreadable) -> str:
    sentences: dict[str, Any] = {
        "too-many-rows": _(
            "A sheet has more than %(most)d rows. Take out what is not needed, or hand it in in parts."
        ),
        "too-many-columns": _(
            "A sheet has more than %(most)d columns. Take out what is not needed."
        ),
        "too-many-sheets": _("The file has more than %(most)d sheets or tables."),
        "no-table": _("The document holds no table. The list must stand in a table."),
        "locked": _("The file has a password. Save it without one."),
        "too-slow": _("Reading took too long. Save the file anew, without pictures and styles."),
        "too-large": _(
            "The file holds too much. Copy the rows into an empty file and hand that in."
        ),
        "broken": _("The file is damaged. Save it anew as .xlsx or .docx."),
    }
    return str(sentences[error.code] % error.facts)
