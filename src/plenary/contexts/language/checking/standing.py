"""Whether the words of a name stand in a text as that name, or may be a part of what another body is called."""

from __future__ import annotations

import re
from enum import Enum

from plenary.contexts.language.checking import pinyin

_GOES_ON = re.compile(
    r"[^\W的和与及在召开听审指要对向等为被]{0,8}(?:(?<=委员)[会长]|委员会|办公室|领导小组|工作组)"
    r"|(?:党校|学校|学院|机关|宣传部|组织部|统战部|政法委|研究室|网站|大楼|礼堂)"
)
"""What makes of the words before it the name of a body, which is called as a whole."""
_TITLE = re.compile(r"(?:原|常务)?副?(?:书记|常委|主任|领导|部长|局长|区长|市长|县长|秘书长)")
"""What makes of the words before it a person's title, which each language puts in its own way."""
_FREE = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[的和与及在由于从对向到至自把将被让请令经或是届年月日时]|(?<!华)为|以及"
    r"|访问|走访|参观|走进|前往|来到|抵达|到达|参加|出席|举办|主办|承办|协办|会同|联合|依托|通过|邀请|组织|来自"
    r"|位于|设在|根据|按照|依据|据悉|日前|近日|今天|昨天|目前|此外|同时|上午|下午|晚上|欢迎|感谢|联系|咨询|关注|拨打)$"
)
"""What stands directly before a name that begins there: a mark, a particle, a verb, a time."""
_ANOTHERS = re.compile(
    r"(?:[省市县州旗镇乡]|国家|中国|全国|中央|首都|[北南东]京|原|前身为|曾用名)$"
)
"""What makes of the name behind it that of another place's body, or one that is told of as it was."""
_BEFORE = 8
_CAPITAL_BEFORE = re.compile(r"(?<![\w’'-])([A-Z][\w.’'&-]*) $")
_CAPITAL_BEHIND = re.compile(r" (?:(?:of|for|in) )?(?:the )?[A-Z]")
_AS_IT_WAS = re.compile(
    r"\b(?:former|formerly|previously)(?: called| named| known as)?(?: the)? $", re.IGNORECASE
)
_ARTICLES = frozenset(
    {"The", "A", "An", "Our", "Of", "By", "At", "To", "In", "From", "With", "And"}
)


class Standing(Enum):
    """What can be said of some words that read like a name."""

    ALONE = "alone"
    """They are the name."""
    UNSURE = "unsure"
    """They may be a part of a longer name that nobody knows."""
    ANOTHERS = "another's"
    """They are a part of what another body is called, or are told of as a name of earlier."""


def standing(text: str, start: int, end: int) -> Standing:
    """Say how the words between two places of a text stand there, judged by what is around them."""
    if any("\u4e00" <= char <= "\u9fff" for char in text[start:end]):
        return _in_chinese(text, start, end)
    before = text[max(0, start - 40) : start]
    if _AS_IT_WAS.search(before):
        return Standing.ANOTHERS
    capital = _CAPITAL_BEFORE.search(before)
    is_longer = bool(capital and capital[1] not in _ARTICLES) or _CAPITAL_BEHIND.match(text, end)
    return Standing.UNSURE if is_longer else Standing.ALONE


def goes_on(zh: str, end: int) -> bool:
    """Say whether what follows makes one name with the words before it, as 办公室 with 防汛指挥部."""
    return bool(_GOES_ON.match(zh, end))


def _in_chinese(zh: str, start: int, end: int) -> Standing:
    before = zh[max(0, start - _BEFORE) : start]
    if _ANOTHERS.search(before) or goes_on(zh, end) or not pinyin.stands_apart(zh, start, end):
        return Standing.ANOTHERS
    is_sure = _FREE.search(before) and not _TITLE.match(zh, end)
    return Standing.ALONE if is_sure else Standing.UNSURE
