"""Units of measure: which English ones render a Chinese one, so that a converted amount is known as such."""

from __future__ import annotations

import re

from plenary.contexts.language.checking.quantities import Number

_RENDERED = {
    "平方公里": r"km2|km²|sq(?:uare|\.)? ?k(?:m|ilomet)", "平方米": r"m2|m²|sq(?:uare|\.)? ?m(?:et)?",
    "公里": r"km|kilomet", "千米": r"km|kilomet", "厘米": r"cm|centimet", "毫米": r"mm|millimet", "米": r"m\b|met(?:er|re)",
    "公斤": r"kg|kilo", "千克": r"kg|kilo", "克": r"g\b|gram", "吨": r"t\b|ton", "毫升": r"ml|millilit", "升": r"l\b|lit(?:er|re)",
    "小时": r"h\b|hr|hour", "分钟": r"min", "秒": r"s\b|sec", "天": r"day", "日": r"day", "周": r"week", "星期": r"week",
    "个月": r"month", "月": r"month", "年": r"year|yr", "公顷": r"ha\b|hectare", "亩": r"mu\b", "斤": r"jin\b|catt", "里": r"li\b",
    "尺": r"chi\b", "丈": r"zhang\b", "两": r"liang\b|tael", "度": r"[°º]|deg", "摄氏度": r"[°º]C|deg", "美元": r"\$|us|dollar", "元": r"yuan|rmb|cny",
    "欧元": r"euro|€", "英镑": r"pound|£", "日元": r"yen|jpy", "港元": r"hk|hong kong", "千瓦时": r"kwh|kilowatt[- ]?hour", "千瓦": r"kw\b|kilowatt",
    "兆瓦": r"mw|megawatt", "立方米": r"m3|m³|cubic", "标准煤": r"ton",
    "kWh": r"kwh|kilowatt[- ]?hour", "kW": r"kw\b|kilowatt", "MW": r"mw|megawatt", "%": r"%|per ?cent|pct", "倍": r"times|-?fold",
}  # fmt: skip
"""Beginnings of the English units that a Chinese one is rendered by without counting anew."""
_CHINESE = re.compile("|".join(sorted(map(re.escape, _RENDERED), key=len, reverse=True)))
_ANY_ENGLISH = re.compile(
    "(?:"
    + "|".join(dict.fromkeys(_RENDERED.values()))
    + r"|[gtm]wh?\b|gigawatt|terawatt|[°º]F|mile|mph|f(?:ee|oo)?t\b|inch|pound|lbs?\b|acre|gallon|ounce|oz\b|decade|centur)",
    re.IGNORECASE,
)
_FACTORS = {
    "公里": ("m", 1e3), "千米": ("m", 1e3), "米": ("m", 1.0), "厘米": ("m", 1e-2), "毫米": ("m", 1e-3),
    "吨": ("g", 1e6), "公斤": ("g", 1e3), "千克": ("g", 1e3), "克": ("g", 1.0), "升": ("l", 1.0), "毫升": ("l", 1e-3),
    "小时": ("s", 3600.0), "分钟": ("s", 60.0), "秒": ("s", 1.0),
}  # fmt: skip
"""What a unit measures and how much of it, for those that are counted over exactly."""
_SAME = 0.06
_MEASURED = [(_FACTORS[zh], re.compile(rf"(?:{_RENDERED[zh]})", re.IGNORECASE)) for zh in _FACTORS]
_SPAN = re.compile(r"小时|天|周(?!年)|个月")
_MONEY_BEFORE = re.compile(
    r"(?:(?P<dollars>(?:US)?\$|USD)|HK\$|HKD|[€£]|EUR|GBP|JPY|(?P<yuan>RMB|CNY|[¥￥]))\s*$"
)
_LONGEST_MONEY = 6
_BETWEEN = re.compile(r"^[\s\u00a0-]*(?:metric )?", re.IGNORECASE)


def is_converted(zh: str, zh_number: Number, en: str, en_number: Number) -> bool:
    """Say whether an amount of the English may be one of the Chinese in another unit; 5 km are not 500米."""
    if not _differ(zh, zh_number.end, en, en_number.start, en_number.end):
        return False
    unit = _CHINESE.match(zh[zh_number.end :].lstrip("余多 "))
    behind = _BETWEEN.sub("", en[en_number.end :])
    left = _FACTORS.get(unit[0]) if unit else None
    right = next((f for f, rendered in _MEASURED if rendered.match(behind)), None)
    if left is None or right is None or left[0] != right[0] or _is_of_two(zh, zh_number):
        return True
    wanted, given = zh_number.value * left[1], en_number.value * right[1]
    return bool(wanted) and abs(given / wanted - 1) < _SAME


def _is_of_two(zh: str, number: Number) -> bool:
    """Say whether it is one half of an amount in two units, as 2分30秒."""
    return bool(
        re.match(r"(?:分钟?|小?时|[米里斤吨])\d", zh[number.end :])
        or re.search(r"\d(?:分钟?|小?时|[米里斤吨])$", zh[max(0, number.start - 4) : number.start])
    )


def _differ(zh: str, zh_end: int, en: str, en_start: int, en_end: int) -> bool:
    """Say whether an amount of the Chinese and one of the English have units that are not the same one."""
    unit = _CHINESE.match(zh[zh_end:].lstrip("余多 "))
    if unit is None:
        return False
    if money := _MONEY_BEFORE.search(en[max(0, en_start - _LONGEST_MONEY) : en_start]):
        return unit[0] != ("美元" if money["dollars"] else "元" if money["yuan"] else "")
    behind = _BETWEEN.sub("", en[en_end:])
    rendered = re.compile(_RENDERED[unit[0]], re.IGNORECASE)
    return bool(_ANY_ENGLISH.match(behind)) and not rendered.match(behind)


def is_retold(zh: str, zh_end: int, en: str) -> bool:
    """Say whether a span of time of the Chinese may stand in another unit that has no digits, as two days for 48 hours."""
    unit = _SPAN.match(zh, zh_end)
    return unit is not None and not re.search(rf"\b(?:{_RENDERED[unit[0]]})", en, re.IGNORECASE)
