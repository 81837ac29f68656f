"""Discounts: 八折 takes off a fifth, it does not leave one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import chinese
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_ZH = re.compile(
    r"(?<![\d.一二三四五六七八九])([1-9]|[一二三四五六七八九])(?:\.?([1-9]|[一二三四五六七八九]))?折(?![叠扣返转射腰断磨合线现纸衣])"
)
_EN = re.compile(r"(\d{1,2})(?:%| ?per ?cent) (?:off|discount|reduction)\b", re.IGNORECASE)


def find(pair: Pair) -> Iterator[Finding]:
    """Find another discount than the one of the Chinese."""
    hits = list(_ZH.finditer(pair.zh))
    if len(hits) != 1:
        return
    digits = [chinese.number(d) if not d.isdigit() else int(d) for d in hits[0].groups() if d]
    left = 10 * (digits[0] or 0) + (digits[1] or 0 if len(digits) > 1 else 0)
    for hit in _EN.finditer(pair.en):
        is_another = re.search(rf"(?<![\d.]){hit[1]} ?[%％]|百分之", pair.zh)
        if int(hit[1]) != 100 - left and not is_another:
            yield pair.finding(
                "numbers.discount",
                hit.start(1),
                hit.end(1),
                term=hits[0][0],
                proposal=str(100 - left),
            )
