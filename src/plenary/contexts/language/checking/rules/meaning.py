"""Meaning: each part of a short Chinese text is rendered, and the English says nothing else.

A word that no part of the Chinese accounts for proves nothing, nor does a part without a rendering.
Both together are proof only where the table has every word of a sign that neither asks nor forbids,
and the English goes by a character of it, since "Quiet Zone" forbids honking too; else a person is
asked. Running text is put freely: there only what is proved is told. What the table knows as a
rendering by character is proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plenary.contexts.language.checking import chinese, english
from plenary.contexts.language.checking.chinese import NOTHING, Piece
from plenary.contexts.language.checking.english import Word
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.rules import glosses, spelling

_MOST_CHARACTERS = 20
_LONGEST = 4_000
_NONSENSE = 4
_SHORT = 2
_FEW_WORDS = 3
_ASKS = re.compile("[禁勿不无非免止谢严拒戒绝未没别莫毋请爱小当注谨]")
_ENDS = ("。", "！", "？")
_CITY_OF_A_DISTRICT = re.compile(r"市(?=[\u4e00-\u9fff]{2,4}[区县])")
"""In a chain of places the city is called by its name alone: Beijing Changping District."""


@dataclass(frozen=True)
class _Account:
    """What is left over when the parts of the Chinese have been found in the English."""

    uncovered: list[Piece]
    unlicensed: list[Word]
    bad: list[tuple[Piece, int, int]]


def find(pair: Pair) -> Iterator[Finding]:
    """Find renderings by character and wrong words; of running text those that are proved alone."""
    if not pair.words or not chinese.HAN.search(pair.zh):
        return
    if not pair.is_sign or len(pair.zh) > _MOST_CHARACTERS:
        yield from _bad_in_sentences(pair)
        return
    account = _account(pair)
    yield from _bad(pair, account)
    if not account.bad:
        is_running = pair.is_running or pair.zh.rstrip().endswith(_ENDS)
        yield from (f for f in _left_over(pair, account) if f.is_proof or not is_running)


def _bad_in_sentences(pair: Pair) -> Iterator[Finding]:
    """What never renders a word of the table, in a sentence where nothing else renders it."""
    if len(pair.en) > _LONGEST:
        return
    folded = f" {' '.join(word.low for word in pair.words)} "
    stems = {english.stem(word.low) for word in pair.words}
    cut = (piece for run in chinese.HAN.findall(pair.zh) for piece in chinese.pieces(run))
    for piece in cut:
        entry = piece.entry
        if entry is None or not entry.bad or len(entry.zh) == 1 or _is_named(entry, stems):
            continue
        wrong = next((bad for bad in entry.bad if f" {bad} " in folded), "")
        for hit in list(pair.search(rf"\b{re.escape(wrong)}\b"))[:1] if wrong else ():
            rule = "meaning.by-character" if " " in wrong else "meaning.wrong-word"
            proposal = _proposal(pair, piece).lower()
            yield pair.finding(rule, *hit.span(), term=entry.zh, proposal=proposal)


def _is_named(entry: chinese.Entry, stems: set[str]) -> bool:
    """Say whether one of the renderings of a word stands in the text in whatever form."""
    return any(
        all(english.stem(w.low) in stems for w in english.words(choice)) for choice in entry.en
    )


def _account(pair: Pair) -> _Account:
    stems = {english.stem(w.low) for w in pair.words}
    names = pair.romanised
    named_words = {n for m in names for n in range(m.first, m.last + 1)}
    named_characters = {c for m in names for c in range(m.zh_start, m.zh_end)}
    established = _established(pair)
    cut = chinese.pieces(pair.zh)
    uncovered = [
        piece
        for piece in cut
        if piece.entry
        and not _covers(piece, stems)
        and not named_characters.intersection(range(piece.start, piece.end))
        and not established & set(range(piece.start, piece.end))
    ]
    licensed = {english.stem(word) for word in pair.expected} | {
        english.stem(w.low) for _at, p in pair.places for e in p.en for w in english.words(e)
    }
    unlicensed = [
        w
        for n, w in enumerate(pair.words)
        if n not in named_words
        and w.low not in english.function_words()
        and english.stem(w.low) not in licensed
        and len(w.low) > 1
    ]
    return _Account(uncovered, unlicensed, list(_bad_hits(pair)))


def _established(pair: Pair) -> set[int]:
    """Give the characters of names whose established English stands in the text."""
    folded = pair.en.lower()
    return {
        c
        for at, place in pair.places
        if any(e.lower() in folded for e in place.en)
        for c in range(at, at + len(place.zh))
    }


def _covers(piece: Piece, stems: set[str]) -> bool:
    if piece.entry is None or NOTHING in piece.entry.en:
        return True
    if any(all(english.stem(w.low) in stems for w in english.words(e)) for e in piece.entry.en):
        return True
    inner = [e for e in chinese.words_in(piece.entry.zh) if e.zh != piece.entry.zh]
    return (
        len(piece.entry.zh) > _SHORT
        and bool(inner)
        and all(
            NOTHING in e.en
            or any(all(english.stem(w.low) in stems for w in english.words(c)) for c in e.en)
            for e in inner
        )
    )


def _bad_hits(pair: Pair) -> Iterator[tuple[Piece, int, int]]:
    """Renderings by character that the table knows, unless a good rendering has the same words."""
    for piece in chinese.pieces(pair.zh):
        for entry in chinese.words_in(pair.zh[piece.start : piece.end]) if piece.entry else ():
            for wrong in entry.bad:
                for hit in pair.search(rf"\b{re.escape(wrong)}\b"):
                    if not _inside_a_good_one(pair, piece, hit):
                        yield piece, hit.start(), hit.end()


def _inside_a_good_one(pair: Pair, piece: Piece, hit: re.Match[str]) -> bool:
    for choice in piece.entry.en if piece.entry else ():
        pattern = r"\W+".join(re.escape(part) for part in choice.split())
        for good in pair.search(rf"\b{pattern}\b"):
            if good.start() <= hit.start() and hit.end() <= good.end():
                return True
    return False


def _bad(pair: Pair, account: _Account) -> Iterator[Finding]:
    for piece, start, end in account.bad:
        zh = pair.zh[piece.start : piece.end]
        is_word = " " not in pair.en[start:end] and len(pair.words) <= _FEW_WORDS
        rule = "meaning.wrong-word" if is_word else "meaning.by-character"
        yield pair.finding(rule, start, end, term=zh, proposal=_proposal(pair, piece))


def _left_over(pair: Pair, account: _Account) -> Iterator[Finding]:
    """Both a part without a rendering and a word without a part."""
    known = [w for w in account.unlicensed if english.is_known(w.low)]
    if not account.unlicensed:
        yield from _missing_parts(pair, account.uncovered)
    elif not account.uncovered:
        if known:
            yield pair.finding("meaning.unaccounted", known[0].start, known[-1].end, is_proof=False)
    elif slip := _slip(pair, account, known):
        yield slip
    elif known:
        yield _unlike(pair, account, known)


def _missing_parts(pair: Pair, uncovered: list[Piece]) -> Iterator[Finding]:
    in_chain = {hit.start() for hit in _CITY_OF_A_DISTRICT.finditer(pair.zh)}
    for piece in (one for one in uncovered if one.start not in in_chain):
        yield pair.finding(
            "meaning.missing-part",
            piece.start,
            piece.end,
            side="zh",
            proposal=_proposal(pair, piece),
            is_proof=False,
        )


def _slip(pair: Pair, account: _Account, known: list[Word]) -> Finding | None:
    """Give the first word that is a slip of what a part without a rendering is called."""
    wanted = {
        w.low
        for p in account.uncovered
        if p.entry and (p.end - p.start > 1 or len(pair.words) == 1)
        for e in p.entry.en
        for w in english.words(e)
        if len(w.low) > _FEW_WORDS
    }
    for word in (one for one in known if one.low not in english.function_words()):
        near = (
            w for w in sorted(wanted) if w[:4] != word.low[:4] and spelling.is_near(w, word.low)
        )
        if meant := next(near, ""):
            return pair.finding("spelling.real-word", word.start, word.end, proposal=meant)
    return None


def _unlike(pair: Pair, account: _Account, known: list[Word]) -> Finding:
    rule = "meaning.wrong-word"
    if len(known) >= _NONSENSE:
        rule = "meaning.nonsense"
    elif len(known) > 1 or len(pair.words) > len(account.uncovered) + 2:
        rule = "meaning.by-character"
    first = account.uncovered[0]
    is_proof = _is_another_meaning(pair, account, known)
    is_one_left_out = rule == "meaning.by-character" and first.end - first.start == 1
    if is_one_left_out and not is_proof and not pair.approved:
        return pair.finding(
            "meaning.missing-part", first.start, first.end, side="zh", is_proof=False
        )
    return pair.finding(
        rule,
        known[0].start,
        known[-1].end,
        is_proof=is_proof,
        term=pair.zh[first.start : first.end],
        proposal=_proposal(pair, first),
    )


def _is_another_meaning(pair: Pair, account: _Account, known: list[Word]) -> bool:
    """Say whether a sign of words that the table all has goes by their characters where it is not rendered.

    What forbids, asks or warns is said in many ways, "Quiet Zone" for 禁止鸣笛, and a place has many
    names, "Box Office" for 售票窗口: one of the other words has to gloss a character.
    """
    content = [w for w in pair.words if w.low not in english.function_words()]
    return (
        pair.profile == "public-information"
        and not _ASKS.search(pair.zh)
        and len(content) > 1
        and 2 * len(known) >= len(content)
        and len(known) == len(account.unlicensed)
        and all(piece.entry for piece in chinese.pieces(pair.zh))
        and any(
            glosses.is_gloss(word.low, pair.zh[piece.start : piece.end])
            for piece in account.uncovered
            if piece.end - piece.start > 1
            for word in known
        )
    )


def _proposal(pair: Pair, piece: Piece) -> str:
    if pair.approved:
        return pair.approved[0].en
    return piece.entry.en[0].title() if piece.entry else ""
