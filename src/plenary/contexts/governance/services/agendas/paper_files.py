"""Reads what is written in a paper that is handed in: apart, with limits, before anything is stored."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plenary.kernel.documents import sorting
from plenary.kernel.documents.apart import Kind
from plenary.kernel.documents.spreadsheets import Upload, tables_of
from plenary.kernel.documents.validators import refuse_secrecy, refuse_secret_name
from plenary.kernel.documents.within.apart import refuse_secrets_within
from plenary.readout import ReadoutError
from plenary.readout.sandbox import extract_apart
from plenary.shared.characters import plain
from plenary.shared.errors import Refused
from plenary.shared.slots import parser_slot

SECONDS = 20
MEGABYTES = 400
WORKBOOK: tuple[Kind, ...] = ("workbook",)
NOTHING_WRITTEN = "no-text"
"""What the reader says of a scan: it is taken, but what stands in it cannot be judged."""


def text_in(file: Upload) -> str:
    """Give what is written in a paper; nothing for an image or a scan, which cannot be judged.

    Refused, at the field ``upload``, for a kind that is not taken, for a file that is too large,
    locked, damaged or named as another kind, and where its name or its text carries a secrecy marking.
    """
    if len(file.data) > settings.UPLOAD_LIMIT:
        most = settings.UPLOAD_LIMIT // (1024 * 1024)
        raise Refused(fields={"upload": _("The file is larger than %(most)d MB.") % {"most": most}})
    try:
        refuse_secret_name(file.name)
        kind = sorting.media_type(file.data)
        sorting.refuse_misnamed(file.name, kind)
        text, beside = _read(file, kind)
        refuse_secrecy(text, beside)
        refuse_secrets_within(file.data)
    except Refused as refused:
        raise Refused(fields=refused.fields or {"upload": refused.sentence}) from None
    return plain(text)


def _read(file: Upload, kind: str) -> tuple[str, str]:
    if kind.startswith("image/"):
        return "", ""
    if kind == sorting.XLSX:
        tables = tables_of(file, kinds=WORKBOOK)
        lines = (" ".join(filter(None, row)) for table in tables for _number, row in table.rows)
        return "\n".join(lines), ""
    try:
        with parser_slot() as slot:
            found = extract_apart(
                file.data, file.name, seconds=SECONDS, megabytes=MEGABYTES, held=[slot]
            )
    except ReadoutError as error:
        if error.code == NOTHING_WRITTEN:
            return "", ""
        lang = "zh" if (get_language() or "en").startswith("zh") else "en"
        raise Refused(error.sentence(lang)) from None
    return found.text, found.beside
