"""Metro: station names by the rule in force on the day that the sign was set."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from plenary.contexts.language.checking import pinyin
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_SHORT = 3
_SPACED_FROM = dt.date(2019, 1, 1)
_ALL_PINYIN_FROM = dt.date(2021, 7, 1)
_STATION_AGAIN_FROM = dt.date(2024, 10, 1)
_FACILITY = re.compile(
    r"(?:图书馆|博物馆|展览馆|美术馆|体育馆|体育场|公园|动物园|大学|学院|机场|火车站|体育中心|展览中心|奥林匹克公园)$"
)
_ENGLISH_KIND = re.compile(r"\b(?:Station|Park|Library|Museum|University)\b")
_DIRECTION = re.compile(r"[东南西北]$")
_ENGLISH_DIRECTION = re.compile(r"\b(East|West|South|North)$")
_SUFFIXED = re.compile(r"\((?:N|S|E|W)\)$")
_BEHIND = {"东": "E", "南": "S", "西": "W", "北": "N"}
_GATES = re.compile(r"[\u4e00-\u9fff]{2,}门$")


def find(pair: Pair) -> Iterator[Finding]:
    """Find names that keep another period's rule; without a date nobody can say."""
    if pair.profile != "metro" or pair.on is None or not pair.words:
        return
    zh = pair.zh.strip()
    if pair.on < _SPACED_FROM:
        if hit := _SUFFIXED.search(pair.en.strip()):
            proposal = pair.en.strip()[: hit.start()].rstrip()
            yield pair.finding("metro.later-suffix", proposal=proposal)
        return
    letters = re.sub(r"[^A-Za-z]", "", pair.en)
    is_reading = pinyin.plain(pair.en).startswith(
        "".join(pinyin.reading(zh.removesuffix("站"))[:2])
    )
    if letters.isupper() and len(letters) > _SHORT:
        yield pair.finding("metro.capitals", proposal=_spaced(zh))
    if pair.on < _ALL_PINYIN_FROM:
        yield from _spaced_rule(pair, zh, is_reading=is_reading)
    elif pair.on < _STATION_AGAIN_FROM:
        yield from _pinyin_rule(pair, zh, is_reading=is_reading)
    elif hit := re.search(r"\bZhan\b", pair.en):
        yield pair.finding("metro.zhan-now", *hit.span(), proposal="Station")


def _spaced_rule(pair: Pair, zh: str, *, is_reading: bool) -> Iterator[Finding]:
    """2019 to mid-2021: by word, facilities in English, directions in pinyin with a letter."""
    hit = _ENGLISH_DIRECTION.search(pair.en.strip())
    if hit and _DIRECTION.search(zh):
        yield pair.finding("metro.direction", hit.start(), hit.end(), proposal=_spaced(zh))
    if _FACILITY.search(zh) and pinyin.plain(pair.en) == "".join(pinyin.reading(zh)):
        yield pair.finding("metro.facility-in-pinyin", proposal=_established(zh))
    if _GATES.search(zh) and is_reading and " " not in pair.en.strip() and not pair.en.isupper():
        yield pair.finding("metro.joined", proposal=_spaced(zh))


def _pinyin_rule(pair: Pair, zh: str, *, is_reading: bool) -> Iterator[Finding]:
    """Mid-2021 to 2024: all pinyin, the English of four kinds in brackets behind."""
    outside = re.sub(r"\(.*", "", pair.en)
    if _ENGLISH_DIRECTION.search(outside.strip()) or _SUFFIXED.search(pair.en.strip()):
        yield pair.finding("metro.english-direction")
    is_bracketed_kind = bool(_FACILITY.search(zh)) or zh.endswith("站")
    if is_bracketed_kind and (not is_reading or _ENGLISH_KIND.search(outside)):
        yield pair.finding("metro.english-first", proposal=_with_brackets(zh))


def _spaced(zh: str) -> str:
    if established := _established(zh):
        return established
    syllables = pinyin.reading(zh)
    if _DIRECTION.search(zh) and len(zh) >= _SHORT:
        tail = syllables[-1].capitalize()
        return f"{pinyin.spell(syllables[:-1])} {tail} ({_BEHIND[zh[-1]]})"
    if _GATES.search(zh):
        return f"{pinyin.spell(syllables[:-1])} {syllables[-1].capitalize()}"
    return pinyin.spell(syllables)


def _established(zh: str) -> str:
    place = pinyin.places().get(zh)
    return place.en[0] if place and place.en else ""


def _with_brackets(zh: str) -> str:
    established = _established(zh)
    spelled = pinyin.spell(pinyin.reading(zh))
    return f"{spelled} ({established})" if established else spelled
