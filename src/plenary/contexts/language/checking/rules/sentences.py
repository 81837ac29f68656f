"""Running text: sentences that are left out, and a sentence that begins small."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import english
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_STOP_ZH = re.compile(r"[。！？!?]")
_STOP_EN = re.compile(r"[.!?](?=[\s\"”')]|$)")
_COUNTED_ZH = re.compile(r"[\u4e00-\u9fff]|\d+")
_COUNTED_EN = re.compile(r"[A-Za-zÀ-ɏ'’]+|\d+")
_ENOUGH = 30
_TOO_SHORT = 0.36
"""English words for a Chinese character; a whole rendering has from 0.5 to 0.8."""
_NOTICE = re.compile(r"请勿|请(?:您|保持|爱护|扶|照看|照顾|看管|勿|遵守|自觉)|禁止|严禁")
"""What asks or forbids in one sentence after another, English puts into few words."""
_GOING_ON = frozenset({"and", "or", "but", "up", "down"})
_PROFILES = frozenset({"", "government-text"})


def find(pair: Pair) -> Iterator[Finding]:
    """Find English with fewer sentences than the Chinese and far too few words, and a small first letter."""
    if pair.profile not in _PROFILES or not pair.words:
        return
    yield from _left_out(pair)
    yield from _small(pair)


def _left_out(pair: Pair) -> Iterator[Finding]:
    characters = len(_COUNTED_ZH.findall(pair.zh))
    sentences = len(_STOP_ZH.findall(pair.zh.strip()))
    if (
        _NOTICE.search(pair.zh)
        or characters < _ENOUGH
        or sentences <= max(1, len(_STOP_EN.findall(pair.en.strip())))
    ):
        return
    if len(_COUNTED_EN.findall(pair.en)) < _TOO_SHORT * characters:
        yield pair.finding("length.left-out")


def _small(pair: Pair) -> Iterator[Finding]:
    """A whole sentence of common words; a brand such as eBay may begin small."""
    first = pair.words[0]
    is_sentence = pair.zh.rstrip().endswith("。") and pair.en.rstrip().endswith(".")
    if (
        is_sentence
        and pair.en[: first.start].strip() == ""
        and first.text.islower()
        and first.low not in _GOING_ON
        and pair.en[first.end : first.end + 1] == " "
        and english.is_known(first.low)
    ):
        proposal = first.text.capitalize()
        yield pair.finding("capitals.sentence", first.start, first.end, proposal=proposal)
