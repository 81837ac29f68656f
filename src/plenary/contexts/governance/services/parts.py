"""The plain values that services take for what a record is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

MatterKind = Literal["directive", "decision"]
BasisKind = Literal["directive", "decision", "requirement", "priority", "passage"]


@dataclass(frozen=True, slots=True)
class BasisGiven:
    """What a task is to rest on."""

    kind: BasisKind
    pk: int


@dataclass(frozen=True, slots=True)
class GroundGiven:
    """What a change of an adopted list rests on: a decision, or an instruction with its day."""

    decision_id: int | None = None
    instruction: str = ""
    instructed_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class MilestoneGiven:
    """A step on the way, with its date."""

    due_on: dt.date
    title_zh: str = ""
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class MeasureGiven:
    """A measure to bind to a task, with a target where there is one."""

    measure: str
    target: int | None = None


@dataclass(frozen=True, slots=True)
class TaskGiven:
    """What a new task is to be, apart from its basis."""

    title_zh: str = ""
    title_en: str = ""
    success_zh: str = ""
    success_en: str = ""
    theme_id: int | None = None
    due_on: dt.date | None = None
    lead_unit_id: int | None = None
    responsible_unit_ids: tuple[int, ...] = ()
    supporting_unit_ids: tuple[int, ...] = ()
    accountable_post_id: int | None = None
    supervising_unit_id: int | None = None
    milestones: tuple[MilestoneGiven, ...] = ()
    measures: tuple[MeasureGiven, ...] = ()
    release: str = "internal"
    is_illustrative: bool = False


@dataclass(frozen=True, slots=True)
class ShareGiven:
    """What one part of a split task has of the old one, by the keys of duties, measures and milestones."""

    duty_ids: tuple[int, ...] = ()
    measure_ids: tuple[int, ...] = ()
    milestone_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AttendeeGiven:
    """A person at a meeting, with the posts in which they came."""

    person_id: int
    post_ids: tuple[int, ...] = ()
    status: str = "present"
    is_chair: bool = False
    passage_id: int | None = None
    stand_in_zh: str = ""
    stand_in_en: str = ""


@dataclass(frozen=True, slots=True)
class GroupGiven:
    """An unnamed group at a meeting."""

    text_zh: str = ""
    text_en: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceGiven:
    """What an entry rests on: a passage, an address, or words that say where it lies."""

    text: str = ""
    url: str = ""
    passage_id: int | None = None


@dataclass(frozen=True, slots=True)
class ProgressGiven:
    """What a unit reports."""

    done_zh: str = ""
    done_en: str = ""
    next_zh: str = ""
    next_en: str = ""
    help_zh: str = ""
    help_en: str = ""
    reason_zh: str = ""
    reason_en: str = ""
    is_nothing_new: bool = False
    says_done: bool = False
    evidence: tuple[EvidenceGiven, ...] = ()
    facts: tuple[str, ...] = ()
    """The keys of the proposed facts that the person accepts."""
    worded: tuple[str, ...] = ()
    """Those of them whose sentences stand in what was done already, as they are or edited."""
