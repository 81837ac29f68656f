"""Shares: 六成 is 60 percent and 三分之二 two thirds, whichever way English says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import amounts, chinese
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_LONGEST = 2_000
_NUMERAL = "一二三四五六七八九十百"
_TENTHS = re.compile(
    r"(?<![第\d一二三四五六七八九十完])([一二三四五六七八九])成(?![为立员都功长就绩果品年熟交])"
    r"([一二三四五六七八九半])?"
)
_PART = re.compile(rf"(?<![百千\d{_NUMERAL}])([{_NUMERAL}]{{1,3}})分之([{_NUMERAL}]{{1,4}})")
_ANY_OTHER = re.compile(r"[%％]|倍|百分|千分|半|折|过\d|\d成")
_PERCENT = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent\b)", re.IGNORECASE)
_FRACTION = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|a|an)[- ](thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)\b",
    re.IGNORECASE,
)
_HALF = re.compile(r"\bhalf\b", re.IGNORECASE)
_PARTS = {
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_SAME = 0.06
_TENTH, _HALF_A_TENTH, _HUNDREDTH = 0.1, 0.05, 0.01


def find(pair: Pair) -> Iterator[Finding]:
    """Find the one share of a text that is another one in the English, which has one alone too."""
    if not pair.words or max(len(pair.zh), len(pair.en)) > _LONGEST or _ANY_OTHER.search(pair.zh):
        return
    wanted, given = list(_of_chinese(pair.zh)), list(_of_english(pair.en))
    if len(wanted) != 1 or len(given) != 1:
        return
    (term, share), (hit, told) = wanted[0], given[0]
    if abs(told / share - 1) > _SAME:
        proposal = f"{share * 100:.3g} percent" if "成" in term else ""
        yield pair.finding("numbers.mismatch", *hit.span(), other=term, proposal=proposal)


def _of_chinese(zh: str) -> Iterator[tuple[str, float]]:
    for hit in _TENTHS.finditer(zh):
        more = (
            _HALF_A_TENTH if hit[2] == "半" else _HUNDREDTH * (chinese.number(hit[2] or "零") or 0)
        )
        yield hit[0], _TENTH * (chinese.number(hit[1]) or 0) + more
    for hit in _PART.finditer(zh):
        below, above = chinese.number(hit[1]), chinese.number(hit[2])
        if below and above:
            yield hit[0], above / below


def _of_english(en: str) -> Iterator[tuple[re.Match[str], float]]:
    yield from ((hit, float(hit[1]) / 100) for hit in _PERCENT.finditer(en) if float(hit[1]))
    for hit in _FRACTION.finditer(en):
        yield hit, amounts.ONES.get(hit[1].lower(), 1) / _PARTS[hit[2].lower().removesuffix("s")]
    yield from ((hit, 1 / 2) for hit in _HALF.finditer(en))
