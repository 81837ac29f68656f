"""Units of measure: the same number in another unit, 40公里 as 40 miles, is another amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plenary.contexts.language.checking import amounts, chinese, quantities
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_LONGEST = 4_000
_KINDS = {
    "length": (
        ("公里|千米", r"kilomet(?:er|re)s?|km", "kilometers"), ("厘米", r"centimet(?:er|re)s?|cm", "centimeters"),
        ("毫米", r"millimet(?:er|re)s?|mm", "millimeters"), ("米", r"met(?:er|re)s?|m", "meters"),
        ("英里", r"miles?|mi|mph", "miles"), ("英尺", r"feet|foot|ft", "feet"), ("英寸", r"inch(?:es)?", "inches"),
    ),
    "area": (
        ("平方公里|平方千米", r"(?:square|sq\.?) (?:kilomet(?:er|re)s?|km)|km2|km²", "square kilometers"),
        ("平方米|平米", r"(?:square|sq\.?) ?(?:met(?:er|re)s?|m)|sqm|m2|m²", "square meters"),
        ("公顷", r"hectares?|ha", "hectares"), ("亩", r"mu", "mu"), ("英亩", r"acres?", "acres"),
        ("平方英尺", r"(?:square|sq\.?) (?:feet|ft)", "square feet"),
    ),
    "mass": (
        ("公斤|千克", r"kilo(?:gram(?:me)?)?s?|kgs?", "kilograms"), ("吨", r"(?:metric )?ton(?:ne)?s?|t", "tons"), ("(?<![千毫])克(?!拉)", r"gram(?:me)?s?|g", "grams"),
        ("磅", r"pounds|lbs?", "pounds"), ("斤", r"jin|catt(?:y|ies)", "jin"),
    ),
    "volume": (("毫升", r"millilit(?:er|re)s?|ml", "milliliters"), ("升", r"lit(?:er|re)s?|l", "liters"), ("加仑", r"gallons?", "gallons")),
    "time": (
        ("个?小时", r"hours?|hrs?|h", "hours"), ("分钟", r"min(?:ute)?s?", "minutes"), ("秒钟?", r"sec(?:ond)?s?", "seconds"),
        ("(?:个?(?:工作|自然))?[天日](?![月前])", r"(?:(?:working|business|work|calendar|consecutive|full) )?days?", "days"),
        ("周(?![年岁五六日一二三四])|个?星期(?![五六日一二三四])", r"weeks?", "weeks"), ("个月", r"months?", "months"), ("年(?![月级代])|周年", r"years?|yrs?", "years"),
    ),
    "money": (
        ("人民币|元", r"yuan|rmb|cny", "yuan"), ("美元", r"(?:us )?dollars?|usd", "US dollars"), ("欧元", r"euros?|eur", "euros"),
        ("英镑", r"(?:british )?pounds?(?: sterling)?|gbp", "pounds"), ("日元", r"(?:japanese )?yen|jpy", "yen"), ("港[元币]", r"hong kong dollars?|hkd", "Hong Kong dollars"),
    ),
    "degree": (("摄氏度|℃|°C", r"(?:degrees? )?(?:celsius|centigrade)|°c|℃", "degrees Celsius"), ("华氏度|℉", r"(?:degrees? )?fahrenheit|°f|℉", "degrees Fahrenheit")),
    "share": (("个百分点", r"percentage points?|pp|pct pts?", "percentage points"), ("[%％]", r"%|per ?cent(?! points?)|percentage(?! points?)", "percent")),
}  # fmt: skip
"""Units that exclude each other: how Chinese and English write each, and what is proposed."""
_DATES = re.compile(r"(?:[12]\d{3}|\d+月\d+)$")
"""A year or a day of a month counts nothing."""
_BETWEEN_ZH = re.compile(r"[ 余多来]?")
_BETWEEN_EN = re.compile(r"[ \u00a0-]?(?:more )?(?:full |consecutive )?", re.IGNORECASE)
_BEFORE = re.compile(r"(?:US)?\$ ?$|[€£¥￥]|RMB ?$|CNY ?$|USD ?$", re.IGNORECASE)
_WORDS = "|".join(
    name for name, value in amounts.ONES.items() if value > 1 and not name.endswith("th")
)
_NUMERAL = re.compile(
    r"(?<![第数几十百千万亿每])([二三四五六七八九两十]{1,3})(?=个(?:小时|月|星期|工作日)|小时|分钟|天(?![下津安坛然])|年(?![级代月轻初底])|周(?![年岁一二三四五六日边])|公里|公斤|公顷|平方米)"
)
"""The numerals of one to three characters before what is measured."""
_SPELLED = re.compile(rf"\b(?!second\b|third\b|double\b|twice\b|half\b)({_WORDS})\b", re.IGNORECASE)


class _Unit(NamedTuple):
    zh: re.Pattern[str]
    en: re.Pattern[str]
    name: str


_UNITS = {
    kind: tuple(
        _Unit(re.compile(zh), re.compile(rf"(?:{en})(?![A-Za-z²])", re.IGNORECASE), name)
        for zh, en, name in units
    )
    for kind, units in _KINDS.items()
}


class _Counted(NamedTuple):
    """A number with the kind of its unit, which of that kind it is, and where the unit stands."""

    value: float
    kind: str
    place: int
    start: int
    end: int


def find(pair: Pair) -> Iterator[Finding]:
    """Find an amount whose number stands on both sides, once each, and whose units exclude each other.

    Where the English has the right unit with this number anywhere, as in "40 km (25 miles)", nothing is told.
    """
    if not pair.words or len(pair.en) > _LONGEST or len(pair.zh) > _LONGEST:
        return
    wanted = list(_of_chinese(pair.zh))
    if not wanted:
        return
    given = list(_of_english(pair.en))
    for amount in wanted:
        alike = [one for one in wanted if one.value == amount.value]
        there = [one for one in given if (one.value, one.kind) == (amount.value, amount.kind)]
        if len(alike) != 1 or len(there) != 1:
            continue
        (other,) = there
        if other.place != amount.place and not any(
            one.kind == amount.kind and one.place == other.place for one in wanted
        ):
            proposal = _UNITS[amount.kind][amount.place].name
            yield pair.finding(
                "units.other", other.start, other.end, proposal=proposal, other=pair.zh[amount.start : amount.end],
            )  # fmt: skip


def _of_chinese(zh: str) -> Iterator[_Counted]:
    written = ((float(chinese.number(hit[1]) or 0), *hit.span(1)) for hit in _NUMERAL.finditer(zh))
    numbers = [*quantities.of_chinese(zh), *quantities.written_in_chinese(zh)]
    for value, start, end in [*((n.value, n.start, n.end) for n in numbers), *written]:
        if zh[end : end + 1] in {"年", "月", "日"} and _DATES.search(zh, 0, end):
            continue
        if zh[max(0, start - 1) : start] != "第":
            yield from _counted(value, zh, _gap(_BETWEEN_ZH, zh, end), is_chinese=True)


def _of_english(en: str) -> Iterator[_Counted]:
    spelled = ((float(amounts.ONES[hit[1].lower()]), *hit.span()) for hit in _SPELLED.finditer(en))
    numbers = ((n.value, n.start, n.end) for n in quantities.of_english(en))
    for value, start, end in [*numbers, *spelled]:
        if not _BEFORE.search(en, 0, start):
            yield from _counted(value, en, _gap(_BETWEEN_EN, en, end), is_chinese=False)


def _gap(between: re.Pattern[str], text: str, at: int) -> int:
    hit = between.match(text, at)
    return hit.end() if hit else at


def _counted(value: float, text: str, at: int, *, is_chinese: bool) -> Iterator[_Counted]:
    """Give the unit that stands at a place, the longest of each kind: pounds are money and a mass."""
    for kind, units in _UNITS.items():
        hits = ((unit.zh if is_chinese else unit.en).match(text, at) for unit in units)
        found = [(hit.end(), place) for place, hit in enumerate(hits) if hit]
        if found:
            end, place = max(found)
            yield _Counted(value, kind, place, at, end)
