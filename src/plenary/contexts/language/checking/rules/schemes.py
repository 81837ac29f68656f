"""Romanisation by another scheme than Hanyu Pinyin: the postal spellings and Wade-Giles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import pinyin
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_OTHER_SCHEME = {
    "peking": "北京", "chungking": "重庆", "canton": "广州", "tientsin": "天津", "nanking": "南京",
    "tsingtao": "青岛", "amoy": "厦门", "szechuan": "四川", "szechwan": "四川", "kwangtung": "广东",
    "kwangsi": "广西", "foochow": "福州", "soochow": "苏州", "hangchow": "杭州", "sian": "西安",
    "mukden": "沈阳", "chekiang": "浙江", "kiangsu": "江苏", "fukien": "福建", "shantung": "山东",
    "hopeh": "河北", "honan": "河南", "hunan": "", "chengtu": "成都", "tsinan": "济南",
    "chefoo": "烟台", "swatow": "汕头", "kweilin": "桂林", "kweichow": "贵州", "yunnan": "",
    "sinkiang": "新疆", "kiangsi": "江西", "anhwei": "安徽", "hupeh": "湖北", "dairen": "大连",
    "formosa": "台湾", "quemoy": "金门", "pekin": "北京", "kwangchow": "广州", "yangtse": "",
    "hsinchiang": "新疆", "changsha": "", "tsinghai": "青海", "kansu": "甘肃", "ningpo": "宁波",
}  # fmt: skip
_WADE = re.compile(r"\b(?:ch|ts|tz|p|t|k)['’‘][a-zü]+|\bhs[iuü][a-z]+", re.IGNORECASE)


def find(pair: Pair) -> Iterator[Finding]:
    """Find names in another scheme; established names keep theirs."""
    for word in pair.words:
        zh = _OTHER_SCHEME.get(word.low.removesuffix("'s"))
        if zh and zh in pair.zh and not _is_fixed(pair):
            proposal = pinyin.spell(pinyin.reading(zh))
            yield pair.finding("pinyin.other-scheme", word.start, word.end, proposal=proposal)
    for hit in _WADE.finditer(pair.en):
        if not pair.en[hit.start() : hit.end()].lower().endswith(("'s", "’s")):
            # Taiwan's cities and people keep these spellings; a place of the gazetteer does not.
            yield pair.finding(
                "pinyin.other-scheme", hit.start(), hit.end(), is_proof=bool(pair.places)
            )


def _is_fixed(pair: Pair) -> bool:
    folded = pair.en.lower()
    kept = any(e.lower() in folded for _at, p in pair.places for e in p.en)
    return kept or bool(re.search(r"peking (duck|opera|man)|szechuan (pepper|sauce)", folded))
