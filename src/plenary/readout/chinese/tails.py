"""Which clauses say no more than how, or to what end, the action before them is done."""

from __future__ import annotations

import re

from plenary.readout.chinese import kinds
from plenary.readout.chinese.demands import demand_of
from plenary.readout.chinese.lexicon import CAUSATIVES, NOMINAL, PREVERBS, VERBS
from plenary.readout.chinese.pieces import Group, Piece
from plenary.readout.chinese.verbs import any_verb, head_of

_SHARING = VERBS - PREVERBS | {"统筹"}
_REACH = 160


def is_tail_of(text: str, piece: Piece, rest: list[Piece], last: Group) -> bool:
    """Whether a clause belongs to the directive before it."""
    words = piece.of(text)
    if kinds.is_tail(words) and not (kinds.is_loyalty(words) and not last.loyal):
        return True
    if _closes(text, piece, rest) and kinds.is_closing_abstract(words):
        return True
    if _shares_object(text, words, last):
        return True
    if last.verb in CAUSATIVES and _is_further_complement(text, words, last):
        return True
    return _repeats(text, words, last) or _repeats_tail(text, words, last)


_WITH = re.compile(
    r"[与同和][^，]{4,}(?:结合|统一|衔接|联系|贯通|统筹)起来$|[\u4e00-\u9fff]{2}[为到成]"
)


def _shares_object(text: str, words: str, last: Group) -> bool:
    """Whether the clause says more of what 把 in the clause before names (把甲细化为乙，转化为丙)."""
    begun = text[last.start : min(last.end, last.start + 24)]
    return bool(_WITH.match(words)) and ("把" in begun or "将" in begun)


def _is_further_complement(text: str, words: str, last: Group) -> bool:
    """Whether the clause says more of what those led on by a causative are to do."""
    if words.startswith("共同"):
        return True
    if words[0] not in "在向从":
        return False
    end = min(last.end, last.start + _REACH)
    begin = max(last.start, text.find(last.verb or "", last.start, end))
    inner = any_verb(text, begin + 4, end)
    return words[0] in text[last.start : end] or bool(inner and inner.verb not in NOMINAL)


def _closes(text: str, piece: Piece, rest: list[Piece]) -> bool:
    """Whether nothing but tails follows the clause in its sentence."""
    if piece.stop in "。；" or piece.last:
        return True
    for following in rest:
        words = following.of(text)
        if following.fresh or demand_of(words):
            return True
        if not kinds.is_tail(words) and not kinds.is_closing_abstract(words):
            return False
        if following.stop in "。；":
            return True
    return True


def _repeats(text: str, words: str, last: Group) -> bool:
    """Whether the clause repeats the words with which the clause before began (清醒看到A，清醒看到B)."""
    begun = text[last.start : min(last.end, last.start + 40)].removeprefix("要")
    if words[:2] == begun[:2] and words[:2] in _SHARING:
        return True
    for size in (6, 5, 4):
        if len(words) > size and words[:size] in begun[: size + 8] and _verb_of(words[:size]):
            return True
    return False


def _repeats_tail(text: str, words: str, last: Group) -> bool:
    """Whether the clause repeats the verb of the tail before it (使报告体现甲，体现乙)."""
    if words[:2] not in VERBS:
        return False
    near = text[max(last.start, last.end - _REACH) : last.end]
    for part in reversed(near.split("，")[1:]):
        if not part.startswith(words[:2]):
            return kinds.is_tail(part) and words[:2] in part
    return False


def _verb_of(words: str) -> bool:
    head = head_of(words)
    return bool(head and head.sure and head.end == len(words))
