"""Agreed names that a text does not keep to, as questions: the name is taken, or somebody says why not.

What goes out keeps what was answered; where the answers are kept is the matter of whoever keeps the text.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from plenary.contexts.language.checking.agreed import Drift, Part
from plenary.contexts.language.segmenting import sentences
from plenary.contexts.language.selectors.agreed import open_names
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.quotation import inner
from plenary.shared.web.filters import comma

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class NameAnswer:
    """Why a text says a name otherwise than agreed, who said so and when."""

    reason: str
    by: str
    at: dt.datetime
    words: str = ""
    """What the text says."""
    proposal: str = ""
    """What was agreed."""


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """An agreed name that a part of a text does not keep to, and the sentences that it stands in."""

    drift: Drift
    said: str
    """The sentence with the name."""
    said_in: str
    """The language of that sentence: the one that keeps to the name, but for a name given up."""
    key: str
    """Of the part, the name, its sentences and what answers to them: another as soon as one of them changes."""
    answer: NameAnswer | None = None
    """Why it may stand, where somebody has said so of just these sentences."""

    @property
    def lang(self) -> str:
        """Give the language that it keeps back."""
        return self.drift.side

    @property
    def told(self) -> str:
        """Give the words that it is about: what stands in the name's place, else the name itself."""
        return self.drift.instead or self.drift.name

    @property
    def mark(self) -> str:
        """Name the question within a form; it stays the same while the sentence is being written."""
        return f"{self.lang}:{self.drift.field}:{self.drift.name}"

    @property
    def is_open(self) -> bool:
        """Say whether it is proved and nobody has said why it may stand."""
        return self.drift.is_proof and self.answer is None


def name_questions(parts: Sequence[Part], *, on: dt.date) -> list[NameQuestion]:
    """Give every agreed name that the parts of a text do not keep to, judged by a day, none answered yet."""
    by_field = {part.field: part for part in parts}
    return [_question(one, by_field[one.field]) for one in open_names(parts, on=on)]


def answered(
    found: Iterable[NameQuestion], answers: Mapping[str, NameAnswer]
) -> list[NameQuestion]:
    """Give the questions, those among them with their answer of which the key has one."""
    return [replace(one, answer=answers.get(one.key)) for one in found]


def names_fault(found: Iterable[NameQuestion]) -> str:
    """Give the sentence that refuses a text of which these questions are asked; none where nothing is open.

    What is not proved is for a person to judge and keeps nothing back.
    """
    names = [_named(one) for one in found if one.is_open]
    if not names:
        return ""
    sentence = _(
        "Agreed names are called otherwise: %(names)s. Take the agreed name, or say why this text"
        " says otherwise."
    )
    shown = comma().join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
    return sentence % {"names": shown}


def finding_of(question: NameQuestion) -> dict[str, str]:
    """Give what is kept of a question beside its reason, as plain values."""
    drift = question.drift
    return {
        "words": question.told,
        "name": drift.name,
        "proposal": drift.wanted,
        "source": drift.source,
        "key": question.key,
    }


def answer_row(question: NameQuestion, *, reason: str, actor: Actor) -> dict[str, Any]:
    """Give an answer as plain values, for a record that keeps its own.

    It goes out with the record: who said so by name alone, never by account, which the audit log has.
    """
    by = {"by": actor.name, "at": clock.now().isoformat()}
    return {**finding_of(question), "lang": question.lang, "reason": reason, **by}


def answers_in(rows: Iterable[Mapping[str, Any]]) -> dict[str, NameAnswer]:
    """Give the answers that were kept as plain values, by the key of their question."""
    return {
        row["key"]: NameAnswer(
            row["reason"],
            row["by"],
            dt.datetime.fromisoformat(row["at"]),
            row["words"],
            row["proposal"],
        )
        for row in rows
    }


def _named(one: NameQuestion) -> str:
    wanted = inner(one.drift.wanted)
    if one.drift.instead:
        return _("“%(said)s” instead of “%(wanted)s”") % {
            "said": inner(one.drift.instead),
            "wanted": wanted,
        }
    return _("“%(wanted)s” for “%(name)s”") % {"wanted": wanted, "name": inner(one.drift.name)}


def _question(drift: Drift, part: Part) -> NameQuestion:
    other = "zh" if drift.side == "en" else "en"
    home, away = (drift.side, other) if drift.is_given_up else (other, drift.side)
    theirs, own = getattr(part, home), getattr(part, away)
    cut = sentences(theirs, home)
    said = [one for one in cut if _has(one, drift.name)]
    there = _answering(drift, (cut, sentences(own, away)), (theirs, own))
    digest = hashlib.sha256("\n".join([drift.field, drift.name, *said, *there]).encode())
    return NameQuestion(drift, said[0] if said else theirs, home, digest.hexdigest())


def _answering(drift: Drift, cut: tuple[list[str], list[str]], texts: tuple[str, str]) -> list[str]:
    """Give what answers in one language to the sentences of the other that have a name.

    The sentences at the same places, where both languages have as many; else those with what stands in the name's
    place, else the paragraphs at the same places, else the whole.
    """
    if found := _level(drift.name, *cut):
        return found
    if drift.instead and not drift.is_given_up:
        return [one for one in cut[1] if _has(one, drift.instead)]
    lines = [[line for line in text.splitlines() if line.strip()] for text in texts]
    return _level(drift.name, *lines) or [texts[1]]


def _level(name: str, theirs: list[str], own: list[str]) -> list[str]:
    """Give the pieces of a text at the places where the other one has a name; none where they are not as many."""
    if len(theirs) != len(own):
        return []
    return [mine for one, mine in zip(theirs, own, strict=True) if _has(one, name)]


def _has(text: str, name: str) -> bool:
    return name.lower() in text.lower()
