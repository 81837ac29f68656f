"""A quick look at a long file: about how many entries it has, and what looks like a secrecy marking.

Only whole bytes are searched, nothing is taken apart: a fraction of the time that reading takes.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

CHUNK = 1 << 20
MOST_UNPACKED = 200 * CHUNK
"""So much of a workbook's parts is looked at."""
MOST_PLACES = 1000
AROUND = 12
_CLASS = re.compile(r"[秘祕机機绝絕]\s{0,6}密|TOP[ \t_-]{1,3}SECRET|SECRET\s?//|CONFIDENTIAL\s?//")
_ENTRY_ENDS = re.compile(r"</(?:\w+:)?(?:conceptEntry|termEntry)\s*>")
_SHEET, _WORDS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


@dataclass(frozen=True, slots=True)
class Glance:
    """About how many entries there are, and the words around what may be a marking."""

    expected: int
    near_markings: list[str]

    def to_json(self) -> dict[str, Any]:
        """Give it as JSON."""
        return {"expected": self.expected, "near_markings": self.near_markings}


def glance(data: bytes, kind: str) -> Glance:
    """Look at a file of terms; what cannot be looked at says nothing."""
    if kind == "xlsx":
        return _workbook(data)
    text = _text(data)
    ends = sum(1 for _end in _ENTRY_ENDS.finditer(text)) if kind == "tbx" else text.count("\n")
    return Glance(ends, list(islice(_near(text), MOST_PLACES)))


def _near(text: str) -> Iterator[str]:
    for hit in _CLASS.finditer(text):
        around = text[max(0, hit.start() - AROUND) : hit.end() + AROUND]
        yield " ".join(around.split())


def _text(data: bytes) -> str:
    if data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _workbook(data: bytes) -> Glance:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = set(packed.namelist())
        rows = sum(part.count("<row ") for part in _parts(packed, _SHEET, names))
        places = (near for part in _parts(packed, _WORDS, names) for near in _near(part))
        return Glance(rows, list(islice(places, MOST_PLACES)))


def _parts(packed: zipfile.ZipFile, name: str, names: set[str]) -> Iterator[str]:
    """Give a part of a workbook as text, piece by piece, up to a bound; a word on a seam is left to reading."""
    if name not in names:
        return
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    left = MOST_UNPACKED
    with packed.open(name) as opened:
        while left > 0 and (piece := opened.read(CHUNK)):
            left -= len(piece)
            yield decode(piece)
