"""Chinese words: which stand in a text, what each may be in English, and its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from plenary.contexts.language.checking import tables

HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf〇]+")
NOTHING = "-"
"""In the table of words: no English word is needed for this one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A Chinese word with the English words that render it, and some that never do."""

    zh: str
    en: tuple[str, ...]
    bad: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a Chinese text: a word of the table, or with ``entry`` none one that is not."""

    start: int
    end: int
    entry: Entry | None


@cache
def entries() -> dict[str, Entry]:
    """Give the table of words."""
    return {
        row["zh"]: Entry(row["zh"], tables.alternatives(row["en"]), tables.alternatives(row["bad"]))
        for row in tables.rows("words")
    }


@cache
def _longest() -> int:
    return max(map(len, entries()))


@lru_cache(maxsize=2_000)
def pieces(text: str) -> tuple[Piece, ...]:
    """Cut the Chinese of a text into known words, the fewest that leave the least unknown."""
    return tuple(piece for run in HAN.finditer(text) for piece in _cut(run[0], run.start()))


def _cut(run: str, offset: int) -> list[Piece]:
    best: list[tuple[tuple[int, int], int, bool]] = [((0, 0), 0, False)]
    for end in range(1, len(run) + 1):
        unknown, number = best[end - 1][0]
        choices = [((unknown + 1, number + 1), end - 1, False)]
        for start in range(max(0, end - _longest()), end):
            if run[start:end] in entries():
                (unknown, number) = best[start][0]
                choices.append(((unknown, number + 1), start, True))
        best.append(min(choices, key=lambda choice: choice[0]))
    found: list[Piece] = []
    end = len(run)
    while end:
        _cost, start, is_known = best[end]
        entry = entries()[run[start:end]] if is_known else None
        if entry is None and found and found[-1].entry is None and found[-1].start == offset + end:
            found[-1] = Piece(offset + start, found[-1].end, None)
        else:
            found.append(Piece(offset + start, offset + end, entry))
        end = start
    return found[::-1]


def words_in(text: str) -> Iterator[Entry]:
    """Give every word of the table that stands somewhere in a text, overlapping ones too."""
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + _longest()) + 1):
            if entry := entries().get(text[start:end]):
                yield entry


_SOUNDS = "阿埃艾安奥巴贝比彼波伯勃布查达戴丹德登迪蒂丁顿多厄恩尔法菲费夫弗福盖冈戈格古哈海汉赫胡霍基吉加贾杰金喀卡凯坎科克肯库拉莱兰朗劳勒雷里利丽莉林琳卢鲁路伦罗洛马玛迈曼梅门蒙米密敏明莫姆穆纳娜南内尼涅宁纽努诺欧帕潘佩皮珀普奇齐恰切琼热日瑞若撒萨塞森沙尚绍舍申圣史斯苏索塔泰坦汤特提图托瓦万旺威韦维温文沃乌武西希锡夏谢辛休许雪雅亚扬耶叶伊依因英尤于约泽扎詹治朱兹佐默比第根堡哥瓜圭果得滕桑赛什奈宾俄莎蓬丘邦罕杜道隆坡加大塘洪"
_ONLY_SOUNDS = frozenset(
    "阿埃奥贝勃迪蒂厄尔菲弗戈赫喀卡坎克库莱勒卢鲁伦洛玛莫姆穆纳娜尼涅努诺帕佩珀普琼热撒萨塞斯塔特图托瓦韦沃乌希锡耶伊詹兹佐巴拉亚默俄圭滕莎堡什"
)
_BY_SOUND = re.compile(rf"[{_SOUNDS}·]{{3,}}")
_ENOUGH_SOUNDS = 2


def by_sound(text: str) -> tuple[range, ...]:
    """Give where characters seem to write a foreign or a minority name by its sound, as 迪丽热巴."""
    return tuple(
        range(*hit.span())
        for hit in _BY_SOUND.finditer(text)
        if "·" in hit[0] or sum(c in _ONLY_SOUNDS for c in hit[0]) >= _ENOUGH_SOUNDS
    )


_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"亿": 10**8, "万": 10**4}
_LONGEST_NUMERAL = 30
MOST_DIGITS = 15
"""More digits in a row count nothing: they are a code."""


def number(text: str) -> int | None:
    """Give the number that some numerals stand for, Chinese or Arabic; none where they are no number."""
    if text.isdecimal():
        return int(text) if len(text) <= MOST_DIGITS else None
    if all(char in _DIGITS for char in text):
        if not 0 < len(text) <= MOST_DIGITS:
            return None
        return int("".join(str(_DIGITS[char]) for char in text))
    for unit, times in _MYRIADS.items():
        if unit in text:
            high, _unit, low = text.rpartition(unit)
            return _of_myriads(high, low, times) if len(text) <= _LONGEST_NUMERAL else None
    total = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            return None
    return total + digit


def _of_myriads(high: str, low: str, times: int) -> int | None:
    """Put together what stands before 万 or 亿 and behind it; 三万五 is 35,000."""
    above = number(high) if high else 1
    below = number(low) if low else 0
    if above is None or below is None:
        return None
    return above * times + below * (times // 10 if low in _DIGITS else 1)
