"""Counts and times as a whole: 15个国家 are 15 countries, and 下午5点 is 5 p.m."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.rules import dates
from plenary.contexts.language.checking.rules.dates import Kind

_LONGEST = 4_000
_NOUNS = {
    "国家": "countries", "城市": "cities", "企业": "companies|enterprises|firms|businesses", "语言": "languages",
    "语种": "languages", "项目": "projects|programs|programmes", "场馆": "venues", "街道": "sub-?districts",
}  # fmt: skip
_HALF_A_DAY = 720
_NO_TIME = r"间|钟|[一三]刻|建议|意见|要求|希望|主张|倡议|共识|看法|想法|体会|感受|启示|经验|思考|问题|措施|原因|说明|任务|注意|内容"
"""After 3点: points that somebody makes, and the quarters of an hour that only numerals say."""


def find(pair: Pair) -> Iterator[Finding]:
    """Find counts that have changed places, and other times of the day."""
    if not pair.words or len(pair.en) > _LONGEST:
        return
    for kind in _KINDS:
        yield from dates.compared(pair, kind)


def _time_of(hit: re.Match[str]) -> int:
    """Give the minutes of a half of the dial, so that 17:00 and 5 p.m. are the same."""
    minutes = hit[2] or "0"
    return (int(hit[1]) * 60 + (30 if minutes == "半" else int(minutes))) % _HALF_A_DAY


def _counted(zh: str, en: str) -> Kind:
    return Kind(
        re.compile(rf"(?<![\d.,])(\d{{1,3}})(?:多|余)?[个家种]?{zh}"),
        re.compile(rf"(?<![\d.,])\b(\d{{1,3}}) (?:[a-z]+ )?(?:{en})\b"),
        lambda hit: int(hit[1]),
        lambda hit: (int(hit[1]),),
    )


_KINDS = (
    *(_counted(zh, en) for zh, en in _NOUNS.items()),
    Kind(
        re.compile(
            rf"(?<![\d:：])(\d{{1,2}})(?:[时点](半|\d{{2}}(?=分))?(?!{_NO_TIME})|[:：](\d{{2}}))(?!\d)"
        ),
        re.compile(r"(?<![\d:.])(\d{1,2})(?:[:.](\d{2}))? ?[ap]\.?m\b", re.IGNORECASE),
        lambda hit: _time_of(hit) if hit[3] is None else (int(hit[1]) * 60 + int(hit[3])) % _HALF_A_DAY,
        lambda hit: (_time_of(hit),),
    ),
)  # fmt: skip
