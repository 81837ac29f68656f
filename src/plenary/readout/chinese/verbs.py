"""Finds the verb of action in a clause: past adverbs and phrases with prepositions, to the first full verb."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

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

_REACH = 160
_FOUR = 4
_LEAST = 3
_LINKS = "、和而并且，"
_ADVERBIAL = re.compile(
    r"[\u4e00-\u9fff、]{1,12}?(?<![耕土各基场当用实阵湿草林绿农两内驻属落工营产本外异高领])地(?![区方位处域点段])"
)
_PREPOSITION = re.compile(
    r"以|从|在|被|对|为|向|与|同|由|用|按|就|把|将|围绕|聚焦|结合|按照|根据|通过|利用|依托|针对|紧扣|立足|对标|借力|面向|借助|沿着|依靠|像|"
    r"坚持以|坚持在|坚持从|持之以恒以|随着"
)
_COMPOUND = re.compile(r"发展(?:方式|模式|动能|质量|理念|环境|格局)")
_EFFORT = re.compile(r"下(?:[大真硬苦足狠实更多]{0,3})功夫")
_DISPOSAL = re.compile(r"把(?![握关准脉控好手])|将(?!来)")
_JOINED = re.compile(r"(结合|统一|衔接|联系|统筹|贯通|协同|对接|融合)起来")
_MEANS = re.compile(r"(?:采取|运用|利用|采用)[^，]{1,16}?(?:方式|形式|措施|办法|手段|方法)")
_TIME = re.compile(
    r"(?:到|在|于)?(?:(?:20\d\d年|今年|明年|本年)(?:\d{1,2}月)?(?:底|上半年|下半年)?|[\d一二三四五六七八九十]{1,2}月(?:底|\d{1,2}日)?|年底|年内|月底|春节|节|汛期)(?:之?前|以前|内)|"
    r"(?:今年|明年|上半年|下半年|年内)(?=[^，]{4})|逐[件户人村个环层条批]|"
    r"(?:20\d\d年|今年|明年)?\d{1,2}月\d{1,2}日(?:至(?:\d{1,2}月)?\d{1,2}日)?(?:上午|下午)?"
)
_RECIPIENTS = frozenset("向对与同由被")
_CLOSES = re.compile(
    r"(?:[上中下里内外间来时后前]|方面|基础上|实际|等|之际|为[^，、]{1,8}|职能|契机|优势|特点|需求|问题|任务|大局|思路|力度|视野|举措|短板|关切|诉求|精神|姿态|作风|状态|劲头|决心|勇气|标准|手段|措施|方式|形式|渠道|途径|办法|平台|机会|机遇)$"
)
_RESULT = re.compile(
    r"(贯彻|落实|放|摆|(?<!工)作(?!作)|当作|看作|视|转化|转变|变|解决|落|融入|纳入|统一|贯穿|写|抓|做|置|建|讲|解脱|结合|列|集中|"
    r"凝聚|用|体现|延伸|传导|扛|扎|记|刻|控制|降|提高|提升|扩大|推|引|留|打造|建设|培育|团结|联系|统筹|衔接|保持|消除|消灭|化解|汇聚|导|管|守|交|带|送|送达|安排|部署|提交|提请|转|定|定位|挺|压|治|想|办|理|看|讲|说|"
    r"保障|完成|利用|运用|发挥|维护|巩固|拓展|转换|确定|作用|花|分解|细化|整合|组织|动员|吸引|汇集|引导|下放|下沉|对准|瞄准|对标|聚焦|区分|分离|隔离|发|传递|输送|投入|投向|倾斜)"
    r"(?=为|到|在|成|入|于|好|实|细|作|得|进|向|至|起来|出来|下去|下来|落实|抓|清|严|紧|牢|透|住|稳|准|强|优|大|精|深|给)"
)


def _by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Sort words under their first character, the longest first."""
    sorted_words: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        sorted_words.setdefault(word[0], []).append(word)
    return {first: tuple(under) for first, under in sorted_words.items()}


_VERBS_BY_FIRST = _by_first(VERBS)
_ADVERBS_BY_FIRST = _by_first(ADVERBS)


@dataclass(frozen=True, slots=True)
class Head:
    """The verb of a clause, where it stands, and whether it stands at once behind the adverbs."""

    verb: str
    start: int
    end: int
    direct: bool
    sure: bool = True


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
            verb_at(text, after + 1) or _PREPOSITION.match(text, after + 1)
        ):
            after += 1
        at = after


def _one_adverb(text: str, at: int) -> int:
    time = _TIME.match(text, at)
    if time:
        return time.end()
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
        return not _yields(text, word, at + size)
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
    if following in COMPLEMENTS:
        return sign + following
    return None


def _yields(text: str, word: str, end: int) -> bool:
    """Whether ``word`` gives way to a full verb behind it."""
    after = _after_adverbs(text, end)
    following = verb_at(text, after)
    if following is None:
        return word in {"统筹", "注重", "注意"} and text[after : after + 1] in {"把", "在"}
    if word in YIELDING:
        return following in YIELDING[word]
    return following not in NOMINAL or (word in {"加快", "加紧"} and following in _HURRIED)


_HURRIED = words_of("建设 发展 创新 改革 治理 转型")


def head_of(text: str, at: int = 0) -> Head | None:
    """Find the head verb of the clause that begins at ``at``; None where nothing looks like one."""
    limit = min(len(text), at + _REACH)
    begin = at if _is_interleaved(text, at) else skip_adverbs(text, at)
    if _DISPOSAL.match(text, begin):
        return _disposed(text, begin, limit)
    if _PREPOSITION.match(text, begin) and not _is_verb_after_all(text, begin):
        behind = _behind_phrase(text, begin, limit)
        if behind:
            return behind
    return _direct(text, begin) or _guessed(text, at, begin, limit)


def _guessed(text: str, at: int, begin: int, limit: int) -> Head | None:
    """Take what stands behind the adverbs for the verb, for want of a known one."""
    effort = _EFFORT.search(text, begin, limit)
    if effort:
        return Head("下功夫", effort.start(), effort.end(), direct=False)
    if begin > at and begin >= limit:
        return Head(text[-4:], max(at, limit - 4), limit, direct=True, sure=False)
    if begin > at:
        guess = text[begin : begin + 2]
        return Head(guess, begin, begin + len(guess), direct=True, sure=False)
    return None


def _is_verb_after_all(text: str, begin: int) -> bool:
    """Whether what looks like a preposition begins a verb (对接, 用好)."""
    word = verb_at(text, begin)
    return word is not None and not _PREPOSITION.fullmatch(word)


def _direct(text: str, begin: int) -> Head | None:
    means = _MEANS.match(text, begin)
    if means and (verb := verb_at(text, skip_adverbs(text, means.end()))):
        start = skip_adverbs(text, means.end())
        return Head(verb, start, start + len(verb), direct=True)
    if _is_interleaved(text, begin):
        return Head(text[begin + 1], begin + 1, begin + 4, direct=True)
    verb = verb_at(text, begin)
    if verb is None:
        return _plain_single(text, begin)
    end = begin + len(verb)
    while (verb in PREVERBS or verb in YIELDING) and _yields(text, verb, end):
        begin = skip_adverbs(text, end)
        following = verb_at(text, begin)
        if following is None:
            behind = _disposed(text, begin, len(text)) or _behind_phrase(
                text, begin, begin + _REACH
            )
            return behind and Head(behind.verb, behind.start, behind.end, direct=True)
        verb, end = following, begin + len(following)
    return Head(_last_of_pair(text, begin, verb), begin, end, direct=True)


def _is_interleaved(text: str, at: int) -> bool:
    """Whether adverb and verb stand twice in turn (深学细悟)."""
    four = text[at : at + 4]
    return (
        len(four) == _FOUR
        and four[0] in "深细真严实"
        and four[2] in "深细真严实"
        and set(four[1::2]) <= SINGLES
    )


def _last_of_pair(text: str, at: int, verb: str) -> str:
    """压紧压实 is one word; its second half is its meaning."""
    second = text[at + 2 : at + 4]
    if (
        verb != "落实"
        and second[:1] == verb[0]
        and second[1:] in COMPLEMENTS
        and verb[1:] in COMPLEMENTS
        and second[1:]
    ):
        return second
    return verb


def _plain_single(text: str, begin: int) -> Head | None:
    sign = text[begin : begin + 1]
    if sign and sign in SINGLES and len(text) - begin >= _LEAST:
        return Head(sign, begin, begin + 1, direct=True, sure=False)
    return None


def _disposed(text: str, begin: int, limit: int) -> Head | None:
    """Find the verb behind 把/将 and its object."""
    if not _DISPOSAL.match(text, begin):
        return None
    joined = _JOINED.search(text, begin + 2, limit)
    if joined:
        return Head(joined.group(1), joined.start(), joined.end(), direct=True)
    for result in _RESULT.finditer(text, begin + 2, limit):
        if not _followed_by_noun_only(text, result.end(), limit):
            verb = _with_complement(text, result)
            return Head(verb, result.start(), result.end(), direct=True)
    behind = _scan(text, begin + 2, limit)
    if behind:
        return Head(behind.verb, behind.start, behind.end, direct=True)
    return Head(text[begin], begin, begin + 1, direct=True, sure=False)


def _with_complement(text: str, result: re.Match[str]) -> str:
    """Give 作为, 理清 and 抓好 whole; 转化为 and 落实好 are their first two characters."""
    verb, following = result.group(1), text[result.end() : result.end() + 1]
    if verb + following == "作为" or (
        len(verb) == 1 and following in "好实细清严紧牢透住稳准强优大精深"
    ):
        return verb + following
    return verb


def _followed_by_noun_only(text: str, at: int, limit: int) -> bool:
    return at >= limit


def _behind_phrase(text: str, begin: int, limit: int) -> Head | None:
    """Find the verb behind a phrase with a preposition (在…中加快建设…)."""
    preposition = _PREPOSITION.match(text, begin)
    if preposition is None:
        return None
    if preposition.group() == "为":
        return _scan(text, preposition.end() + 1, limit)
    at = preposition.end() + 1
    while at < limit:
        if _opens_verb_group(text, at, begin):
            after = skip_adverbs(text, at)
            head = (
                _disposed(text, after, limit) or _direct(text, after) or _nested(text, after, limit)
            )
            if head and head.sure and not _is_noun_here(text, at, head, limit):
                return Head(head.verb, head.start, head.end, direct=False)
        at += 1
    return (
        _scan_first(text, preposition.end() + 2, limit)
        if preposition.group() in _RECIPIENTS
        else None
    )


def _nested(text: str, at: int, limit: int) -> Head | None:
    return _behind_phrase(text, at, limit) if _PREPOSITION.match(text, at) else None


def _scan_first(text: str, at: int, limit: int) -> Head | None:
    """Find the first verb behind the one that receives (向企业派驻联络员)."""
    for here in range(at, limit - 2):
        word = verb_at(text, here)
        if (
            word
            and word not in NOMINAL
            and text[here - 1] not in "的和、"
            and "的" not in text[here:limit][-6:]
        ):
            return Head(word, here, here + len(word), direct=False)
    return None


def _is_noun_here(text: str, at: int, head: Head, limit: int) -> bool:
    """Whether the verb found is part of a noun phrase (高质量发展)."""
    if head.verb not in NOMINAL:
        return False
    return head.start == at or text[at] == "高" or limit - head.end < _LEAST


def _opens_verb_group(text: str, at: int, begin: int) -> bool:
    after = skip_adverbs(text, at)
    if (
        after - at > 1
        and text[at - 1] not in "的、和与及"
        and (verb_at(text, after) or _PREPOSITION.match(text, after))
    ):
        return True
    if text[at] == "把" and _DISPOSAL.match(text, at) and at > begin + _LEAST:
        return True
    return bool(verb_at(text, at) and _CLOSES.search(text, max(begin, at - 10), at))


def _scan(text: str, at: int, limit: int) -> Head | None:
    """Find the last verb that is no noun, for want of a better place."""
    last = None
    for here in range(at, limit):
        word = verb_at(text, here)
        if word and word not in NOMINAL and (last is None or last.end < here):
            last = Head(word, here, here + len(word), direct=False)
    return last


def any_verb(text: str, at: int, limit: int) -> Head | None:
    """Find the first verb between ``at`` and ``limit``."""
    for here in range(at, min(limit, len(text))):
        word = verb_at(text, here)
        if word:
            return Head(word, here, here + len(word), direct=False)
    return None
