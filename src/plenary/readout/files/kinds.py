"""Tells by its content what a file is, and refuses what is not read with what to save it as."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from plenary.readout.refusals import refusal

Kind = Literal["text", "docx", "pdf"]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_UNREAD: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"8BPS", "image"),
    (b"\x00\x00\x00\x0cjP", "image"),
    (b"%!PS", "image"),
    (b"ID3", "media"),
    (b"OggS", "media"),
    (b"fLaC", "media"),
    (b"\x1aE\xdf\xa3", "media"),
    (b"FLV\x01", "media"),
    (b"\x1f\x8b\x08", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"BZh9", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"PK\x07\x08", "archive"),
)
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "old-office"),
    ("Workbook", "spreadsheet"),
    ("PowerPoint Document", "slides"),
)
_ZIP_MEMBERS: tuple[tuple[str, str], ...] = (
    ("OFD.xml", "ofd"),
    ("xl/workbook.xml", "spreadsheet"),
    ("xl/workbook.bin", "spreadsheet"),
    ("ppt/presentation.xml", "slides"),
    ("META-INF/manifest.xml", "opendocument"),
)
_OPENING = re.compile(
    r"\A(?:\s|<!--.{0,5000}?-->|<\?xml[^>]{0,500}>)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"<(/?)(?:p|div|span|td|tr|table|h[1-6]|ul|li|br|body|html)\b[^<>]{0,500}>", re.IGNORECASE
)
LEAST_TAGS = 4
_MAIL = re.compile(rb"\A(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}", re.ASCII)


def kind_of(data: bytes) -> Kind:
    """Tell what ``data`` is. Web pages are "text" here: they show once they are decoded.

    Refused where it is a known kind that is not read; the sentence says what to save it as.
    """
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if data.startswith(_OLE):
        raise refusal(_ole_kind(data))
    if _is_pdf(data):
        return "pdf"
    unread = _unread(data)
    if unread:
        raise refusal(unread)
    return "text"


def looks_like_html(text: str) -> bool:
    """Tell whether a decoded text is a web page or a piece of one."""
    head = text[:65_536]
    if _OPENING.match(head):
        return True
    if not head.lstrip().startswith("<"):
        return False
    closings = [tag.group(1) for tag in _TAG.finditer(head)]
    return len(closings) >= LEAST_TAGS and "/" in closings


def _is_pdf(data: bytes) -> bool:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n\0")[:5] == b"%PDF-":
        return True
    return b"%PDF-" in data[:1024] and b"%%EOF" in data[-2048:]


def _unread(data: bytes) -> str | None:
    for signature, code in _UNREAD:
        if data.startswith(signature):
            return code
    if data[:4] == b"RIFF":
        return "image" if data[8:12] == b"WEBP" else "media"
    if data[4:8] == b"ftyp":
        return "image" if data[8:12] in {b"heic", b"heix", b"mif1", b"avif"} else "media"
    if data[:2] == b"BM" and int.from_bytes(data[2:6], "little") == len(data):
        return "image"
    return "web-archive" if _is_mail(data) else None


def _is_mail(data: bytes) -> bool:
    head = _MAIL.match(data[:8192].replace(b"\r\n", b"\n"))
    return head is not None and b"mime-version:" in head.group().lower()


def _ole_kind(data: bytes) -> str:
    for stream, code in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return code
    return "old-office"


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise refusal("broken-docx" if b"word/" in data else "archive") from error
    if any(name.startswith("word/") for name in names):
        return "docx"
    for member, code in _ZIP_MEMBERS:
        if member in names:
            raise refusal(code)
    raise refusal("archive")
