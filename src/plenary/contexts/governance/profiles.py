"""Practice profiles as data: the rules of the lights, their words, the rhythm of reports, the languages.

Where a rule of practice is a number, it stands here and nowhere else; ``settings.PROFILE`` chooses.
What a practice calls things stands in its table of words (``kernel.text.wording``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from django.conf import settings
from django.utils.translation import get_language

from plenary.kernel.text.wording import wording


@dataclass(frozen=True, slots=True)
class LightRules:
    """The numbers that the lights turn on. Days are calendar days unless ``counts_working_days``."""

    due_soon_days: int = 30
    counts_working_days: bool = False
    milestone_grace_days: int = 7
    report_grace_days: int = 10
    """How long after a period's end a unit may report before its silence turns the light."""


@dataclass(frozen=True, slots=True)
class LightWord:
    """A light's word in both languages and the name of its shape: never colour alone."""

    zh: str
    en: str
    shape: str


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of the ladder as a profile begins with it; the office changes it afterwards."""

    days: int
    audience: Literal["unit", "deputy", "head", "leader", "office"]
    zh: str
    en: str
    is_lead_only: bool = False
    matter: Literal[
        "due", "sign", "report", "milestone", "instruction", "opinion", "slip", "extra"
    ] = "due"
    """What it speaks of; its days are counted from that one's."""
    repeat_days: int | None = None
    """It speaks again every so many days; none for once."""
    is_after_silence: bool = False
    """Only where a reminder of the same was sent and neither an entry nor a receipt came since."""


@dataclass(frozen=True, slots=True)
class NoticeRules:
    """How people are reminded: by whose hand, between which hours, and the ladder to begin with."""

    sent_by_a_person: bool
    """Whether the office sends what was drafted; else it goes out by itself in the morning."""
    opens_at: dt.time
    closes_at: dt.time
    """No mail is handed over outside these hours and on days off."""
    mails_at: dt.time
    """When everybody's mail of the day is written: what was told since the last one, in one."""
    ladder: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class MeetingRules:
    """What holds of meetings where the body's own rules say nothing."""

    meetings_a_year: int | None = None
    """Comprehensive meetings of one field that are allowed in a year; none for no limit."""
    notice_days: int = 3
    """Working days between the notice and the meeting."""


@dataclass(frozen=True, slots=True)
class PaperRules:
    """How documents are laid out."""

    is_official: bool
    """Whether Chinese papers follow the layout of Chinese official documents; else a plain one."""
    colour: str
    """Of the mark over minutes and the rule under it, as six hexadecimal digits."""
    begins_with_people: bool = False
    """Whether minutes begin with who was there, and end with the chair's signature."""
    parts_duties: bool = False
    """Whether each piece of work stands in minutes on a line of its own, with its owner and date."""
    has_table: bool = False
    """Whether a report begins with a table of all its tasks."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One way of working."""

    key: str
    name_zh: str
    name_en: str
    languages: tuple[Literal["zh", "en"], ...]
    """The sides that a released text must have; the first is the working language."""
    cadence: Literal["quarter", "half", "year"]
    lights: LightRules
    notices: NoticeRules
    words: Mapping[str, LightWord]
    papers: PaperRules
    meetings: MeetingRules = MeetingRules()
    longest: Mapping[str, int] = field(default_factory=dict)
    """How many characters a paper of each kind may have; a kind without a number has no limit."""


_SOON = ("“{task}”距完成时限{due}还有{days}天。", "“{task}” is due in {days} days, on {due}.")
LATE = (
    "“{task}”已超过完成时限{due}，逾期{days}天。",
    "“{task}” was due on {due}: {days} days late.",
)
TODAY = ("“{task}”今天（{due}）到完成时限。", "“{task}” is due today, {due}.")
_RAISED = (
    "{unit}承担的“{task}”已逾期{days}天（时限{due}），请予督促。",
    "“{task}”, with {unit}, is {days} days late (due {due}); please see to it.",
)
_COUNCIL_RAISED = (
    "{unit}负责的“{task}”已逾期{days}天（期限{due}），请予跟进。",
    "“{task}” ({unit}) is {days} days overdue (due {due}); please follow it up.",
)

_UNSIGNED = (
    "“{task}”于{due}下达，已{days}天未签收，请签收。",
    "“{task}” was given on {due} and has waited {days} days to be signed for.",
)
_UNREPORTED = (
    "“{task}”{what}的进展尚未报送；没有新情况也可如实填报。",
    "“{task}”: progress of {what} has not been reported; “nothing new” is an answer.",
)
_MILESTONE = (
    "“{task}”的节点“{what}”应于{due}完成。",
    "“{task}”: the milestone “{what}” is due on {due}.",
)
_INSTRUCTION = (
    "“{task}”的批示应于{due}前答复。",
    "“{task}”: an instruction is to be answered by {due}.",
)
_SLIP = (
    "“{task}”的督办单应于{due}前反馈办理情况。",
    "“{task}”: a supervision slip is to be answered by {due}.",
)
_EXTRA = (
    "“{task}”的加报应于{due}前报送。",
    "“{task}”: a further report is to be handed in by {due}.",
)
_OPINION = (
    "请于{due}前反馈对“{task}”的意见。",
    "Please give your unit's opinion on “{task}” by {due}.",
)
_UNGIVEN = (
    "{due}前未收到你单位对“{task}”的意见，已如实记为逾期未反馈（不视为同意）；会前仍可补报。",
    "No opinion on “{task}” came by {due}: recorded as silence, not as consent; it can still come.",
)
_SILENT = (
    "{unit}：“{task}”提醒后仍未答复（{due}起{days}天），请予督促。",
    "{unit}: no answer on “{task}” after a reminder ({days} days since {due}); please see to it.",
)
_MATTERS = (
    Step(3, "unit", *_UNSIGNED, matter="sign"),
    Step(7, "deputy", *_SILENT, matter="sign", is_after_silence=True),
    Step(5, "unit", *_UNREPORTED, matter="report"),
    Step(11, "deputy", *_SILENT, is_lead_only=True, matter="report", is_after_silence=True),
    Step(-7, "unit", *_MILESTONE, matter="milestone"),
    Step(1, "unit", *_MILESTONE, matter="milestone"),
    Step(-1, "unit", *_INSTRUCTION, matter="instruction"),
    Step(2, "deputy", *_SILENT, matter="instruction", is_after_silence=True),
    Step(-1, "unit", *_OPINION, matter="opinion"),
    Step(1, "unit", *_UNGIVEN, matter="opinion"),
    Step(-1, "unit", *_SLIP, matter="slip"),
    Step(1, "unit", *_SLIP, matter="slip", repeat_days=14),
    Step(3, "deputy", *_SILENT, matter="slip", is_after_silence=True),
    Step(-1, "unit", *_EXTRA, matter="extra"),
    Step(1, "unit", *_EXTRA, matter="extra", repeat_days=14),
    Step(3, "deputy", *_SILENT, matter="extra", is_after_silence=True),
)
"""What is spoken of beside due dates, in every practice."""


def _worded(profile: str, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    zh, en = wording(profile, "zh"), wording(profile, "en")
    return tuple(replace(step, zh=zh.of(step.zh), en=en.of(step.en)) for step in steps)


CN_DISTRICT = Profile(
    key="cn-district",
    name_zh="区级外事工作",
    name_en="Chinese district",
    languages=("zh", "en"),
    cadence="quarter",
    lights=LightRules(),
    notices=NoticeRules(
        sent_by_a_person=True,
        opens_at=dt.time(8, 30),
        closes_at=dt.time(17, 30),
        mails_at=dt.time(10),
        ladder=(
            Step(-30, "unit", *_SOON),
            Step(-7, "unit", *_SOON),
            Step(-3, "unit", *_SOON, is_lead_only=True),
            Step(1, "unit", *LATE, repeat_days=14),
            Step(1, "office", *_RAISED, is_lead_only=True),
            Step(4, "deputy", *_RAISED, is_lead_only=True, is_after_silence=True),
            Step(7, "head", *_RAISED, is_lead_only=True, is_after_silence=True),
            Step(15, "leader", *_RAISED, is_lead_only=True, repeat_days=30, is_after_silence=True),
            *_MATTERS,
        ),
    ),
    words={
        "green": LightWord("正常推进", "On track", "circle"),
        "yellow": LightWord("需要关注", "Needs attention", "triangle"),
        "red": LightWord("逾期", "Late", "square"),
        "done": LightWord("按时完成", "Done on time", "check"),
        "made_good": LightWord("逾期后补齐", "Late, made good", "check-late"),
        "none": LightWord("未启动", "Not started", "dash"),
    },
    papers=PaperRules(is_official=True, colour="c00000"),
    meetings=MeetingRules(meetings_a_year=1, notice_days=3),
    longest={"general": 5_000, "special": 4_000},
)

CITY_COUNCIL = Profile(
    key="city-council",
    name_zh="市议会",
    name_en="City council",
    languages=("en",),
    cadence="quarter",
    lights=LightRules(
        due_soon_days=10,
        counts_working_days=True,
        milestone_grace_days=14,
        report_grace_days=14,
    ),
    notices=NoticeRules(
        sent_by_a_person=False,
        opens_at=dt.time(8),
        closes_at=dt.time(18),
        mails_at=dt.time(8),
        ladder=(
            Step(-14, "unit", *_SOON),
            Step(-3, "unit", *_SOON, is_lead_only=True),
            Step(1, "unit", *LATE, repeat_days=14),
            Step(5, "deputy", *_COUNCIL_RAISED, is_lead_only=True, is_after_silence=True),
            Step(10, "head", *_COUNCIL_RAISED, is_lead_only=True, is_after_silence=True),
            Step(
                20,
                "leader",
                *_COUNCIL_RAISED,
                is_lead_only=True,
                repeat_days=30,
                is_after_silence=True,
            ),
            *_worded("city-council", _MATTERS),
        ),
    ),
    words={
        "green": LightWord("进行中", "In progress", "circle"),
        "yellow": LightWord("有风险", "At risk", "triangle"),
        "red": LightWord("已逾期", "Overdue", "square"),
        "done": LightWord("已完成", "Complete", "check"),
        "made_good": LightWord("逾期完成", "Completed late", "check-late"),
        "none": LightWord("未启动", "Not started", "dash"),
    },
    papers=PaperRules(
        is_official=False,
        colour="1f3a5f",
        begins_with_people=True,
        parts_duties=True,
        has_table=True,
    ),
    meetings=MeetingRules(notice_days=5),
)

PROFILES: Mapping[str, Profile] = {p.key: p for p in (CN_DISTRICT, CITY_COUNCIL)}


def current() -> Profile:
    """Give the profile that this installation works by."""
    return PROFILES[settings.PROFILE]


def light_words() -> dict[str, str]:
    """Give each light's word of the profile in force, in the language in force."""
    chinese = (get_language() or "en").startswith("zh")
    return {light: word.zh if chinese else word.en for light, word in current().words.items()}
