"""The day on which what a published page tells of was held, as its first paragraphs say it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from plenary.readout.draft import Lang
from plenary.readout.english.dates import MONTHS
from plenary.readout.published import Published

FIRST = 2
"""So many paragraphs are looked at; what stands further down is what went before or comes next."""
LONGEST_AGO = dt.timedelta(days=366)
"""A page tells of what was held no longer ago than this before its printed day."""
BARE_AGO = dt.timedelta(days=180)
"""A day without a year lies no further back: else it is one that is still to come."""
_ZH = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>[12]\d|3[01]|0?[1-9])日"
)
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?:,?\s{1,3}(?P<year>(?:19|20)\d\d))?"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_EN = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_MONTH}\s{{1,3}}{_DAY}\b{_YEAR}",
        rf"\b{_DAY}\s{{1,3}}(?:of\s)?{_MONTH}{_YEAR}\b",
    )
)


def held_on(page: Published, lang: Lang) -> str:
    """Give the first day that the page's beginning names, as ``2025-05-08``; nothing where it names none.

    A day without a year is that of the printed day or the year before it; without a printed day it is
    no day. A day after the printed one is still to come and is not taken.
    """
    printed = dt.date.fromisoformat(page.on) if page.on else None
    for paragraph in page.paragraphs[:FIRST]:
        for year, month, day in _named(paragraph, lang):
            found = _day(year, month, day, printed)
            if found is not None:
                return found.isoformat()
    return ""


def _named(text: str, lang: Lang) -> Iterator[tuple[str, int, int]]:
    forms = (_ZH,) if lang == "zh" else _EN
    found = sorted(
        (one for form in forms for one in form.finditer(text)), key=lambda one: one.start()
    )
    for one in found:
        month = one["month"]
        number = int(month) if month.isdigit() else MONTHS[month.lower()]
        yield one["year"] or "", number, int(one["day"])


def _day(year: str, month: int, day: int, printed: dt.date | None) -> dt.date | None:
    years = [int(year)] if year else [printed.year, printed.year - 1] if printed else []
    longest = LONGEST_AGO if year else BARE_AGO
    for one in years:
        try:
            found = dt.date(one, month, day)
        except ValueError:
            continue
        if printed is None or dt.timedelta() <= printed - found <= longest:
            return found
    return None
