"""Makes one part of two that a unit comes to have: it owes both, by the earlier date, with what was reported."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.contexts.governance.enums import DutyRole, DutyState
from plenary.contexts.governance.models import Duty
from plenary.contexts.governance.workflows import DUTY_FLOW
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.web.filters import side

TOLD = (DutyState.REPORTED, DutyState.DONE)
RETURNED = 500
"""How long may be what is said of a part beside its state."""
SIDES = (("zh", 300, "；"), ("en", 400, "; "))
"""The sides of a deliverable, how long each may be, and what stands between two."""
REPORT = ("state", "reported_at", "reported_by_id", "done_at", "done_by_id", "done_by")
MERGED = gettext_lazy(
    "Reported done on %(day)s in “%(what)s”; since that was merged into this task, the unit owes the rest."
)
DISSOLVED = gettext_lazy(
    "“%(what)s” reported its part done on %(day)s before it was dissolved; the unit owes the rest."
)


def join_parts(
    actor: Actor, there: Duty, duty: Duty, *, due_on: dt.date | None, note: dict[str, Any]
) -> None:
    """Add what is still owed on a part to another one of the same unit's; a part that was done is opened again.

    What was reported of the part goes along: where both were reported, the whole waits to be acknowledged;
    where the rest is owed, the part says so. A supporting unit that comes to be responsible is responsible.
    Refused where the two deliverables are too long together.
    """
    if duty.state == DutyState.DONE:
        return
    before = snapshot(there)
    for lang, longest, between in SIDES:
        _add(there, duty, f"deliverable_{lang}", longest, between)
    days = [day for day in (there.due_on, due_on) if day is not None]
    there.due_on = min(days, default=None)
    firsts = [day for day in (there.first_due_on, duty.first_due_on) if day is not None]
    there.first_due_on = min(firsts, default=None)
    changed = ["deliverable_zh", "deliverable_en", "due_on", "first_due_on", "returned"]
    if duty.task_id == there.task_id and duty.role == DutyRole.RESPONSIBLE != there.role:
        there.role = duty.role if there.role == DutyRole.SUPPORTING else there.role
        changed.append("role")
    if there.state in TOLD:
        _tell_again(there, duty)
        changed += REPORT
    elif duty.state == DutyState.REPORTED:
        there.returned = _told_before(there, duty)
    if any(before[name] != getattr(there, name) for name in changed if name in before):
        save(there, fields=changed)
        record(
            actor=actor, action="governance.duty.edited", subject=there, before=before, note=note
        )


def _add(there: Duty, duty: Duty, name: str, longest: int, between: str) -> None:
    was, more = getattr(there, name), getattr(duty, name)
    if not more or more in was:
        return
    both = f"{was}{between}{more}" if was else more
    if len(both) > longest:
        sentence = _(
            "What %(unit)s delivers in both parts is too long together. Shorten it in one of them first."
        )
        raise Refused(sentence % {"unit": there.unit})
    setattr(there, name, both)


def _tell_again(there: Duty, duty: Duty) -> None:
    """Open a part that was told as done; it waits on where the other one was told as done, too."""
    last = max((there, duty), key=lambda one: one.reported_at or one.assigned_at)
    told = (last.reported_at, last.reported_by_id)
    there.state = DUTY_FLOW.after(there.state, "send_back" if there.signed_at else "give_anew")
    there.reported_at = there.reported_by_id = there.done_at = there.done_by_id = None
    there.done_by = ""
    if duty.state == DutyState.REPORTED:
        there.state = DUTY_FLOW.after(there.state, "report")
        there.reported_at, there.reported_by_id = told


def _told_before(there: Duty, duty: Duty) -> str:
    """Say in the language in force in which task, or by which unit, the part was reported, and when."""
    is_other_task = duty.task_id != there.task_id
    sentence = str(MERGED if is_other_task else DISSOLVED)
    what = side(duty.task, "title") if is_other_task else side(duty.unit, "name")
    day = localdate(duty.reported_at)
    room = RETURNED - len(sentence % {"day": day, "what": ""})
    return sentence % {"day": day, "what": what[:room]}
