"""Cuts a text into lines, paragraphs and sentences without losing where each one stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.readout.draft import Found, Span

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\u2028\u2029]")
_SPACE = re.compile(r"[\s\u200b\u3000\ufeff]+")


def is_space(character: str) -> bool:
    """Say whether a character is white space or is printed as nothing."""
    return character.isspace() or character in "\u200b\ufeff"


def trim(text: str, start: int, end: int, *, drop: str = "") -> Span:
    """Give the place without the white space, and the characters of ``drop``, at both of its ends."""
    while start < end and (is_space(text[start]) or text[start] in drop):
        start += 1
    while end > start and (is_space(text[end - 1]) or text[end - 1] in drop):
        end -= 1
    return Span(start, end)


def repair(text: str) -> str:
    """Give the text with each run of white space as one blank, and none at its ends."""
    return _SPACE.sub(" ", text).strip()


def found(text: str, span: Span) -> Found:
    """Give the value at a place, its white space repaired."""
    return Found(repair(span.of(text)), span)


def lines(text: str) -> Iterator[Span]:
    """Give the place of each line that is not blank, trimmed, in the order of the text."""
    start = 0
    for end in _LINE_END.finditer(text):
        if text[start : end.start()].strip():
            yield trim(text, start, end.start())
        start = end.end()
    if text[start:].strip():
        yield trim(text, start, len(text))
