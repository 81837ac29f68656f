"""Times of the day: 上午八时三十分 is 8:30 a.m., and 9:00-17:30 ends at half past five."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import chinese
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.rules import dates
from plenary.contexts.language.checking.rules.dates import Kind

_LONGEST = 4_000
_HALF_A_DAY = 720
_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45}
_NO_TIME = r"间|钟头|[多几来余]|建议|意见|要求|希望|主张|倡议|共识|看法|想法|体会|感受|启示|经验|思考|问题|措施|原因|说明|任务|注意|内容"
"""After 3点: points that somebody makes."""
_HAN = r"[零〇一二两三四五六七八九十]"
_PART_OF_DAY = r"(?:上午|下午|早上|早晨|晚上|中午|凌晨|清晨|傍晚|夜里|夜间|今晚|今早|明早)"
_ZH = re.compile(
    rf"(?<!\d)(?<!\d[:：.])(?P<hour>\d{{1,2}})(?:[时点]钟?(?:(?P<minute>半|[一三]刻|\d{{1,2}}(?=分))分?)?(?!{_NO_TIME}|\d)"
    rf"|[:：](?P<digits>\d{{2}})(?![\d:：]))"
    rf"|{_PART_OF_DAY}(?P<hour_zh>{_HAN}{{1,3}})[时点]钟?(?P<minute_zh>半|[一三]刻|{_HAN}{{1,3}}(?=分))?"
)
_EN = re.compile(
    r"(?<!\d)(?<!\d[:.])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?[ap]\.?m\b"
    r"|(?<!\d)(?<!\d[:.])(?P<hour_24>[01]?\d|2[0-4]):(?P<minute_24>[0-5]\d)(?![\d:])",
    re.IGNORECASE,
)
_OTHER_CLOCK = re.compile(r"\b(?:UTC|GMT|EST|CET|local time)\b|当地时间|格林", re.IGNORECASE)


def find(pair: Pair) -> Iterator[Finding]:
    """Find a time that the English alone has where the Chinese alone has another one.

    Both halves of the dial count as one, so that 17:00 and 5 p.m. are the same; times by another
    clock are let stand.
    """
    if pair.words and len(pair.en) <= _LONGEST and not _OTHER_CLOCK.search(pair.zh + pair.en):
        yield from dates.compared(pair, _TIME)
        yield from _twice(pair)


def _twice(pair: Pair) -> Iterator[Finding]:
    """A time that the Chinese has twice, 早8:00至晚8:00, of which the English has one as another."""
    told = [(_of_chinese(hit), hit[0]) for hit in _ZH.finditer(pair.zh)]
    wanted = [value for value, _zh in told]
    hits = list(_EN.finditer(pair.en))
    given = {value for hit in hits for value in _of_english(hit)}
    if len(wanted) == len(hits) > len(set(wanted)) and set(wanted) <= given:
        for hit in hits:
            if _of_english(hit)[0] not in wanted:
                other = next(zh for value, zh in told if wanted.count(value) > 1)
                yield pair.finding("numbers.mismatch", hit.start(), hit.end(), other=other)


def _of_chinese(hit: re.Match[str]) -> int | None:
    hour = chinese.number(hit["hour"] or hit["hour_zh"])
    minute = hit["minute"] or hit["minute_zh"] or hit["digits"]
    minutes = _QUARTERS[minute] if minute in _QUARTERS else chinese.number(minute or "0")
    return None if hour is None or minutes is None else (hour * 60 + minutes) % _HALF_A_DAY


def _of_english(hit: re.Match[str]) -> tuple[int, ...]:
    hour, minute = hit["hour"] or hit["hour_24"], hit["minute"] or hit["minute_24"] or "0"
    return ((int(hour) * 60 + int(minute)) % _HALF_A_DAY,)


_TIME = Kind(_ZH, _EN, _of_chinese, _of_english)
