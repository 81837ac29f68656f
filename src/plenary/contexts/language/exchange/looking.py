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
from typing import Any

from lxml import etree

from plenary.contexts.language.exchange import tables, tbx_reading
from plenary.contexts.language.exchange.entry import TERM_SIGN
from plenary.contexts.language.exchange.errors import Unreadable
from plenary.contexts.language.exchange.rows import MOST_ENTRIES, Row
from plenary.contexts.language.exchange.tables import Cells
from plenary.kernel.text.validators import may_be_marked

MOST_UNPACKED = 20 << 20
"""So many bytes of a workbook's part that holds no cells are looked at."""
_CELLS = re.compile(r"xl/(worksheets/|sharedStrings|styles|theme/)")
_TAG = re.compile(r"<[^<>]*>")


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
    entries, root = 0, None
    for entries, element in enumerate(tbx_reading.entries_of(data), start=1):
        if may_be_marked(etree.tostring(element, method="text", encoding="unicode")):
            row = tbx_reading.row_of(entries, element)
            yield Seen(entries, _texts(row, element.itertext()), entries)
        tbx_reading.forget(element)
        root = element.getroottree().getroot()
    if root is not None:
        yield from _outside(root.itertext())
    yield Seen(0, entries=entries)


def _outside(texts: Iterable[str]) -> Iterator[Seen]:
    if marked := [text for text in texts if may_be_marked(text)]:
        yield Seen(0, marked)


def _csv(data: bytes) -> Iterator[Seen]:
    yield from _table(tables.lines_of_csv(data), is_csv=True)


def _workbook(data: bytes) -> Iterator[Seen]:
    first, *others = tables.sheets_of(data)
    yield from _outside(_parts(data))
    for sheet in others:
        cells = itertools.chain.from_iterable(tables.cells_of(sheet))
        yield from _outside(f"{TERM_SIGN} {cell}" for cell in cells)
    yield from _table(tables.cells_of(first), merged=tables.merged_of(first))


def _parts(data: bytes) -> Iterator[str]:
    """Give the texts of a workbook's parts beside its cells: its properties, comments, what is printed above."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            if name.endswith(".xml") and not _CELLS.match(name):
                with packed.open(name) as part:
                    yield _TAG.sub("\n", part.read(MOST_UNPACKED).decode("utf-8", "replace"))


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
