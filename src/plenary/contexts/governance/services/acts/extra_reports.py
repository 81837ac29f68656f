"""Asks a unit for a report beyond the rhythm, with a reason and a second person, or asks no more."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import ExtraState, TaskState
from plenary.contexts.governance.models import ExtraReport, Task
from plenary.contexts.governance.selectors import duties, progress, recipients, tasks
from plenary.contexts.governance.selectors.acts import extra_reports
from plenary.contexts.governance.services.acts.locking import lock_with_task
from plenary.contexts.governance.services.asked.extra_ends import take_back
from plenary.contexts.governance.services.checks import need_reason
from plenary.contexts.governance.services.telling.lines import tell
from plenary.contexts.governance.workflows import EXTRA_FLOW
from plenary.kernel.accounts import selectors as accounts
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.calendar import selectors as calendar
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.text.validators import need_no_longer
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

LEAST_DAYS = 3
"""Working days that a unit has at least: nothing is asked in the morning for the afternoon."""


@transaction.atomic
def ask_extra_report(
    *, actor: Actor, task_id: int, unit_id: int, question: str, reason: str, due_on: dt.date
) -> ExtraReport:
    """Ask for a report of a unit beyond the rhythm; the unit hears of it once a second person agrees.

    By the office. Refused without a question or a reason, on a task that is not under way, for a unit
    that does not report on it, that owes its report of the period anyway or is asked already, and for a
    day within ``LEAST_DAYS`` working days. Tells those who may agree.
    """
    task = lock(tasks.visible_to(actor), pk=task_id)
    authorise(actor, policies.can_ask_extra, task)
    refuse_secrecy(question, reason)
    reason = need_reason(reason)
    if not question.strip():
        sentence: Any = _("Say what the unit is to report on.")
        raise Refused(sentence, fields={"question": sentence})
    _need_askable(task, unit_id)
    if due_on < calendar.add_working_days(clock.today(), LEAST_DAYS):
        sentence = _("Leave the unit at least %(days)d working days.") % {"days": LEAST_DAYS}
        raise Refused(sentence, fields={"due_on": sentence})
    made = ExtraReport.objects.create(
        task=task,
        unit_id=unit_id,
        question=question.strip(),
        reason=reason,
        due_on=due_on,
        asked_at=clock.now(),
        asked_by_id=actor.user_id,
        asked_by=actor.name,
    )
    record(actor=actor, action="governance.extra_report.asked", subject=made)
    leaders = set(accounts.with_role("leader").values_list("pk", flat=True))
    _tell(
        actor,
        made,
        recipients.of_the_office() | leaders,
        ("加报要求待第二人同意", "A report beyond the rhythm waits for a second person"),
    )
    return made


@transaction.atomic
def settle_extra_report(
    *, actor: Actor, extra_id: int, seen_version: int | None, agrees: bool, answer: str = ""
) -> ExtraReport:
    """Agree that a unit is asked, which tells it, or not, and say why.

    By a leader or the office, never by whoever asked. Refused once it is settled, without a reason
    where it is not agreed to, and agreeing on a task that is not under way or in which the unit has no
    part any more.
    """
    extra, task = lock_with_task(extra_reports.visible_to(actor), pk=extra_id, version=seen_version)
    authorise(actor, policies.can_settle_extra, extra)
    state = EXTRA_FLOW.after(extra.state, "approve" if agrees else "refuse")
    refuse_secrecy(answer)
    if agrees:
        _need_part(task, extra.unit_id)
        need_no_longer(answer.strip(), field="answer")
    else:
        missing = _("Say why the unit is not asked.")
        answer = need_reason(answer, field="answer", missing=missing)
    before = snapshot(extra)
    extra.state, extra.answer = state, answer.strip()
    extra.settled_at = clock.now()
    extra.settled_by_id, extra.settled_by = actor.user_id, actor.name
    save(extra, fields=["state", "answer", "settled_at", "settled_by_id", "settled_by"])
    record(actor=actor, action=f"governance.extra_report.{state}", subject=extra, before=before)
    if agrees:
        words = f"请于{extra.due_on}前补充报送进展", f"Please report once more by {extra.due_on}"
        _tell(actor, extra, recipients.of_units([extra.unit_id]), words)
    elif extra.asked_by_id is not None:
        words = "加报要求未获同意", "A report beyond the rhythm was not agreed to"
        _tell(actor, extra, {extra.asked_by_id}, words)
    return extra


@transaction.atomic
def withdraw_extra_report(
    *, actor: Actor, extra_id: int, seen_version: int | None, reason: str
) -> ExtraReport:
    """Take back a report that was asked for beyond the rhythm, and say why.

    By the office. Refused without a reason, and once it was refused, answered or withdrawn. A unit that
    had been asked is told.
    """
    extra, _task = lock_with_task(
        extra_reports.visible_to(actor), pk=extra_id, version=seen_version
    )
    authorise(actor, policies.can_withdraw_extra, extra)
    refuse_secrecy(reason)
    take_back(actor, extra, need_reason(reason))
    if extra.settled_at is not None:
        words = "加报要求已撤回，不需再报送", "The report beyond the rhythm is asked for no more"
        _tell(actor, extra, recipients.of_units([extra.unit_id]), words)
    return extra


def answer_extra_reports(actor: Actor, task: Task, unit_id: int) -> None:
    """Let a unit's entry on a locked task answer what it was asked for beyond the rhythm."""
    held = ExtraReport.objects.filter(task=task, unit=unit_id, state=ExtraState.APPROVED)
    for extra in held.select_for_update():
        before = snapshot(extra)
        extra.state = EXTRA_FLOW.after(extra.state, "answer")
        extra.answered_at = clock.now()
        save(extra, fields=["state", "answered_at"])
        record(actor=actor, action="governance.extra_report.answered", subject=extra, before=before)


def _need_under_way(task: Task) -> None:
    if task.state not in {TaskState.OPEN, TaskState.REPORTED}:
        raise Refused(_("The task is not under way."))


def _need_part(task: Task, unit_id: int) -> None:
    _need_under_way(task)
    if not duties.reporting_roles(task, unit_id):
        sentence = _("The unit has no part in this task that it reports on.")
        raise Refused(sentence, fields={"unit": sentence})


def _need_askable(task: Task, unit_id: int) -> None:
    _need_part(task, unit_id)
    sentence: Any = None
    if progress.period_owed(task, unit_id, progress.cadence_of(task)).ends_on < clock.today():
        sentence = _("The unit owes its report of the last period anyway: remind it of that one.")
    elif ExtraReport.objects.filter(task=task, unit=unit_id, state__in=extra_reports.OPEN).exists():
        sentence = _("The unit has been asked already.")
    if sentence is not None:
        raise Refused(sentence, fields={"unit": sentence})


def _tell(actor: Actor, extra: ExtraReport, users: set[int], words: tuple[str, str]) -> None:
    tell(
        actor,
        users,
        kind=f"extra_report.{extra.state}",
        task=extra.task,
        zh=in_zh(words[0]),
        en=in_en(words[1]),
        record_of=extra,
    )
