"""Traditional characters in the Chinese: signs and official texts are set in the standard ones.

A calligrapher's board or an old name may keep them, so a person judges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from plenary.contexts.language.checking import tables
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_MOST_SHOWN = 8
_LONGEST_PROPOSAL = 60


def find(pair: Pair) -> Iterator[Finding]:
    """Find traditional characters, as one finding from the first to the last of them."""
    standard = _standard()
    places = [hit.start() for hit in _any().finditer(pair.zh)]
    if not places:
        return
    start, end = places[0], places[-1] + 1
    found = dict.fromkeys(pair.zh[at] for at in places)
    shown = " ".join(f"{one}→{standard[one]}" for one in list(found)[:_MOST_SHOWN])
    words = pair.zh[start:end]
    proposal = "".join(standard.get(one, one) for one in words)
    yield pair.finding(
        "typography.traditional",
        start,
        end,
        side="zh",
        proposal=proposal if len(words) <= _LONGEST_PROPOSAL else "",
        is_proof=False,
        signs=f"{shown} …" if len(found) > _MOST_SHOWN else shown,
    )


@cache
def _standard() -> dict[str, str]:
    """Give each traditional character of the table with the standard one."""
    return {
        old: new
        for row in tables.rows("traditional")
        for old, new in zip(row["traditional"], row["standard"], strict=True)
    }


@cache
def _any() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_standard())}]")
