"""Counts as a whole: 15个国家 are 15 countries, and 五个分论坛 are no four."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from plenary.contexts.language.checking import amounts, chinese
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.rules import dates
from plenary.contexts.language.checking.rules.dates import Kind

_LONGEST = 4_000
_NOUNS = {
    "国家": "countries", "城市": "cities", "企业": "companies|enterprises|firms|businesses", "语言": "languages",
    "语种": "languages", "项目": "projects|programs|programmes", "场馆": "venues", "街道": "sub-?districts",
}  # fmt: skip
_COUNTED = re.compile(
    r"(?<![第十百千万亿几每周\d一二三四五六七八九两])([二三四五六七八九十两])(?:[个张名位所家项条件份次场批类种座间台部本封人倍国]"
    r"|天(?![下津坛])|小时|分钟|周(?![年岁一二三四五六日末])|年(?![级代月轻初底来前后]))"
    r"(?![人大个]?(?:全面|意识|自信|维护|确立|体系|中心|世纪))"
)
"""What is counted in a numeral of one character and a measure word."""
_SMALL_EN = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten)\b(?! (?:of|another|by)\b)(?!-)(?= [a-z])", re.IGNORECASE
)  # fmt: skip
_ANY_NUMERAL = "〇一二三四五六七八九十"
_TWICE = (
    r"both|couple|pairs?|twice|double|dual|twin|second|bi[a-z]{4,}|half|either|neither|each other"
)


def find(pair: Pair) -> Iterator[Finding]:
    """Find counts that have changed places."""
    if not pair.words or len(pair.en) > _LONGEST:
        return
    for kind in _KINDS:
        yield from dates.compared(pair, kind)
    yield from _small(pair)


def _small(pair: Pair) -> Iterator[Finding]:
    """One small count that the English has not, and one that the Chinese has not in whatever form."""
    yield from _twice(pair)
    lost = {
        (number, hit[0])
        for hit in _COUNTED.finditer(pair.zh)
        if (number := chinese.number(hit[1])) and not _is_told(pair.en, number)
    }
    added = [
        hit for hit in _SMALL_EN.finditer(pair.en) if not _is_in_chinese(pair.zh, amounts.ONES[hit[1].lower()])
    ]  # fmt: skip
    if len(lost) == len(added) == 1:
        ((number, found),), (hit,) = lost, added
        word = next(name for name, value in amounts.ONES.items() if value == number)
        yield pair.finding(
            "numbers.mismatch", hit.start(), hit.end(), other=found,
            proposal=word.capitalize() if hit[0][0].isupper() else word,
        )  # fmt: skip


def _twice(pair: Pair) -> Iterator[Finding]:
    """Of as many counts on both sides one stands twice in the English: three and three for 三个 and 两个."""
    hits = list(_SMALL_EN.finditer(pair.en))
    wanted = Counter(chinese.number(hit[1]) or 0 for hit in _COUNTED.finditer(pair.zh))
    given = Counter(amounts.ONES[hit[1].lower()] for hit in hits)
    if wanted.total() == len(hits) > 1 and len(lost := wanted - given) == len(given - wanted) == 1:
        (number,) = lost
        if number and set(given) < set(wanted) and not _is_told(pair.en, number):
            (added,) = given - wanted
            hit = next(one for one in reversed(hits) if amounts.ONES[one[1].lower()] == added)
            yield pair.finding("numbers.mismatch", *hit.span(), other=str(number))


def _is_told(en: str, number: int) -> bool:
    """Say whether the English has a number in digits, in a word or in order."""
    names = "|".join(name for name, value in amounts.ONES.items() if value == number)
    told = rf"(?<!\d){number}(?!\d)|\b(?:{names})|\bdozen|\b(?:a )?(?:third|fifth|quarter|tri|quad)"
    return bool(re.search(f"{told}|\\b(?:{_TWICE})" if number == 2 else told, en, re.IGNORECASE))  # noqa: PLR2004


def _is_in_chinese(zh: str, number: int) -> bool:
    others = {1: "首单独唯某", 2: "两双俩半再又"}.get(number, "")
    return bool(re.search(rf"(?<!\d){number}(?!\d)|[{_ANY_NUMERAL[number]}{others}]", zh))


def _counted(zh: str, en: str) -> Kind:
    return Kind(
        re.compile(rf"(?<![\d.,])(\d{{1,3}})(?:多|余)?[个家种]?{zh}"),
        re.compile(rf"(?<![\d.,])\b(\d{{1,3}}) (?:[a-z]+ )?(?:{en})\b"),
        lambda hit: int(hit[1]),
        lambda hit: (int(hit[1]),),
    )


_KINDS = tuple(_counted(zh, en) for zh, en in _NOUNS.items())
