"""Terms, and an index that finds all of them in a text in one pass."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from ahocorasick_rs import AhoCorasick, MatchKind
from rapidfuzz import fuzz, process

Status = Literal["preferred", "accepted", "forbidden"]
Profile = Literal[
    "organisation",
    "place-name-sign",
    "road-sign",
    "metro",
    "public-information",
    "government-text",
    "",
]
PROFILES: tuple[str, ...] = get_args(Profile)


@dataclass(frozen=True, slots=True)
class Term:
    """A Chinese term with one English rendering: preferred, accepted or forbidden."""

    zh: str
    en: str
    status: Status
    profile: str = ""
    """The kind of text it holds for; empty: any."""
    domain: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    source: str = ""
    source_on: dt.date | None = None
    entry: int = field(default=0, compare=False)
    """The number of the entry in the term base that says so; 0: none of the installation's own."""

    def holds(self, profile: str, on: dt.date | None) -> bool:
        """Say whether it speaks about texts of a profile written on a day.

        Without a day, what was ever approved is let stand, and what is forbidden now is forbidden.
        """
        if self.profile != profile and self.profile and (profile or self.status == "forbidden"):
            return False
        if on is None:
            return self.status != "forbidden" or self.valid_to is None
        return (self.valid_from or dt.date.min) <= on <= (self.valid_to or dt.date.max)


@dataclass(frozen=True, slots=True)
class WrongName:
    """A Chinese name that is not to be used, and the term that says so by its own name."""

    zh: str
    term: Term


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the words of some terms stand in a text."""

    terms: tuple[Term, ...]
    start: int
    end: int


class TermIndex:
    """All terms, to be found in a text in one pass over it; of overlapping ones the longest."""

    def __init__(self, terms: Iterable[Term], wrong: Iterable[WrongName] = ()) -> None:
        self.terms = tuple(terms)
        self._zh = _Automaton((term.zh, term) for term in self.terms)
        self._en = _Automaton((term.en, term) for term in self.terms)
        self._wrong: dict[str, list[WrongName]] = {}
        for name in wrong:
            self._wrong.setdefault(fold(name.zh), []).append(name)
        self._chinese = self._zh
        if self._wrong:
            known = {fold(term.zh): term for term in self.terms}
            known |= {zh: names[0].term for zh, names in self._wrong.items()}
            self._chinese = _Automaton(known.items())

    @classmethod
    def build(cls, terms: Iterable[Term], wrong: Iterable[WrongName] = ()) -> TermIndex:
        """Make the index of some terms, and of the Chinese names that they forbid."""
        return cls(terms, wrong)

    def named(self, zh: str) -> tuple[Term, ...]:
        """Give the terms whose Chinese is exactly this."""
        return self._zh.by_text.get(fold(zh), ())

    def near(self, zh: str, *, cutoff: int, most: int) -> Iterator[Term]:
        """Give a term for each Chinese name most like this one, in percent, the likest first."""
        names = self._zh.texts
        for name, _score, _at in process.extract(
            fold(zh), names, scorer=fuzz.ratio, score_cutoff=cutoff, limit=most
        ):
            yield self._zh.by_text[name][0]

    def in_chinese(self, text: str) -> Iterator[Hit]:
        """Give the places where the Chinese of a term stands."""
        return self._zh.hits(fold(text))

    def wrong_in_chinese(self, text: str) -> Iterator[tuple[int, int, list[WrongName]]]:
        """Give the places of names that are not to be used, but for those inside a longer name."""
        if not self._wrong:
            return
        folded = fold(text)
        for hit in self._chinese.hits(folded):
            if names := self._wrong.get(folded[hit.start : hit.end]):
                yield hit.start, hit.end, names

    def in_english(self, text: str) -> Iterator[Hit]:
        """Give the places where the English of a term stands as whole words, in whatever case."""
        folded = fold(text)
        return (hit for hit in self._en.hits(folded) if is_whole_word(folded, hit.start, hit.end))


class _Automaton:
    def __init__(self, pairs: Iterable[tuple[str, Term]]) -> None:
        by_text: dict[str, list[Term]] = {}
        for text, term in pairs:
            if folded := fold(text):
                by_text.setdefault(folded, []).append(term)
        self.by_text: Mapping[str, tuple[Term, ...]] = {k: tuple(v) for k, v in by_text.items()}
        self.texts = list(self.by_text)
        self._automaton = AhoCorasick(self.texts, matchkind=MatchKind.LeftmostLongest)

    def hits(self, folded: str) -> Iterator[Hit]:
        for number, start, end in self._automaton.find_matches_as_indexes(folded):
            yield Hit(self.by_text[self.texts[number]], start, end)


def fold(text: str) -> str:
    """Give a text in small letters and straight quotes, character for character."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(small if len(small := char.lower()) == 1 else char for char in text)
    return low.translate(_STRAIGHT)


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Say whether no letter or digit goes on before or behind."""
    return not (
        (start > 0 and _joins(text[start - 1], text[start]))
        or (end < len(text) and _joins(text[end - 1], text[end]))
    )


def _joins(left: str, right: str) -> bool:
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


_STRAIGHT = {
    ord(curly): straight for curly, straight in {"’": "'", "‘": "'", "“": '"', "”": '"'}.items()
}


@cache
def shipped_terms() -> list[Term]:
    """Give the terms that Plenary brings along, each with its source."""
    table = files("plenary.contexts.language") / "data" / "terms.csv"
    return [term_of(row) for row in csv.DictReader(io.StringIO(table.read_text("utf-8")))]


def term_of(row: Mapping[str, str]) -> Term:
    """Give the term that a row of ``terms.csv`` holds."""
    return Term(
        zh=row["zh"],
        en=row["en"],
        status=_STATUS[row["status"]],
        profile=row["profile"],
        domain=row["domain"],
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        source=row["source"],
        source_on=_day(row["source_on"]),
    )


_STATUS: dict[str, Status] = {status: status for status in get_args(Status)}


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
