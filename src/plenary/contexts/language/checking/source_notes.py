"""The notes of sources in the reader's language: the term base keeps them as they were taken down."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from plenary.contexts.language.checking import tables
from plenary.contexts.language.checking.findings import Side

_PAGE = re.compile(
    r"(?:(?<![\w./])(?P<site>wb\.beijing\.gov\.cn|wb|beijing\.gov\.cn) |(?<=/ ))t(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)_\d+"
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_SITES: dict[str, tuple[str, str]] = {
    "wb": ("北京市外办网站", "site of the Beijing Foreign Affairs Office"),
    "city": ("北京市政府网站", "site of the Beijing Municipal Government"),
}
"""The institutions whose pages are noted by their numbers, which begin with the day of the page."""


@cache
def in_words(source: str, lang: Side) -> str:
    """Give a source with the remarks that Plenary knows in a language; names and addresses stay as they are."""
    if source in _words():
        return _words()[source][lang]
    named = _PAGE.sub(lambda hit: _page_in_words(hit, lang), source)
    told = _known().sub(lambda hit: _words()[hit.group()][lang], named)
    return told.replace("; ", "；").replace(" （", "（") if lang == "zh" else told


def _page_in_words(hit: re.Match[str], lang: Side) -> str:
    """Name the site of a page and the day that its number begins with; a number without a day stays."""
    try:
        day = dt.date(int(hit["year"]), int(hit["month"]), int(hit["day"]))
    except ValueError:
        return hit[0]
    zh, en = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
    )
    if hit["site"]:
        site_zh, site_en = _SITES["wb" if hit["site"].startswith("wb") else "city"]
        zh, en = f"{site_zh}（{zh}）", f"{site_en} ({en})"
    return zh if lang == "zh" else en


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
