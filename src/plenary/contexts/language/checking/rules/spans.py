"""Spans of time: three days are not three weeks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import amounts, chinese
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_UNITS = {
    "年": "year", "个月": "month", "周": "week", "个星期": "week", "天": "day", "个工作日": "day", "日": "day",
    "小时": "hour", "个小时": "hour", "分钟": "minute", "秒": "second",
}  # fmt: skip
_ZH = re.compile(
    r"(?<![第月\d.一二三四五六七八九十百千万亿年几数])(\d{1,3}|[一二三四五六七八九两]?十?[一二三四五六七八九十两])(?:余|多)?"
    rf"({'|'.join(sorted(_UNITS, key=len, reverse=True))})(?<!\d日(?![内之以]))(?![年岁级代]|[\u4e00-\u9fff]级)"
)
_EN = re.compile(
    r"\b(\d{1,3}|[a-z]+)[ -](?:consecutive |working |full |business |calendar )?(year|month|week|day|hour|minute|second)s?\b",
    re.IGNORECASE,
)


def find(pair: Pair) -> Iterator[Finding]:
    """Find the one span of time of a text that has its number and another unit in the English."""
    spans = {
        (value, _UNITS[hit[2]])
        for hit in _ZH.finditer(pair.zh)
        if (value := int(hit[1]) if hit[1].isdigit() else chinese.number(hit[1])) is not None
    }
    if len(spans) != 1:
        return
    ((number, unit),) = spans
    given = [
        (value, hit) for hit in _EN.finditer(pair.en) if (value := _counted(hit[1])) is not None
    ]
    if len(given) != 1 or re.search(rf"\b{unit}", pair.en, re.IGNORECASE):
        return
    ((value, hit),) = given
    if value == number > 1:
        yield pair.finding("numbers.mismatch", hit.start(), hit.end(), other=f"{number} {unit}s")


def _counted(text: str) -> int | None:
    """Give the number of a span; "second" and "third" count in order and say none."""
    if text.isdigit():
        return int(text)
    is_ordinal = text.lower().endswith(("st", "nd", "rd", "th"))
    return None if is_ordinal else amounts.ONES.get(text.lower())
