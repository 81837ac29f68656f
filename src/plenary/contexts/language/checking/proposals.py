"""What a sign should say as a whole: its approved text, else what its Chinese is made of."""

from __future__ import annotations

import re
from dataclasses import replace

from plenary.contexts.language.checking import chinese, english, inflections, pinyin
from plenary.contexts.language.checking.chinese import NOTHING
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_MOST_CHARACTERS = 12
_THING = re.compile(r"(?:[室厅处间站场馆店院所台梯机栓区桥门口部科柜卡票]|中心|通道|垃圾)$")
_ENTERING = frozenset({"入内", "进入"})
_PROFILES = frozenset({"public-information", ""})
_GENERICS = {
    "图书馆": "Library", "博物馆": "Museum", "体育馆": "Gymnasium", "体育场": "Stadium", "美术馆": "Art Museum", "公园": "Park", "医院": "Hospital", "大学": "University", "中学": "Middle School", "小学": "Primary School",
    "幼儿园": "Kindergarten", "剧院": "Theater", "机场": "Airport", "广场": "Square", "地铁站": "Subway Station", "火车站": "Railway Station", "停车场": "Parking Lot", "体育中心": "Sports Center", "超市": "Supermarket", "派出所": "Police Station",
    "桥": "Bridge", "社区": "Community", "街道": "Subdistrict", "区": "District",
}  # fmt: skip


def completed(pair: Pair, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Give a sign's proofs without a proposal the text of the whole sign, where it is sure what that is."""
    if all(finding.proposal or not finding.is_proof for finding in found):
        return found
    text = whole(pair)
    if not text or text.casefold() == pair.en.strip().casefold():
        return found
    return tuple(
        _with(finding, text, pair) if finding.is_proof and not finding.proposal else finding
        for finding in found
    )


def whole(pair: Pair) -> str:
    """Give the English of a sign as a whole; empty where more than one may be right."""
    zh = pair.zh.strip()
    if not pair.is_sign or not chinese.HAN.fullmatch(zh) or len(zh) > _MOST_CHARACTERS:
        return ""
    if preferred := _approved(pair):
        return preferred
    if pair.profile not in _PROFILES:
        return ""
    return _prohibition(zh) or _entry(zh) or _named(zh)


def _with(finding: Finding, text: str, pair: Pair) -> Finding:
    """Propose the whole English in its place, or where it is missing; a part of the Chinese is no place for it."""
    if finding.side == "en":
        return replace(finding, proposal=text, start=0, end=len(pair.en))
    is_missing = finding.rule == "presence.missing-english"
    return replace(finding, proposal=text) if is_missing else finding


def _approved(pair: Pair) -> str:
    best = next((term for term in pair.approved if term.status == "preferred"), None)
    return best.en if best else pair.approved[0].en if len(pair.approved) == 1 else ""


def _prohibition(zh: str) -> str:
    """ "Please Do Not Smoke" for 请勿吸烟, "No Smoking" for 禁止吸烟, "Smoking Prohibited" for 严禁吸烟."""
    for prefix, made in (
        ("请勿", "Please Do Not {base}"), ("禁止", "No {gerund}"), ("严禁", "{gerund} Prohibited"),
    ):  # fmt: skip
        if zh.removeprefix(prefix) in _ENTERING and prefix != "请勿":
            return made.format(base="Enter", gerund="Entry")
        act = chinese.entries().get(zh.removeprefix(prefix))
        if not zh.startswith(prefix) or act is None or len(act.en) == 0:
            continue
        base = next((b for one in act.en if (b := _base(one))), "")
        gerund = english.gerund_of(base) if base else ""
        return made.format(base=base.capitalize(), gerund=gerund.capitalize()) if gerund else ""
    return ""


def _base(word: str) -> str:
    """Give the plain verb of a rendering of one word, in -ing or plain; empty for any other."""
    if word.endswith("ing"):
        base = english.base_of(word)
        return base if english.gerund_of(base) == word else ""
    return word if word in inflections.pure_verbs() else ""


def _entry(zh: str) -> str:
    """Give the first rendering of a word that is the whole sign and names a thing or a place."""
    entry = chinese.entries().get(zh)
    if entry is None or not entry.en or NOTHING in entry.en or not _THING.search(zh[1:]):
        return ""
    return " ".join(
        word if word in english.function_words() or word.isupper() else word[:1].upper() + word[1:]
        for word in entry.en[0].split()
    )


def _named(zh: str) -> str:
    """Spell the name of a place and translate what it is: Yuquan Hospital for 玉泉医院."""
    for generic in sorted(_GENERICS, key=len, reverse=True):
        name = zh.removesuffix(generic)
        if name != zh and name in pinyin.places() and not pinyin.places()[name].en:
            return f"{pinyin.spell(pinyin.places()[name].syllables)} {_GENERICS[generic]}"
    return ""
