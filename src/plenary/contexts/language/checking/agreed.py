"""Names that somebody agreed on, and where the other language of a text calls them otherwise."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from rapidfuzz import fuzz

from plenary.contexts.language.checking import english, pinyin
from plenary.contexts.language.checking.findings import Side
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.rules import lookup
from plenary.contexts.language.checking.standing import Standing, standing
from plenary.contexts.language.checking.terms import (
    Hit,
    Status,
    Term,
    TermIndex,
    fold,
    is_whole_word,
)

RUNNING_TEXT = "government-text"
_VOCABULARY = frozenset({"site", "document", "document element", "document type", "post", "sign"})
"""Domains of words that running text may put in its own way, although they begin with capitals."""
_LIKE = 60
"""In percent: what is that like a name is taken for what stands in its place."""
_NEARLY = 85
"""In percent: what is that like a name that stands in the text as well is a second name for it."""
_FURTHER = 3
"""So many words longer or shorter may another name be."""
_SHORTEST = 2
_LONG = 7
"""So many characters has a Chinese name that another one, but for one of them, is taken for."""
_COUNTS = frozenset("一二三四五六七八九十东西南北中上下新老大小")
"""What parts the first school from the second."""


class Part(NamedTuple):
    """A part of a text, such as its title, in both languages."""

    field: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Name:
    """What a thing is called in each language, the preferred name first, and what it was called before."""

    names: tuple[tuple[str, str], ...]
    """Pairs of a Chinese name and its English, such as the short ones; either side may be empty."""
    former: tuple[str, ...] = ()
    source: str = ""

    @property
    def zh(self) -> tuple[str, ...]:
        """Give the Chinese names."""
        return tuple(zh for zh, _en in self.names if zh)

    @property
    def en(self) -> tuple[str, ...]:
        """Give the English names."""
        return tuple(en for _zh, en in self.names if en)


@dataclass(frozen=True, slots=True)
class Drift:
    """An agreed name in one language of a part that the other language does not keep to."""

    field: str
    side: Side
    """The language that is to say it otherwise."""
    name: str
    """The name as the other language says it."""
    wanted: str
    instead: str = ""
    """What seems to stand in its place; empty where nothing like it does."""
    elsewhere: str = ""
    """The part that has the wanted name, where this one has another that is agreed as well."""
    source: str = ""
    is_proof: bool = True
    """Whether the text itself shows it; else a person judges, and nothing is kept back."""
    kept: tuple[str, ...] = ()
    """Names in which the words ``instead`` stand rightly."""

    @property
    def is_given_up(self) -> bool:
        """Say whether the name is one that its record bore before, and stands in the language at fault."""
        return bool(self.instead) and self.name == self.instead


def drifting(
    parts: Iterable[Part], *, terms: TermIndex, names: Iterable[Name] = (), on: dt.date | None
) -> list[Drift]:
    """Give each agreed name that a part has in one language, and in the other by no agreed name.

    ``terms`` are the term base, ``names`` those of records. Also given is what a part calls otherwise than
    another part of the same text, or than itself in another place.
    """
    given = [part for part in parts if part.zh.strip() and part.en.strip()]
    known = list(names)
    book = Book(terms, known, on)
    found = [drift for part in given for drift in _of_part(part, book, known)]
    by_field = {part.field: part for part in given}
    found = _each_once(found, by_field)
    told = {(one.field, one.name) for one in found}
    found += [one for one in _between(given, book) if (one.field, one.name) not in told]
    return [replace(one, kept=book.around(by_field[one.field], one)) for one in found]


def _each_once(found: list[Drift], parts: Mapping[str, Part]) -> list[Drift]:
    """Let words stand in the place of one name alone: of the one that they are most like."""
    likest: dict[tuple[str, str, str], tuple[float, str]] = {}
    for one in found:
        like = fuzz.ratio(fold(one.instead), fold(one.wanted)), one.name
        key = (one.field, one.side, one.instead)
        likest[key] = max(like, likest.get(key, like))
    return [
        one
        if not one.instead or likest[one.field, one.side, one.instead][1] == one.name
        else _without(one, parts[one.field].en)
        for one in found
    ]


def _without(one: Drift, en: str) -> Drift:
    is_proof = one.side == "en" and one.is_proof and not _is_referred_to(en, [one.wanted])
    return replace(one, instead="", is_proof=is_proof)


def put_name(text: str, drift: Drift) -> str:
    """Put the wanted name wherever the words in its place stand by themselves, and in no other name.

    Where they stand nowhere for certain, wherever they may.
    """
    names = sorted({*drift.kept, drift.wanted, drift.instead}, key=len, reverse=True)
    words = re.compile("|".join(map(re.escape, filter(None, names))), re.IGNORECASE)
    alone = _put(text, drift, words, {Standing.ALONE})
    return alone if alone != text else _put(text, drift, words, {Standing.ALONE, Standing.UNSURE})


def _put(text: str, drift: Drift, words: re.Pattern[str], fitting: set[Standing]) -> str:
    def own(hit: re.Match[str]) -> str:
        is_it = hit[0] == drift.instead and is_whole_word(text, *hit.span())
        return drift.wanted if is_it and standing(text, *hit.span()) in fitting else hit[0]

    return words.sub(own, text)


class Book:
    """The names of records as an index of their own, beside the term base: what is borne, and where it stands."""

    def __init__(self, terms: TermIndex, names: list[Name], on: dt.date | None) -> None:
        self.terms, self.on = terms, on
        self.own = TermIndex.build(term for name in names for term in self._terms_of(name))
        self.borne = {fold(called) for name in names for called in (*name.zh, *name.en)}
        """What a record is called now, folded: no other record's former name asks for it."""
        self.former = {zh: name.former for name in names for zh in name.zh}

    def _terms_of(self, name: Name) -> Iterator[Term]:
        """Give a record's names as terms; what the term base prefers to call it comes first, its own pair next."""
        for zh, own in name.names:
            if not zh:
                continue
            agreed = sorted(
                (t for t in self.terms.named(zh) if t.status != "forbidden"),
                key=lambda term: term.status != "preferred",
            )
            called = (*(term.en for term in agreed), own, *name.en)
            for at, en in enumerate(dict.fromkeys(filter(None, called))):
                status: Status = "accepted" if at else "preferred"
                yield Term(zh, en, status, domain="record", source=name.source)

    def absent(self, part: Part) -> Iterator[tuple[Pair, Hit, bool]]:
        """Give each name of the Chinese without its English, and whether it stands there for certain.

        A part of a longer name is none.
        """
        own, base = (
            Pair(part.zh, part.en, RUNNING_TEXT, self.on, index) for index in (self.own, self.terms)
        )
        spans = [_span(hit) for hit in self.own.in_chinese(part.zh)]
        longer = [_span(hit) for hit in self.terms.in_chinese(part.zh)]
        for hit in lookup.absent(own):
            places = [
                one for one in spans if not any(_within(one, it, strictly=True) for it in longer)
            ]
            if how := _best(part.zh, hit, places):
                is_word = pinyin.is_in_dictionary(part.zh[hit.start : hit.end])
                yield own, hit, how == Standing.ALONE and not is_word
        for hit in lookup.absent(base):
            places = [one for one in longer if not any(_within(one, it) for it in spans)]
            is_name = any(_is_name(term) for term in hit.terms)
            if is_name and (how := _best(part.zh, hit, places)):
                yield base, hit, how == Standing.ALONE

    def former_in(self, text: str, name: str) -> tuple[int, int] | None:
        """Give where a name of earlier stands in a text: not in a longer name that is borne, nor as another's.

        None too where a record bears it now.
        """
        if not name or fold(name) in self.borne:
            return None
        spans = self.spans(text)
        places = [hit.span() for hit in re.finditer(re.escape(name), text, re.IGNORECASE)]
        free = [
            span
            for span in places
            if is_whole_word(text, *span)
            and standing(text, *span) != Standing.ANOTHERS
            and not any(_within(span, it, strictly=True) for it in spans)
        ]
        return min(free, key=lambda span: standing(text, *span) != Standing.ALONE, default=None)

    def is_term(self, name: str) -> bool:
        """Say whether the term base has a name as one that holds."""
        return (0, len(name)) in self._spans_of(self.terms, name)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Give where names and terms that hold stand in a text."""
        return [span for index in self._both for span in self._spans_of(index, text)]

    def around(self, part: Part, drift: Drift) -> tuple[str, ...]:
        """Give the names in a part within which the words in place of another one stand rightly."""
        if not drift.instead:
            return ()
        text = getattr(part, drift.side)
        found = {text[start:end] for start, end in self.spans(text)}
        within = {one for one in found if fold(drift.instead) in fold(one)}
        return tuple(sorted(one for one in within if fold(one) != fold(drift.instead)))

    def _spans_of(self, index: TermIndex, text: str) -> list[tuple[int, int]]:
        hits = (*index.in_chinese(text), *index.in_english(text))
        return [
            _span(hit)
            for hit in hits
            if any(t.status != "forbidden" and t.holds(t.profile, self.on) for t in hit.terms)
        ]

    def said(self, part: Part) -> Mapping[str, set[str]]:
        """Give for each Chinese name of a part the agreed English ones by which the English has it."""
        zh = {part.zh[h.start : h.end] for index in self._both for h in index.in_chinese(part.zh)}
        found: dict[str, set[str]] = {}
        for index in self._both:
            for hit in index.in_english(part.en):
                called = {t.zh for t in hit.terms if t.status != "forbidden" and t.zh in zh}
                if len(called) == 1 and any(_is_name(term) for term in hit.terms):
                    found.setdefault(called.pop(), set()).add(hit.terms[0].en)
        return found

    def preferred(self, zh: str) -> Term | None:
        """Give the English that is preferred for a Chinese name, by its record or by the term base."""
        named = (*self.own.named(zh), *self.terms.named(zh))
        fitting = [t for t in named if t.status != "forbidden" and t.holds(t.profile, self.on)]
        return next((t for t in fitting if t.status == "preferred"), None)

    @property
    def _both(self) -> tuple[TermIndex, TermIndex]:
        return self.own, self.terms


def _of_part(part: Part, book: Book, names: list[Name]) -> Iterator[Drift]:
    for pair, hit, is_sure in book.absent(part):
        zh = part.zh[hit.start : hit.end]
        wanted = lookup.preferred(pair, zh) or hit.terms[0].en
        called = [term.en for term in hit.terms]
        instead = _instead(part.en, called, book, zh) if is_sure else ""
        source = hit.terms[0].source
        is_proof = is_sure and (bool(instead) or not _is_referred_to(part.en, called))
        yield Drift(part.field, "en", zh, wanted, instead, source=source, is_proof=is_proof)
    for name in names:
        if drift := _chinese(part, name, book):
            yield drift
        yield from _former(part, name, book)


def _is_referred_to(en: str, names: Iterable[str]) -> bool:
    """Say whether a text speaks of a thing without its name, as of "the office"."""
    heads = {_OF.split(name)[0].split()[-1].lower() for name in names if name.strip()}
    return any(word.text in heads for word in english.words(en))


def _chinese(part: Part, name: Name, book: Book) -> Drift | None:
    """Find a record's English name whose Chinese is not there under any of its names.

    Proof only where a name of earlier, or nearly its own, stands there: Chinese says 我区 for a government.
    """
    if not name.zh or any(zh in part.zh for zh in name.zh):
        return None
    said = next((en for en in name.en if " " in en and _stands(part.en, en)), None)
    if said is None:
        return None
    before = (zh for zh in name.former if _is_alone(part.zh, book.former_in(part.zh, zh)))
    instead = next(before, "") or _nearly(part.zh, name.zh, book)
    return Drift(
        part.field, "zh", said, name.zh[0], instead, source=name.source, is_proof=bool(instead)
    )


def _nearly(zh: str, names: Iterable[str], book: Book) -> str:
    """Give the Chinese of which one character alone parts it from a long name, and which is no other name."""
    spans = book.spans(zh)
    for name in names:
        for start in range(len(zh) - len(name) + 1 if len(name) >= _LONG else 0):
            span = start, start + len(name)
            other = [(a, b) for a, b in zip(zh[start : span[1]], name, strict=True) if a != b]
            if len(other) != 1 or _COUNTS.issuperset(other[0]) or not _is_chinese(other[0][0]):
                continue
            is_known = any(it[0] < span[1] and span[0] < it[1] for it in spans)
            if _is_alone(zh, span) and not is_known:
                return zh[start : span[1]]
    return ""


def _former(part: Part, name: Name, book: Book) -> Iterator[Drift]:
    """Find names that a record no longer bears, where no question about its name of now tells of them."""
    yield from _given_up(part, "zh", name, book)
    yield from _given_up(part, "en", name, book)


def _given_up(part: Part, side: Side, name: Name, book: Book) -> Iterator[Drift]:
    """Find former names in one language.

    No proof where the term base has them as well, or the text says the name of now beside them.
    """
    text, other = (part.zh, part.en) if side == "zh" else (part.en, part.zh)
    own, theirs = (name.zh, name.en) if side == "zh" else (name.en, name.zh)
    if not own or any(called in other for called in theirs):
        return
    says_both = any(called in text for called in own)
    for gone in name.former:
        at = book.former_in(text, gone) if _is_chinese(gone) == (side == "zh") else None
        if at is not None:
            said = text[slice(*at)]
            is_word = book.is_term(gone) or pinyin.is_in_dictionary(gone)
            is_proof = _is_alone(text, at) and not says_both and not is_word
            yield Drift(part.field, side, said, own[0], said, source=name.source, is_proof=is_proof)


def _between(parts: list[Part], book: Book) -> Iterator[Drift]:
    """Find what the parts of a text call by two agreed names, or one part by a name and nearly that name."""
    by_part = [(part, book.said(part)) for part in parts]
    for part, said in by_part:
        for zh, called in said.items():
            best = book.preferred(zh)
            if best is None or not _is_name(best):
                continue
            borne = {term.en for term in book.own.named(zh)} if best.domain == "record" else set()
            others = [
                en for en in sorted(called) if en not in borne and not _is_short_for(en, best.en)
            ]
            home = next((p.field for p, s in by_part if best.en in s.get(zh, ())), "")
            if home and others:
                yield Drift(part.field, "en", zh, best.en, others[0], home, best.source)
            elif part.zh.count(zh) > 1 and (second := _second(part.en, best.en, book)):
                yield Drift(part.field, "en", zh, best.en, second, part.field, best.source)


def _second(en: str, name: str, book: Book) -> str:
    """Give what is nearly a name that stands in a text, but is neither it nor another agreed one."""
    found = _nearest(en, name, at_least=_NEARLY, but=(name,)).words
    known = book.own.in_english(found), book.terms.in_english(found)
    is_agreed = any(_span(hit) == (0, len(found)) for hits in known for hit in hits)
    return "" if is_agreed else found


def _is_short_for(short: str, name: str) -> bool:
    """Say whether a name is another one, or a part of it, or its first letters."""
    short, name = fold(short), fold(name)
    letters = "".join(word[0] for word in name.split())
    return short in name or name in short or short.replace(".", "") == letters


def _instead(en: str, names: list[str], book: Book, zh: str) -> str:
    """Give the words that seem to stand for a name: one that it bore before, else what is most like it."""
    for gone in book.former.get(zh, ()):
        if at := book.former_in(en, gone):
            return en[slice(*at)]
    found = [_nearest(en, name, at_least=_LIKE) for name in names]
    likest = max(found, default=_Near(0, "")).words
    if fold(likest) in book.borne or book.is_term(likest) or _is_anothers(en, likest, names):
        return ""
    return likest


def _is_anothers(en: str, words: str, names: list[str]) -> bool:
    """Say whether a piece of a name stands only within other names, as "Leading Group" in "District Leading Group"."""
    if not words or not any(fold(words) in fold(name) for name in names):
        return False
    places = [hit.span() for hit in re.finditer(re.escape(words), en)]
    return not any(standing(en, *one) == Standing.ALONE for one in places)


class _Near(NamedTuple):
    """Words that are like a name, and how like, in percent."""

    likeness: float
    words: str


def _nearest(en: str, name: str, *, at_least: float, but: tuple[str, ...] = ()) -> _Near:
    """Give the words, from a capital to a capital, that are most like a name.

    They end where the capitals do, but for a title, all of whose words have them. Not what overlaps one of
    the names ``but``.
    """
    every = english.words(en)
    is_title = not any(word.text.islower() and word.low not in _SMALL for word in every)
    words = [word for word in every if word.text[0].isupper() or word.low in _SMALL]
    taken = [hit.span() for own in but for hit in re.finditer(re.escape(own), en, re.IGNORECASE)]
    length, wanted = len(name.split()), fold(name)
    best = _Near(at_least, "")
    for at, first in enumerate(words):
        for last in words[at + max(0, length - _FURTHER - 1) : at + length + _FURTHER]:
            said = en[first.start : last.end]
            if _BROKEN.search(said):
                break
            if first.low in _SMALL or last.low in _SMALL:
                continue
            if not is_title and _GOES_ON.match(en, last.end):
                continue
            if any(first.start < end and start < last.end for start, end in taken):
                continue
            if (score := fuzz.ratio(fold(said), wanted)) > best.likeness:
                best = _Near(score, said)
    return best


_OF = re.compile(r" (?:of|for|in|on|to) ")
_GOES_ON = re.compile(r"[ -][A-Z]")
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "a"})
_BROKEN = re.compile(r"[.;:!?\n(]|\b(?!(?:of|the|and|for|in|on|to|a)\b)[a-z]+\b(?<![’']s)")
"""Marks and small words that no name goes over."""


def _is_name(term: Term) -> bool:
    """Say whether a term is a name and not a word: its English has capitals also within a sentence."""
    if term.status == "forbidden" or term.domain in _VOCABULARY or len(term.zh) < _SHORTEST:
        return False
    if term.domain == "record":
        return True
    capital = [w.text[0].isupper() for w in english.words(term.en) if w.low not in _SMALL]
    return all(capital) and len(capital) > 1


def _stands(text: str, name: str) -> re.Match[str] | None:
    found = re.search(re.escape(name), text, re.IGNORECASE)
    return found if found and is_whole_word(text, *found.span()) else None


def _best(zh: str, hit: Hit, places: list[tuple[int, int]]) -> Standing | None:
    """Say how a name stands in the best of some places; None where each of them is another's."""
    name = fold(zh[hit.start : hit.end])
    found = {standing(zh, *span) for span in places if fold(zh[slice(*span)]) == name}
    return next((one for one in (Standing.ALONE, Standing.UNSURE) if one in found), None)


def _is_alone(text: str, at: tuple[int, int] | None) -> bool:
    return at is not None and standing(text, *at) == Standing.ALONE


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def _span(hit: Hit) -> tuple[int, int]:
    return hit.start, hit.end


def _within(inner: tuple[int, int], outer: tuple[int, int], *, strictly: bool = False) -> bool:
    is_inside = outer[0] <= inner[0] and inner[1] <= outer[1]
    return is_inside and not (strictly and inner == outer)
