"""What a report is drafted from: tasks with their entries, figures, steps and lights, as plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from plenary.kernel.text.wording import in_en, in_zh


@dataclass(frozen=True, slots=True)
class Pair:
    """The two sides of a text; a side that nobody has written is empty."""

    zh: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)

    def either(self, lang: str) -> str:
        """Give a name in the language asked for, else as it is known in the other."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)

    def worded(self) -> Pair:
        """Give the code's own words in those of the practice in force."""
        return Pair(in_zh(self.zh), in_en(self.en))


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """A unit's progress entry, with the passage that keeps it as it was handed in."""

    unit: Pair
    is_lead: bool
    ends_on: dt.date
    passage: int
    done: Pair = Pair()
    next: Pair = Pair()
    help: Pair = Pair()
    reason: Pair = Pair()
    is_nothing_new: bool = False


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """A bound measure's value for a period; ``passages`` keep the figures that units handed in."""

    measure: str
    name: Pair
    counted: Pair
    value: int
    starts_on: dt.date
    ends_on: dt.date
    target: int | None = None
    passages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A milestone."""

    number: int
    title: Pair
    due_on: dt.date
    done_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A task as it stands in the list, with what was reported in the period."""

    task_id: int
    number: int
    title: Pair
    lead: Pair = Pair()
    light: str = "none"
    why: Pair = Pair()
    """The sentence of the rule that gave the light, or the reason of its override."""
    first_due_on: dt.date | None = None
    due_on: dt.date | None = None
    reported_on: dt.date | None = None
    closed_on: dt.date | None = None
    outcome: Pair = Pair()
    ended_on: dt.date | None = None
    """When it was ended without being done, within the period or after it."""
    ended_by_decision: bool = False
    end_reason: Pair = Pair()
    added_on: dt.date | None = None
    """When it came onto the list, where that was after the period."""
    steps: tuple[StepFacts, ...] = ()
    entries: tuple[EntryFacts, ...] = ()
    figures: tuple[FigureFacts, ...] = ()
    bases: tuple[int, ...] = ()
    """The passages on which the task rests, for example the clause of its directive."""

    @property
    def done_on(self) -> dt.date | None:
        """Give the day of the report that it is done: a slow verifier makes nobody late."""
        return self.reported_on or self.closed_on

    @property
    def has_no_evidence(self) -> bool:
        """Say whether nothing was handed in and nothing answers the question why."""
        answers = (self.closed_on, self.ended_on, self.added_on)
        return not self.entries and not any(answers)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A list that a report passes over since nobody has adopted it, and how many tasks it holds."""

    name: Pair
    tasks: int


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A list over a period, as it stood on a day."""

    period: Pair
    """The period in words: 2025年上半年, the first half of 2025."""
    starts_on: dt.date
    ends_on: dt.date
    as_of: dt.date
    tasks: tuple[TaskFacts, ...] = ()
    lights: Mapping[str, Pair] = field(default_factory=dict)
    """The words of the lights, by the practice profile."""
    left_out: tuple[LeftOut, ...] = ()
    """Lists of a plan period that do not count."""
