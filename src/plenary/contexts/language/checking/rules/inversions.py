"""Order: the words of a name in just the order that English turns round, "Center Service Tourist"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import chinese, english
from plenary.contexts.language.checking.chinese import NOTHING, Piece
from plenary.contexts.language.checking.english import Word
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_HEAD = re.compile(
    r"(?:[室厅处口站场馆店院所台栓梯区桥亭箱柜车票门卡]|中心|通道|公园|设施|热线|窗口|地图|手册|指南)$"
)
_LEAST = 2
_PLAIN_GAP = re.compile(r"[ \u00a0]+")


def find(pair: Pair) -> Iterator[Finding]:
    """Find a name of two words or more that begins with what it is and goes on to what it is for.

    Proof only where every word renders one part of the Chinese and all stand in the opposite order.
    """
    if not pair.is_sign or pair.is_running or pair.romanised or not _HEAD.search(pair.zh.strip()):
        return
    cut = [p for p in chinese.pieces(pair.zh) if not (p.entry and NOTHING in p.entry.en)]
    if len(cut) < _LEAST or len(cut) != len(pair.words) or any(p.entry is None for p in cut):
        return
    gaps = (pair.en[a.end : b.start] for a, b in zip(pair.words, pair.words[1:], strict=False))
    if not all(_PLAIN_GAP.fullmatch(gap) for gap in gaps):
        return
    if _is_rendered(pair.words, cut[::-1]) and not _is_rendered(pair.words, cut):
        proposal = " ".join(word.text for word in reversed(pair.words))
        yield pair.finding("meaning.inverted", proposal=proposal)


def _is_rendered(words: list[Word], cut: list[Piece]) -> bool:
    return all(_renders(word, piece) for word, piece in zip(words, cut, strict=True))


def _renders(word: Word, piece: Piece) -> bool:
    """Say whether a word alone is one of the renderings of a part."""
    stem = english.stem(word.low)
    return piece.entry is not None and any(
        [english.stem(w.low) for w in english.words(choice)] == [stem] for choice in piece.entry.en
    )
