"""The light of a task: a pure rule over its facts, and the sentence that says why in both languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from plenary.contexts.governance.enums import NO_MORE, Light, TaskState
from plenary.contexts.governance.periods import Period
from plenary.contexts.governance.profiles import Profile
from plenary.kernel.text.wording import in_en, in_zh


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone as the rules see it."""

    number: int
    due_on: dt.date
    done_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What the rules look at."""

    state: str
    due_on: dt.date | None = None
    done_on: dt.date | None = None
    """The day on which the lead unit reported it done: a slow verifier makes nobody late."""
    days_left: int | None = None
    """Days to the due date, counted as the profile counts them."""
    first_due_on: dt.date | None = None
    """The date that was set first."""
    first_days_left: int | None = None
    """Days to the first date, where it is another one."""
    steps: tuple[Step, ...] = ()
    opened_on: dt.date | None = None
    period: Period | None = None
    """The last completed reporting period of the task's list."""
    reported_until: dt.date | None = None
    """The end of the last period that the lead unit has reported on."""
    asks_help: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """A light, the key of the rule that gave it, and the numbers and dates of its sentence."""

    light: Light
    rule: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A light in words, with its shape, and the sentence of its rule."""

    light: str
    shape: str
    word_zh: str
    word_en: str
    sentence_zh: str
    sentence_en: str


SENTENCES: Mapping[str, tuple[str, str]] = {
    "": ("尚未计算。", "Not computed yet."),
    "draft": ("任务清单尚未通过，未开始推进。", "It has not been adopted yet."),
    "replaced": ("已由其他任务接续。", "It is continued by another task."),
    "ended": (
        "已依据决定或批示终止，不再推进。",
        "It was ended by a decision or an instruction; nobody works on it any more.",
    ),
    "closed_on_time": (
        "{done_on}完成，未超过{due_on}的时限。",
        "Done on {done_on}, by its due date, {due_on}.",
    ),
    "closed_undated": ("{done_on}完成，未设时限。", "Done on {done_on}; no due date was set."),
    "closed_late": (
        "{done_on}完成，比{due_on}的时限晚{days}天。",
        "Done on {done_on}, {days} days after its due date, {due_on}.",
    ),
    "reported": (
        "{done_on}已报告完成，等待核查。",
        "Reported done on {done_on}; it waits for verification.",
    ),
    "reported_late": (
        "{done_on}已报告完成，比{due_on}的时限晚{days}天，等待核查。",
        "Reported done {days} days after its due date, {due_on}; it waits for verification.",
    ),
    "overdue": (
        "已超过{due_on}的时限{days}天。",
        "It is {days} days past its due date, {due_on}.",
    ),
    "milestone_overdue": (
        "第{number}个节点应于{due_on}完成，已超过{days}天（宽限{grace}天）。",
        "Milestone {number} was due on {due_on}, {days} days ago (grace: {grace} days).",
    ),
    "milestone_late": (
        "第{number}个节点应于{due_on}完成，已超过{days}天，在{grace}天宽限期内。",
        "Milestone {number} was due on {due_on}, {days} days ago, within the grace of {grace} days.",
    ),
    "help_asked": ("最近一次进展中提出需要协调的事项。", "The latest progress asks for help."),
    "no_progress": (
        "{starts_on}至{ends_on}期间没有报送进展。",
        "No progress was reported for {starts_on} to {ends_on}.",
    ),
    "due_soon": (
        "距{due_on}的时限还有{days}天（{within}天内提醒）。",
        "{days} days are left to its due date, {due_on} (marked within {within}).",
    ),
    "due_soon_working": (
        "距{due_on}的时限还有{days}个工作日（{within}个工作日内提醒）。",
        "{days} working days are left to its due date, {due_on} (marked within {within}).",
    ),
    "milestones_made_good": (
        "有{count}个节点逾期，均已补齐。",
        "{count} milestones were late; all have been made good.",
    ),
    "on_track": ("目前没有逾期。", "Nothing is overdue."),
}
"""The sentence of each rule, in Chinese and English."""

INSTEAD = {"replaced": ("已接续", "Replaced"), "ended": ("已终止", "Ended")}
"""What stands in a light's place where others continue a task, and where it was ended."""

FIRST = (
    "原定时限为{first_due_on}，按原定时限为“{word}”。",
    " Its first date was {first_due_on}; by that one it would be “{word}”.",
)
"""What is added where the date has moved: the light by the first one."""


def light_of(facts: TaskFacts, profile: Profile, today: dt.date) -> Ruling:
    """Give the light of a task, the rule that gave it and the facts for the rule's sentence.

    Where the date has moved, the facts also say what the light would be by the first one.
    """
    ruling = _ruling(facts, profile, today)
    first = facts.first_due_on
    if facts.state in {TaskState.DRAFT, *NO_MORE} or first is None or first == facts.due_on:
        return ruling
    by_first = replace(facts, due_on=first, days_left=facts.first_days_left)
    light = _ruling(by_first, profile, today).light
    return replace(ruling, facts={**ruling.facts, "first_due_on": first, "first_light": str(light)})


def _ruling(facts: TaskFacts, profile: Profile, today: dt.date) -> Ruling:
    if facts.state == TaskState.DRAFT:
        return Ruling(Light.NONE, "draft")
    if facts.state == TaskState.REPLACED:
        return Ruling(Light.NONE, "replaced")
    if facts.state == TaskState.ENDED:
        return Ruling(Light.NONE, "ended")
    if facts.state == TaskState.CLOSED:
        return _closed(facts, today)
    if facts.state == TaskState.REPORTED:
        return _reported(facts, today)
    return (
        _overdue(facts, today)
        or _late_step(facts, profile, today)
        or _help(facts)
        or _silent(facts, profile, today)
        or _due_soon(facts, profile)
        or _made_good(facts)
        or Ruling(Light.GREEN, "on_track")
    )


def _closed(facts: TaskFacts, today: dt.date) -> Ruling:
    done_on = facts.done_on or today
    if facts.due_on is None:
        return Ruling(Light.DONE, "closed_undated", {"done_on": done_on})
    said = {"done_on": done_on, "due_on": facts.due_on}
    if done_on > facts.due_on:
        return Ruling(Light.MADE_GOOD, "closed_late", said | _days(facts.due_on, done_on))
    return Ruling(Light.DONE, "closed_on_time", said)


def _reported(facts: TaskFacts, today: dt.date) -> Ruling:
    done_on = facts.done_on or today
    if facts.due_on is not None and done_on > facts.due_on:
        said = {"done_on": done_on, "due_on": facts.due_on} | _days(facts.due_on, done_on)
        return Ruling(Light.YELLOW, "reported_late", said)
    return Ruling(Light.GREEN, "reported", {"done_on": done_on})


def _overdue(facts: TaskFacts, today: dt.date) -> Ruling | None:
    if facts.due_on is None or facts.due_on >= today:
        return None
    said = {"due_on": facts.due_on} | _days(facts.due_on, today)
    return Ruling(Light.RED, "overdue", said)


def _late_step(facts: TaskFacts, profile: Profile, today: dt.date) -> Ruling | None:
    late = [step for step in facts.steps if step.done_on is None and step.due_on < today]
    if not late:
        return None
    worst = min(late, key=lambda step: (step.due_on, step.number))
    grace = profile.lights.milestone_grace_days
    days = (today - worst.due_on).days
    said = {"number": worst.number, "due_on": worst.due_on, "grace": grace, "days": days}
    if days > grace:
        return Ruling(Light.RED, "milestone_overdue", said)
    return Ruling(Light.YELLOW, "milestone_late", said)


def _help(facts: TaskFacts) -> Ruling | None:
    return Ruling(Light.YELLOW, "help_asked") if facts.asks_help else None


def _silent(facts: TaskFacts, profile: Profile, today: dt.date) -> Ruling | None:
    period = facts.period
    if period is None or (facts.opened_on is not None and facts.opened_on > period.ends_on):
        return None
    if facts.reported_until is not None and facts.reported_until >= period.ends_on:
        return None
    if (today - period.ends_on).days <= profile.lights.report_grace_days:
        return None
    said = {"starts_on": period.starts_on, "ends_on": period.ends_on}
    return Ruling(Light.YELLOW, "no_progress", said)


def _due_soon(facts: TaskFacts, profile: Profile) -> Ruling | None:
    within = profile.lights.due_soon_days
    if facts.due_on is None or facts.days_left is None or facts.days_left > within:
        return None
    rule = "due_soon_working" if profile.lights.counts_working_days else "due_soon"
    said = {"due_on": facts.due_on, "days": facts.days_left, "within": within}
    return Ruling(Light.YELLOW, rule, said)


def _made_good(facts: TaskFacts) -> Ruling | None:
    late = [step for step in facts.steps if step.done_on is not None and step.done_on > step.due_on]
    return Ruling(Light.MADE_GOOD, "milestones_made_good", {"count": len(late)}) if late else None


def _days(due_on: dt.date, until: dt.date) -> dict[str, Any]:
    return {"days": (until - due_on).days}


def explain(light: str, rule: str, facts: Mapping[str, Any], profile: Profile) -> Explanation:
    """Give a light's word and shape and the sentence of the rule that gave it, in both languages.

    ``facts`` may hold dates or, as the database keeps them, dates in ISO form.
    """
    word = profile.words[light]
    if rule in INSTEAD:
        zh, en = INSTEAD[rule]
        word = replace(word, zh=zh, en=en)
    zh, en = in_zh(SENTENCES[rule][0]), in_en(SENTENCES[rule][1])
    said = {name: value for name, value in facts.items() if name != "first_light"}
    if first := profile.words.get(facts.get("first_light", "")):
        zh += FIRST[0].replace("{word}", first.zh)
        en += FIRST[1].replace("{word}", first.en.lower())
    return Explanation(
        light=light,
        shape=word.shape,
        word_zh=word.zh,
        word_en=word.en,
        sentence_zh=zh.format_map({name: _zh(value) for name, value in said.items()}),
        sentence_en=_singular(en.format_map({name: _en(value) for name, value in said.items()})),
    )


def plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Give a ruling's facts as the database keeps them."""
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in facts.items()
    }


def _date(value: Any) -> dt.date | None:
    if isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(value) if isinstance(value, str) else None


def _zh(value: Any) -> str:
    day = _date(value)
    return f"{day.year}年{day.month}月{day.day}日" if day else str(value)


def _en(value: Any) -> str:
    day = _date(value)
    return f"{day.day} {day:%B} {day.year}" if day else str(value)


def _singular(sentence: str) -> str:
    """Mend "1 days" and its like; the number stands as its own word."""
    for plural, one in (
        ("1 days are left", "1 day is left"),
        ("1 working days are left", "1 working day is left"),
        ("1 milestones were late; all have", "1 milestone was late; it has"),
        ("1 days ", "1 day "),
    ):
        if sentence.startswith(plural) or f" {plural}" in sentence:
            sentence = sentence.replace(plural, one, 1)
    return sentence
