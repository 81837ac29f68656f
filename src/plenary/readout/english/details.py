"""Reads what a clause names and sets: dates and periods, bodies, events, programmes."""

from __future__ import annotations

import re

from plenary.readout.draft import Due, Named, NamedKind, Span
from plenary.readout.english.dates import MONTHS, find_date
from plenary.readout.spans import found, repair, trim

_SHORT = 3
_MONTH = "|".join(sorted((m for m in MONTHS if len(m) > _SHORT), key=len, reverse=True)) + "|may"
_YEAR = r"(?:19|20)\d\d"
_ORDINAL_QUARTER = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_PERIOD = re.compile(
    rf"(?i)\b(?:by|before|until|no\s+later\s+than|within|during|throughout|in|from|at)\s+(?:the\s+)?"
    rf"(?:end\s+of\s+|beginning\s+of\s+|rest\s+of\s+|course\s+of\s+)?(?:the\s+)?"
    rf"(?P<period>\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\.?(?:,?\s+{_YEAR})?|(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?|(?:{_MONTH})\.?(?:,?\s+(?:of\s+)?{_YEAR})?|"
    rf"(?:first|second|third|fourth|1st|2nd|3rd|4th)\s+(?:quarter|half)(?:\s+of\s+(?:{_YEAR}|the\s+year|this\s+year|next\s+year))?|"
    rf"Q[1-4](?:\s+{_YEAR})?|(?:\d{{1,3}}(?:st|nd|rd|th)\s+)?five-year\s+plan(?:\s+period)?(?:\s*\({_YEAR}\s*[-–—]\s*{_YEAR}\))?|"
    rf"{_YEAR}\s*[-–—]\s*{_YEAR}|{_YEAR}|(?:this|next)\s+(?:year|quarter|month|week)|year-end|(?:end|close|rest|course)\s+of\s+the\s+year|(?:next|coming)\s+stage|near\s+term|"
    rf"(?:\d{{1,3}}|two|three|five|six|ten|fifteen|thirty)\s+(?:working\s+)?(?:days|weeks|months|years))\b"
)
_TIMELY = (
    *("year", "month", "quarter", "half", "week", "stage", "near", "days"),
    *(month for month in MONTHS if month == "may" or len(month) > _SHORT),
)
_DIGIT = re.compile(r"\d")
_QUARTER = re.compile(
    rf"(?i)(first|second|third|fourth|[1-4](?:st|nd|rd|th))\s+(quarter|half)\s+(?:of\s+)?({_YEAR})|Q([1-4])\s+({_YEAR})"
)
_MONTH_YEAR = re.compile(rf"(?i)({_MONTH})\.?,?\s+(?:of\s+)?({_YEAR})")
_YEARS = re.compile(rf"({_YEAR})\s*[-–—]\s*({_YEAR})")
_PLAN = re.compile(r"(?i)(\d{1,3})(?:st|nd|rd|th)\s+five-year\s+plan")
_ANY_YEAR = re.compile(_YEAR)
_OF_THIS = re.compile(r"(?i)(?:\bof\s+)?\b(?:the|this|(?P<next>next))\s+year\b|\byear-end\b")
_IN_A_YEAR = re.compile(rf"(?i)\b(?:{_MONTH}|quarter|half|Q[1-4])\b")
_FIRST_UNBROKEN_PLAN = 6
_FIRST_UNBROKEN_YEAR = 1981

_KINDS: tuple[tuple[NamedKind, re.Pattern[str]], ...] = (
    ("body", re.compile(r"\b(?:[A-Z][\w’'-]*\s+(?:(?:of|for|the|and|on)\s+){0,2}){0,8}(?:Committee|Council|Commission|Leading Group|Office|Bureau|Ministry|Government|PBC|PBOC|Department|Conference Centre)\b(?:\s+of\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s*){1,6})?")),
    ("event", re.compile(r"\b(?:[A-Z][\w’'-]*\s+(?:(?:of|for|the|and|on|in)\s+){0,2}){0,8}(?:Fair|Forum|Games|Olympics|Festival|Expo|Exposition|Summit|Championships?|Week|Smash|Marathon|Cup|Exhibition|Conference|Congress)\b(?:\s+(?:of|for|on|in)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s*){1,6})?")),
    ("programme", re.compile(r"[“\"《][^“”\"《》]{3,80}[”\"》](?=\s+(?:initiative|programme|program|campaign|plan|project|strategy|action|scheme))|\b(?:[A-Z\d][\w’'-]*\s+){1,6}(?:Initiative|Programme|Program|Plan|Strategy|Scheme|Action)\b")),
)  # fmt: skip
_NAME_START = re.compile(r"[A-Z“\"《]")
_LONGEST = 4000


def due_of(text: str, clause: Span, year: int | None = None) -> Due | None:
    """Give the date or period that a clause sets; ``year`` is the year of the meeting."""
    end = min(clause.end, clause.start + _LONGEST)
    if not _may_set_time(text[clause.start : end]):
        return None
    match = _PERIOD.search(text, clause.start, end)
    if not match:
        return None
    phrase = found(text, Span(match.start(), match.end()))
    return Due(phrase, _iso(repair(match.group("period")), year))


def _may_set_time(clause: str) -> bool:
    """Say quickly whether a clause holds any word without which no time is set."""
    low = clause.lower()
    return any(map(low.__contains__, _TIMELY)) or _DIGIT.search(clause) is not None


def _iso(period: str, year: int | None) -> str | None:
    """Give a period as the form of the draft has it; None where the text fixes no year."""
    return _with_its_year(period) or (_in_year(period, year) if year else None)


def _in_year(period: str, year: int) -> str | None:
    """Give a period that names no year as one of the meeting's: "October 15", "the end of the year"."""
    told = _OF_THIS.search(period)
    year += bool(told and told["next"])
    rest = _OF_THIS.sub("", period).strip()
    if _IN_A_YEAR.search(rest):
        iso = _with_its_year(f"{rest} {year}")
        return iso if iso != str(year) else None
    return str(year) if told else None


def _with_its_year(period: str) -> str | None:
    date = find_date(period, Span(0, len(period)))
    if date:
        return date.text
    if years := _YEARS.search(period):
        return f"{years[1]}/{years[2]}"
    if plan := _PLAN.search(period):
        return _plan_years(int(plan[1]))
    return _part_of_year(period)


def _part_of_year(period: str) -> str | None:
    if quarter := _QUARTER.search(period):
        if quarter[4]:
            return f"{quarter[5]}-Q{quarter[4]}"
        letter = "Q" if quarter[2].lower() == "quarter" else "H"
        return f"{quarter[3]}-{letter}{_ORDINAL_QUARTER[quarter[1].lower()]}"
    if month := _MONTH_YEAR.search(period):
        return f"{month[2]}-{MONTHS[month[1].lower()]:02d}"
    year = _ANY_YEAR.search(period)
    return year.group() if year else None


def _plan_years(number: int) -> str | None:
    """Give the years of a Five-Year Plan; since the sixth (1981) they have run without a gap."""
    if number < _FIRST_UNBROKEN_PLAN:
        return None
    start = _FIRST_UNBROKEN_YEAR + 5 * (number - _FIRST_UNBROKEN_PLAN)
    return f"{start}/{start + 4}"


def named_in(text: str, clause: Span) -> tuple[Named, ...]:
    """Give the bodies, events and programmes that a clause names, in the order of the text."""
    names: list[Named] = []
    taken: list[Span] = []
    end = min(clause.end, clause.start + _LONGEST)
    if not _NAME_START.search(text, clause.start, end):
        return ()
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text, clause.start, end):
            place = _name_place(text, match.start(), match.end())
            if (
                any(p.start < place.end and place.start < p.end for p in taken)
                or place.end - place.start < _SHORT
            ):
                continue
            taken.append(place)
            names.append(Named(kind, found(text, place)))
    return tuple(sorted(names, key=lambda n: n.name.span.start))


def _name_place(text: str, start: int, end: int) -> Span:
    place = trim(text, start, end, drop=",")
    lead = re.match(r"(?:The|Meanwhile|In|By|Efforts|Moreover|With|On|At|Under)\s+", place.of(text))
    return Span(place.start + lead.end(), place.end) if lead else place
