"""Lists of languages and of places: none is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import pinyin
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_LANGUAGES = {
    "汉语": "Chinese|Mandarin|Putonghua", "中文": "Chinese|Mandarin", "英语": "English", "法语": "French", "德语": "German", "日语": "Japanese",
    "韩语": "Korean", "俄语": "Russian", "西班牙语": "Spanish", "西语": "Spanish", "阿拉伯语": "Arabic", "葡萄牙语": "Portuguese", "意大利语": "Italian", "泰语": "Thai",
    "越南语": "Vietnamese",
}  # fmt: skip
_LANGUAGE = re.compile("|".join(sorted(_LANGUAGES, key=len, reverse=True)))
_JOINT = re.compile(r"[区市县]?(?:、|和|与|及|以及)")
_LEAST = 3
_LONGEST = 4_000


def find(pair: Pair) -> Iterator[Finding]:
    """Find the one item of a list that the English has not, where it has all the others."""
    if "、" not in pair.zh or not pair.words or len(pair.en) > _LONGEST:
        return
    languages = [
        (hit.start(), hit.end(), _LANGUAGES[hit[0]]) for hit in _LANGUAGE.finditer(pair.zh)
    ]
    yield from _left_out(pair, languages)
    places = [
        (at, at + len(p.zh), "|".join([*map(re.escape, p.en), re.escape("".join(p.syllables))]))
        for at, p in pair.places
        if p.kind == "place"
    ]
    yield from _left_out(pair, places)


def _left_out(pair: Pair, items: list[tuple[int, int, str]]) -> Iterator[Finding]:
    for run in _runs(pair.zh, items):
        if len(run) < _LEAST:
            continue
        missing = [item for item in run if not _stands(pair, item[2])]
        if len(missing) == 1:
            start, end, names = missing[0]
            proposal = names.split("|")[0]
            proposal = proposal if proposal[0].isupper() else proposal.capitalize()
            yield pair.finding("lists.left-out", start, end, side="zh", proposal=proposal)


def _stands(pair: Pair, names: str) -> bool:
    if re.search(rf"\b(?:{names})", pair.en, re.IGNORECASE):
        return True
    folded = pinyin.plain(pair.en).replace(" ", "")
    return any(name.replace("\\", "").lower() in folded for name in names.split("|"))


def _runs(zh: str, items: list[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    """Give the items that stand side by side with nothing but a mark or an "and" between them."""
    run: list[tuple[int, int, str]] = []
    for item in sorted(items):
        if run and item[0] < run[-1][1]:
            continue
        if run and not _JOINT.fullmatch(zh, run[-1][1], item[0]):
            yield run
            run = []
        run.append(item)
    if run:
        yield run
