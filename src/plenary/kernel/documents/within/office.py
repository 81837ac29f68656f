"""Gives all that a Word document or workbook says, part by part, and what is packed inside it.

Its text, headers, notes and comments; what was deleted and is kept as a change; alternative texts; hidden sheets,
number formats, lists to choose from, names of places, caches of pivot tables and charts; properties.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import PurePosixPath
from typing import IO

from lxml import etree

from plenary.kernel.documents.within.errors import Closed
from plenary.kernel.documents.within.raw import words_in
from plenary.kernel.text.validators import may_be_marked
from plenary.readout.files.docx import BROKEN

MOST_PARTS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
CHUNK = 1 << 16
HEAD = 20
"""Lines of a part that are given as they stand: where a paper's class stands alone."""
HEAD_OF_CELLS = 3
_IN_LINE = "· "
"""Before a cell far down: a class alone there is a word of a column, no marking of the file."""
_CELLS = re.compile(r"xl/(?:sharedstrings|tables/|pivot|worksheets/)")
_WRITTEN = (".xml", ".rels", ".vml")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MARKED_UP = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<")
_GB = re.compile(rb"(?:charset|encoding)=[\"']?gb", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_HEAD_OF_A_PAGE = 1024
_LINES = frozenset({"p", "si", "is", "text"})
"""Elements whose pieces are one line."""
_ASIDE = frozenset(
    {"del", "delText", "moveFrom", "instrText", "delInstrText", "rt", "rPh", "Fallback"}
)
"""What stands in a line and is not read in it: deleted, computed, or how it is spoken."""
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t"}
_ENGLISH = re.compile("secret|confide", re.IGNORECASE)
_PLACED = re.compile(r"&[LCR]")
_SHAPED = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Z])')
"""In what is printed above and below a sheet: where it stands, and how it looks."""
_QUOTED = str.maketrans("", "", '"\\')
"""Signs of a number format that are not shown."""


def parts_of(data: bytes) -> Iterator[tuple[str, str | bytes]]:
    """Give each part's name with its words, or its bytes where it is no writing.

    Raises ``Closed`` for a damaged or locked file, one that declares entities, and one that unpacks to too much.
    For a damaged part it does so after all the others: a programme may open the file without that one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from _parts(archive)
    except BROKEN as error:
        raise Closed("broken") from error


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str | bytes]]:
    members = archive.infolist()
    if len(members) > MOST_PARTS or sum(one.file_size for one in members) > MOST_UNPACKED:
        raise Closed("too-large")
    damage: Exception | None = None
    for member in members:
        if member.flag_bits & 0x1:
            raise Closed("locked")
        yield member.filename, PurePosixPath(member.filename).name
        try:
            yield member.filename, _content(archive, member)
        except BROKEN as error:
            damage = error
            yield from _despite(archive, member)
    if damage:
        raise Closed("broken") from damage


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str | bytes:
    name = member.filename.lower()
    with archive.open(member) as part:
        if name.endswith(_WRITTEN):
            return _words(name, part)
        held = part.read(MOST_UNPACKED)
    return _untagged(held) if _MARKED_UP.match(held) else held


def _untagged(held: bytes) -> str:
    """Give the words of a page of the web that was put into a document, and of writing under another name."""
    start = held[:2]
    coding = (
        "utf-16"
        if start in _UTF_16
        else "gb18030"
        if _GB.search(held[:_HEAD_OF_A_PAGE])
        else "utf-8"
    )
    words = html.unescape(_TAG.sub("", held.decode(coding, "ignore")))
    return "\n".join([words, *words_in(held)])


def _despite(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo
) -> Iterator[tuple[str, str | bytes]]:
    """Give the bytes of a part that is no writing, whatever its name says; none where it does not unpack."""
    with suppress(*BROKEN), archive.open(member) as part:
        yield member.filename, part.read(MOST_UNPACKED)


def _words(name: str, part: IO[bytes]) -> str:
    told = _Told(HEAD_OF_CELLS if _CELLS.match(name) else HEAD)
    parser = etree.XMLParser(
        target=told, resolve_entities=False, no_network=True, recover=name.endswith(".vml")
    )
    while piece := part.read(CHUNK):
        parser.feed(piece)
    parser.close()
    return told.text()


class _Told:
    """What the parser tells of one part, gathered into lines; only those are kept that may be a marking, or are the first."""

    def __init__(self, head: int) -> None:
        self._head = head
        self._kept: list[str] = []
        self._before = ""
        self._open: list[tuple[list[str], list[str]]] = [([], [])]
        self._aside = 0

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Take a part that declares something for damaged: none of these formats does."""
        raise ValueError(name)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open a line, or go aside within one; what attributes say is kept by itself."""
        local = tag.rpartition("}")[2]
        if local in _ASIDE:
            self._aside += 1
        if local in _LINES:
            self._open.append(([], []))
        elif local in _BREAKS:
            self.data(_BREAKS[local])
        for value in attributes.values():
            if not value.isascii() or _ENGLISH.search(value):
                self._say(value)
                self._say(value.translate(_QUOTED))

    def data(self, text: str) -> None:
        """Add words to the line that is open."""
        shown, aside = self._open[-1]
        (aside if self._aside else shown).append(text)

    def end(self, tag: str) -> None:
        """Close a line; outside of lines each element's words are one."""
        local = tag.rpartition("}")[2]
        if local in _LINES:
            self._close(*self._open.pop())
        elif len(self._open) == 1:
            self._close(*self._open[0])
            self._open[0] = ([], [])
        if local in _ASIDE:
            self._aside -= 1

    def comment(self, text: str) -> None:
        """Keep what a programme has noted beside."""
        self._say(text)

    def close(self) -> None:
        """End the part."""

    def text(self) -> str:
        """Give what was kept, a line to a line."""
        return "\n".join(self._kept)

    def _close(self, shown: list[str], aside: list[str]) -> None:
        self._say("".join(shown))
        if aside:
            self._say("".join(aside))

    def _say(self, text: str) -> None:
        if "&" in text:
            text = _SHAPED.sub("", _PLACED.sub("\n", text))
        for line in filter(None, map(str.strip, text.splitlines())):
            if len(self._kept) < self._head:
                self._kept.append(line)
            elif (not line.isascii() or _ENGLISH.search(line)) and may_be_marked(line):
                self._kept += [_IN_LINE + self._before, self._marked(line)]
            self._before = line

    def _marked(self, line: str) -> str:
        return line if self._head == HEAD else _IN_LINE + line
