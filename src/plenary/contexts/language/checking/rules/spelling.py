"""Spelling: words that do not exist, words split or joined, and real words that were not meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz.distance import OSA

from plenary.contexts.language.checking import chinese, english, pinyin, tables
from plenary.contexts.language.checking.english import Word
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_MOST_UNKNOWN = 8
_SHORTEST = 4
_PIECE = 3
_LONG_JOINED = 8
_LONGEST_CODE = 5
_LONG_SYLLABLE = 7
_KNOWN_WELL = 500
_COMMON = 20_000
_LONG_WORD = 3
_IN_CODES = frozenset("@/._&0123456789\u02bc\u02bb")
"""What stands in addresses and codes, and the letters of other languages that look like apostrophes."""
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
_ALSO_BRITISH = frozenset(
    {"program", "story", "meter", "meters", "inquiry", "inquiries"}
    | {"check", "curb", "tire", "license", "catalog", "dialog", "gray"}
)
"""American spellings that are British too, as other words (to check), as verbs, or as names."""


def find(pair: Pair) -> Iterator[Finding]:
    """Find spellings that are wrong whatever the style."""
    yield from _unknown(pair)
    yield from _confused(pair)
    yield from _split(pair)
    yield from _mixed(pair)


def _unknown(pair: Pair) -> Iterator[Finding]:
    names = _in_pinyin(pair) | _broken_words(pair)
    unknown = [
        w
        for n, w in enumerate(pair.words)
        if n not in names
        and len(w.low) >= _SHORTEST - 1
        and not english.is_known(w.text)
        and not _is_code(pair, w)
        and not _is_given_name(pair, n)
    ]
    for word in unknown[:_MOST_UNKNOWN]:
        yield from _judged(pair, word)


def _judged(pair: Pair, word: Word) -> Iterator[Finding]:
    low = word.low
    hints = tuple(sorted(pair.expected))
    is_slip = _is_slip_of(low, hints) or _is_slip_of_any(low)
    if not is_slip and (two := _two_words(low)):
        is_proof = len(low) >= _LONG_JOINED and set(two.split()) <= pair.expected
        yield pair.finding("spelling.joined", word.start, word.end, proposal=two, is_proof=is_proof)
        return
    if not is_slip and _is_compound(low):
        yield pair.finding("spelling.unknown", word.start, word.end, is_proof=False)
        return
    meant = english.nearest(low, hints) or english.nearest(low.removesuffix("'s"), hints)
    is_likely_name = word.text[0].isupper() and pinyin.is_syllables(low.removesuffix("'s"))
    if not meant or (is_likely_name and (meant not in hints or pinyin.may_name_itself(pair.zh))):
        yield pair.finding("spelling.unknown", word.start, word.end, is_proof=False)
        return
    proposal = _cased(meant, word.text)
    is_proof = len(low) >= _SHORTEST and (meant in hints or not _may_be_any_name(pair, word, meant))
    lost = len(meant) - len(low)
    rule = (
        "spelling.letters-missing" if lost > 1 and _is_subsequence(low, meant) else "spelling.word"
    )
    if lost > 0 and (meant.startswith(low) or meant.endswith(low)):
        rule = "spelling.letters-missing"
    yield pair.finding(rule, word.start, word.end, proposal=proposal, is_proof=is_proof)


def _may_be_any_name(pair: Pair, word: Word, meant: str) -> bool:
    """Say whether a word with a capital may be a name that no list has.

    Any short one that is no slip of two keys may be ("Mung" is no "Hung"), any in running text, and
    any beside Chinese that names a firm, a foreign name by its sound, or what no table knows.
    """
    if word.text[0].islower():
        return False
    is_short = len(word.low) <= _LONGEST_CODE and sorted(word.low) != sorted(meant)
    is_firm = pinyin.may_name_itself(pair.zh) or bool(chinese.by_sound(pair.zh))
    if is_short or is_firm or not pair.is_sign:
        return True
    is_near = OSA.distance(word.low, meant) == 1
    return _names_the_unknown(pair) and not (is_near and pair.profile == "public-information")


def _names_the_unknown(pair: Pair) -> bool:
    """Say whether a part of two or more characters is one that no table knows; on a sign, the whole."""
    named = {c for at, place in pair.places for c in range(at, at + len(place.zh))}
    cut = chinese.pieces(pair.zh)
    if pair.profile == "public-information" and (named or any(piece.entry for piece in cut)):
        return False
    return any(
        piece.entry is None and len(set(range(piece.start, piece.end)) - named) > 1 for piece in cut
    )


def _confused(pair: Pair) -> Iterator[Finding]:
    """A real word where the Chinese makes its neighbour certain."""
    if not pair.is_sign:
        return
    given = {w.low for w in pair.words}
    for word in pair.words:
        for right, zh in _confusables().get(word.low.removesuffix("'s"), ()):
            if (
                zh.search(pair.zh)
                and not given & set(right)
                and (word.low not in english.function_words() or len(given) <= _LONG_WORD)
                and english.stem(word.low)
                not in {english.stem(e) for e in pair.expected if e not in right}
            ):
                yield pair.finding(
                    "spelling.real-word", word.start, word.end, proposal=_cased(right[0], word.text)
                )
                return


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
            proposal=_cased(_joined_form()[split], hit[0]),
            is_proof=split not in _PERHAPS_APART,
        )
    if not pair.is_sign:
        return
    for number, whole in _broken(pair):
        left, right = pair.words[number], pair.words[number + 1]
        yield pair.finding(
            "spelling.broken", left.start, right.end, proposal=_cased(whole, left.text)
        )


def _broken_words(pair: Pair) -> set[int]:
    return {n for number, _whole in _broken(pair) for n in (number, number + 1)}


def _broken(pair: Pair) -> Iterator[tuple[int, str]]:
    """Give the first of two words that are one expected word with a gap or a lost letter in it."""
    if not pair.is_sign:
        return
    names = _in_pinyin(pair)
    for number, (left, right) in enumerate(zip(pair.words, pair.words[1:], strict=False)):
        joined = left.low + right.low
        if pair.en[left.end : right.start] != " " or (
            english.is_known(left.low)
            and english.is_known(right.low)
            and min(len(left.low), len(right.low)) > 1
        ):
            continue
        if {number, number + 1} <= names:
            continue
        wholes = [
            w
            for w in pair.expected
            if len(w) - len(joined) in {0, 1} and len(w) > _LONG_WORD and _is_subsequence(joined, w)
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
                proposal=_cased(us, word.text),
                is_proof=us in given and us not in _ALSO_BRITISH,
            )


def _in_pinyin(pair: Pair) -> set[int]:
    return {n for m in pair.romanised for n in range(m.first, m.last + 1)}


def _is_code(pair: Pair, word: Word) -> bool:
    """An abbreviation, or part of an address on the web."""
    code = word.text.removesuffix("s")
    if code.isupper() and 1 < len(code) <= _LONGEST_CODE and not pair.en.isupper():
        return True
    around = pair.en[max(0, word.start - 1) : word.end + 1]
    is_coined = any(char in _IN_CODES for char in around.strip(". "))
    return is_coined or not word.text.isascii()


def _is_compound(low: str) -> bool:
    """Say whether it is two longer words that may have grown into one, as "homeware"."""
    return any(
        min(english.frequency(low[:cut]), english.frequency(low[cut:])) > _KNOWN_WELL
        for cut in range(_SHORTEST, len(low) - _SHORTEST + 1)
    )


def _is_given_name(pair: Pair, number: int) -> bool:
    """The second syllable of a given name in an older spelling, as "shing" in Li Ka-shing."""
    if not number or pair.profile == "public-information":
        return False
    before, word = pair.words[number - 1 : number + 1]
    joint = pair.en[before.end : word.start]
    return (
        joint == "-"
        and before.text[0].isupper()
        and max(len(before.low), len(word.low)) < _LONG_SYLLABLE
    )


def _is_slip_of(low: str, hints: tuple[str, ...]) -> bool:
    """Say whether it is one letter from a word that the Chinese makes likely, as "meetting"."""
    return any(OSA.distance(low, hint, score_cutoff=1) <= 1 for hint in hints)


def _is_slip_of_any(low: str) -> bool:
    """Say whether a long word is one letter from a common one, as "passanger": "pass anger" is a chance."""
    if len(low) < _LONG_JOINED:
        return False
    meant = english.nearest(low)
    return english.frequency(meant) > _COMMON // 4 and OSA.distance(low, meant) == 1


def _two_words(low: str) -> str:
    for cut in range(_PIECE, len(low) - _PIECE + 1):
        left, right = low[:cut], low[cut:]
        if _is_common(left) and _is_common(right):
            return f"{left} {right}"
    return ""


def _is_common(word: str) -> bool:
    return english.is_known(word) and (
        english.frequency(word) > _COMMON or word in english.function_words()
    )


def _cased(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word


def _is_subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return all(char in letters for char in short)


def is_near(left: str, right: str) -> bool:
    """Say whether two real words are a slip of the keys apart."""
    return OSA.distance(left, right) <= (1 if max(len(left), len(right)) < _LONG_JOINED else 2)
