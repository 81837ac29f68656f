"""Gives all that a PDF says: its pages, properties, comments, alternative texts, bookmarks and the files put into it."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from plenary.kernel.documents.within.errors import Closed
from plenary.kernel.documents.within.raw import words_in_pdf

MOST_ATTACHED = 100


def texts_of(data: bytes) -> Iterator[str]:
    """Give the texts; raises ``Closed`` where the file is damaged or has a password."""
    document = _opened(data)
    try:
        yield "\n".join(document.get_metadata_dict(skip_empty=True).values())
        for number in range(len(document)):
            yield _page(document, number)
    finally:
        document.close()
    yield from words_in_pdf(data)


def attached_to(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Give the files that were put into a PDF, with their names."""
    document = _opened(data)
    try:
        for number in range(min(document.count_attachments(), MOST_ATTACHED)):
            attached = document.get_attachment(number)
            yield attached.get_name(), _content(attached)
    finally:
        document.close()


def _content(attached: pdfium.PdfAttachment) -> bytes:
    """Give an attachment's bytes; nothing where it has none."""
    try:
        return bytes(attached.get_data())
    except pdfium.PdfiumError:
        return b""


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}
        raise Closed("locked" if locked else "broken") from error


def _page(document: pdfium.PdfDocument, number: int) -> str:
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return ""
    letters = page.get_textpage()
    text: str = letters.get_text_range()
    letters.close()
    page.close()
    return text
