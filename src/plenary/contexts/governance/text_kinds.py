"""Tells the kernel which of governance's texts are translated, under which word, and where they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.models import (
    AgendaItem,
    Decision,
    Directive,
    Meeting,
    Milestone,
    Priority,
    Requirement,
    Statement,
)
from plenary.contexts.governance.selectors import reports
from plenary.contexts.governance.services.reports.translating import (
    hold_report,
    translate_statement,
)
from plenary.contexts.governance.services.translating import TRANSLATED, translate
from plenary.kernel.text.kinds import TextKind, register_kind

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
}
"""For what has no page of its own: the relations that lead to its page, and the address."""


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
            within="report",
            hold=hold_report,
        )
    )
