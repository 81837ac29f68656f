"""Cuts a paragraph of English prose into sentences."""

from __future__ import annotations

import re

from plenary.readout.draft import Span
from plenary.readout.english.vocabulary import word_set
from plenary.readout.spans import trim

_STOP = re.compile(r"[.!?。！？][\"”’')\]]{0,3}(?=\s|[A-Z“\"]|$)")
_BREAKS = str.maketrans(".(,;:", "     ")
_ABBREVIATIONS = word_set("""
    mr mrs ms dr prof st vs no nos jan feb mar apr jun jul aug sep sept oct nov dec inc co ltd corp gen
    gov sen rep e.g i.e approx fig art p.m a.m mt hon messrs
    """)
_GLUED_TITLE = re.compile(r"[a-z](?:Mr|Mrs|Ms|Dr|Prof)$")
_LOOK_BACK = 24


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    before = text[max(start, stop - _LOOK_BACK) : stop].translate(_BREAKS)
    if not before or before[-1].isspace():
        return False
    word = before.split()[-1]
    if len(word) == 1 and word.isalpha():
        return word.isupper() or text[stop - 3 : stop].lower() in _ABBREVIATIONS
    return word.lower() in _ABBREVIATIONS or _GLUED_TITLE.search(word) is not None


def sentences(text: str, paragraph: Span) -> list[Span]:
    """Give the places of the sentences of a paragraph; a final stop belongs to its sentence."""
    result: list[Span] = []
    start = paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        if text[stop.start()] == "." and _is_abbreviation(text, start, stop.start()):
            continue
        result.append(trim(text, start, stop.end()))
        start = stop.end()
    rest = trim(text, start, paragraph.end)
    if rest.end > rest.start:
        result.append(rest)
    return result
