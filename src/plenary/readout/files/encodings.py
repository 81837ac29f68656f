"""Decides how the bytes of a text are to be decoded, the same way every time."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from plenary.readout.refusals import refusal

SAMPLE_BYTES = 65_536
LEAST_PLAUSIBLE = 0.7
MOST_DAMAGE = 0.02
REPLACEMENT = "\ufffd"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "cp1252")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_PUNCTUATION = "“”‘’—–…·•、。〈〉《》「」『』【】〔〕（），．：；？！％～￥　\u00a0★№①②③④⑤⑥⑦⑧⑨⑩"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that gave it, and whether some of its bytes could not be decoded."""

    text: str
    encoding: str
    is_damaged: bool = False


def decode(data: bytes) -> Decoded:
    """Decode ``data``, keeping its line ends and dropping a byte order mark.

    A byte order mark decides; then what is valid UTF-8 is UTF-8; then of GB18030 (with GBK and
    GB2312), UTF-16 and Windows-1252 the one that gives the most everyday characters. Refused as
    binary where none gives a text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :], encoding)
    strict = _strict_utf8(data)
    if strict is not None:
        return strict
    return _checked(data, _best(data))


def _strict_utf8(data: bytes) -> Decoded | None:
    if b"\0" in data:
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if _abounds_in_controls(text):
        raise refusal("binary")
    return Decoded(text, "utf-8")


def _best(data: bytes) -> str:
    sample = data[:SAMPLE_BYTES]
    scores = {guess: _likeness(sample.decode(guess, errors="replace")) for guess in _GUESSES}
    best = max(_GUESSES, key=lambda guess: scores[guess])
    if scores[best] < LEAST_PLAUSIBLE:
        raise refusal("binary")
    return best


def _checked(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    damage = text.count(REPLACEMENT)
    if damage > len(text) * MOST_DAMAGE or _abounds_in_controls(text):
        raise refusal("binary")
    return Decoded(text, encoding, is_damaged=damage > 0)


def _likeness(text: str) -> float:
    """Give the share of everyday characters in ``text``."""
    everyday = _everyday()
    return sum(character in everyday for character in text) / max(len(text), 1)


def _abounds_in_controls(text: str) -> bool:
    sample = text[:SAMPLE_BYTES]
    return len(_CONTROLS.findall(sample)) > 1 + len(sample) // 100


@cache
def _everyday() -> frozenset[str]:
    """Give ASCII, Chinese punctuation and the 3,755 commonest characters of GB 2312 (its level 1)."""
    printable = {chr(code) for code in range(0x20, 0x7F)} | set("\t\n\r")
    pairs = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    hanzi = {pair.decode("gb2312", errors="ignore") for pair in pairs}
    return frozenset(printable | set(_PUNCTUATION) | hanzi - {""})
