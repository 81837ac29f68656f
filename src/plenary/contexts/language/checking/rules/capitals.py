"""Capitals: content words of a sign or a name begin with one; small words within do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import amounts, english, pinyin
from plenary.contexts.language.checking.english import Word
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_MOST_WORDS = 9
_WORDS_OF_A_SENTENCE = 5
_WORDS_OF_A_NAME = 3
_PARTICLES = frozenset({"in", "on", "by"})
"""Small words that may belong to the verb before them, as in "Log In Here"."""
_GENERIC_ENDS = frozenset(
    ["Center", "Centre", "Office", "Bureau", "Committee", "Commission", "Department", "Group", "Association", "Council", "Hospital", "School", "Library", "Museum"]
)  # fmt: skip
"""What ends the name of a body with a capital, so that the words before have theirs."""
_SMALL_IN_EVERY_STYLE = 3
"""Letters; some styles give a longer preposition its capital."""
_TWO = 2


def _in_title(low: str) -> str:
    """Give how a word stands within a title: ``small``, ``either``, or empty for a capital."""
    return english.function_words().get(low, "")


def find(pair: Pair) -> Iterator[Finding]:
    """Find capitals that a sign or a name would not have; running text is left alone."""
    if not _applies(pair):
        return
    for line in re.finditer(r"(?:(?!//|\n).)+", pair.en):
        found = [w for w in pair.words if line.start() <= w.start < line.end()]
        for place, word in enumerate(found):
            is_edge = place in {0, len(found) - 1} or _follows_stop(pair.en, word)
            yield from _of(pair, word, is_edge=is_edge)


def _is_sentence(pair: Pair) -> bool:
    """Say whether it is set throughout like a sentence: one capital, and names.

    "Ticket office" is a name that lacks a capital: a sentence is longer, or has small words or an amount.
    """
    names = {n for m in pair.romanised for n in range(m.first, m.last + 1)}
    rest = [
        w for n, w in enumerate(pair.words[1:], start=1) if n not in names and not w.text.isupper()
    ]
    small = [w for w in rest if w.text == w.low]
    if re.search(r"\d", pair.en):
        return bool(rest) and (len(small) == len(rest) or pair.words[0].text[0].isupper())
    if len(small) < len(rest):
        content = [w for w in small if not _in_title(w.low)]
        return len(pair.words) > _WORDS_OF_A_SENTENCE and len(content) > 1
    has_small_words = any(_in_title(w.low) and w.low != "no" for w in pair.words)
    return len(rest) > 1 and (len(pair.words) > _WORDS_OF_A_NAME or has_small_words)


def _applies(pair: Pair) -> bool:
    if pair.profile == "government-text" or not pair.is_sign or not pair.words:
        return False
    is_sentence = pair.zh.rstrip().endswith(("。", "！", "？")) or (
        not pair.zh.strip() and pair.en.rstrip().endswith((".", "!", "?"))
    )
    counts = pair.words[0].low in amounts.ONES and pair.en.islower()
    if len(pair.words) > _MOST_WORDS or pair.en.isupper() or is_sentence or counts:
        return False
    return not _is_term_in_running_text(pair)


def _is_term_in_running_text(pair: Pair) -> bool:
    """Outside signs a term begins small, whatever names it has within: "diplomatic envoys in China"."""
    first = pair.words[0]
    is_name = pinyin.is_syllables(first.low) and not english.is_known(first.low)
    if pair.profile not in {"", "organisation"} or first.text[0].isupper() or is_name:
        return False
    if pair.words[-1].text in _GENERIC_ENDS:
        return False
    small = [w for w in pair.words if w.text[0].islower()]
    content = [w for w in small if not _in_title(w.low)]
    return first.low == "the" or len(small) == len(pair.words) or len(content) > 1


def _of(pair: Pair, word: Word, *, is_edge: bool) -> Iterator[Finding]:
    low = word.low
    first = pair.en[word.start - 1 : word.start]
    if (
        first in {"-", "@", "\u02bc", "\u02bb"}
        or (first == "." and pair.en[word.start - 2 : word.start - 1].isalnum())
        or first.isdigit()
        or _in_title(low) == "either"
        or len(low) == 1
        or _is_unit(pair.en, word)
    ):
        return
    if _in_title(low) == "small":
        if word.text[0].isupper() and not is_edge and not word.text.isupper():
            yield pair.finding(
                "capitals.small-word",
                word.start,
                word.end,
                proposal=low,
                is_proof=len(low) <= _SMALL_IN_EVERY_STYLE
                and low not in _PARTICLES
                and not _is_in_a_name(pair, word),
            )
    elif word.text[0].islower() and (english.is_known(low) or pinyin.is_syllables(low)):
        proposal = word.text[0].upper() + word.text[1:]
        yield pair.finding(
            "capitals.content-word",
            word.start,
            word.end,
            proposal=proposal,
            is_proof=not _is_sentence(pair)
            and not _may_be_small(pair, word)
            and not _is_in_small_brackets(pair.en, word),
        )
    elif _is_odd(word.text):
        yield pair.finding(
            "capitals.odd",
            word.start,
            word.end,
            proposal=word.text.capitalize(),
            is_proof=low in pair.expected,
        )


def _is_in_a_name(pair: Pair, word: Word) -> bool:
    """Say whether it is a syllable of a name in pinyin, as in Ping An."""
    return any(
        pair.words[m.first].start <= word.start < pair.words[m.last].end and m.last > m.first
        for m in pair.romanised
    )


def _may_be_small(pair: Pair, word: Word) -> bool:
    """Outside signs a common noun stays small beside a proper name, as in "Chinese knot"."""
    is_name = pinyin.is_syllables(word.low) and not english.is_known(word.low)
    return not pair.profile and not is_name and not _heads_a_name(pair, word)


def _is_in_small_brackets(text: str, word: Word) -> bool:
    """Say whether it explains in brackets that are set small or like a sentence, as "(language switch)"."""
    before, after = text[: word.start], text[word.end :]
    opening, closing = before.rfind("("), after.find(")")
    if opening <= before.rfind(")") or closing < 0:
        return False
    return text[opening + _TWO : word.end + closing].islower()


def _heads_a_name(pair: Pair, word: Word) -> bool:
    """The first of two words is small and the second is not, as in "railway Station"."""
    return len(pair.words) == _TWO and word is pair.words[0]


def _is_unit(text: str, word: Word) -> bool:
    """A word behind a number counts it, and stays small."""
    return bool(re.search(r"\d ?$", text[: word.start])) or text[word.start - 1 : word.start] == "/"


def _is_odd(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{2,}[a-z]+|[A-Z][a-z]+[A-Z]+", text))


def _follows_stop(text: str, word: Word) -> bool:
    return text[: word.start].rstrip()[-1:] in set('(:.!?/—–-"“')
