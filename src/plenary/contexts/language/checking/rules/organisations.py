"""Organisations: names of bodies and posts (DB11/T 585-2020)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from plenary.contexts.language.checking import english, pinyin
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_NEW_EDITION = dt.date(2021, 4, 1)
_TAIL = re.compile(
    r"\b(?:of|in) (?:the )?[A-Z][\w']+ (?:(?:Municipality|City|District|County)(?:,? (?:of )?[A-Z][\w']+(?: Municipality)?)?|Municipality)\s*$|\b(?:of|in) Beijing\s*$"
)
_PLACED = re.compile(
    r"(?:of|in) (?:the )?(?P<district>[A-Z][\w']+) (?P<kind>District|County)(?:,? (?:of )?(?P<city>[A-Z][\w']+)(?: Municipality)?)?"
)
_PARENT = re.compile(r"(?:Committee|Congress|Government|Commission|Office|Bureau)\s*$")
"""What is no place at the end but the body that it is a part of."""
_GOVERNMENT = re.compile(
    r"^People'?s Government|^(?:General |Foreign Affairs |Hong Kong .* )?Office of the",
    re.IGNORECASE,
)
_OTHER_CITY = re.compile(r"^(?!北京)[\u4e00-\u9fff]{2,3}[市省]")
"""Other cities have standards of their own, some with the city at the end."""
_FEW = 6
"""Words of a short name; a longer one may end in its place, as those of the State Council's bodies do."""
_CITY = re.compile(r"\b[A-Z][a-z']+ City (?=[A-Z])")
_DEPUTY = re.compile(
    r"副(?=(?:书记|市长|区长|局长|处长|主任(?!医师|护师|药师|技师|科员)|县长|镇长|科长|秘书长|组长))"
)
_DEPUTY_HEAD = re.compile(r"(?:[局委办厅处科]|中心|办公室|委员会)副(?:局长|主任|处长|厅长|科长)$")
_OF_A_CONGRESS = re.compile(r"人大|常委会|政协|协会|联合会|基金会|理事")
_VICE = re.compile(r"vice[- ](?:mayor|governor|chair)", re.IGNORECASE)
_ORGAN = re.compile(r"[局厅署科处]$|委员会$|办公室$|办事处$|政府$|(?:服务|事务|管理|保障)中心$")
_PLACE_HEAD = re.compile(r"^(?:中共|中国共产党)?([\u4e00-\u9fff]{2,3}?)(市|省|区|县)")
_DISTRICT = re.compile(r"市([\u4e00-\u9fff]{2,3}?)区")
_SENIOR_KINDS = {
    r"(?:市委|区委|县委|省委|党委|市委员会|区委员会|常委会|常务委员会)": (
        "Commission",
        "Committee",
    ),
    r"(?:发展和改革|教育|卫生健康|城市管理|科学技术|住房和城乡建设|国有资产监督管理)委员会": (
        "Committee",
        "Commission",
    ),
}
_GENERIC = {
    "局": {"bureau", "administration", "office", "service", "authority", "agency", "bureaus"},
    "法院": {"court"}, "检察院": {"procuratorate"}, "委员会": {"committee", "commission", "council"},
    "大学": {"university", "institute"}, "学院": {"college", "institute", "school", "academy", "university", "conservatory"}, "医院": {"hospital"},
    "协会": {"association", "society", "federation"}, "学会": {"society", "association", "institute"},
    "基金会": {"foundation"}, "研究院": {"academy", "institute"}, "研究所": {"institute"},
    "出版社": {"press", "publishing", "publisher", "publishers"}, "派出所": {"police"},
    "博物馆": {"museum"}, "图书馆": {"library"}, "小学": {"school"}, "中学": {"school"},
    "幼儿园": {"kindergarten"}, "街道办事处": {"office"}, "人民政府": {"government"},
    "银行": {"bank"}, "公司": {"company", "corporation", "ltd", "limited", "inc", "co", "group"},
    "集团": {"group", "corporation", "company", "holdings", "ltd"}, "大使馆": {"embassy"}, "总领事馆": {"consulate"},
}  # fmt: skip


def find(pair: Pair) -> Iterator[Finding]:
    """Find names of bodies and posts whose order, chain or generic part is not the standard's."""
    if pair.profile != "organisation" or not pair.words:
        return
    yield from _order(pair)
    yield from _kinds(pair)
    yield from _chain(pair)
    yield from _spelling(pair)


def _order(pair: Pair) -> Iterator[Finding]:
    is_old = pair.on is not None and pair.on < _NEW_EDITION
    hit = _TAIL.search(pair.en)
    if hit and _PARENT.search(hit[0]):
        hit = None
    ends_in_body = bool(re.search(r"[局委]$|委员会$|办公室$", pair.zh.strip()))
    if hit and not is_old and ends_in_body and not _GOVERNMENT.search(pair.en):
        before = [w.low for w in pair.words if w.end <= hit.start()]
        is_chain = re.search("District,.*Municipality", hit[0]) or _OTHER_CITY.search(pair.zh)
        # The older edition had a tail; without a day what was right at any time is let stand.
        is_proof = pair.on is not None and not is_chain and ("of" in before or len(before) <= _FEW)
        yield pair.finding(
            "organisations.tail",
            hit.start() if not (headed := _headed(pair, hit)) else 0,
            hit.end(),
            is_proof=is_proof,
            proposal=headed,
            found=hit[0].strip(),
        )
    hit = _CITY.search(pair.en)
    is_place = bool(hit and pinyin.is_syllables(hit[0].split()[0]))
    if hit and is_place and "市" in pair.zh and not hit[0].startswith("The "):
        proposal = f"{hit[0].split()[0]} Municipal"
        yield pair.finding("organisations.city", hit.start(), hit.end() - 1, proposal=proposal)
    for hit in pair.search(r"\bDistrict ([A-Z][a-z']+)\b"):
        if pinyin.plain(hit[1]) in "".join(pinyin.reading(pair.zh)):
            yield pair.finding(
                "organisations.district-first",
                hit.start(),
                hit.end(),
                proposal=f"{hit[1]} District",
            )


def _headed(pair: Pair, tail: re.Match[str]) -> str:
    """Give the name with its place in front: Beijing Haidian District Finance Bureau; empty where that is unsure."""
    parts = _PLACED.fullmatch(tail[0].strip())
    before = pair.en[: tail.start()].strip()
    if parts is None or not before or (parts["city"] is None and "市" in pair.zh):
        return ""
    place = " ".join(filter(None, (parts["city"], parts["district"], parts["kind"])))
    return f"{place} {before}"


def _kinds(pair: Pair) -> Iterator[Finding]:
    if _DEPUTY.search(pair.zh):
        for hit in pair.search(r"\b(?:vice|associate|sub|assistant)\b[- ]?"):
            # Cities write Vice Mayor, and a congress has Vice Chairpersons.
            is_proof = not _VICE.match(pair.en, hit.start()) or bool(
                _DEPUTY_HEAD.search(pair.zh.strip()) and not _OF_A_CONGRESS.search(pair.zh)
            )
            yield pair.finding(
                "organisations.deputy",
                hit.start(),
                hit.end(),
                proposal="Deputy ",
                is_proof=is_proof,
            )
    for pattern, (wrong, right) in _SENIOR_KINDS.items():
        if re.search(pattern, pair.zh) and not re.search(rf"\b{right}\b", pair.en, re.IGNORECASE):
            for hit in pair.search(rf"\b{wrong}\b"):
                yield pair.finding(
                    "organisations.committee", hit.start(), hit.end(), proposal=right
                )
    given = {w.low.removesuffix("'s") for w in pair.words}
    for generic, allowed in sorted(_GENERIC.items(), key=lambda item: -len(item[0])):
        if pair.zh.strip().endswith(generic):
            if not given & allowed:
                yield pair.finding(
                    "organisations.generic",
                    side="zh",
                    is_proof=False,  # a body calls itself what it likes, as the British Council does
                    proposal=min(allowed).title(),
                )
            return


def _chain(pair: Pair) -> Iterator[Finding]:
    """The chain of ownership is complete: each place of the Chinese name stands in the English one."""
    folded = pinyin.plain(pair.en)
    for pattern, group in ((_PLACE_HEAD, 1), (_DISTRICT, 1)):
        hit = pattern.search(pair.zh)
        if hit is None or len(pair.words) == 1:
            continue
        name = hit[group]
        place = pinyin.places().get(name)
        if (
            place
            and "".join(place.syllables) not in folded
            and not any(pinyin.plain(choice) in folded for choice in place.en)
        ):
            yield pair.finding(
                "organisations.chain",
                hit.start(group),
                hit.end(group),
                side="zh",
                proposal=pinyin.spell(place.syllables),
                is_proof=False,  # "the District Committee" leaves its name out where all know it
            )


def _spelling(pair: Pair) -> Iterator[Finding]:
    """The standard asks American spelling of organs of government; other bodies have their own.

    Without a day nobody says that the standard held.
    """
    is_organ = pair.on is not None and bool(_ORGAN.search(pair.zh.strip()))
    for word in pair.words:
        if us := english.american().get(word.low):
            proposal = us.capitalize() if word.text[0].isupper() else us
            yield pair.finding(
                "organisations.american", word.start, word.end, proposal=proposal, is_proof=is_organ
            )
