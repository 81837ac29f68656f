"""Pinyin: how Chinese characters read, and where a written reading stands in an English text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from pypinyin import Style, lazy_pinyin, pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from plenary.contexts.language.checking import tables
from plenary.contexts.language.checking.chinese import HAN, entries
from plenary.contexts.language.checking.english import Word, is_known

_TONES = str.maketrans("", "", "\u0304\u0301\u030c\u0300")
_UMLAUT = str.maketrans({"ü": "u", "v": "u"})
_LONGEST_SYLLABLE = 6
_TWO = 2
_WORDS_OF_A_SIGN = 14
_MOST_WORDS = 12
_LONGEST_NAME = 16
_MOST_STARTS = 40
"""Bounds of the search for a name, so that a text made to be slow is not."""
_LONG_IN_A_NAME = re.compile(
    r"(?<![市区县部处局科校院会省行家队团组班站成生增船镇乡村])长(?=[\u4e00-\u9fff])(?![大辈者官子老])"
)
_OWN_SPELLING = re.compile(
    r"(?:大学|学院|书院|公司|集团|酒店|饭店|大厦|银行|电器|汽车|科技|[酒茶])$"
)
_SYLLABLE = re.compile(
    r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|er|an|en|in|un|ia|ua|uo|a|o|e|i|u)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A name of the gazetteer: its syllables, its established English and what it is."""

    zh: str
    syllables: tuple[str, ...]
    en: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Match:
    """Characters whose reading is written out in some words of the English."""

    zh_start: int
    zh_end: int
    syllables: tuple[str, ...]
    first: int
    last: int
    """The first and the last of the words."""


@cache
def places() -> dict[str, Place]:
    """Give the gazetteer."""
    return {
        row["zh"]: Place(
            row["zh"], tuple(row["pinyin"].split()), tables.alternatives(row["en"]), row["kind"]
        )
        for row in tables.rows("places")
    }


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """Give how long the names are that begin with a character, the longest first."""
    found: dict[str, set[int]] = {}
    for name in places():
        found.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


@lru_cache(maxsize=2_000)
def places_in(text: str) -> tuple[tuple[int, Place], ...]:
    """Give the gazetteer's names in a text with their places; the longest wins."""
    found: list[tuple[int, Place]] = []
    at = 0
    while at < len(text):
        for length in _lengths().get(text[at], ()):
            if place := places().get(text[at : at + length]):
                found.append((at, place))
                at += length
                break
        else:
            at += 1
    return tuple(found)


@lru_cache(maxsize=2_000)
def reading(text: str) -> tuple[str, ...]:
    """Give one syllable for each character: the gazetteer's, then that of the phrase dictionary."""
    given = [plain(char) for char in text]
    for run in HAN.finditer(text):
        given[run.start() : run.end()] = _read_by_phrases(run[0])
    for hit in _LONG_IN_A_NAME.finditer(text):
        given[hit.start()] = "chang"
    for at, place in places_in(text):
        given[at : at + len(place.syllables)] = place.syllables
    return tuple(given)


@lru_cache(maxsize=5_000)
def _read_by_phrases(run: str) -> list[str]:
    spelled = [plain(syllable) for syllable in lazy_pinyin(run)]
    return spelled if len(spelled) == len(run) else [plain(lazy_pinyin(char)[0]) for char in run]


@lru_cache(maxsize=20_000)
def readings(char: str) -> frozenset[str]:
    """Give every syllable that a character may have."""
    return frozenset(plain(s) for s in pinyin(char, heteronym=True, style=Style.NORMAL)[0])


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Give small letters without tone marks, apostrophes and hyphens."""
    bare = unicodedata.normalize("NFD", text.lower()).translate(_TONES)
    joined = unicodedata.normalize("NFC", bare).translate(_UMLAUT)
    return "".join(char for char in joined if char.isalnum())


def stands_apart(zh: str, start: int, end: int) -> bool:
    """Say whether no word straddles an edge of some characters, as 期间 does that of 日期 in 开放日期间.

    A straddling word counts only where the character that it leaves over begins, or ends, no other. Nor is
    委员 a word of its own in 委员会.
    """
    is_cut_behind = is_word(zh[end - 1 : end + 1]) and not is_word(zh[end : end + 2])
    if end - start == _TWO and zh[start : end + 1] in PHRASES_DICT and end < len(zh):
        return False
    is_cut_before = (
        start > 0
        and is_word(zh[start - 1 : start + 1])
        and not is_word(zh[max(0, start - 2) : start])
    )
    return not (is_cut_behind or is_cut_before)


def is_word(zh: str) -> bool:
    """Say whether two characters are a word of a dictionary."""
    return len(zh) == _TWO and is_in_dictionary(zh)


def is_in_dictionary(zh: str) -> bool:
    """Say whether characters are a word of a dictionary, as 图书馆 is, which many a place is called."""
    return zh in PHRASES_DICT or zh in entries()


def has_tone_marks(text: str) -> bool:
    """Say whether a text carries the marks of the four tones."""
    return any(mark in unicodedata.normalize("NFD", text) for mark in "\u0304\u0301\u030c\u0300")


@lru_cache(maxsize=20_000)
def is_syllables(word: str) -> bool:
    """Say whether a word can be cut into syllables."""
    letters = plain(word)
    reached = {0}
    for at in range(len(letters)):
        if at in reached:
            reached.update(
                end
                for end in range(at + 1, min(len(letters), at + _LONGEST_SYLLABLE) + 1)
                if letters[at:end] in _syllables()
            )
    return len(letters) > 0 and len(letters) in reached


@cache
def _syllables() -> frozenset[str]:
    """Give every syllable that some character has."""
    spelled = set(",".join(PINYIN_DICT.values()).split(","))
    return frozenset(s for s in map(plain, spelled) if _SYLLABLE.fullmatch(s))


def matches(zh: str, words: list[Word]) -> list[Match]:
    """Find where readings of the Chinese are written out in the English, the longest first."""
    firsts = [n for n, word in enumerate(words) if _may_begin(word, len(words))]
    if not firsts:
        return []
    letters = [plain(word.text) for word in words]
    by_syllable: dict[str, list[int]] = {}
    for at, char in enumerate(zh):
        if "\u4e00" <= char <= "\u9fff":
            for syllable in _all_readings(char):
                by_syllable.setdefault(syllable, []).append(at)
    found: list[Match] = []
    after = 0
    for first in firsts:
        if first >= after and (best := _best_from(zh, letters, first, by_syllable)):
            found.append(best)
            after = best.last + 1
    return found


def _may_begin(word: Word, of: int) -> bool:
    """In running text a known word in small letters is no name."""
    if of > _WORDS_OF_A_SIGN and is_known(word.text) and word.text[0].islower():
        return False
    return is_syllables(word.text) or of <= _WORDS_OF_A_SIGN


def _best_from(
    zh: str, letters: list[str], first: int, by_syllable: dict[str, list[int]]
) -> Match | None:
    starts = {
        at
        for length in range(1, _LONGEST_SYLLABLE + 1)
        for at in by_syllable.get(letters[first][:length], ())
    }
    options = [
        hit for at in sorted(starts)[:_MOST_STARTS] if (hit := _walk(zh, letters, first, at))
    ]
    return max(options, key=lambda m: (m.last, _agrees(zh, m), -m.zh_start), default=None)


def _agrees(zh: str, match: Match) -> bool:
    return reading(zh)[match.zh_start : match.zh_end] == match.syllables


def _walk(zh: str, letters: list[str], first: int, start: int) -> Match | None:
    """Follow the characters from one on along the letters of the words, as far as they go."""
    ends: dict[int, int] = {}
    total = 0
    for number in range(first, min(len(letters), first + _MOST_WORDS)):
        total += len(letters[number])
        ends[total] = number
    text = "".join(letters[first : first + _MOST_WORDS])
    usual = reading(zh)
    best: tuple[int, tuple[str, ...]] | None = None
    stack: list[tuple[int, int, tuple[str, ...]]] = [(start, 0, ())]
    while stack:
        at, used, syllables = stack.pop()
        if used in ends and (
            best is None or used > best[0] or (used == best[0] and syllables == usual[start:at])
        ):
            best = (used, syllables)
        if at < min(len(zh), start + _LONGEST_NAME):
            options = readings(zh[at]) | {usual[at]}
            stack.extend(
                (at + 1, used + len(s), (*syllables, s))
                for s in options
                if s and text.startswith(s, used)
            )
    if best is None:
        return None
    return Match(start, start + len(best[1]), best[1], first, ends[best[0]])


def may_name_itself(zh: str) -> bool:
    """Say whether it names a body that spells its name as it likes, unlike a place or an organ."""
    return bool(_OWN_SPELLING.search(zh.strip()))


def spell(syllables: tuple[str, ...]) -> str:
    """Join the syllables of a name, with an apostrophe before a later a, o or e (GB/T 16159)."""
    return "".join(
        f"'{s}" if number and s[:1] in {"a", "o", "e"} else s for number, s in enumerate(syllables)
    ).capitalize()


@lru_cache(maxsize=20_000)
def _all_readings(char: str) -> frozenset[str]:
    return readings(char) | {reading(char)[0]}
