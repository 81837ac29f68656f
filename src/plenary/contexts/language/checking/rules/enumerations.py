"""Enumerations: of three things or more that the table of words has all, none is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plenary.contexts.language.checking import chinese, english
from plenary.contexts.language.checking.chinese import NOTHING, Entry
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_RUN = re.compile(r"[\u4e00-\u9fff]+(?:、[\u4e00-\u9fff]+)+")
_JOINT = re.compile(r"以及|[和与及]")
_SENTENCE = re.compile(r"[^.;!?]+")
_PARTS = re.compile(r",? (?:and|or|as well as|plus) |, | & |/")
_LAST = re.compile(r"and|or|as well as|plus|&")
_LONGEST = 2_000
_LEAST = 3
_SHORTEST, _LONGEST_ITEM = 2, 8


class _Item(NamedTuple):
    entry: Entry
    start: int
    end: int


def find(pair: Pair) -> Iterator[Finding]:
    """Find the one thing of a list that no word renders, where the English lists one thing less.

    The other things stand each in a part of their own, side by side to the last "and" of a sentence,
    and nothing is listed before them.
    """
    if "、" not in pair.zh or not pair.words or len(pair.en) > _LONGEST:
        return
    for run in _RUN.finditer(pair.zh):
        items = _items(run[0], run.start())
        if len(items) < _LEAST:
            continue
        for sentence in _SENTENCE.findall(pair.en):
            lost = _lost(items, sentence)
            if lost is not None:
                yield pair.finding(
                    "lists.left-out", lost.start, lost.end, side="zh", proposal=lost.entry.en[0].capitalize()
                )  # fmt: skip
                return


def _items(run: str, offset: int) -> list[_Item]:
    """Give the things of a list, and none of them where one is not in the table."""
    tokens = run.split("、")
    places = [offset + sum(len(one) + 1 for one in tokens[:n]) for n in range(len(tokens))]
    found: list[_Item | None] = [_at_end(tokens[0], places[0])]
    found += [_whole(token, at) for token, at in zip(tokens[1:-1], places[1:-1], strict=True)]
    found += _last(tokens[-1], places[-1])
    return [item for item in found if item] if all(found) else []


def _last(token: str, at: int) -> list[_Item | None]:
    """Cut "教育和住房三方面" into its two things; what follows the last one is no part of it."""
    for joint in _JOINT.finditer(token):
        if (first := _whole(token[: joint.start()], at)) and (
            second := _at_beginning(token[joint.end() :], at + joint.end())
        ):
            return [first, second]
    return [_at_beginning(token, at)]


def _whole(token: str, at: int) -> _Item | None:
    entry = chinese.entries().get(token)
    if entry is None or NOTHING in entry.en or len(token) < _SHORTEST or not entry.en:
        return None
    return _Item(entry, at, at + len(token))


def _at_end(token: str, at: int) -> _Item | None:
    starts = range(max(0, len(token) - _LONGEST_ITEM), len(token))
    return next((item for n in starts if (item := _whole(token[n:], at + n))), None)


def _at_beginning(token: str, at: int) -> _Item | None:
    ends = range(min(len(token), _LONGEST_ITEM), 0, -1)
    return next((item for n in ends if (item := _whole(token[:n], at))), None)


def _lost(items: list[_Item], sentence: str) -> _Item | None:
    """Give the thing that is left out of a sentence which lists all the others."""
    parts = _PARTS.split(sentence)
    stems = [{english.stem(word.low) for word in english.words(part)} for part in parts]
    places = [_place(item, stems) for item in items]
    if places.count(None) != 1:
        return None
    told = sorted(place for place in places if place is not None)
    is_whole = told == list(range(told[0], told[0] + len(items) - 1))
    joints = [hit[0].strip(" ,") for hit in _PARTS.finditer(sentence)]
    ends = told[-1] == len(parts) - 1 and bool(_LAST.fullmatch(joints[-1] if joints else ""))
    if is_whole and ends and told[0] == 0:
        return items[places.index(None)]
    return None


def _place(item: _Item, stems: list[set[str]]) -> int | None:
    """Give the part of a sentence in which a thing is rendered."""
    for place, part in enumerate(stems):
        for choice in item.entry.en:
            wanted = {english.stem(word.low) for word in english.words(choice)}
            if wanted and wanted <= part:
                return place
    return None
