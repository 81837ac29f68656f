"""A published readout drafted from a meeting's record, each sentence with what of the record it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from plenary.contexts.governance.drafting import readout_words as words
from plenary.contexts.governance.drafting.decisions import word_decision
from plenary.contexts.governance.drafting.facts import Pair
from plenary.contexts.governance.drafting.minutes_facts import (
    ItemFacts,
    MatterFacts,
    MinutesFacts,
)
from plenary.contexts.governance.drafting.minutes_words import (
    held_en,
    held_zh,
    presided_en,
    presided_zh,
    there_en,
    there_zh,
)
from plenary.contexts.governance.drafting.writing import sentence
from plenary.contexts.governance.enums import NOT_DEALT_WITH, DecisionKind
from plenary.readout import Voice

Side = Literal["zh", "en"]
RecordKind = Literal["meeting", "item", "decision", "directive"]
NOBODY_YET = object()
_GLUE: dict[Side, str] = {"zh": "", "en": " "}


@dataclass(frozen=True, slots=True)
class Told:
    """A record that a sentence tells."""

    kind: RecordKind
    pk: int = 0
    number: int = 0
    passage: int | None = None
    document: int = 0
    """The document of the passage, of a directive alone."""
    narrow: frozenset[str] = frozenset()
    """The languages in which its words were read from a text that is not public."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in both languages; a side is empty where the record lacks it, or another sentence says it."""

    text: Pair
    told: tuple[Told, ...]
    elsewhere: frozenset[Side] = frozenset()
    """The languages in which another sentence says it already."""
    left_out: tuple[tuple[Side, int], ...] = ()
    """The numbers of the directives of which it says nothing in a language, for want of their words."""


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs that belong together. A side is there whole or not at all: half a list is no list.

    An opening is told without the people of whom one has no name in a language, the demands without
    those that have no words in it.
    """

    name: Literal["opening", "items", "decisions", "demands"]
    paragraphs: tuple[tuple[Sentence, ...], ...]

    def has(self, side: Side) -> bool:
        """Say whether a language has it: every sentence, of an opening the first, of demands any."""
        if self.name == "opening":
            return bool(_side(self.paragraphs[0][0], side))
        if self.name == "demands":
            return any(_side(one, side) for paragraph in self.paragraphs for one in paragraph)
        return not self.lacks(side)

    def lacks(self, side: Side) -> bool:
        """Say whether a sentence is not there in a language."""
        return not all(
            _side(one, side) or side in one.elsewhere
            for paragraph in self.paragraphs
            for one in paragraph
        )

    def left_out(self, side: Side) -> list[int]:
        """Give the numbers of the directives that a language lacks."""
        sentences = (one for paragraph in self.paragraphs for one in paragraph)
        return [number for one in sentences for lang, number in one.left_out if lang == side]

    def text(self, side: Side) -> list[str]:
        """Give the paragraphs in a language."""
        if not self.has(side):
            return []
        said = (filter(None, (_side(one, side) for one in each)) for each in self.paragraphs)
        return [one for one in map(_GLUE[side].join, said) if one]


def readout_of(facts: MinutesFacts) -> list[Part]:
    """Draft a readout: the sitting, what it dealt with, what it decided, and what it stressed and required.

    In the form of a published one (会议传达学习了, 会议审议了, 会议指出, 会议强调, 会议要求), each demand in the
    manner in which its source reports it. What the record does not hold is not there; nothing is added.
    """
    items = Part("items", _paragraph(_dealt_with(facts.items)))
    parts = [
        Part("opening", (tuple(_opening(facts)),)),
        items,
        Part("decisions", _paragraph(_decided(facts, [side for side in _GLUE if items.has(side)]))),
        Part("demands", tuple(_demanded(facts.demands))),
    ]
    return [part for part in parts if part.paragraphs]


def text_of(parts: Iterable[Part]) -> Pair:
    """Give a readout's parts as one text in each language, an empty line between paragraphs."""
    every = list(parts)
    zh, en = ("\n\n".join(paragraphs_of(every, side)) for side in _GLUE)
    return Pair(zh, en)


def paragraphs_of(parts: Sequence[Part], side: Side, *, is_whole: bool = False) -> list[str]:
    """Give a readout's paragraphs in a language; ``is_whole`` without demands of which one is left out.

    An opening is no text in a language in which nothing follows though something is recorded.
    """
    if not parts:
        return []
    opening, *rest = parts
    told = [part for part in rest if not (is_whole and part.left_out(side))]
    said = [one for part in told for one in part.text(side)]
    return [*opening.text(side), *said] if said or not rest else []


def _side(one: Sentence, side: Side) -> str:
    return one.text.zh if side == "zh" else one.text.en


def _paragraph(sentences: Iterable[Sentence]) -> tuple[tuple[Sentence, ...], ...]:
    found = tuple(sentences)
    return (found,) if any(one.text for one in found) else ()


def _opening(facts: MinutesFacts) -> Iterator[Sentence]:
    told = (Told("meeting"),)
    yield Sentence(Pair(held_zh(facts), held_en(facts)), told)
    if facts.chair:
        yield Sentence(Pair(presided_zh(facts), presided_en(facts)), told)
    if facts.groups or any(one != facts.chair for one in facts.present):
        yield Sentence(Pair(there_zh(facts), there_en(facts)), told)


def _dealt_with(items: Sequence[ItemFacts]) -> Iterator[Sentence]:
    """One sentence for all items that were dealt with, in the order of the agenda."""
    done = [item for item in items if item.is_dealt_with and not _was_put_off(item)]
    if not done:
        return
    told = tuple(
        each
        for item in done
        for each in (
            Told("item", item.pk, item.number, item.passage, narrow=item.narrow),
            *(_decision(one) for one in item.decisions if _said_by_item(one, item)),
        )
    )
    zh = words.listed_zh(_grouped(done, "zh")) if all(one.text.zh for one in done) else ""
    en = words.listed_en(_grouped(done, "en")) if all(one.text.en for one in done) else ""
    yield Sentence(Pair(zh, en), told)


def _grouped(items: Sequence[ItemFacts], side: Side) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for item in items:
        pair = words.dealt_with(item.kind, _outcome(item))
        verb = pair.zh if side == "zh" else pair.en
        thing = words.matter(item.text.zh if side == "zh" else item.text.en, item.kind, side)
        if found and found[-1][0] == verb:
            found[-1][1].append(thing)
        else:
            found.append((verb, [thing]))
    return found


def _outcome(item: ItemFacts) -> str:
    return next((one.kind for one in item.decisions if one.kind not in NOT_DEALT_WITH), "")


def _was_put_off(item: ItemFacts) -> bool:
    return bool(item.decisions) and not _outcome(item)


def _decided(facts: MinutesFacts, told: Sequence[Side]) -> Iterator[Sentence]:
    """What was decided, but for what the sentence of the items says already; nothing that was withdrawn.

    ``told`` are the languages in which there is such a sentence.
    """
    for item in facts.items:
        for one in item.decisions:
            elsewhere = _said_by_item(one, item).intersection(told)
            if one.kind != DecisionKind.WITHDRAWN and len(elsewhere) < len(_GLUE):
                yield _decision_said(one, elsewhere)
    for one in facts.loose:
        if one.kind != DecisionKind.WITHDRAWN:
            yield _decision_said(one)


def _said_by_item(one: MatterFacts, item: ItemFacts) -> frozenset[Side]:
    """Give the languages in which a decision only has the words that Plenary gives to an outcome."""
    if one.kind in NOT_DEALT_WITH:
        return frozenset()
    words_of = Pair(*word_decision(one.kind, item.kind, item.text.zh, item.text.en))
    return frozenset(side for side in _GLUE if (getattr(one.text, side) == getattr(words_of, side)))


def _decision_said(one: MatterFacts, elsewhere: frozenset[Side] = frozenset()) -> Sentence:
    """Say a decision, but not in a language in which another sentence does."""
    text = Pair(
        "" if "zh" in elsewhere else sentence(words.decided_zh(one.text.zh), "zh"),
        "" if "en" in elsewhere else sentence(words.decided_en(one.text.en), "en"),
    )
    return Sentence(text, (_decision(one),), elsewhere)


def _decision(one: MatterFacts) -> Told:
    return Told("decision", one.pk, one.number, one.passage, narrow=one.narrow)


def _demanded(demands: Sequence[MatterFacts]) -> Iterator[tuple[Sentence, ...]]:
    """A paragraph for each of the source's; what no source is read of stands together."""
    for _key, together in groupby(demands, key=_paragraph_of):
        yield tuple(_sentences(list(together)))


def _paragraph_of(one: MatterFacts) -> tuple[int, int]:
    return (one.source, one.voice.paragraph) if one.voice else (0, 0)


def _sentences(demands: Sequence[MatterFacts]) -> Iterator[Sentence]:
    """A sentence for each of the source's; the first of each speaker and manner says who says it."""
    before: dict[Side, object] = dict.fromkeys(_GLUE, NOBODY_YET)
    for (_start, reported), together in groupby(demands, key=_sentence_of):
        group = list(together)
        text: dict[Side, str] = {}
        for side in _GLUE:
            text[side] = _demand(group, side, is_first=reported != before[side])
            before[side] = reported if text[side] else before[side]
        lacking = tuple(
            (side, one.number) for side in _GLUE for one in group if not _words(one, side)
        )
        yield Sentence(Pair(**text), tuple(map(_directive, group)), left_out=lacking)


def _sentence_of(one: MatterFacts) -> tuple[int, object]:
    """Give where the sentence begins, and who says it how; what no source is read of stands alone."""
    voice = one.voice
    return (voice.sentence, (voice.manner, voice.speaker)) if voice else (-one.pk, None)


def _demand(group: Sequence[MatterFacts], side: Side, *, is_first: bool) -> str:
    """Say what of a sentence's demands has words in a language."""
    there = [one for one in group if _words(one, side)]
    if not there:
        return ""
    pieces = [_words(one, side) for one in there]
    voice, is_own = _voice(there[0], side)
    if side == "en":
        return words.said_en(voice, pieces, is_own=is_own, is_first=is_first)
    return words.said_zh(voice, pieces, is_own=is_own) if is_first else words.and_zh(pieces)


def _words(one: MatterFacts, side: Side) -> str:
    return one.text.zh if side == "zh" else one.text.en


def _voice(one: MatterFacts, side: Side) -> tuple[Voice | None, bool]:
    """Give how a source reports it, and whether that source is in the language."""
    return one.voices.get(side) or one.voice, side in one.voices


def _directive(one: MatterFacts) -> Told:
    return Told("directive", one.pk, one.number, one.passage, one.source, one.narrow)
