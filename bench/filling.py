"""Fills an empty database with the work of an office: tasks with all that hangs on them."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import words
from copying import copy, copy_columns
from django.db import connection
from django.db.models import Max
from django.utils import timezone

from plenary.contexts.governance.models import (
    Basis,
    Directive,
    Duty,
    ListEntry,
    Meeting,
    MeetingText,
    Milestone,
    Progress,
    Task,
    TaskList,
    Theme,
)
from plenary.kernel.accounts.models import Grant, User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.documents.models import Document, Passage
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.search.cutting import line, token_set
from plenary.kernel.text.models import TextState

THEMES = 15
LISTED = 150
A_MEETING = 40
"""Directives of one meeting, each with one task."""
CHUNK = 1000 * A_MEETING
"""Tasks written together: so many fit in memory, however many there are."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How much there is: tasks, units, entries of each task; whether each unit leads equally many."""

    size: int
    units: int = 200
    entries: int = 3
    is_even: bool = False

    @property
    def meetings(self) -> int:
        """How many meetings the tasks come from."""
        return -(-self.size // A_MEETING)


@dataclass(frozen=True, slots=True)
class Work:
    """One task as it is about to be written."""

    number: int
    title: tuple[str, str]
    lead: int
    responsible: int
    theme: int
    state: str
    due_on: dt.date
    light: str
    rule: str
    facts: dict[str, Any]
    entries: list[tuple[str, str, str, str]] = field(default_factory=list)

    @property
    def meeting(self) -> int:
        """The meeting whose directive it rests on."""
        return (self.number - 1) // A_MEETING + 1

    def entry_id(self, n: int) -> int:
        """The id of one of its entries."""
        return (self.number - 1) * len(self.entries) + n + 1


def fill(shape: Shape) -> None:
    """Write tasks and what belongs to them, the same for the same shape, then ANALYZE."""
    draw = random.Random(shape.size)
    units, body = _organisations(shape.units)
    themes = _themes()
    _accounts(units)
    numbers = Numbers(
        itertools.count(_after(AuditRow)),
        itertools.count(_after(TextState)),
        itertools.count(1),
    )
    for start in range(1, shape.size + 1, CHUNK):
        some = range(start, min(start + CHUNK, shape.size + 1))
        work = [_work(draw, number, units, themes, shape) for number in some]
        _meetings(work, body)
        _tasks(work, numbers.texts)
        _progress(work, shape)
        _audit(work, numbers.audit)
        _search(work, numbers.search)
        if start == 1:
            _list(work, body)
        print(f"{some[-1]} tasks written", file=sys.stderr)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('search_entry', 'id'), max(id)) FROM search_entry"
        )
        cursor.execute("ANALYZE")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The ids still to be given to rows of the audit log, of the texts' states and of the index."""

    audit: Iterator[int]
    texts: Iterator[int]
    search: Iterator[int]


def _after(model: type[AuditRow | TextState]) -> int:
    """The first id that is free behind a table's rows."""
    return (model.objects.aggregate(last=Max("id"))["last"] or 0) + 1


def _organisations(units: int) -> tuple[list[int], int]:
    made = [
        Organisation(
            kind="unit" if n else "body",
            code=f"org-{n}",
            name_zh=f"第{n}{'街道办事处' if n % 3 else '局'}" if n else "外事工作委员会",
            name_en=f"{'Subdistrict office' if n % 3 else 'Bureau'} {n}" if n else "Committee",
            short_zh=f"{n}{'街道' if n % 3 else '局'}" if n else "外事委",
            order=n,
        )
        for n in range(units + 1)
    ]
    Organisation.objects.bulk_create(made)
    for one in made:
        one.path = f"/{one.pk}/"
    Organisation.objects.bulk_update(made, ["path"], batch_size=1000)
    return [one.pk for one in made[1:]], made[0].pk


def _themes() -> list[int]:
    there = Theme.objects.count()
    Theme.objects.bulk_create(
        Theme(key=f"bench-{n}", name_zh=f"专题{n}", name_en=f"Theme {n}", order=100 + n)
        for n in range(there, THEMES)
    )
    return list(Theme.objects.values_list("pk", flat=True)[:THEMES])


def _accounts(units: list[int]) -> None:
    office = {"roles": ["office"], "unit_ids": [], "post_ids": []}
    people = [User(email="office@example.org", name="Office", access=office)]
    for unit in units:
        access = {"roles": ["unit"], "unit_ids": [unit], "post_ids": []}
        people.append(User(email=f"unit{unit}@example.org", name=f"Unit {unit}", access=access))
    User.objects.bulk_create(people)
    Grant.objects.create(user=people[0], role="office")
    Grant.objects.bulk_create(
        Grant(user=user, role="unit", unit_id=unit)
        for user, unit in zip(people[1:], units, strict=True)
    )


def _work(
    draw: random.Random, number: int, units: list[int], themes: list[int], shape: Shape
) -> Work:
    """Draw a task; a few units lead many, as bureaus with one main subject do."""
    weights = None if shape.is_even else _weights(len(units))
    lead = units[draw.choices(range(len(units)), cum_weights=weights)[0]]
    responsible = draw.choice([unit for unit in units[:20] if unit != lead])
    today = timezone.localdate()
    due_on = today + dt.timedelta(days=draw.randint(-250, 350))
    state, light, rule, facts = _light(draw, due_on, today)
    return Work(
        number=number,
        title=words.title(draw, number),
        lead=lead,
        responsible=responsible,
        theme=draw.choice(themes),
        state=state,
        due_on=due_on,
        light=light,
        rule=rule,
        facts=facts,
        entries=[words.entry(draw) for _ in range(shape.entries)],
    )


_cumulated: list[float] = []


def _weights(count: int) -> list[float]:
    if not _cumulated:
        _cumulated.extend(itertools.accumulate(1 / rank for rank in range(1, count + 1)))
    return _cumulated


def _light(
    draw: random.Random, due_on: dt.date, today: dt.date
) -> tuple[str, str, str, dict[str, Any]]:
    """Give state, light, rule and its facts as the light rules would."""
    days = (due_on - today).days
    due = {"due_on": due_on.isoformat()}
    chance = draw.random()
    if chance < 0.05:  # noqa: PLR2004 - a share
        return "draft", "none", "draft", {}
    if days < 0 and chance < 0.75:  # noqa: PLR2004
        done = (due_on - dt.timedelta(days=5)).isoformat()
        return "closed", "done", "closed_on_time", {**due, "done_on": done}
    if days < 0:
        return "open", "red", "overdue", {**due, "days": -days}
    if days <= 30:  # noqa: PLR2004
        return "open", "yellow", "due_soon", {**due, "days": days, "within": 30}
    return "open", "green", "on_track", {}


def _clause(one: Work) -> str:
    return f"要{one.title[0]}。"


def _meetings(work: list[Work], body: int) -> None:
    now = timezone.now()
    held = timezone.localdate() - dt.timedelta(days=400)
    by_meeting = [work[at : at + A_MEETING] for at in range(0, len(work), A_MEETING)]
    texts = ["会议强调，\n" + "".join(map(_clause, some)) for some in by_meeting]
    numbered = list(enumerate(texts, start=work[0].meeting))
    copy(
        Document,
        ("id", "kind", "sha256", "lang", "title", "text", "release", "added_at"),
        ((n, "readout", _hash(t), "zh", f"第{n}次会议通稿", t, "public", now) for n, t in numbered),
    )
    copy(
        Meeting,
        ("id", "body_id", "title_zh", "title_en", "state", "held_on", "year", "release"),
        (
            (n, body, f"第{n}次全体会议", f"Plenary {n}", "held", held, held.year, "public")
            for n, _text in numbered
        ),
    )
    copy(
        MeetingText,
        ("id", "meeting_id", "document_id"),
        ((n, n, n) for n, _text in numbered),
    )
    copy(Passage, ("id", "document_id", "start", "end", "quote"), _passages(by_meeting))
    copy(
        Directive,
        ("id", "meeting_id", "number", "text_zh", "text_en", "theme_id", "passage_id", "fate"),
        (
            (one.number, one.meeting, n, *one.title, one.theme, one.number, "task")
            for some in by_meeting
            for n, one in enumerate(some, start=1)
        ),
    )


def _passages(by_meeting: list[list[Work]]) -> Iterator[tuple[Any, ...]]:
    for some in by_meeting:
        at = len("会议强调，\n")
        for one in some:
            clause = _clause(one)
            yield one.number, one.meeting, at, at + len(clause), clause
            at += len(clause)


def _tasks(work: list[Work], numbers: Iterator[int]) -> None:
    now = timezone.now() - dt.timedelta(days=300)
    today = timezone.localdate()
    copy(
        Task,
        (
            *("id", "title_zh", "title_en", "theme_id", "state", "lead_unit_id", "due_on"),
            *("first_due_on", "light", "light_rule", "light_facts", "shown_light", "closed_at"),
            *("last_progress_on", "release", "made_at"),
        ),
        (
            (
                *(one.number, *one.title, one.theme, one.state, one.lead, one.due_on, one.due_on),
                *(one.light, one.rule, one.facts, one.light),
                now if one.state == "closed" else None,
                today - dt.timedelta(days=one.number % 90),
                "internal",
                now,
            )
            for one in work
        ),
    )
    copy(
        Basis,
        ("id", "task_id", "directive_id"),
        ((one.number, one.number, one.number) for one in work),
    )
    copy(
        Duty,
        ("id", "task_id", "role", "unit_id", "state", "assigned_at", "signed_at"),
        (
            (2 * one.number - 1 + n, one.number, role, unit, *signed)
            for one in work
            for signed in [
                ("assigned", now, None) if one.state == "draft" else ("signed", now, now)
            ]
            for n, (role, unit) in enumerate([("lead", one.lead), ("responsible", one.responsible)])
        ),
    )
    copy(
        Milestone,
        ("id", "task_id", "number", "title_zh", "title_en", "due_on", "done_on"),
        (
            (one.number, one.number, 1, "完成方案", "Plan adopted", one.due_on, one.due_on)
            for one in work
        ),
    )
    copy(
        TextState,
        ("id", "subject_type", "subject_id", "field", "source_side", "source_digest", "made_at"),
        (
            (number, "governance.task", one.number, "title", "zh", _hash(one.title[0]), now)
            for one, number in zip(work, numbers, strict=False)
        ),
    )


def _progress(work: list[Work], shape: Shape) -> None:
    """Write the entries, each with the snapshot that it is cited by."""
    now = timezone.now()
    quarters = _quarters(timezone.localdate(), shape.entries)
    meetings, directives = shape.meetings, shape.size
    snapshots = [
        (one, n, f"已完成：{e[0]}\n下一步：{e[2]}\nDone: {e[1]}\nNext: {e[3]}")
        for one in work
        for n, e in enumerate(one.entries)
    ]
    copy(
        Document,
        (
            *("id", "kind", "sha256", "lang", "title", "text"),
            *("subject_type", "subject_id", "added_at"),
        ),
        (
            (
                *(meetings + one.entry_id(n), "record", _hash(text), "zh"),
                *(f"{one.title[0]} {quarters[n][0]}", text, "governance.task", one.number, now),
            )
            for one, n, text in snapshots
        ),
    )
    copy(
        Passage,
        ("id", "document_id", "start", "end", "quote"),
        (
            (
                *(directives + one.entry_id(n), meetings + one.entry_id(n)),
                *(0, len(text), text),
            )
            for one, n, text in snapshots
        ),
    )
    copy(
        Progress,
        (
            *("id", "task_id", "unit_id", "starts_on", "ends_on", "done_zh", "done_en"),
            *("next_zh", "next_en", "passage_id", "fields_typed", "reported_at"),
        ),
        (
            (
                *(one.entry_id(n), one.number, one.lead, *quarters[n]),
                *(*one.entries[n], directives + one.entry_id(n), 4, now),
            )
            for one, n, _text in snapshots
        ),
    )


def _quarters(today: dt.date, count: int) -> list[tuple[dt.date, dt.date]]:
    """Give so many quarters before the last completed one, so that every unit owes a report."""
    starts = []
    year, quarter = today.year, (today.month - 1) // 3
    for back in range(2, 2 + count):
        index = year * 4 + quarter - back
        starts.append(dt.date(index // 4, index % 4 * 3 + 1, 1))
    return [
        (start, (start + dt.timedelta(days=92)).replace(day=1) - dt.timedelta(days=1))
        for start in reversed(starts)
    ]


def _list(work: list[Work], body: int) -> None:
    today = timezone.localdate()
    kept = TaskList.objects.create(
        body_id=body,
        name_zh="重点任务清单",
        name_en="Key tasks",
        starts_on=dt.date(today.year - 1, 1, 1),
        ends_on=dt.date(today.year, 12, 31),
        state="adopted",
        adopted_on=dt.date(today.year - 1, 1, 15),
    )
    some = work[:LISTED]
    copy(
        ListEntry,
        ("id", "task_list_id", "task_id", "number"),
        ((one.number, kept.pk, one.number, one.number) for one in some),
    )


def _audit(work: list[Work], ids: Iterator[int]) -> None:
    now = timezone.now()

    def rows() -> Iterator[tuple[Any, ...]]:
        for one in work:
            after = {"title_zh": one.title[0], "title_en": one.title[1], "state": one.state}
            for n, action in enumerate(("created", "opened"), start=1):
                name = f"governance.task.{action}"
                yield next(ids), now, 1, "Office", name, "governance.task", one.number, n, {}, after
            for n, entry in enumerate(one.entries):
                said = {"done_zh": entry[0], "done_en": entry[1]}
                name, label = "governance.progress.reported", "governance.progress"
                yield next(ids), now, 2, "Unit", name, label, one.entry_id(n), None, {}, said

    copy(
        AuditRow,
        (
            *("id", "at", "actor_id", "actor_name", "action", "subject_type", "subject_id"),
            *("subject_version", "before", "after"),
        ),
        rows(),
    )


def _search(work: list[Work], ids: Iterator[int]) -> None:
    """Write what the search service would: tasks for their units, directives and meetings for all."""

    def rows() -> Iterator[tuple[Any, ...]]:
        for one in work:
            audience = "office" if one.state == "draft" else "units"
            units = [] if one.state == "draft" else sorted({one.lead, one.responsible})
            found = _entry(*one.title)
            yield (
                *(next(ids), "governance.task", one.number, f"/tasks/{one.number}/"),
                *(audience, units, one.due_on, *found),
            )
            url = f"/meetings/{one.meeting}/#directive-{one.number}"
            yield next(ids), "governance.directive", one.number, url, "all", [], None, *found
        for n in range(work[0].meeting, work[-1].meeting + 1):
            found = _entry(f"第{n}次全体会议", f"Plenary {n}")
            yield next(ids), "governance.meeting", n, f"/meetings/{n}/", "all", [], None, *found

    copy_columns(
        "search_entry",
        (
            *("id", "subject_type", "subject_id", "url", "audience", "unit_ids", "on"),
            *("title_zh", "title_en", "text", "folded", "terms"),
        ),
        rows(),
    )


def _entry(zh: str, en: str) -> tuple[str, str, str, str, str]:
    tokens = token_set(f"{zh}\n{en}")
    terms = " ".join(f"'{token}' '={token}'" for token in tokens)
    return zh, en, "", f"{line(zh)}\n{line(en)}\n{line('')}", terms


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
