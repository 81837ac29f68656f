"""Looks a whole file of terms through for secrecy markings, before any of it is kept, and counts its entries.

Every entry is gone through as text; only one whose words could be a marking is taken apart as reading does, so that
it is judged by the same rule, in a fraction of the time.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import IO, Any

from lxml import etree

from plenary.contexts.language.exchange import tables, tbx_reading
from plenary.contexts.language.exchange.entry import TERM_SIGN
from plenary.contexts.language.exchange.errors import Unreadable
from plenary.contexts.language.exchange.rows import MOST_ENTRIES, Row
from plenary.contexts.language.exchange.tables import Cells
from plenary.kernel.text.validators import may_be_marked

_UNSEEN = re.compile(r"xl/(?:styles|theme/)")
"""Parts of a workbook that only say how something looks."""
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_NAMED = "xl/workbook.xml"
_SPREADSHEETS = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_CELLS = [f"{{{space}}}{name}" for space in _SPREADSHEETS for name in ("row", "si")]
_OF_TEXT = frozenset({"str", "inlineStr"})
_FORMULAS = frozenset({"f", "formula", "formula1", "formula2", "definedName"})
_SAID_IN = (
    *("prompt", "promptTitle", "error", "errorTitle", "tooltip", "display"),
    *("descr", "title", "string"),
)
"""Attributes whose words somebody reads: at a cell, at a picture, as a watermark."""
_WHOLE, _PIECE = frozenset({"text", "p"}), "t"
_WHOLES = [f"{{*}}{name}" for name in sorted(_WHOLE)]
"""What of a part is one text, though it may be written in several pieces."""
_PLACED = re.compile(r"&[LCR]")
_SHAPED = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Z])')
"""In what is printed above and below a sheet: where it stands, and how it looks."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What may carry a marking: the texts of one row, or with 0 of what stands outside; and the entries so far."""

    number: int
    texts: list[str] = field(default_factory=list)
    entries: int = 0

    def to_json(self) -> dict[str, Any]:
        """Give it as JSON."""
        return asdict(self)


def look(data: bytes, kind: str) -> Iterator[Seen]:
    """Give all of a file that may carry a marking; the last one counts the entries.

    Raises ``Unreadable`` as reading does.
    """
    looked = {"tbx": _tbx, "csv": _csv, "xlsx": _workbook}[kind]
    return looked(data)


def _texts(row: Row, others: Iterable[str]) -> list[str]:
    """Give a row's texts, and whatever else stands in it, each of these as something that stands in a line."""
    own = [text for text in (*row.entry.texts(), row.status.approved_by) if text]
    return [*own, *(f"{TERM_SIGN} {text}" for text in others if text.strip())]


def _tbx(data: bytes) -> Iterator[Seen]:
    entries = 0
    for number, element in enumerate(tbx_reading.elements_of(data), start=1):
        if tbx_reading.is_root(element):
            yield from _outside(element.itertext(), entries)
            break
        entries = number
        if may_be_marked(etree.tostring(element, method="text", encoding="unicode")):
            row = tbx_reading.row_of(entries, element)
            yield Seen(entries, _texts(row, element.itertext()), entries)
        tbx_reading.forget(element)
    yield Seen(0, entries=entries)


def _outside(texts: Iterable[str], entries: int = 0) -> Iterator[Seen]:
    if marked := [text for text in texts if may_be_marked(text)]:
        yield Seen(0, marked, entries)


def _csv(data: bytes) -> Iterator[Seen]:
    yield from _table(tables.lines_of_csv(data), is_csv=True)


def _workbook(data: bytes) -> Iterator[Seen]:
    entries = 0
    for seen in _first_sheet(data):
        entries = seen.entries
        yield seen
    yield from _outside(_parts(data), entries)


def _first_sheet(data: bytes) -> Iterator[Seen]:
    sheet = tables.sheet_of(data)
    yield from _table(tables.cells_of(sheet), merged=tables.merged_of(sheet))


def _parts(data: bytes) -> Iterator[str]:
    """Give the texts of a workbook beside its first sheet's cells, part by part.

    That is: the cells of its other sheets, what is printed above and below, what is said at a cell, the
    names of its sheets, its properties, comments and drawings.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = packed.namelist()
        has_others = sum(1 for name in names if _SHEET.fullmatch(name)) != 1
        for name in names:
            if name.endswith((".xml", ".vml")) and not _UNSEEN.match(name):
                with packed.open(name) as part:
                    yield from _of_part(name, part, has_others=has_others)


def _of_part(name: str, part: IO[bytes], *, has_others: bool) -> Iterator[str]:
    """Give the texts of one part; its rows of cells are let go one by one.

    Raises ``Unreadable`` where it is broken or declares entities.
    """
    is_loose = name.endswith(".vml")
    walk = etree.iterparse(part, events=("end",), tag=_CELLS, recover=is_loose, **tbx_reading.SAFE)
    try:
        for _event, element in walk:
            if has_others:
                yield from (f"{TERM_SIGN} {text}" for text in _cells(element))
            tbx_reading.forget(element)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise Unreadable("broken") from error
    if walk.root is None:
        return
    if walk.root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("entities")
    read = (*_SAID_IN, "name") if name == _NAMED else _SAID_IN
    for element in walk.root.iter(etree.Element):
        yield from _said(element, read)


def _cells(element: Any) -> Iterator[str]:
    """Give the texts of the cells of a row, or the one text that cells share."""
    if etree.QName(element).localname == "si":
        yield "".join(element.itertext())
        return
    for cell in element:
        if cell.get("t") in _OF_TEXT:
            yield "".join(cell.itertext())


def _said(element: Any, attributes: Iterable[str]) -> Iterator[str]:
    """Give what an element says by itself; a formula is no line of its own."""
    local = etree.QName(element).localname
    is_piece = local == _PIECE and next(element.iterancestors(*_WHOLES), None) is not None
    text = "".join(element.itertext()) if local in _WHOLE else element.text or ""
    if local in _FORMULAS:
        yield f"{TERM_SIGN} {text}"
    elif not is_piece:
        yield _SHAPED.sub("", _PLACED.sub("\n", text)) if "&" in text else text
    yield element.tail or ""
    yield from filter(None, map(element.get, attributes))


def _table(
    table: Iterable[Cells], *, is_csv: bool = False, merged: Iterable[int] = ()
) -> Iterator[Seen]:
    lines = iter(table)
    head = list(itertools.islice(lines, tables.FIRST_ROWS))
    numbered = enumerate(head, start=1)
    columns, _unread = tables.columns_of(numbered, set(merged))
    entries = sum(1 for _number, cells in numbered if any(map(str.strip, cells)))
    for number, cells in enumerate(itertools.chain(head, lines), start=1):
        if number > MOST_ENTRIES:
            raise Unreadable("too-many-entries", most=MOST_ENTRIES)
        if number > len(head) and any(map(str.strip, cells)):
            entries += 1
        if may_be_marked("\n".join(cells)):
            row = tables.row_of(number, columns, cells, is_csv=is_csv)
            yield Seen(number, _texts(row, cells), entries)
    yield Seen(0, entries=entries)
