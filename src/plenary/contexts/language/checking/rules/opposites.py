"""Opposites: left for right, entrance for exit, and a prohibition that does not forbid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import chinese, english
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_MOST_CHARACTERS = 20
_LONGEST_SENTENCE = 60
_FELL = r"\b(?:f[ae]ll\w*|declin\w+|decreas\w+|drop\w*|down\w*|reduc\w+|low\w*|cut\w*|less\w*|fewer|shr[aiu]nk\w*|sli[dp]\w*|los[st]\w*|negative|slow\w*|eas\w+|narrow\w*|weak\w*|contract\w*|minus|not?)\b"
_ROSE = r"\b(?:r[io]s\w+|increas\w+|gr[eo]w\w*|up|climb\w*|jump\w*|surg\w+|expan\w+|rais\w+|gain\w*|more|high\w*|improv\w*|widen\w*|add\w*|doubl\w+|plus|not?)\b"
_SAID = (
    (r"下降|减少|降低|下滑|回落", r"增|升|提高|扩大|涨|降幅|降本", r"\b(?:rose|risen|increased|grew|grown|climbed)\b", _FELL),
    (r"增长|上升|增加|上涨", r"[降减跌滑]|回落|负|增速|涨幅", r"\b(?:fell|fallen|declined|decreased|dropped)\b", _ROSE),
    (r"不(?:对外)?开放|闭馆|闭园|不营业", r"除|外(?!开)|其余|其他|照常", r"\bopen\b", r"\b(?:not?|clos\w+|except|only|exclud\w+|but|other|never|to|through|until|from|daily|shut|again)\b|n['’]t"),
)  # fmt: skip
"""What a sentence says, what else in it leaves that open, the opposite, and what in the English agrees after all."""
_BY = re.compile(r"[约近至到百分之个点成倍万亿元\d.%％]*[。！]?")
"""What may follow what a clause says: by how much."""
_MORE_CLAUSES_EN = re.compile(
    r"[,;:–—(]|[.!?] |\b(?:and|while|whereas|but|when|as|after|before|once|then|so|since|if|despite|that|which|who|where|will)\b",
    re.IGNORECASE,
)
_SUBJECTS = {
    "总额": "total|value|volume", "总值": "total|value|volume", "今日": "today", "今天": "today",
    "周一": "mondays?", "周二": "tuesdays?", "周三": "wednesdays?", "周四": "thursdays?", "周五": "fridays?",
    "周六": "saturdays?", "周日": "sundays?", "周末": "weekends?", "节假日": "holidays?",
}  # fmt: skip
"""What a subject may have beside the words of the table, and what renders it."""

_NEGATIVE_ZH = re.compile(r"请勿|勿(?!忘)|禁止|严禁|不得|不准|请不要|谢绝|禁(?=[入停烟行鸣])")
_NEGATIVE_EN = re.compile(
    r"\b(?:no|not|don'?t|never|non|prohibited|prohibition|forbidden|forbid|off|out|only|without|refrain|avoid|ban|banned|free"
    r"|keep|take|stop|disallowed|against|unauthorized|danger|warning|caution|quiet|silence|refuse|declin\w*|reject\w*|turn(?:ed)? down|closed|end)\b",
    re.IGNORECASE,
)
_PERMISSIVE_EN = re.compile(r"\b(?:allowed|permitted|welcome)\b", re.IGNORECASE)
_OPPOSITES = (
    ("左", "left", "右", "right"), ("入口", "entrance|entry|way in", "出口", "exit|way out"),
    ("男", "men|man|male|gentlemen|gents", "女", "women|woman|female|ladies|lady"),
    ("推", "push", "拉", "pull"), ("上午", "morning|a\\.?m", "下午", "afternoon|p\\.?m"),
    ("冷", "cold", "热", "hot"), ("东", "east|e", "西", "west|w"), ("南", "south|s", "北", "north|n"),
    ("到达", "arrival|arrivals", "出发", "departure|departures"), ("国内", "domestic", "国际", "international"),
    ("上行", "up", "下行", "down"), ("上楼", "upstairs", "下楼", "downstairs"), ("可回收", "recyclable|recyclables", "不可回收", "non-recyclables|non[- ]?recyclables?|unrecyclables?"),
    ("营业", "open|hours", "打烊", "closed"), ("开", "on|open", "关", "off|closed|close"),
    ("入境", r"enter\w*|entry|inbound|arriv\w*|in", "出境", r"leav\w+|exit\w*|outbound|depart\w*"),
    ("门诊", "outpatient", "住院", "inpatient"), ("售", "sale|sales|sold", "退", "refund|returned|refunds"),
    ("收费", "pay|paid|toll|fee|charge|charges", "免费", "free"), ("小学", "primary|elementary", "中学", "middle|secondary|high"),
)  # fmt: skip
_STATES = frozenset({"营业", "打烊", "开", "关", "收费", "免费"})
"""Opposites of which one is the other with a "no" before it."""
_TURNED_EN = re.compile(r"\b(?:no|non|not|without)\b", re.IGNORECASE)
_NOT_ALLOWED_ZH = re.compile(r"[禁勿不无非免止谢严拒戒绝未没别莫毋小当请爱护]")
"""What forbids, asks or warns; such a text may be a prohibition in English."""
_FORBIDDEN_EN = re.compile(
    r"\bno (\w+ing)\b|\bdo not (\w+)\b|\b(\w+ing) (?:is )?(?:strictly )?(?:prohibited|forbidden|not allowed)\b",
    re.IGNORECASE,
)
_FEW_WORDS = 3
_MOST_FOR_A_CHARACTER = 8
_MOST_FOR_A_COMMON_WORD = 6
_COMMON_WORDS = frozenset(["on", "off", "e", "w", "s", "n", "right", "open", "close", "left"])


def find(pair: Pair) -> Iterator[Finding]:
    """Find what says the opposite of a short Chinese text, or does not forbid what it forbids."""
    if not pair.words:
        return
    if len(pair.zh) <= _LONGEST_SENTENCE:
        yield from _turned_round(pair)
    if not pair.is_sign or len(pair.zh) > _MOST_CHARACTERS:
        return
    yield from _opposites(pair)
    yield from _polarity(pair)
    yield from _permitted(pair)


def _turned_round(pair: Pair) -> Iterator[Finding]:
    """A sentence that says fell or closed, the English only the opposite."""
    for zh, but, wrong, right in _SAID:
        found = re.search(zh, pair.zh)
        hit = re.search(wrong, pair.en, re.IGNORECASE)
        if (
            found
            and hit
            and not re.search(but, pair.zh)
            and not re.search(right, pair.en, re.IGNORECASE)
        ):
            is_proof = _is_of_the_same(pair, found)
            yield pair.finding("meaning.opposite", *hit.span(), term=found[0], is_proof=is_proof)


def _is_of_the_same(pair: Pair, said: re.Match[str]) -> bool:
    """Say whether both sides are one clause, and all that the Chinese says it of stands in the English."""
    subject = pair.zh[: said.start()].strip()
    is_clause = chinese.HAN.fullmatch(subject) and _BY.fullmatch(pair.zh[said.end() :].strip())
    if not is_clause or _MORE_CLAUSES_EN.search(pair.en):
        return False
    return all(
        _is_rendered(pair, subject[piece.start : piece.end], piece.entry)
        for piece in chinese.pieces(subject)
    )


def _is_rendered(pair: Pair, zh: str, entry: chinese.Entry | None) -> bool:
    if entry is None:
        return zh in _SUBJECTS and any(pair.search(rf"\b(?:{_SUBJECTS[zh]})\b"))
    wanted = {english.stem(word.low) for choice in entry.en for word in english.words(choice)}
    return bool(wanted & {english.stem(word.low) for word in pair.words})


def _opposites(pair: Pair) -> Iterator[Finding]:
    for zh_a, en_a, zh_b, en_b in _OPPOSITES:
        yield from _opposite(pair, zh_a, zh_b, en_a, en_b)
        yield from _opposite(pair, zh_b, zh_a, en_b, en_a)


def _opposite(pair: Pair, zh: str, other: str, right: str, wrong: str) -> Iterator[Finding]:
    """The Chinese has one of two opposites, the English the other and not the one."""
    if zh in _STATES and (_turned(zh, pair.zh) or _TURNED_EN.search(pair.en)):
        return
    if zh in other and other in pair.zh:
        return
    if zh not in pair.zh or other in pair.zh.replace(zh, "") or _in_name(pair, zh):
        return
    hit = re.search(rf"\b(?:{wrong})\b", pair.en, re.IGNORECASE)
    if (
        hit is None
        or (len(hit[0]) == 1 and hit[0] in pair.zh)
        or re.search(rf"\b(?:{right})\b", pair.en, re.IGNORECASE)
    ):
        return
    if len(zh) == 1 and len(pair.zh) > _limit(hit[0].lower()):
        return
    yield pair.finding(
        "meaning.opposite",
        hit.start(),
        hit.end(),
        term=zh,
        proposal=_other_half(hit[0]) or _first_plain(right),
        is_proof=_is_certain(pair, zh),
    )


def _first_plain(renderings: str) -> str:
    """Give the first rendering that is words and no pattern."""
    plain = (one for one in renderings.split("|") if re.fullmatch("[a-z -]+", one))
    return next(plain, "").title()


def _other_half(given: str) -> str:
    """Give p.m. for a.m.; empty for what is no half of the day."""
    letters = given.replace(".", "").lower()
    other = {"am": ("a", "p"), "pm": ("p", "a")}.get(letters)
    return given.lower().replace(*other) if other else ""


def _turned(zh: str, text: str) -> bool:
    """Say whether the Chinese itself turns the word round, as 暂停营业, 不收费 or 请勿打开."""
    return bool(re.search(rf"(?:[不非无未免勿]|停止|暂停|禁止)[打收]?{zh}", text))


def _limit(word: str) -> int:
    """Give the length of a Chinese text up to which one character is evidence against a word."""
    return _MOST_FOR_A_COMMON_WORD if word in _COMMON_WORDS else _MOST_FOR_A_CHARACTER


def _is_certain(pair: Pair, zh: str) -> bool:
    """A single character is sure evidence only where the table of words cuts it off as a word."""
    if len(zh) > 1:
        return True
    cut = {pair.zh[p.start : p.end] for p in chinese.pieces(pair.zh)}
    return any(zh in piece and len(piece) <= _FEW_WORDS for piece in cut)


def _in_name(pair: Pair, part: str) -> bool:
    return any(part in place.zh for _at, place in pair.places)


def _polarity(pair: Pair) -> Iterator[Finding]:
    """A prohibition without anything in the English that forbids."""
    hit = _NEGATIVE_ZH.search(pair.zh)
    if not hit or _NEGATIVE_EN.search(pair.en) or "止步" in pair.zh:
        return
    names_the_act = len(pair.words) <= _FEW_WORDS and _says_only_what_is_forbidden(pair)
    yield pair.finding(
        "meaning.polarity",
        is_proof=names_the_act or bool(_PERMISSIVE_EN.search(pair.en)),
    )


def _permitted(pair: Pair) -> Iterator[Finding]:
    """ "No Smoking Area" for 吸烟区: the English forbids just what the Chinese names and does not forbid."""
    if _NOT_ALLOWED_ZH.search(pair.zh) or not (hit := _FORBIDDEN_EN.search(pair.en)):
        return
    act = next(filter(None, hit.groups())).lower()
    if english.stem(act) in {english.stem(word) for word in pair.expected}:
        allowed = hit[0][3:] if hit[0].lower().startswith("no ") else ""
        yield pair.finding("meaning.permitted", hit.start(), hit.end(), proposal=allowed)


def _says_only_what_is_forbidden(pair: Pair) -> bool:
    """ "Smoking" for 禁止吸烟 allows it; "Quiet Zone" for 禁止鸣笛 forbids it in other words."""
    expected = {english.stem(word) for word in pair.expected}
    return all(
        english.stem(word.low) in expected or word.low in english.function_words()
        for word in pair.words
    )
