"""Another thing: a short text whose whole English is what some other Chinese word is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from plenary.contexts.language.checking import chinese, english
from plenary.contexts.language.checking.chinese import NOTHING
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_MOST_WORDS = 4
_SHORTEST = 2
_THING = re.compile(
    r"(?:[室厅处口间站场馆店房院所台机器栓梯车门票园区道路桥水品箱亭廊库厕柜堂屋楼卡纸巾食料菜饭面汤包肉鱼鸡茶酒奶果球船棋]|中心|垃圾|超市|银行|商场|学校|大学|小学|中学|邮局)$"
)
"""How the names of places and things end, unlike verbs, which are rendered more freely."""
_GENERAL = frozenset(
    ("market", "reception", "lounge", "hall", "room", "shop", "store", "center", "office", "station", "area", "counter", "desk",
     "service", "information", "house", "building", "park", "club", "bar", "studio", "gate", "square", "plaza", "tower", "platform",
     "stop", "car", "machine", "point", "place", "zone", "line", "space", "food", "drink", "meat", "rice", "soup", "dish")
)  # fmt: skip
"""Names that many a place and thing may go by."""
_Stems = tuple[str, ...]


def find(pair: Pair) -> Iterator[Finding]:
    """Find a fire extinguisher in place of a hydrant: the name of a thing that shares no name with this one."""
    zh = pair.zh.strip()
    entry = chinese.entries().get(zh)
    if entry is None or NOTHING in entry.en or not _THING.search(zh) or not pair.words:
        return
    if len(pair.words) > _MOST_WORDS or {w.low for w in pair.words} <= _GENERAL:
        return
    given = _stems(pair.en)
    own = {_stems(choice) for choice in entry.en}
    own |= {_stems(term.en) for term in pair.index.named(zh) if term.status != "forbidden"}
    others = _called().get(given, frozenset())
    if not others or any(set(name) <= set(given) or set(given) <= set(name) for name in own):
        return
    if all(_is_another(own, other) for other in others):
        yield pair.finding("meaning.other-thing", term=zh, proposal=entry.en[0].title())


def _is_another(own: set[_Stems], other: str) -> bool:
    """Say whether two words have no rendering in common, nor one whose renderings are in both."""
    names = {_stems(choice) for choice in chinese.entries()[other].en}
    return not (own & names) and not any(
        _called()[left] & _called()[right]
        for left in own & _called().keys()
        for right in names & _called().keys()
    )


@cache
def _called() -> dict[_Stems, frozenset[str]]:
    """Give the Chinese words of the table that a rendering is one of."""
    found: dict[_Stems, set[str]] = {}
    for zh, entry in chinese.entries().items():
        if len(zh) >= _SHORTEST and NOTHING not in entry.en:
            for choice in entry.en:
                found.setdefault(_stems(choice), set()).add(zh)
    return {name: frozenset(words) for name, words in found.items()}


def _stems(text: str) -> _Stems:
    return tuple(
        english.stem(w.low) for w in english.words(text) if w.low not in english.function_words()
    )
