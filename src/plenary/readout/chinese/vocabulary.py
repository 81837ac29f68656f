"""Recognises the words that stand at a place of a clause: the verb, and what may stand before it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plenary.readout.chinese.lexicon import (
    ADVERBS,
    COMPLEMENTS,
    NOMINAL,
    PREVERBS,
    SINGLES,
    VERBS,
    YIELDING,
    words_of,
)

_LINKS = "、和而并且，"
_ADVERBIAL = re.compile(
    r"[\u4e00-\u9fff、]{1,12}?(?<![耕土各基场当用实阵湿草林绿农两内驻属落工营产本外异高领])地(?![区方位处域点段])"
)
PREPOSITION = re.compile(
    r"以|从|在|被|对|为|向|与|同|由|用|按|就|把|将|围绕|聚焦|结合|按照|根据|通过|利用|依托|针对|紧扣|立足|对标|借力|面向|借助|沿着|依靠|像|"
    r"坚持以|坚持在|坚持从|持之以恒以|随着|会同|一旦|遇有|遇到|遇|凡是|凡|逢|发现(?=险情|问题|隐患|异常|苗头|线索|违)"
)
_COMPOUND = re.compile(
    r"领导(?:小组|干部|同志|班子|机关|人|下)|体会议|(?:督查|督导|检查|巡查|巡视|调研|考察)[组团员]|组织(?:部|生活|纪律|体系)|建设(?:者|局)|服务(?:业|站|中心|质量)|管理(?:局|部门|者)|监督(?:局|员|管理)|合作社|代表|组建(?=言)|发展(?:方式|模式|动能|质量|理念|环境|格局)"
)
_TIME = re.compile(
    r"(?:到|在|于)?(?:(?:20\d\d年|今年|明年|本年)(?:\d{1,2}月)?(?:底|上半年|下半年)?|[\d一二三四五六七八九十]{1,2}月(?:底|\d{1,2}日)?|年底|年内|月底|春节|节|汛期)(?:之?前|以前|内)|"
    r"(?:今年|明年|上半年|下半年|年内|年底|月底|会前|会后|节前|节后)(?=[^，]{4})|逐[件户人村个环层条批]|"
    r"(?:20\d\d年|今年|明年)?\d{1,2}月\d{1,2}日(?:至(?:\d{1,2}月)?\d{1,2}日)?(?:上午|下午)?"
)
_NOUNS = frozenset({"交通", "织密度", "联通性"})
_QUOTED = re.compile(r"“[^”]{2,8}”(?:的)?")
_GREATLY = frozenset("抓兴干搞办")
_HURRIED = words_of("建设 发展 创新 改革 治理 转型")


def _by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Sort words under their first character, the longest first."""
    sorted_words: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        sorted_words.setdefault(word[0], []).append(word)
    return {first: tuple(under) for first, under in sorted_words.items()}


_VERBS_BY_FIRST = _by_first(VERBS)
_ADVERBS_BY_FIRST = _by_first(ADVERBS)


def skip_adverbs(text: str, at: int = 0) -> int:
    """Give the index of the first word that is no adverb."""
    while True:
        here = _one_adverb(text, at)
        if here == at:
            return at
        after = here
        while (
            after < len(text) and text[after] in _LINKS and _one_adverb(text, after + 1) > after + 1
        ):
            after = _one_adverb(text, after + 1)
        if text[after : after + 1] == "地" and (
            verb_at(text, after + 1) or PREPOSITION.match(text, after + 1)
        ):
            after += 1
        at = after


def _one_adverb(text: str, at: int) -> int:
    time = _TIME.match(text, at)
    if time:
        return time.end()
    if text[at : at + 1] == "“" and (quoted := _QUOTED.match(text, at)):
        return quoted.end() if verb_at(text, quoted.end()) else at
    if text[at : at + 1] == "大" and text[at + 1 : at + 2] in _GREATLY:
        return at + 1
    for word in _ADVERBS_BY_FIRST.get(text[at : at + 1], ()):
        if text.startswith(word, at) and not _is_verb_here(text, at, len(word)):
            return at + len(word)
    adverbial = _ADVERBIAL.match(text, at, at + 14)
    if adverbial and verb_at(text, adverbial.end()):
        return adverbial.end()
    return at


def _is_verb_here(text: str, at: int, size: int) -> bool:
    """Whether the word that can be an adverb is the verb here (创新模式, 统筹发展和安全)."""
    word = text[at : at + size]
    if word in {"统筹", "协同", "抓紧", "依靠"}:
        return not yields(text, word, at + size)
    if word in VERBS:
        following = verb_at(text, _after_adverbs(text, at + size))
        return following is None or following in NOMINAL
    return size == 1 and verb_at(text, at) is not None


def _after_adverbs(text: str, at: int) -> int:
    if verb_at(text, at):
        return at
    for word in _ADVERBS_BY_FIRST.get(text[at : at + 1], ()):
        if text.startswith(word, at) and word not in VERBS:
            return _after_adverbs(text, at + len(word))
    return at


def verb_at(text: str, at: int) -> str | None:
    """Give the verb that begins at ``at``, the longest first; None where none does."""
    for word in _VERBS_BY_FIRST.get(text[at : at + 1], ()):
        if text.startswith(word, at) and not _COMPOUND.match(text, at):
            return word
    return _single(text, at)


def _single(text: str, at: int) -> str | None:
    sign = text[at : at + 1]
    if sign not in SINGLES or not sign:
        return None
    following = text[at + 1 : at + 2]
    if following in COMPLEMENTS and sign + following not in _NOUNS:
        return sign + following
    return None


def yields(text: str, word: str, end: int) -> bool:
    """Whether ``word`` gives way to a full verb behind it."""
    after = _after_adverbs(text, end)
    following = verb_at(text, after)
    if following is None:
        return word in {"统筹", "注重", "注意"} and text[after : after + 1] in {"把", "在"}
    if word in YIELDING:
        return following in YIELDING[word]
    if following in PREVERBS and following in NOMINAL:
        return yields(text, following, after + len(following))
    return following not in NOMINAL or (word in {"加快", "加紧"} and following in _HURRIED)
