"""Tells the kernel which of governance's texts are translated, under which word, and where they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.models import (
    AgendaItem,
    Convening,
    Decision,
    Directive,
    Instruction,
    Meeting,
    Milestone,
    Priority,
    Requirement,
    Statement,
    Task,
)
from plenary.contexts.governance.selectors import reports
from plenary.contexts.governance.selectors.listed import numbers_of
from plenary.contexts.governance.services.reports.translating import (
    hold_report,
    translate_statement,
)
from plenary.contexts.governance.services.translating import TRANSLATED, translate
from plenary.kernel.text.kinds import (
    TextKind,
    Whose,
    called,
    named,
    number_of,
    register_kind,
)

WORDS: dict[str, Any] = {
    "meeting": _("Meeting"),
    "agendaitem": _("Agenda item"),
    "decision": _("Decision"),
    "directive": _("Directive"),
    "requirement": _("Requirement"),
    "plan": _("Plan"),
    "priority": _("Priority"),
    "tasklist": _("Task list"),
    "task": _("Task"),
    "milestone": _("Milestone"),
    "instruction": _("Instruction"),
    "topic": _("Topic of a meeting"),
    "paper": _("Paper"),
    "convening": _("Notice of a meeting"),
}
DAYS: dict[type, Callable[[Any], dt.date | None]] = {
    Meeting: lambda meeting: meeting.held_on,
    AgendaItem: lambda item: item.meeting.held_on,
    Decision: lambda one: one.meeting.held_on,
    Directive: lambda one: one.meeting.held_on,
    Requirement: lambda one: one.issued_on,
}
"""The day by whose rules the texts are judged, where it is not today."""
PLACES: dict[type, tuple[tuple[str, ...], Callable[[Any], str]]] = {
    AgendaItem: (("meeting",), lambda item: item.meeting.get_absolute_url()),
    Decision: (
        ("meeting",),
        lambda one: f"{one.meeting.get_absolute_url()}#decision-{one.pk}",
    ),
    Directive: (
        ("meeting",),
        lambda one: f"{one.meeting.get_absolute_url()}#directive-{one.pk}",
    ),
    Milestone: (("task",), lambda one: one.task.get_absolute_url()),
    Priority: (("plan",), lambda one: one.plan.get_absolute_url()),
    Instruction: (("task",), lambda one: one.get_absolute_url()),
    Convening: (("meeting",), lambda one: one.get_absolute_url()),
}
"""For what has no page of its own: the relations that lead to its page, and the address."""


def _tasks(found: Sequence[Any]) -> Mapping[int, Whose]:
    """Name tasks by their number in the latest list that holds them."""
    numbers = numbers_of([one.pk for one in found], None)
    return {one.pk: called(one, number=str(numbers.get(one.pk, ""))) for one in found}


def _of_tasks(found: Sequence[Any]) -> Mapping[int, Whose]:
    """Name parts of tasks by their task."""
    numbers = numbers_of([one.task_id for one in found], None)
    return {one.pk: called(one.task, whole=_task(numbers.get(one.task_id))) for one in found}


def _task(number: int | None) -> str:
    return gettext("Task %(number)s") % {"number": number} if number else gettext("Task")


def _of(attribute: str, word: Any) -> Callable[[Sequence[Any]], Mapping[int, Whose]]:
    """Name parts by the record that they are part of, with their own number before."""

    def whose(found: Sequence[Any]) -> Mapping[int, Whose]:
        return {
            one.pk: called(getattr(one, attribute), number=number_of(one), whole=str(word))
            for one in found
        }

    return whose


WHOSE: dict[type, Callable[[Sequence[Any]], Mapping[int, Whose]]] = {
    Task: _tasks,
    Milestone: _of_tasks,
    Instruction: _of_tasks,
    **dict.fromkeys((AgendaItem, Decision, Directive, Convening), _of("meeting", WORDS["meeting"])),
    Priority: _of("plan", WORDS["plan"]),
}
"""For what does not stand alone, and for what bears its number elsewhere."""


def register() -> None:
    """Register each kind of record whose texts are translated."""
    for one in TRANSLATED:
        joined, url = PLACES.get(one.model, ((), lambda found: found.get_absolute_url()))
        register_kind(
            TextKind(
                model=one.model,
                word=WORDS[one.model._meta.model_name or ""],  # noqa: SLF001
                visible_to=one.visible_to,
                write=partial(translate, one),
                url=url,
                joined=joined,
                whose=WHOSE.get(one.model, named),
                written_on=DAYS.get(one.model, lambda _record: None),
            )
        )
    register_kind(
        TextKind(
            model=Statement,
            word=_("Statement of a report"),
            visible_to=reports.worded_visible_to,
            write=translate_statement,
            url=lambda one: f"{one.report.get_absolute_url()}#s{one.pk}",
            joined=("report",),
            whose=_of("report", _("Report")),
            within="report",
            hold=hold_report,
        )
    )
