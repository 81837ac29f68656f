"""Reads the text of a PDF, page after page, with its printed lines joined into paragraphs."""

from __future__ import annotations

import ctypes
import re
from collections import Counter

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from plenary.readout.files.extracted import MAX_CHARACTERS
from plenary.readout.files.paragraphs import HYPHENATED, Line, join_lines
from plenary.readout.refusals import refusal

MAX_PAGES = 300
LEAST_REPEATS = 3
MOST_GARBLED = 0.1

_LINE = re.compile(rf"[^\r\n{HYPHENATED}]+{HYPHENATED}?")
_PAGE_NUMBER = re.compile(
    r"[\s\-—–－·•~|]*(?:第\s*)?(?:page\s*)?\d{1,4}(?:\s*(?:/|of|页\s*[，,]?\s*共)\s*\d{1,4})?(?:\s*页)?[\s\-—–－·•~|]*",
    re.IGNORECASE,
)
_GARBLED = re.compile(r"[\ufffd\x00-\x08\x0e-\x1f\ue000-\uf8ff]")


def text_of_pdf(data: bytes) -> str:
    """Give a PDF's text, a line to a paragraph, without page numbers and repeated page headers.

    Refused where the file is damaged or locked, has too many pages, or holds no usable text.
    """
    document = _open(data)
    try:
        if len(document) > MAX_PAGES:
            raise refusal("many-pages", limit=MAX_PAGES)
        pages = [_page_lines(document, number) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        raise refusal("broken-pdf") from error
    finally:
        document.close()
    text = join_lines(_without_furniture(pages))
    _require_usable(text)
    return text


def title_of_pdf(data: bytes) -> str:
    """Give the title, subject and keywords that a document's properties hold, a line to each."""
    document = _open(data)
    try:
        return "\n".join(document.get_metadata_dict(skip_empty=True).values())
    finally:
        document.close()


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}
        raise refusal("encrypted" if locked else "broken-pdf") from error
    return document


def _page_lines(document: pdfium.PdfDocument, number: int) -> list[Line]:
    page = document[number]
    try:
        letters = page.get_textpage()
        try:
            return _lines(letters, number)
        finally:
            letters.close()
    finally:
        page.close()


def _lines(letters: pdfium.PdfTextPage, page: int) -> list[Line]:
    """Give the printed lines of a page with their places: points from the left and from the foot."""
    if letters.count_chars() > MAX_CHARACTERS:
        raise refusal("too-long", limit=MAX_CHARACTERS)
    text = letters.get_text_range()
    lines = []
    for found in _LINE.finditer(text):
        printed = found.group().strip()
        if printed.strip(HYPHENATED):
            start = found.start() + found.group().index(printed[0])
            lines.append(_line(letters, printed, start, page))
    return lines


def _line(letters: pdfium.PdfTextPage, printed: str, start: int, page: int) -> Line:
    first = _box(letters, start)
    last = _box(letters, start + len(printed.rstrip(HYPHENATED)) - 1)
    return Line(
        text=printed,
        page=page,
        left=first[0],
        right=max(last[2], first[2]),
        foot=_baseline(letters, _place(letters, start)),
        height=first[3] - first[1],
        size=pdfium_c.FPDFText_GetFontSize(letters, _place(letters, start)),
    )


def _box(letters: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Give left, bottom, right and top of the character at this place in the text."""
    left, bottom, right, top = letters.get_charbox(_place(letters, index), loose=True)
    return left, bottom, right, top


def _baseline(letters: pdfium.PdfTextPage, place: int) -> float:
    """Give how high a character stands on its page; letters of one line stand equally high."""
    across, up = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(letters, place, ctypes.byref(across), ctypes.byref(up))
    return up.value


def _place(letters: pdfium.PdfTextPage, index: int) -> int:
    """Give the place on the page of a character in the text, which leaves some out."""
    place: int = pdfium_c.FPDFText_GetCharIndexFromTextIndex(letters, index)
    return max(place, 0)


def _without_furniture(pages: list[list[Line]]) -> list[Line]:
    """Drop page numbers, and of headers and footers that are repeated all but the first."""
    edges = Counter(line.text for lines in pages for line in {*lines[:1], *lines[-1:]})
    seen: set[str] = set()
    kept = []
    for lines in pages:
        for index, line in enumerate(lines):
            at_edge = index == 0 or index == len(lines) - 1
            if at_edge and (_PAGE_NUMBER.fullmatch(line.text) or line.text in seen):
                continue
            if at_edge and edges[line.text] >= LEAST_REPEATS:
                seen.add(line.text)
            kept.append(line)
    return kept


def _require_usable(text: str) -> None:
    letters = len("".join(text.split()))
    if not letters:
        raise refusal("scan")
    if len(_GARBLED.findall(text)) > letters * MOST_GARBLED:
        raise refusal("garbled-pdf")
