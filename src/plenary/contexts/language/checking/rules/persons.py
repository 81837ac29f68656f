"""Persons: surname first, spelled as their characters read, and nobody else in their place.

A person is certain where a post or a form of address stands beside the name. Who goes by a spelling
of his own, as Sun Yat-sen does, is let alone: only what is nearly pinyin is measured against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, product
from typing import NamedTuple

from rapidfuzz.distance import OSA

from plenary.contexts.language.checking import chinese, pinyin, tables
from plenary.contexts.language.checking.english import Word
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_POSTS = (
    "书记|区长|市长|省长|州长|县长|镇长|乡长|村长|部长|厅长|局长|司长|处长|科长|主任|主席|总理|委员长|秘书长|组长|校长|院长|馆长|所长"
    "|会长|理事长|董事长|总经理|经理|行长|站长|团长|队长|教授|院士|研究员|代表|委员|发言人|同志|医生|大夫|老师|导演|作家|诗人|画家|大师"
)
_ADDRESSES = (
    "同志|先生|女士|小姐|教授|院士|博士|大师|烈士|将军|老师|医生|大夫|书记|区长|市长|局长|主任"
)
_MEMORIALS = (
    "故居|旧居|纪念馆|纪念堂|纪念园|墓|祠|塑像|雕像|书场|美术馆|艺术馆|画展|书法展|作品展|工作室"
)
_GOES_ON = rf"会见|会谈|出席|表示|主持|指出|强调|参加|陪同|介绍|致辞|讲话|发言|调研|接受|率|说|在|任|当选|担任|与|和|及|等|对|向|为|一行|{_ADDRESSES}"
_MEMORIAL = re.compile(rf"(.{{2,8}}?)(?:{_MEMORIALS})")
_LONGEST = 4_000
_MOST_PERSONS = 20
_LONG_GIVEN = 7
_THREE = 3
"""Words of a name whose given part, or surname, is written apart."""
_POST_EN = re.compile(
    r"\b(?:Mayor|Secretary|Director|Minister|Professor|Chairm[ae]n|Chairperson|Chair|President|Dean|Head) $"
)
_NAME = re.compile(r"[A-Z][a-zA-Z]*(?:['’][a-z]+)?")


class _Person(NamedTuple):
    """A person of the Chinese: where the name stands and how its two parts may read."""

    start: int
    end: int
    surnames: tuple[str, ...]
    given: tuple[str, ...]
    other_surnames: tuple[str, ...]
    """Readings of the surname's character that no surname has."""

    @property
    def proposal(self) -> str:
        return f"{self.surnames[0].capitalize()} {self.given[0].capitalize()}"


class _Called(NamedTuple):
    """Two or three words of the English that may be somebody's name: the first, and the others as one."""

    first: str
    rest: str
    start: int
    end: int


def is_memorial(zh: str) -> bool:
    """Say whether a text is the name of a tomb, a house or a show of somebody whom no table knows, as 利玛窦墓."""
    hit = _MEMORIAL.fullmatch(zh.strip())
    return hit is not None and not any(
        piece.entry and piece.end - piece.start > 1 for piece in chinese.pieces(hit[1])
    )


def find(pair: Pair) -> Iterator[Finding]:
    """Find names of persons that are turned round, misspelled, misread, or another person's."""
    if not pair.words or len(pair.zh) + len(pair.en) > _LONGEST:
        return
    persons = _persons(pair.zh)
    folded = pinyin.plain(pair.en)
    absent = [
        one
        for one in persons
        if not any(s + g in folded for s, g in product(one.surnames, one.given))
    ]
    if absent:
        called = list(_called(pair.words, pair.en))
        for person in absent:
            yield from _judged(pair, person, called, is_alone=len(persons) == 1)


def _judged(
    pair: Pair, person: _Person, called: list[_Called], *, is_alone: bool
) -> Iterator[Finding]:
    """Give what is wrong with the one who stands for a person, as far as that is certain."""
    for one in called:
        rule = _rule(pair, person, one)
        if rule:
            yield pair.finding(rule, one.start, one.end, proposal=person.proposal)
            return
    if is_alone and (other := _in_the_post(pair, called)):
        yield pair.finding("persons.other", other.start, other.end, proposal=person.proposal)


def _in_the_post(pair: Pair, called: list[_Called]) -> _Called | None:
    """Give the one person of the English, by a post beside the name, where the Chinese has nobody read so."""
    strangers = [
        one
        for one in called
        if one.first in _readings()
        and pinyin.is_syllables(one.rest)
        and _POST_EN.search(pair.en, 0, one.start)
        and not _stands_in(pair.zh, one.first + one.rest)
    ]
    return strangers[0] if len(strangers) == 1 else None


def _rule(pair: Pair, person: _Person, one: _Called) -> str:
    if one.rest in person.surnames and one.first in person.given:
        return "persons.order"
    if one.first in person.other_surnames and one.rest in person.given:
        return "persons.reading"
    if one.first in person.surnames and _is_slip(one.rest, person.given):
        return "persons.spelling"
    is_whole = one.first in _readings() and pinyin.is_syllables(one.rest)
    shares = one.first in person.surnames or one.rest in person.given
    if is_whole and shares and not _stands_in(pair.zh, one.first + one.rest):
        return "persons.other"
    return ""


def _is_slip(given: str, wanted: tuple[str, ...]) -> bool:
    """Say whether a given name is a slip away from how it reads, and no syllables of another one."""
    limit = 1 if len(given) <= _LONG_GIVEN else 2
    return not pinyin.is_syllables(given) and any(OSA.distance(given, w) <= limit for w in wanted)


def _stands_in(zh: str, letters: str) -> bool:
    """Say whether some characters of the Chinese read like this."""
    return any(
        letters in {"".join(one) for one in product(*map(pinyin.readings, zh[at : at + length]))}
        for length in (2, 3, 4)
        for at in range(len(zh) - length + 1)
        if letters[0] in {r[:1] for r in pinyin.readings(zh[at])}
    )


def _called(words: list[Word], en: str) -> Iterator[_Called]:
    """Give two words with capitals side by side, and three where a given name is written apart."""
    for length in (_THREE, _THREE - 1):
        for at in range(len(words) - length + 1):
            run = words[at : at + length]
            gaps = {en[a.end : b.start] for a, b in pairwise(run)}
            if gaps <= {" ", "-"} and gaps != {"-"} and all(_NAME.fullmatch(w.text) for w in run):
                plain = [pinyin.plain(w.text) for w in run]
                start, end = run[0].start, run[-1].end
                if en[end : end + 1] == "-":
                    continue
                yield _Called(plain[0], "".join(plain[1:]), start, end)
                if length == _THREE:
                    yield _Called("".join(plain[:-1]), plain[-1], start, end)


def is_read(zh: str, start: int, end: int) -> bool:
    """Say whether a person certainly stands in the Chinese at a place, by the post or the form of address beside it."""
    return any(one.start < end and start < one.end for one in _persons(zh))


@cache
def surnames() -> dict[str, tuple[str, ...]]:
    """Give how each surname reads, the usual reading first."""
    return {row["zh"]: tables.alternatives(row["pinyin"]) for row in tables.rows("surnames")}


@cache
def _readings() -> frozenset[str]:
    return frozenset(reading for readings in surnames().values() for reading in readings)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    listed = sorted(surnames(), key=len, reverse=True)
    long, short = (
        "|".join(s for s in listed if (len(s) > 1) is is_long) for is_long in (True, False)
    )
    name = rf"(?P<surname>{long}|[{short.replace('|', '')}])(?P<given>[\u4e00-\u9fff]{{1,2}}?)"
    return (
        re.compile(rf"(?:{_POSTS}){name}(?=$|[^\u4e00-\u9fff]|{_GOES_ON})"),
        re.compile(rf"(?:^|[^\u4e00-\u9fff]){name}(?=(?:{_ADDRESSES})(?:$|[^\u4e00-\u9fff]|{_GOES_ON}))"),
        re.compile(rf"^{name}(?=(?:{_MEMORIALS})$)"),
    )  # fmt: skip


def _persons(zh: str) -> list[_Person]:
    """Give the persons of a Chinese text that are certain to be some, each once."""
    found: dict[tuple[int, int], _Person] = {}
    for pattern in _patterns():
        for hit in pattern.finditer(zh):
            span = hit.start("surname"), hit.end("given")
            if len(found) < _MOST_PERSONS and not _is_word(hit["surname"] + hit["given"]):
                found[span] = _person(hit, *span)
    return list(found.values())


def _is_word(zh: str) -> bool:
    """Say whether it is a word or a place rather than a name, as 高级 of 主任高级工程师."""
    return zh in pinyin.places() or pinyin.is_word(zh)


def _person(hit: re.Match[str], start: int, end: int) -> _Person:
    readings = surnames()[hit["surname"]]
    usual = "".join(pinyin.reading(hit["given"]))
    given = {"".join(one) for one in product(*map(pinyin.readings, hit["given"]))}
    others = pinyin.readings(hit["surname"]) if len(hit["surname"]) == 1 else frozenset()
    return _Person(
        start,
        end,
        tuple(pinyin.plain(s) for s in readings),
        (usual, *sorted(given - {usual})),
        tuple(sorted(others - set(readings))),
    )
