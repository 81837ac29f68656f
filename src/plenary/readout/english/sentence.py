"""The sentence as the grammar walks through it: its words, and the demands found so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from plenary.readout.english.verbs import is_adverb
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import LINKS
from plenary.readout.english.words import Word

Form = Literal["base", "to", "participle", "ing", "noun", "adjective"]

# How far a pattern looks ahead or back; this keeps the work in step with the length of the text.
REACH = 40

STRONG_MODALS = word_set("should shall must")
WEAK_MODALS = word_set("will would")
BE = word_set("be is are was were been")
JOINTS = word_set(", ; and or but while whereas")
DETERMINERS = word_set("""
    the a an its their our his her this these those each every all any some such more both other
    new greater better stronger full no another various relevant
    """)
PRONOUNS = word_set("it they we he she this that these those which there")
_LINKS_BY_WORD: dict[str, list[tuple[str, ...]]] = {}
for _link in LINKS:
    _LINKS_BY_WORD.setdefault(_link[0], []).append(_link)
_SOURCES = word_set(
    "meeting conference session symposium statement readout council official officials"
)
_JOINTLY = word_set("together jointly along alongside")
_COMPANY = word_set(
    "cooperation co-operation collaboration coordination co-ordination conjunction partnership"
)
_BARE_LINKS = word_set("furthermore meanwhile moreover and but besides")


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a demand, in words of its sentence.

    ``start`` is the first word of the demand, ``verb`` its first action word, ``form`` the form that
    the further actions of its list take, ``light`` whether the first action is only a frame, and
    ``subject`` the words that name who or what is spoken of.
    """

    start: int
    verb: int
    form: Form
    light: bool = False
    subject: tuple[int, int] | None = None
    addressed: bool = False
    anchor: int = 0
    before: int | None = None
    """Where the demand before this one ends, if a reporting frame stands between them."""


@dataclass(slots=True)
class Walk:
    """A walk through the words of one sentence; ``heads`` are the demands found so far."""

    words: Sequence[Word]
    heads: list[Head] = field(default_factory=list)
    before: int | None = None
    """Where the last demand ends, if a reporting frame followed it."""
    is_item: bool = False
    """Whether the sentence is an item of a list that a demand introduces."""
    is_wish: bool = False
    """Whether that list is one of wishes: "It was resolved that: (a) the pier be mended"."""
    floor: int = 0
    """The first word that the next demand may take as its own: after a frame or an earlier demand."""

    def add(self, head: Head) -> int:
        """Keep a demand and give the index to read on at."""
        if self.before is not None and self.before <= head.start:
            head = replace(head, before=self.before)
        self.before = None
        self.heads.append(head)
        self.floor = head.verb + 1
        return head.verb + 1


def skip_adverbs(words: Sequence[Word], at: int) -> int:
    """Give the index of the first word from ``at`` that is no adverb."""
    while at < len(words) and (is_adverb(words[at].low) or _pairs_adverbs(words, at)):
        at += 1
    return at


def _pairs_adverbs(words: Sequence[Word], at: int) -> bool:
    """Say whether a joint stands between two adverbs of one verb: "calmly and objectively look"."""
    if words[at].low not in {"and", ","} or not 0 < at < len(words) - 1:
        return False
    before, after = words[at - 1].low, words[at + 1].low
    return before.endswith("ly") and after.endswith("ly") and is_adverb(before) and is_adverb(after)


def joins(words: Sequence[Word], at: int) -> bool:
    """Say whether those who are to join somebody follow: "the Office, together with the Bureau,"."""
    first, second, third = (low(words, at + n) for n in range(3))
    if second == "with":
        return first in _JOINTLY
    return (first, third) == ("in", "with") and second in _COMPANY


def low(words: Sequence[Word], at: int) -> str:
    """Give the word at ``at`` in small letters, or an empty text outside of the sentence."""
    return words[at].low if 0 <= at < len(words) else ""


def _skip_source(words: Sequence[Word], at: int) -> int:
    """Leave out "According to the meeting," but keep "According to the plan,"."""
    comma = next((i for i in range(at + 2, at + 9) if low(words, i) == ","), None)
    if comma is None or not any(w.low in _SOURCES for w in words[at + 2 : comma]):
        return at
    return skip_links(words, comma + 1)


def skip_links(words: Sequence[Word], at: int) -> int:
    """Give the index after the words that only join a sentence to the one before it."""
    if low(words, at) == "according" and low(words, at + 1) == "to":
        return _skip_source(words, at)
    for link in _LINKS_BY_WORD.get(low(words, at), ()):
        size = len(link)
        if tuple(w.low for w in words[at : at + size]) == link:
            after = at + size
            if low(words, after) == ",":
                return skip_links(words, after + 1)
            if size == 1 and link[0] in _BARE_LINKS:
                return skip_links(words, after)
    return at
