"""Finds the verb of action in a clause: past adverbs and phrases with prepositions, to the first full verb."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plenary.readout.chinese.lexicon import COMPLEMENTS, NOMINAL, PREVERBS, SINGLES, YIELDING
from plenary.readout.chinese.vocabulary import PREPOSITION, skip_adverbs, verb_at, yields

_REACH = 160
_FOUR = 4
_HALF = 2
_LEAST = 3
_EFFORT = re.compile(r"下(?:[大真硬苦足狠实更多]{0,3})功夫")
_DISPOSAL = re.compile(r"把(?![握关准脉控好手])|将(?!来)")
_JOINED = re.compile(r"(结合|统一|衔接|联系|统筹|贯通|协同|对接|融合)起来")
_TREATED = re.compile(r"[把将][^，]{4,}?(?:作为|(?<!担)当[作做](?!为)|看作)")
_MEANS = re.compile(r"(?:采取|运用|利用|采用)[^，]{1,16}?(?:方式|形式|措施|办法|手段|方法)")
_TERSE = frozenset("锻惠控堵除纠优激扬倡解签赶设念说装修换建验审核罚惩罢扭招追选")
_SOME = re.compile(r"(?:对|凡|凡是)[^，]{2,40}的")
_TOGETHER = re.compile(r"相(?P<verb>结合|统一|衔接|促进|协调|适应)$")
_NUMERALS = frozenset("一二两三四五六七八九十几")
_WHERE = "上下中里时后前内间看"
_RECIPIENTS = frozenset("向对与同由被")
_LIGHT = ("进行", "予以", "给予", "加以", "开展")
_CLOSES = re.compile(
    r"(?:[上中下里内外间来时后前]|方面|基础上|实际|等|之际|为[^，、]{1,8}|职能|契机|优势|特点|需求|问题|任务|大局|思路|力度|视野|举措|短板|关切|诉求|精神|姿态|作风|状态|劲头|决心|勇气|标准|手段|措施|方式|形式|渠道|途径|办法|平台|机会|机遇|合力|要求|纪律|责任感|使命感|紧迫感|危机感|意识|觉悟|担当|韧劲|干劲|定力|态度|理念|思维|步伐|路径|名义|力量|载体|站位|起点|领域|环节|地区|行业|过程|阶段|期间|层面)$"
)
_RESULT = re.compile(
    r"(贯彻|落实|放|摆|(?<!工)作(?!作)|(?<!担)当作|看作|视|转化|转变|变|解决|落|融入|纳入|统一|贯穿|写|抓|做|置|建|讲|解脱|结合|列|集中|"
    r"凝聚|用|体现|延伸|传导|扛|扎|记|刻|控制|降|提高|提升|扩大|推|引|留|打造|建设|培育|团结|联系|统筹|衔接|保持|消除|消灭|化解|汇聚|导|管|守|交|带|送|送达|安排|部署|提交|提请|转|定|定位|挺|压|治|想|办|理|看|讲|说|"
    r"保障|完成|利用|运用|发挥|维护|巩固|拓展|转换|确定|作用|花|分解|细化|整合|组织|动员|吸引|汇集|引导|下放|下沉|执行|遵守|服务|谋划|开|守|选|管|育|盯|查|改|补|拧|筑|织|牵|攥|捧|端|养|擦|唱|塑|立|树|强化|深化|优化|固化|量化|传承|弘扬|学习|领会|盘活|激活|调动|释放|挖掘|贯通|集聚|转送|推向|对准|瞄准|对标|聚焦|区分|分离|隔离|发|传递|输送|投入|投向|倾斜)"
    r"(?=为|到|在|成|入|于|好|实|细|作|得|进|向|至|起来|出来|下去|下来|落实|抓(?!在)|清|严|紧|牢|透|住|稳|准|强|优|大|精|深|给)"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The verb of a clause, where it stands, and whether it stands at once behind the adverbs."""

    verb: str
    start: int
    end: int
    direct: bool
    sure: bool = True


def head_of(text: str, at: int = 0) -> Head | None:
    """Find the head verb of the clause that begins at ``at``; None where nothing looks like one."""
    head = _head(text, at)
    return _behind_light(text, head) if head and head.verb in _LIGHT else head


def _behind_light(text: str, head: Head) -> Head:
    """Give the verb that a light one carries (予以修改, 进行全面排查), where it ends the clause."""
    start = skip_adverbs(text, head.end)
    word = verb_at(text, start)
    if word is None or head.verb == "开展" or start + len(word) not in _ends(text):
        return head
    return Head(word, head.start, head.end, head.direct)


def _ends(text: str) -> tuple[int, int]:
    comma = text.find("，")
    return (len(text), comma)


def _head(text: str, at: int) -> Head | None:
    limit = min(len(text), at + _REACH)
    begin = at if _is_interleaved(text, at) else skip_adverbs(text, at)
    if _DISPOSAL.match(text, begin):
        return _disposed(text, begin, limit)
    if PREPOSITION.match(text, begin) and not _is_verb_after_all(text, begin):
        behind = _behind_phrase(text, begin, limit)
        if behind:
            return behind
    return _direct(text, begin) or _guessed(text, at, begin, limit)


def _guessed(text: str, at: int, begin: int, limit: int) -> Head | None:
    """Take what stands behind the adverbs for the verb, for want of a known one."""
    effort = _EFFORT.search(text, begin, limit)
    if effort:
        return Head("下功夫", effort.start(), effort.end(), direct=False)
    if begin > at and begin >= limit and (word := verb_at(text, at)):
        return Head(word, at, at + len(word), direct=True)
    if begin > at and begin >= limit:
        return Head(text[-4:], max(at, limit - 4), limit, direct=True, sure=False)
    if begin > at:
        guess = text[begin : begin + 1 if text[begin + 1 : begin + 2] in _NUMERALS else begin + 2]
        return Head(guess, begin, begin + len(guess), direct=True, sure=False)
    return None


def _is_verb_after_all(text: str, begin: int) -> bool:
    """Whether what looks like a preposition begins a verb (对接, 用好)."""
    word = verb_at(text, begin)
    return word is not None and not PREPOSITION.fullmatch(word)


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
    if verb == "坚持" and (inner := _persisted(text, end)):
        return inner
    while (verb in PREVERBS or verb in YIELDING) and yields(text, verb, end):
        begin = skip_adverbs(text, end)
        following = verb_at(text, begin)
        if following is None:
            behind = _disposed(text, begin, len(text)) or _behind_phrase(
                text, begin, begin + _REACH
            )
            return behind and Head(behind.verb, behind.start, behind.end, direct=True)
        verb, end = following, begin + len(following)
    return Head(_last_of_pair(text, begin, verb), begin, end, direct=True)


def _persisted(text: str, at: int) -> Head | None:
    """Find the action in which to persist (坚持在发展中改善民生); None where it is a principle."""
    start = skip_adverbs(text, at)
    if start - at > 1 and len(text) - start >= _FOUR + _HALF:
        word = verb_at(text, start)
        if word is None or word in NOMINAL or "、" in text[start:]:
            return None
        return Head(word, start, start + len(word), direct=True)
    behind = head_of(text, at) if text.startswith(("在", "从"), at) else None
    if behind and behind.sure and not behind.direct and behind.end < len(text):
        return Head(behind.verb, behind.start, behind.end, direct=True)
    return None


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
    effort = _EFFORT.match(text, begin)
    if effort:
        return Head("下功夫", begin, effort.end(), direct=True)
    sign = text[begin : begin + 1]
    if sign in _TERSE and text[begin + _LEAST : begin + _LEAST + 1] not in {"", "、"}:
        return None
    if sign and sign in SINGLES and len(text) - begin >= _LEAST:
        short = text[begin + _LEAST : begin + _LEAST + 1] in {"", "、"}
        return Head(sign, begin, begin + 1, direct=True, sure=short or sign == "抓")
    return None


def _disposed(text: str, begin: int, limit: int) -> Head | None:
    """Find the verb behind 把/将 and its object."""
    if not _DISPOSAL.match(text, begin):
        return None
    joined = _JOINED.search(text, begin + 2, limit)
    if joined:
        return Head(joined.group(1), joined.start(), joined.end(), direct=True)
    treated = _TREATED.match(text, begin, limit)
    if treated and (word := verb_at(text, skip_adverbs(text, begin + 1))):
        return Head(word, begin + 1, treated.end(), direct=True)
    for result in _RESULT.finditer(text, begin + 2, limit):
        if text.startswith("落实", result.end()) and _RESULT.search(text, result.end(), limit):
            continue
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
    preposition = PREPOSITION.match(text, begin)
    if preposition is None:
        return None
    set_phrase = _in_set_phrase(text, begin, limit)
    if set_phrase:
        return set_phrase
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
        or (preposition.group() in {"在", "从"} and text[limit - 1] not in _WHERE)
        else None
    )


def _in_set_phrase(text: str, begin: int, limit: int) -> Head | None:
    """Find the verb of phrases that have one place for it (对…的约谈, 在…上下功夫, 与…相结合)."""
    some = treated(text, begin)
    if some:
        return some
    effort = _EFFORT.search(text, begin, limit) if text.startswith("在", begin) else None
    if effort:
        return Head("下功夫", effort.start(), effort.end(), direct=False)
    together = _TOGETHER.search(text, begin, limit)
    if together:
        return Head(together["verb"], together.start("verb"), limit, direct=False)
    return None


def treated(text: str, begin: int = 0) -> Head | None:
    """Find what is to be done with some (对屡查屡犯的依法从严处罚)."""
    some = _SOME.match(text, begin)
    if some is None or len(text) - some.end() < _FOUR:
        return None
    start = skip_adverbs(text, some.end())
    word = verb_at(text, start)
    return Head(word, start, start + len(word), direct=False) if word else None


def _nested(text: str, at: int, limit: int) -> Head | None:
    return _behind_phrase(text, at, limit) if PREPOSITION.match(text, at) else None


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
        and (
            verb_at(text, after)
            or PREPOSITION.match(text, after)
            or _plain_single(text, after) is not None
        )
    ):
        return True
    if text.startswith(_LIGHT, at) and at > begin + _LEAST:
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
