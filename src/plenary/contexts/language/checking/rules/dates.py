"""Days, months, quarters and the like: 3月5日 is March 5 and no other day.

The numbers of a date may all stand on the other side and yet be another date, so each is compared as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from plenary.contexts.language.checking import amounts, chinese
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_HAN_NUMBER = r"[\d一二三四五六七八九十]{1,4}"
_MONTH_EN = (
    r"(?-i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_ORDINAL_EN = r"(\d{1,3})(?:st|nd|rd|th)\b|\b([a-z]+(?:-[a-z]+)?)"
_TENS = {"twenty": 20, "thirty": 30}
_OTHER_CALENDAR = re.compile(r"农历|阴历|正月|腊月|初[一二三四五六七八九十]|藏历|回历")
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SHORT_DAY = re.compile(rf"(?<![月\d一二三四五六七八九十])({_HAN_NUMBER})[日号]")
_SHORT_MONTH = re.compile(rf"(?<!\d年)(?<![\d一二三四五六七八九十])({_HAN_NUMBER})月")
_MIDNIGHT = re.compile(r"24(?:时|点|[:：]00)")
_SPAN_OF_DAYS_ZH = re.compile(r"[一二三四五六日天]\s?(?:至|到|[-—–~～])")
_SPAN_OF_DAYS_EN = re.compile(
    rf"\b(?:{'|'.join(_WEEKDAYS)})s? ?(?:to|through|thru|until|till|[-–—]) ?(?:{'|'.join(_WEEKDAYS)})s?\b",
    re.IGNORECASE,
)
_LONGEST = 4_000
"""Characters beyond which so many dates stand that one more proves nothing."""


@dataclass(frozen=True)
class Kind:
    """How a kind of number is written on each side, and what each writing stands for."""

    zh: re.Pattern[str]
    en: re.Pattern[str]
    of_zh: Callable[[re.Match[str]], object]
    of_en: Callable[[re.Match[str]], tuple[object, ...]]
    is_told: Callable[[str, re.Match[str], Any], bool] = lambda _zh, _hit, _value: False
    """Whether the Chinese says a number of the English after all, in a shorter writing."""
    written: Callable[[re.Match[str], Any], str] = lambda _hit, _value: ""
    """How the English would write the number of the Chinese at that place."""


class Differing(NamedTuple):
    """A place of the English whose number the Chinese has not, and what stands there in the Chinese alone."""

    en: re.Match[str]
    zh: re.Match[str]
    proposal: str


def find(pair: Pair) -> Iterator[Finding]:
    """Find a date of the English that the Chinese has not, where the Chinese has one that the English has not."""
    if not pair.words or len(pair.en) > _LONGEST or _OTHER_CALENDAR.search(pair.zh):
        return
    for kind in _KINDS:
        yield from compared(pair, kind)


def differing_days(pair: Pair) -> list[Differing]:
    """Give the days of the year that differ as a whole: their numbers are no amounts of their own."""
    if not pair.words or len(pair.en) > _LONGEST or _OTHER_CALENDAR.search(pair.zh):
        return []
    return list(_differing(pair, _DAYS))


def compared(pair: Pair, kind: Kind) -> Iterator[Finding]:
    """Find a number of a kind in the English alone where the Chinese alone has another."""
    for one in _differing(pair, kind):
        yield pair.finding(
            "numbers.mismatch", *one.en.span(), proposal=one.proposal, other=one.zh[0]
        )


def _differing(pair: Pair, kind: Kind) -> Iterator[Differing]:
    wanted = {kind.of_zh(hit): hit for hit in kind.zh.finditer(pair.zh)}
    if not wanted or None in wanted:
        return
    found = [(value, hit) for hit in kind.en.finditer(pair.en) for value in kind.of_en(hit)]
    given = {value for value, _hit in found}
    missing = {value: zh for value, zh in wanted.items() if value not in given}
    for value, hit in found:
        if missing and value not in wanted and not kind.is_told(pair.zh, hit, value):
            meant = next(
                (one for one in missing if _is_half_right(one, value)), next(iter(missing))
            )
            yield Differing(hit, missing[meant], kind.written(hit, meant))


def _is_half_right(wanted: object, given: object) -> bool:
    """Say whether of two days the month or the day is the same."""
    if not isinstance(wanted, tuple) or not isinstance(given, tuple):
        return False
    return any(left == right for left, right in zip(wanted, given, strict=True))


def _zh(text: str | None) -> int | None:
    return chinese.number(text or "")


def _zh_of(hit: re.Match[str]) -> int | None:
    return _zh(next(filter(None, hit.groups()), None))


def _has_day(zh: str, _hit: re.Match[str], value: tuple[int, int]) -> bool:
    """5月1日至3日 says May 3 as well, and 31日24时 the day that begins then."""
    month, day = value
    months = {_zh(one) for one in re.findall(rf"({_HAN_NUMBER})月", zh)}
    is_short = month in months and day in {_zh(one) for one in _SHORT_DAY.findall(zh)}
    return is_short or bool(_MIDNIGHT.search(zh))


def _has_month(zh: str, _hit: re.Match[str], value: int) -> bool:
    """2024年5月至7月 says July as well."""
    return value in {_zh(one) for one in _SHORT_MONTH.findall(zh)}


def _is_open_span(zh: str, hit: re.Match[str], _value: int) -> bool:
    """星期一闭馆 may be "open Tuesday to Sunday": a span of the English alone says the other days."""
    return not _SPAN_OF_DAYS_ZH.search(zh) and any(
        span.start() <= hit.start() < span.end() for span in _SPAN_OF_DAYS_EN.finditer(hit.string)
    )


def _month(text: str) -> int:
    return amounts.SHORT_MONTHS[text[:3].lower()]


def _ordinal_of(hit: re.Match[str]) -> tuple[int, ...]:
    """Give the number of "14th" or "fourteenth"; none where the word is no ordinal."""
    if hit[1]:
        return (int(hit[1]),)
    tens, _hyphen, ones = hit[2].lower().rpartition("-")
    if ones not in amounts.ONES or not ones.endswith(("st", "nd", "rd", "th")):
        return ()
    return (_TENS.get(tens, 0) + amounts.ONES[ones],)


def _days_of(hit: re.Match[str]) -> tuple[object, ...]:
    """Give the day, and of a span both days: 5 and 7 of "5-7 March"."""
    month = _month(hit["m1"] or hit["m2"])
    return tuple((month, int(hit[name])) for name in ("d0", "d1", "d2", "d3") if hit[name])


def _day_written(hit: re.Match[str], value: tuple[int, int]) -> str:
    """Write a day as it stands there, with its month in full: September 30, 30 September; of a span nothing."""
    if hit["d0"] or hit["d3"]:
        return ""
    name = next(name for name, number in amounts.MONTHS.items() if number == value[0]).title()
    if hit["m1"]:
        return f"{name} {value[1]}"
    ends_sentence = hit["m2"].endswith(".") and hit["m2"][:-1].lower() in amounts.MONTHS
    return f"{value[1]} {name}{'.' if ends_sentence else ''}"


def _bound(zh: str, en: str) -> Kind:
    """Numbers in order that a noun binds, as the quarter of a year; the English noun stands behind."""
    return Kind(
        re.compile(zh),
        re.compile(rf"\b(?:{_ORDINAL_EN}) {en}", re.IGNORECASE),
        _zh_of,
        _ordinal_of,
    )


_ENDING = r"(?:st|nd|rd|th)?"
_TO = r" ?(?:[-–—]|to|and) ?"
_DAYS = Kind(
    re.compile(rf"({_HAN_NUMBER})月({_HAN_NUMBER})[日号]"),
    re.compile(
        rf"\b(?P<m1>{_MONTH_EN}) ?(?P<d1>\d{{1,2}}){_ENDING}\b(?![:\d])(?:{_TO}(?P<d3>\d{{1,2}}){_ENDING}\b)?"
        rf"|\b(?:(?P<d0>\d{{1,2}}){_ENDING}{_TO})?(?P<d2>\d{{1,2}}){_ENDING}(?: of)? (?P<m2>{_MONTH_EN})",
        re.IGNORECASE,
    ),
    lambda hit: (_zh(hit[1]), _zh(hit[2])),
    _days_of,
    _has_day,
    _day_written,
)
_KINDS = (
    _DAYS,
    Kind(
        re.compile(r"\d{4}年(\d{1,2})月(?!\d)"),
        re.compile(rf"\b({_MONTH_EN})(?=,? \d{{4}})", re.IGNORECASE),
        _zh_of,
        lambda hit: (_month(hit[1]),),
        _has_month,
    ),
    Kind(
        re.compile(r"(?:星期|礼拜)([一二三四五六日天])|(?<![\u4e00-\u9fff])周([一二三四五六日])(?![\u4e00-\u9fff])|(?<=[下上本这每])周([一二三四五六日])(?!期)"),
        re.compile(rf"\b({'|'.join(_WEEKDAYS)})s?\b", re.IGNORECASE),
        lambda hit: "一二三四五六日".index((hit[1] or hit[2] or hit[3]).replace("天", "日")),
        lambda hit: (_WEEKDAYS.index(hit[1].lower()),),
        _is_open_span,
    ),
    Kind(
        re.compile(r"(?<!前)第?([一二三四])季度"),
        re.compile(r"\bQ([1-4])\b|\b(first|second|third|fourth) quarter\b", re.IGNORECASE),
        _zh_of,
        _ordinal_of,
    ),
    Kind(
        re.compile(r"([上下])半年"),
        re.compile(r"\b(first|second|latter) half (?=of (?:the |this |last |next )?(?:year|\d{4}))", re.IGNORECASE),
        lambda hit: "上下".index(hit[1]),
        lambda hit: (int(hit[1].lower() != "first"),),
    ),
    _bound(r"([一二三]?十[一二三四五六七八九]?)五[”\"]?(?=规划|时期|期间|末|以来|开局|收官|计划|”|\")|第([一二三四五六七八九十]{1,3})个五年", r"five-year\b"),
    _bound(r"([一二三]?十[一二三四五六七八九]?)大(?=报告|精神|以来|闭幕|召开|[和、，,。]|$)", r"(?:(?:CPC|party|national) )*(?:national|party) congress\b"),
    _bound(rf"({_HAN_NUMBER})届[一二三四五六七八九]中全会", r"(?:CPC|party) central committee\b"),
    _bound(r"届([一二三四五六七八九])中全会", r"(?:plenary|plenum)\b"),
    _bound(rf"第({_HAN_NUMBER})次(?:全体)?会议", r"(?:plenary )?(?:session|meeting)\b"),
    Kind(
        re.compile(rf"第((?:[一二三四五六七八九]百)?{_HAN_NUMBER})条"),
        re.compile(r"\barticles? (\d{1,3})\b", re.IGNORECASE),
        _zh_of,
        lambda hit: (int(hit[1]),),
    ),
)  # fmt: skip
