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
_FIELDS = {
    "文化": "cultur", "教育": "educat|school", "体育": "sport|athlet|physical", "科技": "scien|tech", "经贸": "econom|trade|commerc|business", "旅游": "touris|travel",
    "卫生": "health|sanit|hygien|medic", "医疗": "medic|health", "环保": "environment|green|ecolog", "农业": "agricult|farm", "金融": "financ|bank", "青年": "youth|young",
    "能源": "energ|power", "艺术": "art", "媒体": "media|press|journalis|news", "智库": "think[- ]?tank", "经济": "econom", "贸易": "trade|trading|commerc", "政治": "politic",
    "投资": "invest", "科学": "scien", "法律": "law|legal", "司法": "justice|judic|law", "数字经济": "digital", "人工智能": "artificial|AI",
}  # fmt: skip
_PAPERS = {
    "护照": "passport", "签证": "visa", "照片": "photo|picture", "申请表": "form|application", "身份证": "identity|identification|ID", "原件": "original",
    "复印件": "cop(?:y|ies)|photocop|duplicat", "学历证明": "diploma|degree|education|academic", "居留许可": "residence|residency", "营业执照": "licen[cs]e", "户口簿": "household|hukou|register",
    "劳动合同": "contract", "驾驶证": "licen[cs]e", "驾照": "licen[cs]e", "发票": "invoice|receipt|fapiao", "登机牌": "boarding",
}  # fmt: skip
_ACTS = {
    "游泳": "swim|bath", "垂钓": "fish|angl", "钓鱼": "fish|angl", "滑冰": "skat|ice", "吸烟": "smok", "拍照": "photo|pictur|camera", "摄像": "film|video|record", "饮食": "eat|food|drink",
    "攀爬": "climb", "停车": "park", "烧烤": "barbecu|bbq|grill", "露营": "camp", "吐痰": "spit", "乱扔垃圾": "litter", "奔跑": "run", "追逐": "chas", "喧哗": "nois|loud|quiet|shout", "嬉戏": "play|frolic",
}  # fmt: skip
_THINGS = ((_FIELDS, 3), (_PAPERS, 2), (_ACTS, 2))
"""Things that are listed side by side, what begins their English, and how many make a list."""
_LANGUAGE = re.compile("|".join(sorted(_LANGUAGES, key=len, reverse=True)))
_JOINT = re.compile(r"[区市县]?(?:、|和|与|及|以及)")
_JOINTS = re.compile(r"[、和与及]")
_LEAST = 3
_LONGEST = 4_000


def find(pair: Pair) -> Iterator[Finding]:
    """Find the one item of a list that the English has not, where it has all the others."""
    if not _JOINTS.search(pair.zh) or not pair.words or len(pair.en) > _LONGEST:
        return
    languages = [
        (hit.start(), hit.end(), _LANGUAGES[hit[0]]) for hit in _LANGUAGE.finditer(pair.zh)
    ]
    yield from _left_out(pair, languages)
    for things, least in _THINGS:
        items = [
            (hit.start(), hit.end(), things[hit[0]]) for hit in _any_of(things).finditer(pair.zh)
        ]
        yield from _left_out(pair, items, least)
    places = [
        (at, at + len(p.zh), "|".join([*map(re.escape, p.en), re.escape("".join(p.syllables))]))
        for at, p in pair.places
        if p.kind == "place"
    ]
    yield from _left_out(pair, places)


def _any_of(things: dict[str, str]) -> re.Pattern[str]:
    """Make the pattern of some Chinese words, the longest first; kept by ``re``."""
    return re.compile("|".join(sorted(things, key=len, reverse=True)))


def _left_out(
    pair: Pair, items: list[tuple[int, int, str]], least: int = _LEAST
) -> Iterator[Finding]:
    for run in _runs(pair.zh, items):
        if len(run) < least:
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
