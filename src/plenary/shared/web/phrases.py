"""Chinese headings that break between words and not within them, where a screen is narrow.

Browsers break Chinese after any character: only Japanese has ``word-break: auto-phrase`` so far.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate, pairwise

import budoux
from markupsafe import Markup, escape

_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]")
_OFFICE = re.compile(r"领导小组|外事办公室|办公[室厅]|办事处|委员会|人民政府|常委会|管委会")
"""What offices are called: the model, made of everyday language, cuts such words in two."""
_WHOLE = re.compile(r"一带一路|论坛|峰会|博览会|交易会|超?高清")
"""Words of the trade that the model cuts in two beside a quotation mark, a figure or a Latin letter."""
_BREAK = Markup("<wbr>")
KEPT = 4_000
"""So many headings are cut once: cutting one takes a quarter of a millisecond."""


def phrased(text: str) -> Markup:
    """Give a line of text with a place to break after each of its Chinese words; other text as it is."""
    return _broken(text, 0, word_ends(text)) if _HAN.search(text) else escape(text)


def phrased_pieces(pieces: Iterable[tuple[str, bool]]) -> Iterator[tuple[Markup, bool]]:
    """Give the pieces of a line, each with what is said of it, with places to break as in the whole."""
    listed = list(pieces)
    whole = "".join(text for text, _said in listed)
    ends = word_ends(whole) if _HAN.search(whole) else frozenset()
    start = 0
    for text, said in listed:
        yield _broken(text, start, ends), said
        start += len(text)


def _broken(text: str, start: int, ends: frozenset[int]) -> Markup:
    cuts = [0, *(at for at in range(len(text)) if start + at in ends), len(text)]
    parts = (text[one:other] for one, other in pairwise(cuts))
    return _BREAK.join(parts)


@lru_cache(maxsize=KEPT)
def word_ends(text: str) -> frozenset[int]:
    """Give where the words of a text end, its own end left out; a single character stays with its neighbour."""
    words = _parser().parse(text)
    ends = accumulate(map(len, words))
    found = {
        end
        for number, (end, following) in enumerate(zip(ends, words[1:], strict=False))
        if len(following) > 1 and (number or len(words[0]) > 1)
    }
    for office in _OFFICE.finditer(text):
        found.difference_update(range(office.start() + 1, office.end()))
        found.update({office.start()} - {0, 1})
    for word in _WHOLE.finditer(text):
        found.difference_update(range(word.start() + 1, word.end()))
        if text[word.end() : word.end() + 1].isascii():
            found.update({word.end()} - {len(text)})
    return frozenset(found)


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_simplified_chinese_parser()
