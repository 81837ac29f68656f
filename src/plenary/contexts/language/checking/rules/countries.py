"""Countries: the one that the Chinese names, and all of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from plenary.contexts.language.checking import tables
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_NOT_IT = re.compile(
    r"内蒙古|荷兰[豆芹猪]|北爱尔兰|印度洋|苏格兰|法国梧桐|南蒙古|蒙古族|哥伦比亚(?:大学|特区)|孟加拉湾|西班牙语|[法英德日韩俄]语|波斯尼亚"
)
_NO_COUNTRY = re.compile(
    r"\b(?:(?:Latin|South|North|Central|Native|African|Pan)[- ]?Americas?n?|Indian Ocean|English|New Mexico|Inner Mongolian?|New South Wales|British Columbia"
    r"|Columbia|(?:French|German|Japanese|Korean|Spanish|Russian|Turkish|Thai|Chinese|Arabic|Italian)(?=[,-]? (?:language|speaking|version|and|or)))\b"
)  # fmt: skip
_CITY = re.compile(
    r"\b(?:Washington|California|New York|London|Paris|Berlin|Tokyo|Seoul|Moscow|Rome|Madrid|Scotland|Scottish|Wales|Welsh)\b"
)
"""They stand for their country where the Chinese names it, and prove none where it names them."""
_ABROAD = re.compile(r"中国|我国|中方")
_IN_A_CITY = re.compile(r"\b([A-Z][\w'-]+), $")
_ENUMERATED, _LEAST_TOLD = 3, 2
_LONGEST = 4_000


class _Country(NamedTuple):
    zh: str
    en: re.Pattern[str]
    name: str
    short: str


@cache
def _countries() -> dict[str, _Country]:
    return {
        row["zh"]: _Country(
            row["zh"],
            re.compile(rf"(?<!\w)(?:{row['en']})(?:s|'s|ns)?(?!\w)"),
            row["en"].split("|")[0],
            row["short"],
        )
        for row in tables.rows("countries")
    }


@cache
def _chinese() -> re.Pattern[str]:
    names = "|".join(sorted(_countries(), key=len, reverse=True))
    return re.compile(rf"{_NOT_IT.pattern}|({names})")


@cache
def _list() -> re.Pattern[str]:
    names = "|".join(sorted(_countries(), key=len, reverse=True))
    return re.compile(rf"(?:{names})(?:(?:、|和|与|及|以及)(?:{names}))+")


def find(pair: Pair) -> Iterator[Finding]:
    """Find a country that has become another, and the one that is left out of a list."""
    if not pair.words or len(pair.en) > _LONGEST:
        return
    named = [hit for hit in _chinese().finditer(pair.zh) if hit[1]]
    missing = [hit for hit in named if not _countries()[hit[1]].en.search(pair.en)]
    if not missing:
        return
    others = list(_others(pair, {hit[1] for hit in named}))
    for hit in others:
        yield pair.finding(
            "countries.other",
            hit.start(),
            hit.end(),
            term=missing[0][1],
            proposal=_countries()[missing[0][1]].name,
        )
    if not others:
        yield from _left_out(pair, missing)


def _others(pair: Pair, named: set[str]) -> Iterator[re.Match[str]]:
    """Give the countries of the English that no name and no short form of the Chinese accounts for."""
    text = pair.en
    for pattern in (_NO_COUNTRY, _CITY):
        text = pattern.sub(lambda hit: " " * len(hit[0]), text)
    told = [_countries()[name].en for name in named]
    for country in _countries().values():
        if country.zh in pair.zh or set(country.short) & set(pair.zh):
            continue
        if (hit := country.en.search(text)) is None:
            continue
        if _only_says_where(pair.en, hit) and (len(named) > 1 or _ABROAD.search(pair.zh)):
            continue
        if not any(name.fullmatch(hit[0]) for name in told):
            yield hit


def _only_says_where(text: str, hit: re.Match[str]) -> bool:
    """ "Sydney, Australia" for 悉尼: the English tells its reader where the city lies."""
    city = _IN_A_CITY.search(text, 0, hit.start())
    if city is None:
        return False
    name = city[1]
    return not any(one.en.fullmatch(name) for one in _countries().values())


def _left_out(pair: Pair, missing: list[re.Match[str]]) -> Iterator[Finding]:
    for run in _list().finditer(pair.zh):
        inside = [hit for hit in missing if run.start() <= hit.start() < run.end()]
        number = len([hit for hit in _chinese().finditer(run[0]) if hit[1]])
        if number >= _ENUMERATED and len(inside) == 1 and number - 1 >= _LEAST_TOLD:
            (hit,) = inside
            proposal = _countries()[hit[1]].name
            yield pair.finding(
                "countries.left-out", hit.start(), hit.end(), side="zh", proposal=proposal
            )
