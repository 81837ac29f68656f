"""The notes of sources in the reader's language: the term base keeps them as they were taken down."""

from __future__ import annotations

import re
from functools import cache

from plenary.contexts.language.checking import tables
from plenary.contexts.language.checking.findings import Side


@cache
def in_words(source: str, lang: Side) -> str:
    """Give a source with the remarks that Plenary knows in a language; names and addresses stay as they are."""
    if source in _words():
        return _words()[source][lang]
    told = _known().sub(lambda hit: _words()[hit.group()][lang], source)
    return told.replace("; ", "；").replace(" （", "（") if lang == "zh" else told


@cache
def _words() -> dict[str, dict[Side, str]]:
    rows = tables.rows("source_words")
    return {row["note"]: {"zh": row["zh"], "en": row["en"]} for row in rows}


@cache
def _known() -> re.Pattern[str]:
    """Find the longest remark first, and none within a longer word or an address."""
    parts = [note for note in _words() if _is_remark(note)]
    return re.compile("|".join(map(_apart, sorted(parts, key=len, reverse=True))))


def _is_remark(note: str) -> bool:
    """Say whether a note may stand among other words; a single word of the rules stands alone."""
    return " " in note or not note.isalpha() or note == "inferred"


def _apart(note: str) -> str:
    before = r"(?<![\w./-])" if note[0].isalnum() else ""
    after = r"(?![\w/-]|\.\w)" if note[-1].isalnum() else ""
    return f"{before}{re.escape(note)}{after}"
