"""Says what a file is by its content, and what to save it as where it is not taken."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.utils.translation import gettext_lazy as _

from plenary.shared.errors import Refused

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HTML = "text/html"
TEXT = "text/plain"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_REFUSED: tuple[tuple[bytes, Any], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        _(
            "This is an old .doc, .xls or .wps file, or one with a password. Open it and save it as .docx or .xlsx without a password."
        ),
    ),
    (b"{\\rtf", _("This is an .rtf file. Open it and save it as .docx.")),
    (b"GIF8", _("This is a .gif picture. Save it as .png or .jpg.")),
    (b"BM", _("This is a .bmp picture. Save it as .png or .jpg.")),
    (b"II*\x00", _("This is a .tif picture. Save it as .pdf, .png or .jpg.")),
    (b"MM\x00*", _("This is a .tif picture. Save it as .pdf, .png or .jpg.")),
    (b"Rar!", _("This is an archive. Unpack it and hand in its files one by one.")),
    (b"7z\xbc\xaf", _("This is an archive. Unpack it and hand in its files one by one.")),
    (b"\x1f\x8b", _("This is an archive. Unpack it and hand in its files one by one.")),
)
_ZIP = b"PK\x03\x04"
_IN_ZIP: tuple[tuple[bytes, Any], ...] = (
    (b"vbaProject.bin", _("This file holds macros. Save it as .docx or .xlsx without macros.")),
    (b"OFD.xml", _("This is an .ofd file. Save or print it as .pdf.")),
    (b"opendocument.text", _("This is an .odt file. Save it as .docx.")),
    (b"opendocument.spreadsheet", _("This is an .ods file. Save it as .xlsx.")),
    (b"ppt/presentation", _("These are slides. Save them as .pdf.")),
)
_UNKNOWN = _("This kind of file is not taken. Save it as .pdf, .docx, .xlsx, .txt, .png or .jpg.")
_NAMED_AS = {HTML: TEXT, "image/jpeg": "image/png"}
_NAMED: dict[str, str] = {
    "pdf": PDF,
    "docx": DOCX,
    "xlsx": XLSX,
    **dict.fromkeys(("txt", "md", "csv", "html", "htm"), TEXT),
    **dict.fromkeys(("png", "jpg", "jpeg"), "image/png"),
}
"""What a name's ending says."""
_UNSEEN = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3164\ufeff\uffa0]"
)
_ENDING = re.compile(r"\.([a-z0-9]*[a-z][a-z0-9]*)$")
_ENCODINGS = ("utf-8-sig", "gb18030")
_CONTROLS = frozenset(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D}


def media_type(data: bytes) -> str:
    """Give the media type by content; ``Refused`` with what to save it as for any other kind."""
    if not data.strip():
        raise Refused(_("The file is empty."))
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(_ZIP):
        return _office_type(data)
    text = as_text(data)
    if text is not None and not data.startswith(b"{\\rtf"):
        beginning = text.lstrip()[:200].lower()
        return HTML if beginning.startswith(("<!doctype html", "<html")) else TEXT
    _refuse(data, _REFUSED)
    raise Refused(_UNKNOWN)


def refuse_misnamed(name: str, kind: str) -> None:
    """Refuse a file whose name says that it is of another kind: whoever takes it along cannot open it.

    Pictures are one kind, since every programme opens them by their content; so are texts.
    """
    ending = ending_of(name)
    named = _NAMED.get(ending)
    if named is not None and named != _NAMED_AS.get(kind, kind):
        raise Refused(
            _("This file is named .%(ending)s, but is none. Save it again in that format.")
            % {"ending": ending}
        )


def ending_of(name: str) -> str:
    """Give a name's ending in small letters, as the system that opens the file has it; empty without one.

    What nobody sees is no part of it, nor are full stops and blanks behind it, which Windows drops.
    """
    seen = unicodedata.normalize("NFKC", _UNSEEN.sub("", name)).lower().rstrip(". ")
    hit = _ENDING.search(seen)
    return hit[1] if hit else ""


def as_text(data: bytes) -> str | None:
    """Decode a text file (UTF-8, UTF-16 with its mark, GB18030); none for what is no text."""
    encodings = ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _CONTROLS.intersection(map(ord, set(text))) else text
    return None


def _office_type(data: bytes) -> str:
    """Tell the office formats apart by the names in the archive, which are never compressed."""
    _refuse_named(data)
    if b"[Content_Types].xml" in data:
        if b"word/document" in data:
            return DOCX
        if b"xl/workbook" in data:
            return XLSX
    raise Refused(_("This is an archive. Unpack it and hand in its files one by one."))


def _refuse_named(data: bytes) -> None:
    for name, sentence in _IN_ZIP:
        if name in data:
            raise Refused(sentence)


def _refuse(data: bytes, table: tuple[tuple[bytes, Any], ...]) -> None:
    for magic, sentence in table:
        if data.startswith(magic):
            raise Refused(sentence)
