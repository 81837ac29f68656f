"""Spelling: words that are split, real words that were not meant, and two spellings side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz.distance import OSA

from plenary.contexts.language.checking import chinese, english, pinyin, tables
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_LONG_JOINED = 8
_LONG_WORD = 3
_RARE, _LESS_RARE, _COMMON = 300, 1_000, 5_000
_SHORT = 5
_PERHAPS_APART = frozenset(
    {"in to", "in side", "on line", "off line", "every one", "any one", "some one", "no body"}
    | {
        "any thing",
        "check room",
        "show room",
        "home stay",
        "in patient",
        "guest house",
        "tea house",
        "sub way",
    }
)
"""Two words that may stand side by side without being one: "drop in to visit", "on Line 1"."""
_LONGEST_SENTENCE = 600
_ALSO_BRITISH = frozenset(
    {"program", "story", "meter", "meters", "inquiry", "inquiries"}
    | {"check", "curb", "tire", "license", "catalog", "dialog", "gray"}
)
"""American spellings that are British too, as other words (to check), as verbs, or as names."""


def find(pair: Pair) -> Iterator[Finding]:
    """Find spellings that are wrong whatever the style."""
    yield from _confused(pair)
    yield from _rare(pair)
    yield from _split(pair)
    yield from _mixed(pair)


def _confused(pair: Pair) -> Iterator[Finding]:
    """A real word where the Chinese makes its neighbour certain; in a sentence by a whole word at least."""
    if len(pair.en) > _LONGEST_SENTENCE:
        return
    given = {w.low for w in pair.words}
    for word in pair.words:
        low = word.low
        wrong = low.removesuffix("'s")
        neighbours = _confusables().get(wrong, ())
        others = {english.stem(one) for one in given if one != low} if neighbours else set()
        for right, zh in neighbours:
            said = zh.search(pair.zh)
            stems = {english.stem(one) for one in right}
            if (
                said
                and (pair.is_sign or (len(said[0]) > 1 and chinese.HAN.fullmatch(said[0])))
                and not others & stems
                and not _is_meant(pair, wrong, right)
                and not _is_rendered(zh, pair.zh, others)
                and (word.low not in english.function_words() or len(given) <= _LONG_WORD)
                and english.stem(word.low)
                not in {english.stem(e) for e in pair.expected if e not in right} - stems
            ):
                yield pair.finding(
                    "spelling.real-word", word.start, word.end, proposal=cased(right[0], word.text)
                )
                return


def _is_meant(pair: Pair, word: str, neighbours: tuple[str, ...]) -> bool:
    """Say whether the Chinese makes the word itself certain too: 羊 beside 灯 is the lamb, and no lamp."""
    return any(
        word in meant and zh.search(pair.zh)
        for one in neighbours
        for meant, zh in _confusables().get(one, ())
    )


def _is_rendered(zh: re.Pattern[str], text: str, stems: set[str]) -> bool:
    """Say whether the Chinese that makes the neighbour certain has its English already: 晚餐 in "Super Dinner"."""
    return any(
        {english.stem(w.low) for w in english.words(choice)} <= stems
        for hit in zh.finditer(text)
        if (entry := chinese.entries().get(hit[0]))
        for choice in entry.en
        if choice != chinese.NOTHING
    )


def _rare(pair: Pair) -> Iterator[Finding]:
    """A word that hardly anybody writes, a slip from one that the Chinese makes likely: "Paly" for 游乐."""
    if not pair.is_sign or pinyin.may_name_itself(pair.zh) or chinese.by_sound(pair.zh):
        return
    given = {w.low for w in pair.words}
    for word in pair.words:
        low = word.low
        if (
            len(low) > _LONG_WORD
            and 0 < english.frequency(low) < (_RARE if len(low) <= _SHORT else _LESS_RARE)
            and low not in pair.expected
            and not pinyin.is_syllables(low)
        ):
            meant = [
                e
                for e in sorted(pair.expected - given)
                if english.frequency(e) > _COMMON and OSA.distance(low, e, score_cutoff=1) == 1
            ]
            if meant and english.stem(meant[0]) != english.stem(low):
                yield pair.finding(
                    "spelling.real-word",
                    word.start,
                    word.end,
                    proposal=cased(meant[0], word.text),
                )


@cache
def _confusables() -> dict[str, list[tuple[tuple[str, ...], re.Pattern[str]]]]:
    found: dict[str, list[tuple[tuple[str, ...], re.Pattern[str]]]] = {}
    for row in tables.rows("confusables"):
        pattern = re.compile(row["zh"])
        found.setdefault(row["wrong"], []).append((tables.alternatives(row["right"]), pattern))
    return found


def is_confused(wrong: str, right: str) -> bool:
    """Say whether the table of confusable words has one for the other."""
    return any(right in choices for choices, _zh in _confusables().get(wrong, ()))


@cache
def _compounds() -> re.Pattern[str]:
    splits = "|".join(
        sorted((re.escape(row["split"]) for row in tables.rows("compounds")), key=len, reverse=True)
    )
    return re.compile(rf"\b(?:{splits})(?=s?\b)", re.IGNORECASE)


@cache
def _joined_form() -> dict[str, str]:
    return {row["split"]: row["joined"] for row in tables.rows("compounds")}


def _split(pair: Pair) -> Iterator[Finding]:
    for hit in _compounds().finditer(pair.en):
        split = hit[0].lower()
        yield pair.finding(
            "spelling.split",
            hit.start(),
            hit.end(),
            proposal=cased(_joined_form()[split], hit[0]),
            is_proof=split not in _PERHAPS_APART,
        )
    if not pair.is_sign:
        return
    for number, whole in _broken(pair):
        left, right = pair.words[number], pair.words[number + 1]
        yield pair.finding(
            "spelling.broken", left.start, right.end, proposal=cased(whole, left.text)
        )


def broken_words(pair: Pair) -> set[int]:
    """Give the words that are the parts of a broken one."""
    return {n for number, _whole in _broken(pair) for n in (number, number + 1)}


def _broken(pair: Pair) -> Iterator[tuple[int, str]]:
    """Give the first of two words that are one expected word with a gap or a lost letter in it."""
    if not pair.is_sign:
        return
    names = in_pinyin(pair)
    for number, (left, right) in enumerate(zip(pair.words, pair.words[1:], strict=False)):
        joined = left.low + right.low
        if pair.en[left.end : right.start] != " " or (
            english.is_known(left.low)
            and english.is_known(right.low)
            and min(len(left.low), len(right.low)) > 1
        ):
            continue
        is_article = right.low == "a" and left.low in english.function_words()
        if is_article or {number, number + 1} <= names:
            continue
        wholes = [
            w
            for w in pair.expected
            if len(w) - len(joined) in {0, 1} and len(w) > _LONG_WORD and is_subsequence(joined, w)
        ]
        if wholes:
            yield number, min(wholes)


def _mixed(pair: Pair) -> Iterator[Finding]:
    """British spelling; a fault only where the same word stands in its American one too."""
    if pair.profile == "organisation":
        return
    table = english.american()
    given = {w.low for w in pair.words}
    for word in pair.words:
        if us := table.get(word.low):
            yield pair.finding(
                "spelling.british",
                word.start,
                word.end,
                proposal=cased(us, word.text),
                is_proof=us in given and us not in _ALSO_BRITISH,
            )


def in_pinyin(pair: Pair) -> set[int]:
    """Give the words of the English that are names in pinyin."""
    return {n for m in pair.romanised for n in range(m.first, m.last + 1)}


def cased(word: str, like: str) -> str:
    """Give a word with the capitals of another."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word


def is_subsequence(short: str, long: str) -> bool:
    """Say whether a word is another one that has lost letters."""
    letters = iter(long)
    return all(char in letters for char in short)


def is_near(left: str, right: str) -> bool:
    """Say whether two real words are a slip of the keys apart."""
    return OSA.distance(left, right) <= (1 if max(len(left), len(right)) < _LONG_JOINED else 2)
