"""Ordinals: the right ending, and one where the Chinese counts in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import amounts
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_ORDINAL = re.compile(r"\b(\d{1,15})(st|nd|rd|th)\b", re.IGNORECASE)
_BARE_ORDINAL = re.compile(
    r"\b(\d{1,15}|two|three|four|five|six|seven|eight|nine|ten) (?=(Floor|Ring|Century|Anniversary|Session)\b)",
    re.IGNORECASE,
)
_NUMERAL = r"[\d一二三四五六七八九十百]"
_COUNTED_IN_ORDER = {
    "floor": "[层楼]", "ring": "环", "century": "世纪", "anniversary": "周年", "session": "[届次]",
}  # fmt: skip


def find(pair: Pair) -> Iterator[Finding]:
    """Find ordinals in a wrong form."""
    for hit in _ORDINAL.finditer(pair.en):
        if hit[2].lower() != (right := _ending(int(hit[1]))):
            yield pair.finding(
                "numbers.ordinal", hit.start(), hit.end(), proposal=f"{hit[1]}{right}"
            )
    for hit in _BARE_ORDINAL.finditer(pair.en):
        before = pair.en[: hit.start()].rstrip().lower()
        is_counted = re.search(rf"{_NUMERAL}\s*{_COUNTED_IN_ORDER[hit[2].lower()]}", pair.zh)
        if is_counted and not before.endswith(("no.", "floor", "level", "line", "/", "-", "–")):
            number = int(hit[1]) if hit[1].isdigit() else amounts.ONES[hit[1].lower()]
            proposal = f"{number}{_ending(number)}"
            yield pair.finding("numbers.ordinal", hit.start(), hit.end(1), proposal=proposal)


def _ending(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
