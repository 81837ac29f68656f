"""Counts as a whole: 15个国家 are 15 countries."""

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


def find(pair: Pair) -> Iterator[Finding]:
    """Find counts that have changed places."""
    if not pair.words or len(pair.en) > _LONGEST:
        return
    for kind in _KINDS:
        yield from dates.compared(pair, kind)


def _counted(zh: str, en: str) -> Kind:
    return Kind(
        re.compile(rf"(?<![\d.,])(\d{{1,3}})(?:多|余)?[个家种]?{zh}"),
        re.compile(rf"(?<![\d.,])\b(\d{{1,3}}) (?:[a-z]+ )?(?:{en})\b"),
        lambda hit: int(hit[1]),
        lambda hit: (int(hit[1]),),
    )


_KINDS = tuple(_counted(zh, en) for zh, en in _NOUNS.items())
