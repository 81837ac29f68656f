"""Understands when a task is due, as lists write it: “6月底前”, “第二季度”, “全年”, “by end of June”."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 200
LAST_MONTH = 12
_NUMERALS = {
    **{word: n for n, word in enumerate("一二三四五六七八九十", start=1)},
    "十一": 11,
    "十二": 12,
    "两": 2,
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": 4,
}
_MONTHS = {
    **{name.lower(): n for n, name in enumerate(calendar.month_name) if name},
    **{name.lower(): n for n, name in enumerate(calendar.month_abbr) if name},
    "sept": 9,
}
_PARTS = {"上旬": 10, "初": 10, "中旬": 20, "early": 10, "mid": 15}
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_N = r"\d{1,2}|十[一二]?|[一二三四五六七八九]"
_NTH = "first|second|third|fourth|last|1st|2nd|3rd|4th"
_TO = r"(?:-|–|—|~|至|到|、|和| to )"
_YEAR = r"(?:(?P<year>(?:19|20)\d\d)年?)?"
_OF_YEAR = r"(?:,? ?(?:of |in )?(?P<year>(?:19|20)\d\d))?"


@dataclass(frozen=True, slots=True)
class Due:
    """The last day that was meant; not ``is_sure`` where the words leave a choice."""

    on: dt.date
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Window:
    """The days for which a list stands: a date without a year lies within them."""

    starts_on: dt.date
    ends_on: dt.date

    def day(self, year: str | None, month: int, day: int = 0) -> dt.date | None:
        """Give a day of a month, its last one for 0; none for what no calendar has."""
        years = [int(year)] if year else range(self.starts_on.year, self.ends_on.year + 1)
        found = [one for n in years if (one := _day_of(n, month, day)) is not None]
        inside = [one for one in found if self.starts_on <= one <= self.ends_on]
        return next(iter(inside or found), None)

    def end(self, year: str | None) -> dt.date:
        """Give the last day of a year, or of the list where no year is said."""
        return dt.date(int(year), 12, 31) if year else self.ends_on


def _day_of(year: int, month: int, day: int) -> dt.date | None:
    if not 1 <= month <= LAST_MONTH:
        return None
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, day or last) if day <= last else None


SERIALS = range(32_874, 91_313)
"""The days from 1990 to 2149 as spreadsheets number them, from the last day of 1899."""
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_YEAR_IN_WORDS = re.compile(r"[〇零○一二三四五六七八九]{4}(?=年)")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")

Meant = Callable[["re.Match[str]", Window], Due | None]


def _due(day: dt.date | None, *, is_sure: bool = True) -> Due | None:
    return Due(day, is_sure) if day else None


def _full(found: re.Match[str], window: Window) -> Due | None:
    return _due(window.day(found["year"], _month(found["month"]), int(found["day"])))


def _in_parts(found: re.Match[str], _window: Window) -> Due | None:
    """Take 30/06/2026 and 06/30/2026 for what they can be alone; of two days the first written is the day."""
    one, two, year = int(found["day"]), int(found["month"]), int(found["year"])
    day_first, month_first = _day_of(year, two, one), _day_of(year, one, two)
    is_sure = one == two or day_first is None or month_first is None
    return _due(day_first or month_first, is_sure=is_sure)


def _month(word: str) -> int:
    return _MONTHS.get(word) or _NUMERALS.get(word) or (int(word) if word.isdigit() else 0)


def _in_month(found: re.Match[str], window: Window) -> Due | None:
    part = _PARTS.get(found["part"] or "", 0)
    if found["before"]:
        first = window.day(found["year"], _month(found["month"]), 1)
        return _due(first and first - dt.timedelta(days=1), is_sure=False)
    return _due(window.day(found["year"], _month(found["month"]), part))


def _quarter(found: re.Match[str], window: Window) -> Due | None:
    number = _month(found["n"])
    return _due(window.day(found["year"], number * 3)) if number <= 4 else None  # noqa: PLR2004


def _half(found: re.Match[str], window: Window) -> Due | None:
    is_first = found["n"] in {"上", "1", "first"}
    return _due(window.day(found["year"], 6 if is_first else 12))


def _whole(found: re.Match[str], window: Window) -> Due | None:
    return Due(window.end(found["year"]))


def _lasting(_found: re.Match[str], window: Window) -> Due | None:
    return Due(window.ends_on, is_sure=False)


_FORMS: tuple[tuple[re.Pattern[str], Meant], ...] = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        (r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})(?!\d?月)[日号]?", _full),
        (r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)", _full),
        (
            r"(?<!\d)(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>(?:19|20)\d\d)(?!\d)",
            _in_parts,
        ),
        (
            r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?!\d)(?P<part>)(?P<before>)",
            _in_month,
        ),
        (rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_NAME})\.?{_OF_YEAR}", _full),
        (rf"(?P<month>{_NAME})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d){_OF_YEAR}", _full),
        (rf"(?<!\d){_YEAR}(?P<month>{_N})月(?P<day>\d{{1,2}})[日号]?", _full),
        (r"(?<![\d.])(?P<year>)(?P<month>\d{1,2})[./](?P<day>\d{1,2})(?![\d.])", _full),
        (
            (
                rf"(?<!\d){_YEAR}(?:(?:{_N})月?{_TO})?(?P<month>{_N})月份?(?!\d)"
                r"(?P<part>上旬|中旬|下旬|初|底|末)?(?P<before>(?<=月)以?前|(?<=月份)以?前)?"
            ),
            _in_month,
        ),
        (
            (
                rf"(?P<part>early|mid|late|end)?[ -]?(?:of )?(?P<before>before )?"
                rf"(?:(?:{_NAME}){_TO})?(?P<month>{_NAME})\b\.?{_OF_YEAR}"
            ),
            _in_month,
        ),
        (
            r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})(?![-/.]?\d)(?P<part>)(?P<before>)",
            _in_month,
        ),
        (
            rf"{_YEAR}(?:第?[一二三四1-4](?:季度?)?{_TO})?第?(?P<n>[一二三四1-4])季度?[末底]?",
            _quarter,
        ),
        (rf"(?:q[1-4]{_TO})?q(?P<n>[1-4])\b{_OF_YEAR}", _quarter),
        (r"(?P<year>(?:19|20)\d\d)[ -]?q(?P<n>[1-4])\b", _quarter),
        (rf"(?P<n>{_NTH}) quarter{_OF_YEAR}", _quarter),
        (rf"{_YEAR}(?P<n>[上下])半年", _half),
        (rf"(?P<n>first|second) half{_OF_YEAR}", _half),
        (rf"h(?P<n>[12])\b{_OF_YEAR}", _half),
        (r"(?:每|按)(?:年|季度?|月|半年|周)|长期|持续|常态|动态|适时", _lasting),
        (r"ongoing|continu\w+|permanent|monthly|quarterly|as needed", _lasting),
        (rf"{_YEAR}(?:全年|年底|年末|年内|年终|本年度?|年度|当年|底)", _whole),
        (r"(?P<year>(?:19|20)\d\d)(?!年?[-/.]?\d)年?", _whole),
        (
            r"(?:throughout the |all |whole |full |end of (?:the )?)year(?:-round)?"
            r"|year[- ](?:end|round)" + f"{_OF_YEAR}",
            _whole,
        ),
    )
)
_REST = re.compile(
    r"[\s。，,；;、.()（）:：]|底|末|之|以|前|内|完成|截止|截至|于|至|到|时限|按期|推进|贯穿|开展|化|实施"
    r"|\b(?:by|the|end|of|before|until|due|no later than|in|on)\b"
)


@lru_cache(maxsize=4096)
def due_of(words: str, window: Window) -> Due | None:
    """Give the day that a cell's words mean; of several the last one, which is then not sure.

    None where the words name no time. Words beside a time leave it unsure.
    """
    text = " ".join(unicodedata.normalize("NFKC", words[:LONGEST]).lower().split())
    text = re.sub(r"(?<=[一-鿿]) (?=[0-9一-鿿])|(?<=[0-9]) (?=[一-鿿])", "", text)
    text = _YEAR_IN_WORDS.sub(lambda year: year[0].translate(_DIGITS), text)
    if _SERIAL.fullmatch(text) and int(float(text)) in SERIALS:
        return Due(dt.date(1899, 12, 30) + dt.timedelta(days=int(float(text))), is_sure=False)
    found: list[Due] = []
    rest, at = "", 0
    while at < len(text):
        due, end = _at(text, at, window)
        if due is None:
            rest += text[at]
        else:
            found.append(due)
        at = end
    if not found:
        return None
    last = max(found, key=lambda due: due.on)
    return Due(last.on, last.is_sure and len(found) == 1 and not _REST.sub("", rest))


def _at(text: str, at: int, window: Window) -> tuple[Due | None, int]:
    for pattern, meant in _FORMS:
        found = pattern.match(text, at)
        if found and found.end() > at and (due := meant(found, window)) is not None:
            return due, found.end()
    return None, at + 1
