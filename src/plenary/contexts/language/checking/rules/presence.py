"""Presence: a side that is missing, or Chinese left standing in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import chinese
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_LATIN_OR_DIGIT = re.compile(r"[A-Za-z0-9]")


def find(pair: Pair) -> Iterator[Finding]:
    """Find the missing side; a foreign language may not stand alone (2021 law, Art. 16)."""
    has_chinese = bool(chinese.HAN.search(pair.zh))
    has_english = bool(_LATIN_OR_DIGIT.search(pair.en))
    if has_chinese and (not pair.en.strip() or (not has_english and chinese.HAN.search(pair.en))):
        yield pair.finding("presence.missing-english", side="zh")
    elif has_english and not pair.zh.strip():
        yield pair.finding("presence.english-only")
    if has_english and has_chinese:
        for hit in chinese.HAN.finditer(pair.en):
            yield pair.finding("presence.chinese-left", hit.start(), hit.end())
