"""Finding words in the source text, and writing its spans on one line."""

from __future__ import annotations

import re

_HAN = r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_SPACE = re.compile(r"\s+")
_LOOSE = {"'": "['’‘]", "’": "['’‘]", "‘": "['’‘]", '"': '["“”]', "“": '["“”]', "”": '["“”]'}
_JOINTS = " \t\r\n\u3000,;:，；、：。."
_LEADING_WORD = re.compile(r"(?:and|or)\b\s*", re.IGNORECASE)
_TRAILING_ORDINAL = re.compile(
    r"(?:(?<=[。；])\s*[（(]?(?:第?[一二三四五六七八九十]{1,3}|\d{1,2})[)）]?是?|(?<=，)[一二三四五六七八九十]{1,3}是"
    r"|(?<=[.;])\s+(?:\(\d{1,2}\)|(?:first|second|third|fourth|fifth|sixth)(?:ly)?))$",
    re.IGNORECASE,
)
"""The number of what comes next: 。三 of 三要加强宣传, ``. Third``."""
_TRAILING_WORD = re.compile(r"\s(?:and|or)$", re.IGNORECASE)


def one_line(text: str) -> str:
    """Give a span's words on one line: no line ends, no blanks between Chinese characters."""
    return _SPACE.sub(" ", _BETWEEN_HAN.sub("", text)).strip()


def find(source: str, quote: str, *, near: int = 0) -> tuple[int, int] | None:
    """Find words as they stand in the source, whatever the white space and quotation marks.

    Where they stand more than once, the place nearest to ``near`` is given; None where they do not.
    """
    letters = [c for c in quote.strip() if not c.isspace()]
    if not letters:
        return None
    pattern = re.compile(r"\s*".join(_LOOSE.get(c, re.escape(c)) for c in letters))
    places = [m.span() for m in pattern.finditer(source)]
    return min(places, key=lambda p: abs(p[0] - near), default=None)


def trim(source: str, start: int, end: int) -> tuple[int, int]:
    """Take joining words, commas and the final stop off both ends of a span."""
    text = source[start:end].rstrip(_JOINTS)
    text = _TRAILING_WORD.sub("", text[-6:]).rstrip(_JOINTS).join([text[:-6], ""])
    text = text[:-12] + _TRAILING_ORDINAL.sub("", text[-12:]).rstrip(_JOINTS)
    bare = text.lstrip(_JOINTS)
    if word := _LEADING_WORD.match(bare):
        bare = bare[word.end() :].lstrip(_JOINTS)
    start += len(text) - len(bare)
    return start, start + len(bare)


def word_start(source: str, at: int) -> int:
    """Give the beginning of the Latin word that an offset falls into, else the offset itself."""
    start = at
    while 0 < start < len(source) and _is_latin(source[start - 1]) and _is_latin(source[start]):
        start -= 1
    return start


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
