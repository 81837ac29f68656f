"""Large amounts: 万 and 亿 against thousand, million and billion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_CHINESE = re.compile(
    r"(?<![\d.])(\d+(?:\.\d+)?)(万亿|千亿|百亿|十亿|亿|千万|百万|十万|万)[多余]?(?:元|人|户|家|个|名|辆|件|册|次)"
)
_ANY_CHINESE = re.compile(r"[\d一二三四五六七八九十百千两][多余]?[万亿]")
_ENGLISH = re.compile(
    r"(?<![\d.])(\d+(?:,\d{3})*(?:\.\d+)?)[ -]?(thousand|million|billion|trillion)?\b",
    re.IGNORECASE,
)
_FOREIGN_ZH = re.compile(r"美元|欧元|日元|港元|英镑")
_FOREIGN_EN = re.compile(r"[$€£¥]|\bUSD?|\bdollars?\b|\beuros?\b|\bpounds?\b", re.IGNORECASE)
_UNITS = {"十": 10.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_TIMES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_LARGE = 10_000
_ROUNDED = 0.1
"""Who writes "about 60,000" for 5.8万 rounds; a lost or added zero is more than that."""


def find(pair: Pair) -> Iterator[Finding]:
    """Find the one large amount of a text where the English has another one.

    A measure that English converts (斤, 亩) and another currency are left alone.
    """
    if len(_ANY_CHINESE.findall(pair.zh)) != 1:
        return
    meant = _CHINESE.search(pair.zh)
    given = [(value, hit) for hit in _ENGLISH.finditer(pair.en) if (value := _value(hit)) >= _LARGE]
    is_converted = bool(_FOREIGN_EN.search(pair.en)) and not _FOREIGN_ZH.search(pair.zh)
    if meant is None or len(given) != 1 or is_converted:
        return
    wanted = float(meant[1])
    for unit in meant[2]:
        wanted *= _UNITS[unit]
    value, hit = given[0]
    if abs(value / wanted - 1) > _ROUNDED:
        proposal = _spelled(wanted)
        yield pair.finding(
            "numbers.mismatch", hit.start(), hit.end(), proposal=proposal, other=meant[0]
        )


def _value(hit: re.Match[str]) -> float:
    return float(hit[1].replace(",", "")) * _TIMES.get((hit[2] or "").lower(), 1.0)


def _spelled(value: float) -> str:
    """Write an amount as English does: 35 million, 58,000."""
    for name, times in reversed(_TIMES.items()):
        if value >= times > _LARGE:
            return f"{round(value / times, 6):g} {name}"
    return f"{round(value):,}"
