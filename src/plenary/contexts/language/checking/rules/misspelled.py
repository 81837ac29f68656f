"""Names in pinyin that are a letter or two from how their characters read."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from plenary.contexts.language.checking import chinese, english, pinyin
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.rules import romanisation

_NEAR = 2
_WITH_GENERIC = 3
_SHORTEST = 4


def find(pair: Pair) -> Iterator[Finding]:
    """Find a word that is no English and close to the reading of some characters without being it."""
    if not pair.is_sign:
        return
    taken = {n for m in pair.romanised for n in range(m.first, m.last + 1)}
    covered = {c for m in pair.romanised for c in range(m.zh_start, m.zh_end)}
    usual = pinyin.reading(pair.zh)
    for number, word in enumerate(pair.words):
        letters = pinyin.plain(word.text)
        if (
            number in taken
            or len(letters) < _SHORTEST
            or english.is_known(word.text)
            or word.text[0].islower()
        ):
            continue
        if span := _closest(letters, usual, covered):
            best = usual[span.start : span.stop]
            is_own = pinyin.may_name_itself(pair.zh) or letters == f"{''.join(best)}r"
            yield pair.finding(
                "pinyin.misspelled",
                word.start,
                word.end,
                proposal=pinyin.spell(best),
                is_proof=not is_own and _is_certain_place(pair, span, letters),
            )


def _is_certain_place(pair: Pair, span: range, letters: str) -> bool:
    """Say whether the characters name a place that is read as they are, not a person or a foreign name.

    Of a place that the gazetteer does not have, one letter at most is wrong.
    """
    if any(set(span) & set(range(at, at + len(p.zh))) for at, p in pair.places):
        return True
    right = "".join(pinyin.reading(pair.zh)[span.start : span.stop])
    is_whole = len(pair.zh.strip()) == len(span) <= _WITH_GENERIC
    return (
        (
            (is_whole and pinyin.is_syllables(letters))
            or romanisation.stands_before_generic(pair.zh, span.stop)
        )
        and OSA.distance(letters, right) == 1
        and not any(set(span) & set(sounds) for sounds in chinese.by_sound(pair.zh))
    )


def _closest(letters: str, usual: tuple[str, ...], covered: set[int]) -> range | None:
    options = []
    for start in range(len(usual)):
        for end in range(start + 2, min(len(usual), start + 6) + 1):
            if covered.isdisjoint(range(start, end)):
                right = "".join(usual[start:end])
                distance = OSA.distance(letters, right, score_cutoff=_NEAR)
                if 0 < distance <= min(_NEAR, len(right) // 4 + 1):
                    options.append((distance, start - end, start))
    if not options:
        return None
    _distance, minus_length, start = min(options)
    return range(start, start - minus_length)
