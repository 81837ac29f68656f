"""Negations: what the Chinese says not to be, the English may not say without a "not"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import chinese, english
from plenary.contexts.language.checking.chinese import NOTHING
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_NOT_ZH = re.compile(
    r"(?<![中南北东西亚对赴来是除])非(?!洲|常|凡|遗|但|独)|不可(?!或缺|或)|不能|不予|不提供|不收取|不接受|不支持|不设|不含|不对外|不出售|不参加|未|暂停|停止|谢绝|没有|无(?!障碍|线|人|烟|论|限|偿|忧)"
)
_NOT_ZH_AFTER = re.compile(r"除外|止步|已|免|勿|禁|拒|停用|暂停|不|无")
_NOT_EN = re.compile(
    r"\b(?:no|not|cannot|non\w*|never|without|off|only|other|except\w*|exclud\w+|unless|neither|nor|nothing|none|un\w+|in(?:valid|accessible|edible|eligible|active|complete)|dis\w+|il\w+|im\w+|ir\w+"
    r"|free|out|clos\w+|suspend\w*|stop\w*|ceas\w+|halt\w*|fail\w*|lack\w*|prohibit\w*|forbid\w*|ban\w*|refus\w+|declin\w+|reject\w*|exempt\w*|den(?:y|ied)|keep|avoid\w*|waste|dry|staff|private|cancel\w*|expired?"
    r"|less|few|pending|yet|before|lost|missing|outside|instead|rather|plain|self|end\w*|intermission|temporar\w+|discontinu\w+|void|restrict\w*)\b|n['’]t\b|-free\b|less\b",
    re.IGNORECASE,
)
_MOST_CHARACTERS = 16
_SHORT_SENTENCE = 30
_NOT_DONE_ZH = re.compile(
    r"(?<!前所)(?<!从)未(?:能|就|获|予|达成|通过|参加|出席|发现|收到|完成|列入|举行|按时|按期|批准|办理)"
)
_ANY_NOT_ZH = re.compile(r"[不没无非勿禁拒]|免|除|如|若|凡|的(?:单位|人员|企业|部门)")
"""What denies beside it, or speaks of those who have not."""
_STILL_EN = re.compile(
    r"\b(?:still|remain\w*|until|yet|miss\w*|absen\w+|outstanding|short|late|overdue|await\w*|barely|hardly|differ\w*|open)\b",
    re.IGNORECASE,
)


def find(pair: Pair) -> Iterator[Finding]:
    """Find "Drinking Water" for 非饮用水: the word behind the one negation is rendered, and nothing denies it."""
    if not pair.words:
        return
    yield from _not_done(pair)
    if not pair.is_sign or len(pair.zh) > _MOST_CHARACTERS:
        return
    hits = list(_NOT_ZH.finditer(pair.zh))
    if len(hits) != 1 or _NOT_EN.search(pair.en):
        return
    (hit,) = hits
    rest = pair.zh[: hit.start()] + pair.zh[hit.end() :]
    if _NOT_ZH_AFTER.search(rest):
        return
    stems = {english.stem(word.low) for word in pair.words}
    if any(_is_denied(hit[0] + entry.zh) for entry in _behind(pair.zh, hit.end())):
        return
    if any(_is_rendered(entry, stems) for entry in _behind(pair.zh, hit.end())):
        yield pair.finding("meaning.negation", term=pair.zh[hit.start() :].rstrip("。！!"))


def _not_done(pair: Pair) -> Iterator[Finding]:
    """ "Reached agreement" for 未达成一致, in a short text that denies once."""
    hits = list(_NOT_DONE_ZH.finditer(pair.zh))
    if len(hits) != 1 or len(pair.zh) > _SHORT_SENTENCE or _ANY_NOT_ZH.search(pair.zh):
        return
    if not _NOT_EN.search(pair.en) and not _STILL_EN.search(pair.en):
        (hit,) = hits
        yield pair.finding("meaning.negation", term=hit[0])


def _behind(zh: str, at: int) -> Iterator[chinese.Entry]:
    """Give the words of two characters and more that begin at a place."""
    for end in range(at + 2, len(zh) + 1):
        if (entry := chinese.entries().get(zh[at:end])) and NOTHING not in entry.en:
            yield entry


def _is_denied(zh: str) -> bool:
    """Say whether the table has the word with its negation, so that it knows how to put it."""
    return zh in chinese.entries()


def _is_rendered(entry: chinese.Entry, stems: set[str]) -> bool:
    return any(
        all(english.stem(word.low) in stems for word in english.words(choice))
        for choice in entry.en
    )
