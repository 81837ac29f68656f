"""Work to report on: a list of tasks with their basis, steps and entries, made in bulk."""

import datetime as dt
import hashlib

from plenary.contexts.governance.models import (
    Basis,
    Directive,
    ListEntry,
    Meeting,
    Milestone,
    Progress,
    Task,
    TaskList,
)
from plenary.contexts.governance.services.report_drafting import draft_report
from plenary.kernel.documents.models import Document, Passage
from plenary.shared.actor import SYSTEM
from tests.factories import body, unit

NOW = dt.datetime(2025, 7, 5, 4, 0, tzinfo=dt.UTC)
QUARTERS = (
    (dt.date(2025, 1, 1), dt.date(2025, 3, 31)),
    (dt.date(2025, 4, 1), dt.date(2025, 6, 30)),
)


def text(words, **fields):
    """A document with a passage over the whole of it."""
    return Document.objects.create(
        **{
            "kind": "other",
            "sha256": hashlib.sha256(words.encode()).hexdigest(),
            "lang": "zh",
            "title": words[:60],
            "text": words,
            "added_at": NOW,
            **fields,
        }
    )


def passage(words, **fields):
    """A passage over a document of its own."""
    document = text(words, **fields)
    return Passage.objects.create(document=document, start=0, end=len(words), quote=words)


def task_list(tasks=2, *, lead=None, entries=(), **fields):
    """A list of tasks, each on its own clause of one readout, with a step and these entries.

    ``entries`` holds, for every task alike, dictionaries of ``Progress`` fields; ``quarter`` says
    which period each is for.
    """
    committee = body(name_zh="区外事委", name_en="District Committee")
    lead = lead or unit(name_zh="区商务局", name_en="Commerce Bureau")
    made = TaskList.objects.create(
        **{
            "body": committee,
            "name_zh": "2025年重点任务清单",
            "name_en": "2025 list of key tasks",
            "starts_on": dt.date(2025, 1, 1),
            "ends_on": dt.date(2025, 12, 31),
            "state": "adopted",
            **fields,
        }
    )
    clauses = directives(committee, tasks)
    for number, directive in enumerate(clauses, start=1):
        add_task(made, number, directive, lead, entries)
    return made


def directives(committee, count):
    """The clauses of one meeting's readout."""
    words = [f"会议要求，要落实第{n}项重点任务。" for n in range(1, count + 1)]
    readout = text("".join(words), kind="readout", sha256=f"f{committee.pk:063d}")
    meeting = Meeting.objects.create(
        body=committee, title_zh="2025年全体会议", title_en="2025 plenary", state="held", year=2025
    )
    made, start = [], 0
    for number, clause in enumerate(words, start=1):
        place = Passage.objects.create(
            document=readout, start=start, end=start + len(clause), quote=clause
        )
        start += len(clause)
        made.append(
            Directive.objects.create(meeting=meeting, number=number, text_zh=clause, passage=place)
        )
    return made


def add_task(of, number, directive, lead, entries=(), **fields):
    """A task in a list, resting on a directive."""
    task = Task.objects.create(
        **{
            "title_zh": f"第{number}项重点任务",
            "title_en": f"Key task {number}",
            "state": "open",
            "lead_unit": lead,
            "due_on": dt.date(2025, 12, 31),
            "first_due_on": dt.date(2025, 12, 31),
            "light": "green",
            "light_rule": "on_track",
            "shown_light": "green",
            "made_at": NOW,
            **fields,
        }
    )
    ListEntry.objects.create(task_list=of, task=task, number=number)
    Basis.objects.create(task=task, directive=directive)
    Milestone.objects.create(
        task=task,
        number=1,
        title_zh="印发方案",
        title_en="Plan issued",
        due_on=dt.date(2025, 9, 30),
    )
    for entry in entries:
        progress(task, **entry)
    return task


def progress(task, *, quarter=1, **fields):
    """A unit's entry for a quarter, kept as a snapshot."""
    starts_on, ends_on = QUARTERS[quarter - 1]
    fields.setdefault("unit", task.lead_unit)
    words = fields.get("done_zh") or fields.get("done_en") or "无新进展"
    return Progress.objects.create(
        **{
            "task": task,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "passage": passage(f"{task.pk}-{quarter}-{fields['unit'].pk}: {words}"),
            "reported_at": NOW,
            **fields,
        }
    )


def half_year(of, actor=SYSTEM):
    """The drafted report of the first half of 2025."""
    return draft_report(actor=actor, list_id=of.pk, period_key="half-2025-01")
