"""Units of measure: which English ones render a Chinese one, so that a converted amount is known as such."""

from __future__ import annotations

import re

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
_SPAN = re.compile(r"小时|天|周(?!年)|个月")
_MONEY_BEFORE = re.compile(
    r"(?:(?P<dollars>(?:US)?\$|USD)|HK\$|HKD|[€£]|EUR|GBP|JPY|(?P<yuan>RMB|CNY|[¥￥]))\s*$"
)
_LONGEST_MONEY = 6
_BETWEEN = re.compile(r"^[\s\u00a0-]*(?:metric )?", re.IGNORECASE)


def differ(zh: str, zh_end: int, en: str, en_start: int, en_end: int) -> bool:
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
