"""Keeps the dates on the way to a task's end before that end, and says which lie after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import TaskState
from plenary.contexts.governance.models import Task
from plenary.contexts.governance.services.parts import MilestoneGiven
from plenary.contexts.governance.services.telling.lines import names
from plenary.shared import clock
from plenary.shared.errors import Refused
from plenary.shared.web.filters import between

NAMED = 5
"""How many of them a refusal names."""


def need_within(task: Task, due_on: dt.date | None) -> None:
    """Refuse an own date of a part that lies after the task's own end."""
    if due_on is not None and task.due_on is not None and due_on > task.due_on:
        sentence = _("A part ends no later than the task itself.")
        raise Refused(sentence, fields={"due_on": sentence})


def need_to_come(task: Task, due_on: dt.date | None) -> None:
    """Refuse a day for work under way, or for a part of it, that is past: it would be late from the start."""
    if task.state != TaskState.DRAFT and due_on is not None and due_on < clock.today():
        sentence = _(
            "This day is past: the work would be late from the start. Give a day from today on."
        )
        raise Refused(sentence, fields={"due_on": sentence})


def need_step_within(task: Task, due_on: dt.date) -> None:
    """Refuse a milestone that lies after the task's own end."""
    if task.due_on is not None and due_on > task.due_on:
        sentence = _("A milestone lies before the task's own end.")
        raise Refused(sentence, fields={"due_on": sentence})


def need_steps_within(due_on: dt.date | None, steps: Sequence[MilestoneGiven]) -> None:
    """Refuse a new task some of whose milestones lie after its own end, and name them."""
    if due_on is not None:
        late = [
            _said(one.title_zh, one.title_en, one.due_on) for one in steps if one.due_on > due_on
        ]
        _refuse(late, "due_on")


def need_nothing_after(task: Task) -> None:
    """Refuse an end of a task before milestones that are not done or parts with dates, and name them."""
    if task.due_on is None:
        return
    steps = task.milestones.filter(done_on=None, due_on__gt=task.due_on).order_by("due_on", "pk")
    parts = task.duties.filter(due_on__gt=task.due_on, done_at=None).select_related(
        "unit", "post__organisation"
    )
    late = [_said(one.title_zh, one.title_en, one.due_on) for one in steps[:NAMED]]
    for part in parts.order_by("due_on", "pk")[:NAMED]:
        zh, en = names(part.unit or (part.post and part.post.organisation))
        late.append(_said(zh, en, part.due_on))
    _refuse(late, "due_on")


def _said(zh: str, en: str, on: dt.date | None) -> str:
    chinese = (get_language() or "en").startswith("zh")
    return f"{(zh or en) if chinese else (en or zh)} ({on})"


def _refuse(late: Sequence[str], field: str) -> None:
    if not late:
        return
    sentence = _("After the task's own end would lie: %(what)s. Move these first.") % {
        "what": between().join(late[:NAMED])
    }
    raise Refused(sentence, fields={field: sentence})
