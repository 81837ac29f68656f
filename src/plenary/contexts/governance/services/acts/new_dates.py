"""Gives a task that is reopened after its date a new one, by two people; its first date stays."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import DutyRole, ExtensionKind, ExtensionState
from plenary.contexts.governance.events import ExtensionAsked
from plenary.contexts.governance.models import Extension, Task
from plenary.contexts.governance.services.acts.extensions import need_later, tell_deciders
from plenary.kernel.audit.recording import record
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce


def propose_new_date(actor: Actor, task: Task, wanted_on: dt.date | None, reason: str) -> None:
    """Ask for a locked task's new date as part of reopening it; whoever reopens takes the first step.

    The second one is another person's: the accountable leader's or the office's. Refused without a date
    where the present one is past, and for one that is past itself, no later, or too far off.
    """
    if task.due_on is None:
        if wanted_on is not None:
            raise Refused(_("The task has no due date."))
        return
    if wanted_on is None:
        if task.due_on >= clock.today():
            return
        sentence = _("The task's date is past: name the new one, which a second person approves.")
        raise Refused(sentence, fields={"wanted_on": sentence})
    need_later(task, None, task.due_on, wanted_on)
    parts = task.duties.filter(role=DutyRole.LEAD, unit__isnull=False)
    unit_id = task.lead_unit_id or parts.values_list("unit_id", flat=True).first()
    if unit_id is None:
        raise Refused(_("The task has no lead unit: give it one first."))
    moment = clock.now()
    extension = Extension.objects.create(
        task=task,
        kind=ExtensionKind.REOPEN,
        unit_id=unit_id,
        was_on=task.due_on,
        wanted_on=wanted_on,
        reason=reason,
        state=ExtensionState.ENDORSED,
        asked_at=moment,
        asked_by_id=actor.user_id,
        asked_by=actor.name,
        endorsed_at=moment,
    )
    record(actor=actor, action="governance.extension.asked", subject=extension)
    tell_deciders(actor, extension)
    announce(ExtensionAsked(task_id=task.pk, extension_id=extension.pk))
