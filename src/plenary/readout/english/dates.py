"""Reads dates as English readouts print them."""

from __future__ import annotations

import datetime as dt
import re

from plenary.readout.draft import Found, Span

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<number>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})(?!\d)",
        r"\b"
        + _MONTH
        + r"\s{0,3}(?P<day>\d{1,2})(?:st|nd|rd|th)?\s{0,3},?\s{0,3}(?:of\s)?(?P<year>(?:19|20)\d\d)",
        r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s{0,3}(?:of\s)?"
        + _MONTH
        + r",?\s{0,3}(?P<year>(?:19|20)\d\d)",
        r"\b(?P<day>\d{1,2})-" + _MONTH + r"-(?P<year>(?:19|20)\d\d)",
        r"(?P<year>(?:19|20)\d\d)\s?-\s?" + _MONTH + r"\s?-\s?(?P<day>\d{1,2})(?!\d)",
        # Only where the numbers themselves say which of them is the day.
        r"(?<![\d/])(?P<number>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>(?:19|20)\d\d)(?!\d)",
        r"(?<![\d/])(?P<day>1[3-9]|2\d|3[01])/(?P<number>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?!\d)",
    )
)
_MONTH_DAY = re.compile(
    r"(?:\b" + _MONTH + r"\s{0,3}(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?!\s*[-–]))"
    r"|(?:\b(?P<day2>\d{1,2})(?:st|nd|rd|th)?\s{0,3}(?:of\s)?"
    + _MONTH.replace("<month>", "<month2>")
    + r"\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def _iso(year: str, month: int, day: str) -> str | None:
    try:
        return dt.date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None


def find_date(text: str, place: Span) -> Found | None:
    """Give the first full date at a place, as ISO 8601 with the place of what is printed."""
    best: Found | None = None
    for form in _FORMS:
        match = form.search(text, place.start, place.end)
        if not match:
            continue
        parts = match.groupdict()
        month = int(parts["number"]) if parts.get("number") else MONTHS[parts["month"].lower()]
        iso = _iso(parts["year"], month, parts["day"])
        if iso and (best is None or match.start() < best.span.start):
            best = Found(iso, Span(match.start(), match.end()))
    return best


def meeting_date(text: str, place: Span) -> Found | None:
    """Give the date of the meeting in its first sentence, where the text alone fixes the year.

    "On 4 May the council held its second session of 2018" gives 2018-05-04.
    """
    full = find_date(text, place)
    if full:
        return full
    day = _MONTH_DAY.search(text, place.start, place.end)
    years = {m.group(1) for m in _YEAR.finditer(text, place.start, place.end)}
    if not day or len(years) != 1:
        return None
    parts = day.groupdict()
    month = MONTHS[(parts["month"] or parts["month2"]).lower()]
    iso = _iso(years.pop(), month, parts["day"] or parts["day2"])
    return Found(iso, Span(day.start(), day.end())) if iso else None
