"""Clauses of set phrases: which name an action, and which only say in what spirit one is to act."""

from __future__ import annotations

import re

from plenary.readout.chinese.verbs import head_of
from plenary.readout.chinese.vocabulary import skip_adverbs

_HALF = 2

_ATTITUDE = re.compile(
    r"(?:勇于|敢于|善于|主动|积极|奋发|勇担|奋勇|锐意|开拓)[^，]{0,6}?(?:担当|作为|有为|碰硬|进取|争先)$|"
    r"(?:开拓创新|真抓实干|锐意进取|奋发有为|勇毅前行|埋头苦干|苦干实干|团结奋斗|众志成城|凝心聚力|同心协力|拼搏奋进|守正创新|迎难而上|"
    r"踔厉奋发|笃行不怠|担当作为|再接再厉|乘势而上|居安思危|未雨绸缪|锲而不舍|驰而不息|久久为功)$"
)
_TERSE_CHAIN = re.compile(r"(?:[\u4e00-\u9fff]{3}、)+[\u4e00-\u9fff]{3}$")
_IDIOM = re.compile(r"^(?:[\u4e00-\u9fff]{4}、)*[\u4e00-\u9fff]{4}$")
_IDIOM_LENGTH = 34


def is_idiom(text: str) -> bool:
    """Whether a clause is made of four-character phrases without an object."""
    return bool(_IDIOM.match(text)) and len(text) <= _IDIOM_LENGTH


def is_idiom_chain(text: str) -> bool:
    """Whether a clause is a chain of such phrases that names no action of its own."""
    if not is_idiom(text) or "、" not in text:
        return False
    return text.count("、") > 1 or not all(map(has_object, text.split("、")))


def is_manner(text: str) -> bool:
    """Whether a clause is nothing but words that stand before a verb (依法依规)."""
    return skip_adverbs(text) == len(text)


def is_terse_chain(text: str) -> bool:
    """Whether a clause is a chain of three-character phrases (抓重点、补短板)."""
    return bool(_TERSE_CHAIN.match(text)) and len(text) <= _IDIOM_LENGTH


def is_attitude(text: str) -> bool:
    """Whether a clause only says in what spirit one is to act (勇于担当)."""
    return len(text) <= _IDIOM_LENGTH and bool(_ATTITUDE.match(text))


def chain_acts(text: str) -> bool:
    """Whether each phrase of a chain is an action of its own (倒排工期、挂图作战)."""
    heads = [head_of(part) for part in text.split("、")]
    return all(head and head.sure and head.direct for head in heads)


def is_bare_idiom(text: str) -> bool:
    """Whether a clause is one four-character phrase that names no action (铁心硬手)."""
    if not is_idiom(text) or "、" in text:
        return False
    head = head_of(text)
    return head is None or not head.sure


def has_object(four: str) -> bool:
    """Whether a four-character phrase is a verb and its object (落实责任), not a bare idiom."""
    if len(four) != _HALF + _HALF:
        return False
    head = head_of(four)
    return bool(head and head.sure and head.direct and head.start < head.end == _HALF)


def is_whole_verb(words: str) -> bool:
    """Whether a four-character phrase is itself a verb (查漏补缺)."""
    head = head_of(words)
    return bool(head and head.sure and head.verb == words and not is_attitude(words))


def ends_in_its_verb(words: str) -> bool:
    """Whether a four-character phrase is an adverb and a verb (细致梳理)."""
    head = head_of(words) if "、" not in words and not is_attitude(words) else None
    return bool(head and head.sure and head.direct and head.start > 0 and head.end == len(words))


def in_phrases(words: str) -> bool:
    """Whether a clause is made of set phrases, of three characters or four."""
    return is_idiom(words) or is_attitude(words) or is_terse_chain(words)


def is_prelude(words: str) -> bool:
    """Whether a clause of four-character phrases leads up to an action."""
    return is_idiom_chain(words) or is_attitude(words) or is_terse_chain(words)
