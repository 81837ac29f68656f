"""Finds the words of a marking in bytes of any kind, in the encodings that properties of pictures, objects and PDFs are written in."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from plenary.kernel.documents.within.errors import Closed

CLASSES = ("秘密", "祕密", "机密", "機密", "绝密", "絕密")
ENGLISH = ("TOP SECRET", "TOP_SECRET", "TOP-SECRET", "SECRET//", "SECRET //", "CONFIDENTIAL//")
ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
WINDOW = 60
"""Bytes that are given from the word on: room for a star, a term and some blanks."""
MOST_UNPACKED = 64 * 1024 * 1024
MOST_OF_ONE = 16 * 1024 * 1024
MOST_FOUND = 10_000
"""Words of a marking in one piece, after which nobody looks on: no picture says them so often by itself."""
PNG = b"\x89PNG\r\n\x1a\n"
RTF = b"{\\rtf"
_RTF_NUMBER = re.compile(rb"\\u(-?\d{1,6}) ?\??")
_RTF_BYTE = re.compile(rb"\\'([0-9A-Fa-f]{2})")
_IN_LINE = "· "
"""Before what is found, since nobody knows whether it stands alone on its line."""
_STREAM = re.compile(rb"stream\r?\n")
_HEXADECIMAL = re.compile(rb"<((?:[0-9A-Fa-f]\s?){8,4000})>")
_OCTAL = re.compile(rb"\\([0-3][0-7]{2})")
_PACKED_NOTES = (b"zTXt", b"iTXt")
_ITS_HEAD = 12
"""Bytes of a chunk of a PNG around what it holds: how long it is, of what kind, and a checksum."""
_ZLIB = re.compile(rb"x[\x01\x5e\x9c\xda]")


def _needles(encoding: str) -> re.Pattern[bytes]:
    words = (*CLASSES, *ENGLISH)
    return re.compile(b"|".join(re.escape(word.encode(encoding)) for word in words))


_NEEDLES = {encoding: _needles(encoding) for encoding in ENCODINGS}


def words_in(data: bytes) -> Iterator[str]:
    """Give each place where a word of a marking stands in these bytes, with what follows it.

    Raises ``Closed`` where there are more places than anybody can look at.
    """
    for encoding, needles in _NEEDLES.items():
        for number, hit in enumerate(needles.finditer(data)):
            if number == MOST_FOUND:
                raise Closed("too-large")
            window = data[hit.start() : hit.start() + WINDOW].decode(encoding, "ignore")
            yield _IN_LINE + (window.splitlines() or [""])[0]


def words_in_pdf(data: bytes) -> Iterator[str]:
    """Give the same for a PDF: as its bytes are, its strings written otherwise, and its streams unpacked."""
    for piece in (data, *_streams(data)):
        yield from words_in(piece)
        for hexadecimal in _HEXADECIMAL.finditer(piece):
            digits = b"".join(hexadecimal[1].split())
            yield from words_in(bytes.fromhex(digits[: len(digits) // 2 * 2].decode()))
        if _OCTAL.search(piece):
            yield from words_in(_OCTAL.sub(lambda octal: bytes([int(octal[1], 8)]), piece))


def words_beside(data: bytes) -> Iterator[str]:
    """Give the same for what is no document: a picture with its properties, those of a PNG unpacked; RTF as it is read."""
    yield from words_in(data)
    if data.startswith(RTF):
        by_number = _RTF_NUMBER.sub(
            lambda hit: chr(int(hit[1]) % 0x10000).encode("utf-8", "ignore"), data
        )
        yield from words_in(by_number)
        yield from words_in(_RTF_BYTE.sub(lambda hit: bytes([int(hit[1], 16)]), data))
    if data.startswith(PNG):
        yield from _packed_notes(data)


def _packed_notes(data: bytes) -> Iterator[str]:
    """Give the same for the notes that a PNG has packed; raises ``Closed`` where they unpack to too much."""
    left, at = MOST_UNPACKED, len(PNG)
    while at < len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if kind in _PACKED_NOTES:
            held = data[at + 8 : at + 8 + length]
            start = _ZLIB.search(held, held.find(b"\0") + 1)
            note = _unpacked(held[start.start() :], min(left, MOST_OF_ONE)) if start else b""
            left -= len(note)
            if left <= 0:
                raise Closed("too-large")
            yield from words_in(note)
        at += length + _ITS_HEAD


def _streams(data: bytes) -> Iterator[bytes]:
    """Give the unpacked streams of a PDF, until so much has been unpacked."""
    left = MOST_UNPACKED
    for start in _STREAM.finditer(data):
        if left <= 0:
            return
        piece = _unpacked(data[start.end() :], min(left, MOST_OF_ONE))
        left -= len(piece)
        yield piece


def _unpacked(data: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, most)
    except zlib.error:
        return b""
