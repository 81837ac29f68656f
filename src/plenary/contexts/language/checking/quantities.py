"""Numbers in digits with the scale behind them: 105万 and "1.05 million" are both 1,050,000."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from plenary.contexts.language.checking import amounts, chinese

_DIGITS = r"(?<!\d)(?<!\d\.)(\d+(?:,\d{3})*(?:\.\d+)?)"
_CHINESE = re.compile(
    _DIGITS
    + r"(?:([kK])(?![A-Za-z\d])|\s?[余多]?(万亿|千亿|百亿|十亿|亿|千万|百万|十万|万"
    + r"|千(?![米克瓦卡伏兆赫帕焦])|百(?![克瓦帕分货])))?"
)
_ENGLISH = re.compile(
    _DIGITS
    + r"(?:(k)\b|[ -]?(hundred|thousand|million|billion|trillion)(?:s|th)?\b|\s?([mbt]n)\b"
    + r"|\s?(?:([mb])\b|(mega|giga)(?=[a-z])))?",
    re.IGNORECASE,
)
_NUMERAL = "零〇一二三四五六七八九十百千万亿两"
_WRITTEN = re.compile(
    rf"(?<![{_NUMERAL}])(?![{_NUMERAL}]{{0,20}}[一二三四五六七八九]{{2}})"
    rf"([一二三四五六七八九十两][零〇一二三四五六七八九十百千两]{{0,20}}[百千万亿][{_NUMERAL}]{{0,20}}|[一二三四五六七八九]?十[一二三四五六七八九]?)"
    r"(?=[余多]?(?:元|美元|人|名|户|件|册|辆|吨|亩|套|公里|平方|公顷|欧元))"
)
_FRACTIONS = re.compile(
    r"\b(half|quarter|three quarters) (?:an? |of an? )?(thousand|million|billion|trillion)\b"
    r"|\b(\w+) and a half (thousand|million|billion|trillion)\b",
    re.IGNORECASE,
)
_PARTS = {"half": 0.5, "quarter": 0.25, "three quarters": 0.75}
_HAN_UNITS = {"十": 10.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_TIMES = {
    "k": 1e3, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "mn": 1e6, "bn": 1e9, "tn": 1e12, "m": 1e6, "b": 1e9, "mega": 1e6, "giga": 1e9,
}  # fmt: skip
_JOINS_ZH = re.compile(r"\s*(?:[-–—~～至到]|或|、)\s*")
_JOINS_EN = re.compile(r"\s*(?:[-–—~]|to|and|or)\s*", re.IGNORECASE)
_FOUR_DIGITS = 4
_LARGE = 10_000
_ROUNDED = 0.1
"""Who writes "about 60,000" for 5.8万 rounds; a lost or added zero is more than that."""


class Number(NamedTuple):
    """A number and its place; of a span, 3 of "3 to 5 million", what it may mean too."""

    value: float
    start: int
    end: int
    other: float | None = None
    times: float = 1.0
    may_be_rounded: bool = False

    @property
    def values(self) -> tuple[float, ...]:
        """Give all that it may mean."""
        return (self.value,) if self.other is None else (self.value, self.other)

    @property
    def is_large(self) -> bool:
        """Whether it is of the size that texts round."""
        return self.value >= _LARGE


def of_chinese(text: str) -> list[Number]:
    """Read the numbers in digits of a Chinese text: 3.2亿, 1亿2000万, 3至5万."""
    found: list[Number] = []
    for hit in _CHINESE.finditer(text):
        times = 1e3 if hit[2] else math.prod(_HAN_UNITS[unit] for unit in hit[3] or "")
        number = _number(hit, times)._replace(may_be_rounded=_counts(text, hit))
        if found and found[-1].end == number.start and number.value < found[-1].times:
            number = _added(found.pop(), number)
        found.append(number)
    return _with_spans(text, found, _JOINS_ZH)


def written_in_chinese(text: str) -> Iterator[Number]:
    """Read the amounts that Chinese writes in numerals before what it counts: 五千元, 三亿五千万人."""
    for hit in _WRITTEN.finditer(text):
        value = chinese.number(hit[1])
        if value is not None:
            yield Number(float(value), *hit.span(), may_be_rounded=True)


def of_english(text: str) -> list[Number]:
    """Read the numbers in digits of an English text: 1,050,000, 1.05 million, 3 to 5 billion; 5m may be metres."""
    found: list[Number] = []
    for hit in _ENGLISH.finditer(text):
        scale = hit[2] or hit[3] or hit[4]
        number = _number(hit, _TIMES[scale.lower()] if scale else 1.0)
        if short := hit[5] or hit[6]:
            number = number._replace(other=number.value * _TIMES[short.lower()], end=hit.end(1))
        found.append(number)
    return [*_with_spans(text, found, _JOINS_EN), *_fractions(text)]


def _fractions(text: str) -> Iterator[Number]:
    """Read the amounts that English halves: half a million, two and a half billion."""
    for hit in _FRACTIONS.finditer(text):
        if hit[1]:
            yield Number(_PARTS[hit[1].lower()] * _TIMES[hit[2].lower()], *hit.span())
        elif (ones := amounts.ONES.get(hit[3].lower())) is not None:
            yield Number((ones + 0.5) * _TIMES[hit[4].lower()], *hit.span())


def is_same(wanted: Number, given: float) -> bool:
    """Say whether a number of the English is that of the Chinese, or one of them is the other rounded."""
    return any(
        math.isclose(value, given, rel_tol=1e-9)
        or (wanted.may_be_rounded and (_rounds(value, given) or _rounds(given, value)))
        for value in wanted.values
    )


def in_words(value: float) -> str:
    """Write an amount as English does: 35 million, 58,000, 7."""
    for name in ("trillion", "billion", "million"):
        if value >= _TIMES[name]:
            return f"{value / _TIMES[name]:.12g} {name}"
    return f"{round(value):,}" if value >= _LARGE else f"{value:g}"


def _number(hit: re.Match[str], times: float) -> Number:
    value = round(float(hit[1].replace(",", "")) * times, 4)
    return Number(value, *hit.span(), times=times)


def _counts(text: str, hit: re.Match[str]) -> bool:
    """Say whether something is counted, unlike in a code: 105万, 1,234,567, 1234567人."""
    return bool(hit[3] or "," in hit[0] or chinese.HAN.match(text, hit.end()))


def _added(high: Number, low: Number) -> Number:
    """Put together what stands side by side: 1亿2000万, 3万5000, and 3万5 for 35,000."""
    value = low.value
    if low.times == 1 and low.end - low.start < _FOUR_DIGITS:
        value *= high.times / 10 ** (low.end - low.start)
    return high._replace(value=high.value + value, end=low.end)


def _with_spans(text: str, found: list[Number], joins: re.Pattern[str]) -> list[Number]:
    """Let the first number of a span have the scale of the second as well: 3 in "3 to 5 million"."""
    spans: list[Number] = list(found)
    for index, (left, right) in enumerate(pairwise(found)):
        if right.times > left.times == 1 and joins.fullmatch(text, left.end, right.start):
            spans[index] = left._replace(other=left.value * right.times)
    return spans


def _rounds(fine: float, coarse: float) -> bool:
    """Say whether a large number is another one with fewer digits that tell something."""
    if min(fine, coarse) < _LARGE or abs(coarse / fine - 1) > _ROUNDED:
        return False
    digits = f"{coarse:.0f}"
    return abs(fine - coarse) < 10.0 ** (len(digits) - len(digits.rstrip("0")))
