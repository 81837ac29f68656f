"""Turns the bytes of a .txt, .md, .html, .docx or .pdf file into the text that is read."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from plenary.readout.draft import Note
from plenary.readout.errors import ReadoutError
from plenary.readout.files.encodings import decode
from plenary.readout.files.extracted import MAX_BYTES, MAX_CHARACTERS, ExtractedText
from plenary.readout.files.kinds import kind_of, looks_like_html
from plenary.readout.refusals import refusal

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "ExtractedText",
    "opened",
    "read_bytes",
    "read_file",
    "require_size",
    "text_of",
]

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DAMAGED_NOTE = Note(
    "damaged-characters",
    "文件中有些字节不能解码，以“\ufffd”代替。",
    "Some bytes of the file could not be decoded; \ufffd stands in their place.",
)


def read_file(path: str | Path) -> ExtractedText:
    """Give the text of a file. Raises ``ReadoutError`` as ``text_of`` does, and where it cannot be opened."""
    with opened(Path(path)) as stream:
        return text_of(read_bytes(stream), name=Path(path).name)


def opened(path: Path) -> BinaryIO:
    """Open a file for reading, refusing with a plain sentence where that cannot be."""
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise refusal("missing-file") from error
    except IsADirectoryError as error:
        raise refusal("folder") from error
    except PermissionError as error:
        raise refusal("no-permission") from error
    except (OSError, ValueError) as error:
        raise refusal("unreadable-file", reason=getattr(error, "strerror", error)) from error


def read_bytes(stream: BinaryIO) -> bytes:
    """Read a file to its end, refusing one that is too large before it fills the memory."""
    try:
        data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise refusal("unreadable-file", reason=error.strerror) from error
    require_size(data)
    return data


def text_of(data: bytes, *, name: str = "") -> ExtractedText:
    """Give the text of a file's bytes.

    What the file is, is decided by its content; of ``name`` only the ending .md counts, because
    Markdown and plain text look alike and both are given as they are, line ends kept. Raises
    ``ReadoutError``, and nothing else, where the bytes are empty, too large, damaged, locked, or of
    a kind that is not read.
    """
    require_size(data)
    if not data.strip(b" \t\r\n\0"):
        raise refusal("empty")
    try:
        extracted = _extracted(data, name)
    except ReadoutError:
        raise
    except MemoryError as error:
        raise refusal("too-much-memory") from error
    except Exception as error:
        raise refusal("broken-file") from error
    if not extracted.text.strip():
        raise refusal("no-text")
    if len(extracted.text) > MAX_CHARACTERS:
        raise refusal("too-long", limit=MAX_CHARACTERS)
    return extracted


def _extracted(data: bytes, name: str) -> ExtractedText:
    """Take the text out; each kind's parser is loaded when it is needed."""
    kind = kind_of(data)
    if kind == "docx":
        from plenary.readout.files.docx import text_beside_docx, text_of_docx  # noqa: PLC0415

        return ExtractedText(text_of_docx(data), DOCX, beside=text_beside_docx(data))
    if kind == "pdf":
        from plenary.readout.files.pdf import text_of_pdf, title_of_pdf  # noqa: PLC0415

        return ExtractedText(text_of_pdf(data), "application/pdf", beside=title_of_pdf(data))
    return _plain_or_page(data, name)


def _plain_or_page(data: bytes, name: str) -> ExtractedText:
    decoded = decode(data)
    notes = (DAMAGED_NOTE,) if decoded.is_damaged else ()
    if looks_like_html(decoded.text):
        from plenary.readout.files.html import article_of, text_beside  # noqa: PLC0415

        article, remarks = article_of(decoded.text)
        beside = text_beside(decoded.text)
        return ExtractedText(article, "text/html", decoded.encoding, notes + remarks, beside)
    if decoded.text.lstrip().startswith("<?xml"):
        raise refusal("xml")
    is_markdown = name.lower().endswith((".md", ".markdown"))
    media_type = "text/markdown" if is_markdown else "text/plain"
    return ExtractedText(decoded.text, media_type, decoded.encoding, notes)


def require_size(data: bytes) -> None:
    """Refuse bytes that are more than any readout's."""
    if len(data) > MAX_BYTES:
        raise refusal("too-large", limit=MAX_BYTES // (1024 * 1024))
