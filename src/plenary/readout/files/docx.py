"""Reads a Word document: page headers, paragraphs and tables, in the order of the document."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from plenary.readout.files.extracted import MAX_CHARACTERS
from plenary.readout.refusals import refusal

MAX_PART_BYTES = 24 * 1024 * 1024
MAX_MEMBERS = 5_000
DEEPEST = 200
WIDEST = 1_000
MOST_DIGITS = 4

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    EOFError,
    KeyError,
    ValueError,
    OSError,
    NotImplementedError,
)
"""What a damaged archive of XML raises, on whichever way it is opened."""
_MAIN = "/officeDocument"
_BESIDE = re.compile(
    r"word/(?:header|footer|footnotes|endnotes|comments)[^/]*\.xml|docProps/[^/]*\.xml"
)
_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "rt"})
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def text_of_docx(data: bytes) -> str:
    """Give a document's text, a line to a paragraph and a line to a table row, its cells apart by tabs.

    Page headers come first, each once. Refused where the file is damaged, locked, or unpacks to more
    than a readout can be.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Document(archive).text()
    except BROKEN as error:
        raise refusal("broken-docx") from error


def text_beside_docx(data: bytes) -> str:
    """Give what stands outside the text: footers, notes, comments and the document's properties."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Document(archive).beside()
    except BROKEN as error:
        raise refusal("broken-docx") from error


Grid = tuple[list[list[str]], list[tuple[int, int, int, int]]]


def tables_of_docx(data: bytes) -> list[Grid]:
    """Give a document's tables in their order: each its rows of cells, and which cells are one.

    A merged cell's words stand in its first place; its range is first row (from 1), first column
    (from 0), last row, last column. Refused like ``text_of_docx``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Document(archive).tables()
    except BROKEN as error:
        raise refusal("broken-docx") from error


class _Document:
    """An open document and the parts of it that carry text."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        if len(archive.infolist()) > MAX_MEMBERS:
            raise refusal("unsafe-docx")

    def text(self) -> str:
        main = self._main_part()
        body = self._parse(main).find("{*}body")
        if body is None:
            raise refusal("broken-docx")
        lines = list(dict.fromkeys(self._header_lines(main))) + list(_lines(body))
        text = "\n".join(lines) + "\n"
        if len(text) > MAX_CHARACTERS:
            raise refusal("too-long", limit=MAX_CHARACTERS)
        return text

    def tables(self) -> list[Grid]:
        body = self._parse(self._main_part()).find("{*}body")
        if body is None:
            raise refusal("broken-docx")
        return [_grid(table) for table in _own(body, "tbl")]

    def beside(self) -> str:
        names = [name for name in self._archive.namelist() if _BESIDE.fullmatch(name)]
        lines = [line for name in names for line in _every_line(self._parse(name))]
        return "\n".join(lines)[:MAX_CHARACTERS]

    def _main_part(self) -> str:
        for kind, target in self._relations("_rels/.rels"):
            if kind.endswith(_MAIN):
                return target.lstrip("/")
        return "word/document.xml"

    def _header_lines(self, main: str) -> Iterator[str]:
        folder, name = posixpath.split(main)
        for kind, target in self._relations(f"{folder}/_rels/{name}.rels"):
            part = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            if kind.endswith("/header") and part in self._archive.namelist():
                yield from filter(str.strip, _lines(self._parse(part)))

    def _relations(self, part: str) -> list[tuple[str, str]]:
        if part not in self._archive.namelist():
            return []
        relations = self._parse(part).iterfind("{*}Relationship")
        return [(r.get("Type") or "", r.get("Target") or "") for r in relations]

    def _parse(self, part: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        tree = etree.fromstring(self._member(part), parser)
        if tree.getroottree().docinfo.doctype:
            raise refusal("unsafe-docx")
        return tree

    def _member(self, part: str) -> bytes:
        """Read one member; what it says of its own size is checked first and not trusted after."""
        member = self._archive.getinfo(part)
        if member.flag_bits & 0x1:
            raise refusal("encrypted")
        if member.file_size > MAX_PART_BYTES:
            raise refusal("unsafe-docx")
        with self._archive.open(member) as stream:
            data = stream.read(MAX_PART_BYTES + 1)
        if len(data) > MAX_PART_BYTES:
            raise refusal("unsafe-docx")
        return data


def _lines(parent: etree._Element, depth: int = 0) -> Iterator[str]:
    """Give the paragraphs and table rows below ``parent``, looking into content controls."""
    if depth > DEEPEST:
        raise refusal("unsafe-docx")
    for child in parent:
        tag = _tag(child)
        if tag == "p":
            yield from _paragraph(child, depth)
        elif tag == "tbl":
            yield from (_row(row, depth) for row in _own(child, "tr"))
        elif tag not in _LEFT_OUT:
            yield from _lines(child, depth + 1)


def _every_line(root: etree._Element) -> Iterator[str]:
    """Give all that is written below ``root``, a line to a paragraph or to a property."""
    paragraphs = list(root.iter("{*}p")) or list(root)
    return ("".join(paragraph.itertext()) for paragraph in paragraphs)


def _row(row: etree._Element, depth: int) -> str:
    cells = ("\n".join(_lines(cell, depth + 1)).strip() for cell in _own(row, "tc"))
    return "\t".join(cells)


def _grid(table: etree._Element) -> Grid:
    rows: list[list[str]] = []
    merged: list[tuple[int, int, int, int]] = []
    open_below: dict[int, int] = {}
    for row in _own(table, "tr"):
        cells: list[str] = [""] * _number(row, "trPr/gridBefore")
        for cell in _own(row, "tc"):
            at, span = len(cells), max(1, _number(cell, "tcPr/gridSpan"))
            if at + span > WIDEST:
                raise refusal("unsafe-docx")
            words = "\n".join(_lines(cell, 1)).strip()
            going_on = _going_on(cell)
            if going_on == "continue" and at in open_below:
                top, left, _low, right = merged[open_below[at]]
                merged[open_below[at]] = (top, left, len(rows) + 1, right)
                words = ""
            elif span > 1 or going_on:
                open_below[at] = len(merged)
                merged.append((len(rows) + 1, at, len(rows) + 1, at + span - 1))
            cells += [words, *[""] * (span - 1)]
        rows.append(cells)
    return rows, merged


def _number(element: etree._Element, path: str) -> int:
    found = element.find("/".join(f"{{*}}{name}" for name in path.split("/")))
    value = "" if found is None else next((v for k, v in found.items() if k.endswith("val")), "")
    return int(value) if value.isdigit() and len(value) <= MOST_DIGITS else 0


def _going_on(cell: etree._Element) -> str:
    """Say whether a cell begins a column of merged ones (restart) or belongs to the one above."""
    found = cell.find("{*}tcPr/{*}vMerge")
    if found is None:
        return ""
    return next((v for k, v in found.items() if k.endswith("val")), "continue")


def _own(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Give the rows of a table or cells of a row, content controls opened, inner tables left shut."""
    for child in parent:
        tag = _tag(child)
        if tag == name:
            yield child
        elif tag in _WRAPPERS:
            yield from _own(child, name)


def _paragraph(paragraph: etree._Element, depth: int) -> Iterator[str]:
    """Give a paragraph and after it the paragraphs of text boxes that hang on it."""
    pieces: list[str] = []
    boxes: list[etree._Element] = []
    _gather(paragraph, pieces, boxes, depth)
    yield "".join(pieces)
    for box in boxes:
        yield from _lines(box, depth + 1)


def _gather(
    element: etree._Element, pieces: list[str], boxes: list[etree._Element], depth: int
) -> None:
    if depth > DEEPEST:
        raise refusal("unsafe-docx")
    for child in element:
        tag = _tag(child)
        if tag == "t":
            pieces.append(child.text or "")
        elif tag in _CHARACTERS:
            pieces.append(_CHARACTERS[tag])
        elif tag == "txbxContent":
            boxes.append(child)
        elif tag not in _LEFT_OUT:
            _gather(child, pieces, boxes, depth + 1)


def _tag(element: etree._Element) -> str:
    """Give an element's name without its namespace, which differs between editions of the format."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
