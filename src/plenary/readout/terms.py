"""The day by which a single text, read outside any readout, says that something is to be done."""

from __future__ import annotations

import re

from plenary.readout.draft import Due, Lang, Span

_DAY = len("2025-06-30")
_NAMES = re.compile(r"《[^》]*》|“[^”]*”")
_LIMIT = re.compile(r"[前底末内终]$|^(?:by|before|until|no\s+later\s+than|within)\b", re.IGNORECASE)


def term_set(text: str, lang: Lang, *, year: str | None) -> str | None:
    """Give the day or period by which a text wants something done, as a draft's dues have it.

    A month or year counts only where it is a limit (2026年底前, by the end of 2026): what is named after
    its year is no term. ``year`` is that of a day without one; without either there is none.
    """
    bare = _NAMES.sub("，", text)
    due = _in_chinese(bare, year) if lang == "zh" else _in_english(bare, year)
    if due is None or due.iso is None:
        return None
    return due.iso if len(due.iso) == _DAY or _LIMIT.search(due.phrase.text) else None


def _in_chinese(text: str, year: str | None) -> Due | None:
    # A grammar's word lists are loaded when a text needs them, so that the command starts at once.
    from plenary.readout.chinese.mentions import due_in  # noqa: PLC0415
    from plenary.readout.chinese.passages import Passage  # noqa: PLC0415

    bare = "".join(text.split())
    return due_in(Passage(bare, range(len(bare))), 0, len(bare), year)


def _in_english(text: str, year: str | None) -> Due | None:
    from plenary.readout.english.dates import find_date  # noqa: PLC0415
    from plenary.readout.english.details import due_of  # noqa: PLC0415

    due = due_of(text, Span(0, len(text)))
    if due is None or due.iso is not None or year is None:
        return due
    dated = f"{due.phrase.text} {year}"
    found = find_date(dated, Span(0, len(dated)))
    return Due(due.phrase, found.text) if found else due
