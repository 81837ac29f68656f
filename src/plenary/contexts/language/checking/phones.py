"""Telephone numbers, which the two sides write differently: with and without the code of the country or the city."""

from __future__ import annotations

import re

_RUN = re.compile(r"\+?\d[\d \-()]{6,}\d")
_NO_PHONE = re.compile(r"[12]\d{3} ?- ?[12]\d{3}|\d{4}-\d{1,2}-\d{1,2}")
_MONEY_BEFORE = re.compile(
    r"(?:[$€£¥￥]|\b(?:RMB|CNY|USD|EUR|GBP|JPY|HKD?)|人民币)\s*$", re.IGNORECASE
)
_COUNTED = re.compile(
    r"(?:\.\d+)?\s*[余多]?(?:[万亿元人名户件家个次辆册亩吨米克升株棵字例头只台张份枚箱页步票套%％]"
    r"|[美日欧韩港]元|英镑|卢布|平方|立方|公[里斤顷]|千[瓦克米]"
    r"|(?:yuan|rmb|cny|usd|(?:us |u\.s\. )?dollars?|euros?|pounds?|yen|won|rou?bles?|percent"
    r"|people|persons?|visit(?:or)?s?|passengers?|residents?|households?|trips?|trees?|ton(?:ne)?s?"
    r"|copies|cases|pieces|vehicles|sq(?:uare)?|cubic|kilo\w*|met(?:er|re)s?|times)\b)",
    re.IGNORECASE,
)
_DIGITS_OF_A_PHONE = 7
_CODES = re.compile(r"^(?:0{0,2}86)?0?")
_SLIP = 2
"""So many wrong digits are a slip of the pen; more of them are another telephone."""


def blank_out(zh: str, en: str) -> tuple[str, str]:
    """Leave out the telephone numbers of both sides, at the same length.

    What is counted (12345678元) is none, nor is a number as long as that where the other side says nothing behind it.
    """
    counted = [{len(hit[0]) for hit in _RUN.finditer(text) if _counts(hit)} for text in (zh, en)]
    return (
        _blanked(zh, counted[1] if not counted[0] else set()),
        _blanked(en, counted[0] if not counted[1] else set()),
    )


def slip(zh: str, en: str) -> re.Match[str] | None:
    """Give the one telephone number of the English that is the one of the Chinese but for a digit or two."""
    left, right = ([hit for hit in _RUN.finditer(text) if _is_phone(hit)] for text in (zh, en))
    if len(left) != 1 or len(right) != 1:
        return None
    wanted, given = (_CODES.sub("", re.sub(r"\D", "", hit[0])) for hit in (left[0], right[0]))
    shared = min(len(wanted), len(given))
    if shared < _DIGITS_OF_A_PHONE or shared < max(len(wanted), len(given)) - 4:
        return None
    wrong = sum(a != b for a, b in zip(wanted[-shared:], given[-shared:], strict=True))
    return right[0] if 0 < wrong <= _SLIP else None


def _blanked(text: str, counted: set[int]) -> str:
    def blank(hit: re.Match[str]) -> str:
        is_counted = len(hit[0]) in counted and hit[0].isdigit() and hit[0][0] != "0"
        return " " * len(hit[0]) if _is_phone(hit) and not is_counted else hit[0]

    return _RUN.sub(blank, text)


def _is_phone(hit: re.Match[str]) -> bool:
    digits = sum(map(str.isdigit, hit[0]))
    return digits >= _DIGITS_OF_A_PHONE and not _NO_PHONE.fullmatch(hit[0]) and not _counts(hit)


def _counts(hit: re.Match[str]) -> bool:
    """Say whether it is an amount: something counted stands behind it, or a currency before it."""
    text = hit.string
    return bool(
        _COUNTED.match(text, hit.end())
        or _MONEY_BEFORE.search(text[max(0, hit.start() - 5) : hit.start()])
    )
