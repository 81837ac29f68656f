"""Roads: the English of a road's name as traffic signs have it (DB11/T 334.1-2006)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import chinese, pinyin
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_SIDES = {"东": ("E.", "East"), "南": ("S.", "South"), "西": ("W.", "West"), "北": ("N.", "North")}
_RING = re.compile(r"(?P<side>[东南西北]?)(?P<n>[二三四五六七])环(?P<road>[东南西北]?路?)")
_ROAD = re.compile(
    r"(?P<name>[\u4e00-\u9fff]+?)(?P<side>[东南西北中]?)"
    r"(?P<generic>大街|小街|街|路|胡同|高速公路|高速|辅路|大道)"
)
_GENERICS = {
    "大街": ("St", "Ave"), "街": ("St", "Ave"), "路": ("Rd",), "胡同": ("Hutong",), "小街": ("Alley", "St"),
    "高速公路": ("Expwy",), "高速": ("Expwy",), "辅路": ("Side Rd",), "大道": ("Ave", "Blvd"),
}  # fmt: skip
_LONG = {
    "Street": "St", "Road": "Rd", "Avenue": "Ave", "Expressway": "Expwy", "Highway": "Expwy",
    "Freeway": "Expwy", "Lane": "Hutong", "Alley": "Alley",
}  # fmt: skip
_PINYIN_GENERIC = {
    "dajie": "St", "jie": "St", "lu": "Rd", "gaosu": "Expwy", "gaosugonglu": "Expwy", "dadao": "Ave",
}  # fmt: skip
_AVENUES = ("长安街", "平安大街", "两广路")
_ORDINAL_WORDS = re.compile(r"\b(?:second|third|fourth|fifth|sixth) ring\b", re.IGNORECASE)


def find(pair: Pair) -> Iterator[Finding]:
    """Find road names that are not in the form of the profile."""
    if (
        pair.profile not in {"road-sign", "", "place-name-sign"}
        or not pair.words
        or not pair.is_sign
    ):
        return
    if pair.profile == "place-name-sign":
        yield from _place_name_sign(pair)
        return
    zh = pair.zh.strip()
    if ring := _RING.fullmatch(zh):
        yield from _ring(pair, ring)
    elif road := _ROAD.fullmatch(zh):
        yield from _road(pair, road)


def _ring(pair: Pair, ring: re.Match[str]) -> Iterator[Finding]:
    number = chinese.number(ring["n"])
    ending = {2: "nd", 3: "rd"}.get(number or 0, "th")
    abbreviated, _full = _SIDES.get(ring["side"], ("", ""))
    tail = _SIDES.get(ring["road"][:1], ("", ""))[1]
    parts = [abbreviated, f"{number}{ending} Ring Rd", tail]
    right = " ".join(part for part in parts if part)
    if pair.profile == "road-sign" and _squeezed(pair.en) != _squeezed(right):
        yield pair.finding("roads.ring", proposal=right)
    elif pair.profile == "" and _ORDINAL_WORDS.search(pair.en):
        yield pair.finding("roads.ring", proposal=right, is_proof=False)


def _road(pair: Pair, road: re.Match[str]) -> Iterator[Finding]:
    yield from _pinyin_generic(pair, road, _right(road))
    if pair.profile == "road-sign":
        yield from _long_generics(pair, road)
        yield from _small_names(pair)
        yield from _last_word(pair, road)
        yield from _side_first(pair, road)
        yield from _side_in_pinyin(pair, road)


def _long_generics(pair: Pair, road: re.Match[str]) -> Iterator[Finding]:
    for word in pair.words:
        generic = word.text.capitalize()
        if generic == "Alley" and road["generic"] in {"小街", "胡同"}:
            continue
        if short := _LONG.get(generic):
            yield pair.finding("roads.long-generic", word.start, word.end, proposal=short)


def _small_names(pair: Pair) -> Iterator[Finding]:
    for match in pair.romanised:
        for word in pair.words[match.first : match.last + 1]:
            is_generic = pinyin.plain(word.text) in _PINYIN_GENERIC or word.text == "Hutong"
            if not word.text.isupper() and not is_generic:
                proposal = word.text.upper()
                yield pair.finding("roads.capitals", word.start, word.end, proposal=proposal)


def _side_first(pair: Pair, road: re.Match[str]) -> Iterator[Finding]:
    """ "EAST LIANHUACHI Rd" for 莲花池东路: the direction belongs behind the name."""
    first = pair.words[0]
    sides = {side.lower().rstrip(".") for side in _SIDES.get(road["side"], ())}
    others = {word.low for word in pair.words[1:]}
    if first.low in sides and not sides & others and len(pair.words) > 1:
        yield pair.finding("roads.side-first", proposal=_right(road))


def _side_in_pinyin(pair: Pair, road: re.Match[str]) -> Iterator[Finding]:
    """ "YONGYINQU NAN Rd" for 永引渠南路: the direction before an English generic part is English."""
    side = "".join(pinyin.reading(road["side"])) if road["side"] else ""
    if (
        len(pair.words) > 1
        and pair.words[-2].low == side
        and pair.words[-1].text in {"Rd", "St", "Ave"}
    ):
        yield pair.finding("roads.pinyin-generic", proposal=_right(road))


def _last_word(pair: Pair, road: re.Match[str]) -> Iterator[Finding]:
    last = pair.words[-1]
    if _is_avenue(pair.zh):
        if last.text in {"St", "Rd"}:
            yield pair.finding("roads.generic", last.start, last.end, proposal="Ave")
        return
    if last.text == "Ave" and pair.zh.strip().endswith("街"):
        yield pair.finding("roads.avenue", last.start, last.end, proposal="St")
    elif last.text in {"St", "Rd"} and not pair.en.rstrip().endswith(_GENERICS[road["generic"]]):
        proposal = _GENERICS[road["generic"]][0]
        yield pair.finding("roads.generic", last.start, last.end, proposal=proposal)


def _is_avenue(zh: str) -> bool:
    return any(name in zh for name in _AVENUES)


def _pinyin_generic(pair: Pair, road: re.Match[str], right: str) -> Iterator[Finding]:
    """The generic part stands in pinyin, apart from the name or in small letters."""
    if road["generic"] == "胡同":
        return
    full = pinyin.reading(pair.zh.strip())
    whole = "".join(full)
    if pinyin.plain(pair.en) != whole or pair.profile == "metro":
        return
    tail = "".join(full[-len(road["generic"]) :])
    stands_apart = pinyin.plain(pair.words[-1].text) == tail and len(pair.words) > 1
    if pair.profile == "road-sign" or stands_apart or pair.en.islower():
        # Place-name signs have both parts in pinyin, with capitals; elsewhere it is a question of profile.
        is_place_name = not pair.profile and all(w.text[0].isupper() for w in pair.words)
        yield pair.finding("roads.pinyin-generic", proposal=right, is_proof=not is_place_name)


def _right(road: re.Match[str]) -> str:
    name = pinyin.spell(pinyin.reading(road["name"])).upper()
    side = _SIDES.get(road["side"], ("", ""))[1] or {"中": "Middle"}.get(road["side"], "")
    generic = "Ave" if _is_avenue(road[0]) else _GENERICS[road["generic"]][0]
    return " ".join(part for part in (name, side, generic) if part)


def _place_name_sign(pair: Pair) -> Iterator[Finding]:
    """A place-name sign is all pinyin in capitals (GB 17733): no English generic part."""
    for word in pair.words:
        is_generic = word.text.rstrip(".").capitalize() in {
            *_LONG,
            *_LONG.values(),
            "Bridge",
            "Gate",
        }
        if is_generic and word.text.capitalize() not in {"Hutong", "Lane"}:
            yield pair.finding("roads.place-name-english", proposal=_in_capitals(pair.zh.strip()))
    if not pair.en.isupper():
        yield pair.finding("roads.place-name-capitals", proposal=pair.en.upper())


def _in_capitals(zh: str) -> str:
    """Spell a road on a place-name sign, XUEYUAN LU; empty where a direction may stand apart or not."""
    road = _ROAD.fullmatch(zh)
    if road is None or road["side"]:
        return ""
    name, generic = (pinyin.spell(pinyin.reading(zh)[part]) for part in (
        slice(0, len(road["name"])), slice(len(road["name"]), None)
    ))  # fmt: skip
    return f"{name} {generic}".upper()


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text.strip())
