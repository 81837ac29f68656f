"""Names: a sight is translated, in a road's name it stays pinyin, and a fixed name stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import chinese, english, pinyin
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.pinyin import Place

_ROAD_BEHIND = re.compile(
    r"[东西南北中]?[内外]?[东西南北中]?(?:大街|小街|街|路|大道|胡同|巷|桥|立交桥|里|街道)"
)
_GENERIC_BEHIND = re.compile(
    r"[\u4e00-\u9fff\d]{2}(?:桥|站|公园|广场|医院|学校|大学|中学|小学|博物馆|图书馆|体育馆|宾馆|饭店|银行|车站|机场|超市|商场|餐厅|区|市|省|县|河|湖)$"
)
_NAMED_AFTER = re.compile(
    r"[\u4e00-\u9fff]{0,3}(?:公园|[院馆店楼园门站村镇乡区校场厅苑会]|公司|集团)"
)
_BEFORE_GENERIC = re.compile(r" (?:Lake|Mountain|River|Temple|Pagoda|Hill|Monastery)s?\b")
_NATURAL = frozenset("湖山河江寺塔庙")
"""A lake, a mountain or a temple in pinyin with its generic part in English is a form that standards know."""
_FACILITY = re.compile(r"[馆室场院处所站店厅间口路道区楼台园桥门部局库机]$|中心$")
_BUILDING = re.compile(
    r"(?:地铁站|火车站|汽车站|图书馆|博物馆|体育馆|体育场|美术馆|展览馆|公园|动物园|医院|大学|中学|小学|幼儿园|剧院|电影院|机场|商场|超市|邮局|银行|派出所|广场|中心|停车场|卫生间|售票处)$"
)
_WHOLE, _PART = 3, 2


def find(pair: Pair) -> Iterator[Finding]:
    """Find sights in pinyin, sights translated within a road's name, and fixed names spelled anew."""
    for at, place in pair.places:
        if not place.en:
            continue
        behind = _ROAD_BEHIND.match(pair.zh, at + len(place.zh))
        if behind and place.kind in {"sight", "body"}:
            yield from _translated_in_road(pair, place)
        elif not behind:
            yield from _not_as_fixed(pair, place, at)


def _translated_in_road(pair: Pair, place: Place) -> Iterator[Finding]:
    reading = "".join(place.syllables)
    for choice in place.en:
        pattern = re.escape(choice).replace(r"the\ ", r"(?:the\ )?")
        if hit := re.search(rf"\b{pattern}\b", pair.en, re.IGNORECASE):
            if reading in pinyin.plain(hit[0]):
                continue
            proposal = pinyin.spell(place.syllables)
            yield pair.finding(
                "names.sight-in-road",
                hit.start(),
                hit.end(),
                proposal=proposal.upper() if pair.profile == "road-sign" else proposal,
            )
            return


def _not_as_fixed(pair: Pair, place: Place, at: int) -> Iterator[Finding]:
    folded = pinyin.plain(pair.en)
    if any(pinyin.plain(choice) in folded for choice in place.en):
        yield from _without_apostrophe(pair, place)
        return
    if place.kind == "body":
        yield from _half_fixed(pair, place)
    hit = _in_pinyin(pair, place)
    if hit is None:
        return
    start, end = hit
    is_whole = pair.zh.strip() == place.zh
    proposal = place.en[0]
    if place.kind == "sight" and pair.profile not in {"metro", "road-sign", "place-name-sign"}:
        yield pair.finding(
            "names.sight-in-pinyin",
            start,
            end,
            proposal=proposal,
            is_proof=not (place.zh[-1] in _NATURAL and _BEFORE_GENERIC.match(pair.en, end))
            and (is_whole or (len(place.zh) >= _WHOLE and not _heads_a_name(pair, place, at))),
        )
    elif place.kind == "body":
        yield pair.finding("names.fixed-spelled-anew", start, end, proposal=proposal)
    elif place.kind == "fixed" and pair.profile not in {"metro", "road-sign", "place-name-sign"}:
        yield pair.finding(
            "names.fixed-spelled-anew", start, end, proposal=proposal, kind="romanisation_spelling"
        )


def _without_apostrophe(pair: Pair, place: Place) -> Iterator[Finding]:
    """The established name has a possessive that the English has lost, as "Birds Nest"."""
    if any(choice.lower() in pair.en.lower().replace("’", "'") for choice in place.en):
        return
    for choice in place.en:
        bare = choice.replace("'", "")
        hit = re.search(rf"\b{re.escape(bare)}\b", pair.en, re.IGNORECASE)
        if "'s " in choice and hit:
            yield pair.finding("typography.possessive", hit.start(), hit.end(), proposal=choice)


def _heads_a_name(pair: Pair, place: Place, at: int) -> bool:
    """Say whether a place or a body is named after the sight, which may keep its pinyin."""
    return bool(_NAMED_AFTER.match(pair.zh, at + len(place.zh)))


def _half_fixed(pair: Pair, place: Place) -> Iterator[Finding]:
    """Most words of the established name stand, but one has been spelled anew."""
    if pair.zh.strip() != place.zh:
        return
    given = {w.low for w in pair.words}
    for choice in place.en:
        wanted = [w.low for w in english.words(choice)]
        if (
            len(wanted) >= _WHOLE
            and len(given & set(wanted)) == len(wanted) - 1
            and len(given) == len(wanted)
        ):
            yield pair.finding("names.fixed-spelled-anew", proposal=choice)
            return


def _in_pinyin(pair: Pair, place: Place) -> tuple[int, int] | None:
    """Give where the specific part of a name stands in pinyin, or the whole of it."""
    length = len(place.zh)
    for match in pair.romanised:
        covers = pair.zh[match.zh_start : match.zh_end]
        is_part = place.zh.startswith(covers) and len(covers) >= _PART
        if (
            covers == place.zh
            or (is_part and place.kind == "body")
            or (length >= _WHOLE and is_part and len(covers) >= length - 1)
        ):
            return pair.words[match.first].start, pair.words[match.last].end
    return None


def untranslated(pair: Pair) -> Iterator[Finding]:
    """Find a sign whose whole English is the pinyin of words that have a meaning."""
    if pair.profile not in {"public-information", "organisation", ""} or not pair.words:
        return
    if pair.zh.strip() in pinyin.places():
        return
    syllables = set(pinyin.reading(pair.zh))
    if any(english.stem(w.text) in _stems(pair) and w.low not in syllables for w in pair.words):
        return
    if pair.profile == "public-information" and _is_all_pinyin(pair):
        yield pair.finding("names.untranslated")
        return
    found = pair.romanised
    if len(found) == 1 and found[0].first == 0 and found[0].last == len(pair.words) - 1:
        cut = chinese.pieces(pair.zh)
        has_meaning = bool(cut) and all(p.entry and p.end - p.start >= _PART for p in cut)
        is_proof = _has_generic_in_pinyin(pair) or (has_meaning and not _may_be_a_dish(pair))
        yield pair.finding("names.untranslated", is_proof=is_proof)


def _has_generic_in_pinyin(pair: Pair) -> bool:
    """Say whether a facility whose generic part English has is written in pinyin to its end, as Tushuguan."""
    return bool(_BUILDING.search(pair.zh.strip())) and _is_all_pinyin(pair)


def _may_be_a_dish(pair: Pair) -> bool:
    """Say whether one word of three or more characters, no facility, may go by its own name, as Youtiao does."""
    zh = pair.zh.strip()
    is_one = len(chinese.pieces(zh)) == len(pair.words) == 1 and len(zh) >= _WHOLE
    return is_one and pair.words[0].text.istitle() and not _FACILITY.search(zh)


def _is_all_pinyin(pair: Pair) -> bool:
    """Say whether a name with a generic part that English has is written in pinyin to its end."""
    zh = pair.zh.strip()
    has_generic = bool(_GENERIC_BEHIND.search(zh) or _BUILDING.search(zh))
    return has_generic and pinyin.plain(pair.en) == "".join(pinyin.reading(pair.zh.strip()))


def _stems(pair: Pair) -> set[str]:
    return {english.stem(word) for word in pair.expected}


_ENGLISH_GENERIC = re.compile(
    r"(?P<name>[a-z]+?)(?P<gap> ?)(?P<generic>bridge|road|street|avenue|district|park|temple|square|lane|hospital|station|river|lake|gate)",
    re.IGNORECASE,
)


def small(pair: Pair) -> Iterator[Finding]:
    """Find a name in small letters before an English generic part, or one that is grown onto it."""
    if pair.profile in {"government-text", "metro"} or not pair.is_sign:
        return
    in_chinese = "".join(pinyin.reading(pair.zh))
    for hit in re.finditer(rf"(?<![\w'’]){_ENGLISH_GENERIC.pattern}\b", pair.en, re.IGNORECASE):
        name, is_apart = hit["name"], bool(hit["gap"])
        is_name = (
            pinyin.plain(name) in in_chinese and pinyin.is_syllables(name) and len(name) > _WHOLE
        )
        if (
            is_name
            and (name.islower() or not is_apart)
            and not english.is_known(name + hit["generic"])
        ):
            proposal = f"{name.capitalize()} {hit['generic'].capitalize()}"
            yield pair.finding("names.small", hit.start(), hit.end(), proposal=proposal)
