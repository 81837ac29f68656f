"""Words that no list has: misspelled ones, names, and words that are made anew every day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from plenary.contexts.language.checking import chinese, english, pinyin
from plenary.contexts.language.checking.english import Word
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.rules import persons, spelling

_MOST_UNKNOWN = 8
_SHORTEST = 4
_PIECE = 3
_LONG_JOINED = 8
_LONGEST_CODE = 5
_LONG_SYLLABLE = 7
_KNOWN_WELL = 500
_COMMON = 20_000
_IN_CODES = frozenset("@/._&0123456789\u02bc\u02bb")
"""What stands in addresses and codes, and the letters of other languages that look like apostrophes."""


def find(pair: Pair) -> Iterator[Finding]:
    """Find words that no list has and that are no name; a fault where the one that was meant is sure."""
    names = spelling.in_pinyin(pair) | spelling.broken_words(pair)
    unknown = [
        w
        for n, w in enumerate(pair.words)
        if n not in names
        and len(w.low) >= _SHORTEST - 1
        and not english.is_known(w.text)
        and not _is_code(pair, w)
        and not _is_given_name(pair, n)
    ]
    once = {word.low: word for word in reversed(unknown)}
    for word in sorted(once.values(), key=lambda word: word.start)[:_MOST_UNKNOWN]:
        yield from _judged(pair, word)


def _judged(pair: Pair, word: Word) -> Iterator[Finding]:
    low = word.low
    hints = tuple(sorted(pair.expected))
    two = _two_words(low)
    if (two or _is_compound(low)) and not (_is_slip_of(low, hints) or _is_slip_of_any(low)):
        rule = "spelling.joined" if two else "spelling.unknown"
        is_proof = len(low) >= _LONG_JOINED and set(two.split()) <= pair.expected and bool(two)
        yield pair.finding(rule, word.start, word.end, proposal=two, is_proof=is_proof)
        return
    meant = english.nearest(low, hints) or english.nearest(low.removesuffix("'s"), hints)
    is_likely_name = (
        word.text[0].isupper()
        and pinyin.is_syllables(low.removesuffix("'s"))
        and not _is_slip_of_any(low)
    )
    if is_likely_name and meant not in hints and (pair.is_running or not pair.is_sign):
        return
    if not meant or (is_likely_name and (meant not in hints or pinyin.may_name_itself(pair.zh))):
        yield pair.finding("spelling.unknown", word.start, word.end, is_proof=False)
        return
    proposal = spelling.cased(meant, word.text)
    is_proof = (
        len(low) >= _SHORTEST
        and low[1:] != meant
        and (meant in hints or not _may_be_any_name(pair, word, meant))
    )
    lost = len(meant) - len(low)
    rule = (
        "spelling.letters-missing"
        if lost > 1 and spelling.is_subsequence(low, meant)
        else "spelling.word"
    )
    if lost > 1 and (meant.startswith(low) or meant.endswith(low)):
        rule = "spelling.letters-missing"
    yield pair.finding(rule, word.start, word.end, proposal=proposal, is_proof=is_proof)


def _may_be_any_name(pair: Pair, word: Word, meant: str) -> bool:
    """Say whether a word with a capital may be a name that no list has.

    Any short one that is no slip of two keys may be ("Mung" is no "Hung"), any in running text, and
    any beside Chinese that names a firm, a foreign name by its sound, or what no table knows. Of somebody's
    tomb or show of paintings also a small word may be part of the name: Adam Schall von Bell.
    """
    if persons.is_memorial(pair.zh):
        return True
    if word.text[0].islower():
        return False
    if _is_turned(pair, word.low, meant):
        return False
    is_short = len(word.low) <= _LONGEST_CODE and sorted(word.low) != sorted(meant)
    is_firm = pinyin.may_name_itself(pair.zh) or bool(chinese.by_sound(pair.zh))
    if is_short or is_firm or not pair.is_sign:
        return True
    is_near = OSA.distance(word.low, meant) == 1
    return _names_the_unknown(pair) and not (is_near and pair.profile == "public-information")


def _is_turned(pair: Pair, low: str, meant: str) -> bool:
    """Say whether a long word is a very common one with two letters turned round, which is no name: "Captial"."""
    return (
        pair.is_sign
        and len(low) > _LONGEST_CODE
        and sorted(low) == sorted(meant)
        and english.frequency(meant) > _COMMON // 4
        and not pinyin.is_syllables(low)
        and not chinese.by_sound(pair.zh)
    )


def _names_the_unknown(pair: Pair) -> bool:
    """Say whether a part of two or more characters is one that no table knows; on a sign, the whole."""
    named = {c for at, place in pair.places for c in range(at, at + len(place.zh))}
    cut = chinese.pieces(pair.zh)
    if pair.profile == "public-information" and (named or any(piece.entry for piece in cut)):
        return False
    return any(
        piece.entry is None and len(set(range(piece.start, piece.end)) - named) > 1 for piece in cut
    )


def _is_code(pair: Pair, word: Word) -> bool:
    """An abbreviation, or part of an address on the web."""
    code = word.text.removesuffix("s")
    if code.isupper() and 1 < len(code) <= _LONGEST_CODE and not pair.en.isupper():
        return True
    around = pair.en[max(0, word.start - 1) : word.end + 1]
    if re.match(r"(?:^|[^\w])\.", pair.en[max(0, word.start - 2) : word.start].rjust(2)):
        return True  # the ending of a file's name
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
    """Say whether it is a letter from a word that the Chinese makes likely, as "meetting"; a long one two."""
    most = 1 if len(low) <= _LONG_JOINED else 2
    return any(OSA.distance(low, hint, score_cutoff=most) <= most for hint in hints)


def _is_slip_of_any(low: str) -> bool:
    """Say whether a long word is one letter from a common one, as "passanger": "pass anger" is a chance."""
    if len(low) < _LONG_JOINED:
        return False
    meant = english.nearest(low)
    return english.frequency(meant) > _COMMON // 10 and OSA.distance(low, meant) == 1


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
