"""Minutes drafted from a meeting's record, in both languages, each statement with its line of the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plenary.contexts.governance.drafting.facts import Pair
from plenary.contexts.governance.drafting.minutes_facts import (
    ItemFacts,
    MatterFacts,
    MinutesFacts,
    SpotTaskFacts,
)
from plenary.contexts.governance.drafting.minutes_words import (
    AWAY,
    LABELS,
    VERBS,
    opening_en,
    opening_zh,
    quorum_words,
    seats,
)
from plenary.contexts.governance.drafting.record import Line
from plenary.contexts.governance.drafting.statements import Cited, Drafted
from plenary.contexts.governance.drafting.writing import (
    capital,
    clause,
    date_en,
    date_zh,
    sentence,
)
from plenary.contexts.governance.enums import SourceKind, StatementKind
from plenary.kernel.text.wording import in_zh

OTHER = Pair("其他议定事项", "Other decisions")
DEMANDS = Pair("会议要求", "What the meeting asked for")
ATTENDANCE = Pair("参会情况", "Attendance")
PEOPLE = ("present", "excused", "absent", "observers")

_Statement = tuple[str, str, Pair, int | None, dict[str, object], int | None]


def meeting_record(facts: MinutesFacts) -> tuple[str, list[Line]]:
    """Give the meeting's record as a text, and the place of each line that a statement cites.

    A line is printed as a source: it holds the words of both languages and nothing of ours.
    """
    text, lines = "", []
    for key, _kind, pair, _number, details, _passage in _statements(facts):
        label = details.get("number") or details.get("label_zh") or ""
        said = " | ".join(side for side in (pair.zh, pair.en) if side)
        quote = " ".join(f"{label} {said}".split())
        lines.append(Line(key, len(text), len(text) + len(quote), quote))
        text += quote + "\n"
    return text, lines


def draft_minutes(facts: MinutesFacts, lines: Mapping[str, int]) -> list[Drafted]:
    """Draft the opening, every item with its decisions, what was asked for, and the attendance.

    ``lines`` gives the passage of each line of the meeting's record.
    """
    drafted = []
    for key, kind, pair, number, details, passage in _statements(facts):
        sources = [Cited(SourceKind.RECORD, lines[key])]
        if passage is not None:
            sources.append(Cited(SourceKind.CITED, passage))
        drafted.append(Drafted(key, kind, pair, tuple(sources), None, number, details))
    return drafted


def _statements(facts: MinutesFacts) -> Iterator[_Statement]:
    opening = Pair(opening_zh(facts), opening_en(facts))
    yield "opening", StatementKind.OPENING, opening, None, {}, None
    for item in facts.items:
        yield from _item(item)
    number = max((item.number for item in facts.items), default=0)
    sections = (
        ("loose", OTHER.worded(), [one for each in facts.loose for one in _decision(each)]),
        ("demands", DEMANDS.worded(), [_demand(each) for each in facts.demands]),
        ("people", ATTENDANCE, list(_people(facts))),
    )
    for key, heading, within in sections:
        if not within:
            continue
        number += 1
        yield f"section:{key}", StatementKind.MATTER, heading, number, {}, None
        for each in within:
            yield (*each[:3], number, *each[4:])


def _item(item: ItemFacts) -> Iterator[_Statement]:
    number = item.number
    heading = Pair(_headed(item, "zh"), _headed(item, "en"))
    yield f"item:{item.pk}", StatementKind.MATTER, heading, number, {}, item.passage
    if item.away:
        short = quorum_words(item.quorum) if item.quorum else Pair()
        away = Pair(_away(item, "zh") + short.zh, f"{_away(item, 'en')} {short.en}".rstrip())
        yield f"away:{item.pk}", StatementKind.PEOPLE, away, number, {}, None
    for decision in item.decisions:
        for each in _decision(decision):
            yield (*each[:3], number, *each[4:])


def _decision(one: MatterFacts) -> Iterator[_Statement]:
    details: dict[str, object] = {"number": one.number, "kind": one.kind}
    text = Pair(sentence(one.text.zh, "zh"), sentence(one.text.en, "en"))
    yield f"decision:{one.pk}", StatementKind.DECISION, text, None, details, one.passage
    for task in one.tasks:
        key = f"duty:{one.pk}:{task.task_id}"
        yield key, StatementKind.DUTY, _duty(task, one), None, {}, None


def _demand(one: MatterFacts) -> _Statement:
    text = Pair(sentence(one.text.zh, "zh"), sentence(capital(one.text.en or " "), "en"))
    details: dict[str, object] = {"number": one.number}
    return f"demand:{one.pk}", StatementKind.DEMAND, text, None, details, one.passage


def _people(facts: MinutesFacts) -> Iterator[_Statement]:
    beside = {"present": facts.groups, "excused": facts.units_excused}
    for name in PEOPLE:
        there = getattr(facts, name)
        groups = beside.get(name, ())
        if not there and not groups:
            continue
        text = Pair(seats(there, groups, "zh"), seats(there, groups, "en"))
        yield f"people:{name}", StatementKind.PEOPLE, text, None, _labelled(name), None
    if facts.units_unrecorded:
        text = Pair(*(seats((), facts.units_unrecorded, lang) for lang in ("zh", "en")))
        yield "people:unrecorded", StatementKind.PEOPLE, text, None, _labelled("unrecorded"), None
    if facts.quorum:
        text = quorum_words(facts.quorum)
        yield "people:quorum", StatementKind.PEOPLE, text, None, _labelled("quorum"), None


def _labelled(name: str) -> dict[str, object]:
    label = LABELS[name].worded()
    return {"label_zh": label.zh, "label_en": label.en}


def _headed(item: ItemFacts, lang: str) -> str:
    text = clause(item.text.zh if lang == "zh" else item.text.en)
    verb = VERBS[item.kind].worded()
    if not text:
        return ""
    if lang == "zh":
        return text if text.startswith(verb.zh) else f"{verb.zh}{text}"
    return f"{verb.en}: {text}" if verb.en else capital(text)


def _away(item: ItemFacts, lang: str) -> str:
    words = [
        (AWAY[kind].zh if lang == "zh" else AWAY[kind].en).format(name=name.either(lang))
        for name, kind in item.away
    ]
    if lang == "zh":
        return f"本议题进行时，{'；'.join(words)}。"
    return f"For this item {'; '.join(words)}."


def _duty(task: SpotTaskFacts, decision: MatterFacts) -> Pair:
    zh = _what(task.title.zh, decision.text.zh, "：")
    en = _what(task.title.en, decision.text.en, ": ")
    if task.lead:
        zh += f"由{task.lead.either('zh')}{in_zh('牵头')}"
        en += f"{task.lead.either('en')} leads"
    if task.due_on:
        zh += f"，{date_zh(task.due_on)}前完成"
        en += f", due by {date_en(task.due_on)}"
    return Pair(sentence(zh, "zh"), sentence(en, "en"))


def _what(title: str, said: str, colon: str) -> str:
    """Name the task only where it says something else than the decision."""
    return "" if not title or clause(title) in said else f"{clause(title)}{colon}"
