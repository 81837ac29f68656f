"""Ends what a unit is asked for, and the help that it asks for, where its part in the task has ended."""

from __future__ import annotations

from collections.abc import Collection

from plenary.contexts.governance.models import Duty, ExtraReport
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.selectors.acts import extra_reports
from plenary.contexts.governance.services.asked.lapsing import lapse_calls
from plenary.contexts.governance.services.asked.slip_ends import end_slips
from plenary.contexts.governance.services.telling.lines import tell
from plenary.contexts.governance.workflows import EXTRA_FLOW
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor

PART_ENDED = (
    "单位责任已终止，加报要求随之撤回",
    "A report beyond the rhythm is withdrawn, for the unit's part has ended",
)
WORK_ENDED = (
    "任务已办结，加报要求随之撤回",
    "A report beyond the rhythm is withdrawn, for the work has ended",
)


def end_asks(actor: Actor, *, task_ids: Collection[int], unit_id: int) -> None:
    """Withdraw what a unit is asked for on locked tasks that it reports on no more; whoever asked is told.

    Its calls for help there lapse. Slips wait no more where it has no part at all.
    """
    end_slips(actor, task_ids=task_ids, unit_id=unit_id)
    lapse_calls(actor, task_ids=task_ids, unit_id=unit_id)
    asked = ExtraReport.objects.filter(
        task__in=task_ids, unit=unit_id, state__in=extra_reports.OPEN
    )
    parts = Duty.objects.filter(task__in=task_ids, unit=unit_id, role__in=tasks.REPORTING_ROLES)
    asked = asked.exclude(task__in=parts.order_by().values("task_id"))
    for extra in asked.select_related("task").select_for_update(of=("self",)).order_by("pk"):
        _withdraw_for_end(actor, extra, PART_ENDED)


def end_asks_on(actor: Actor, task_id: int) -> None:
    """Withdraw what any unit is asked for on a locked task that is closed or goes on in others; calls for
    help on it lapse.
    """
    end_slips(actor, task_ids=[task_id])
    lapse_calls(actor, task_ids=[task_id])
    asked = ExtraReport.objects.filter(task=task_id, state__in=extra_reports.OPEN)
    for extra in asked.select_related("task").select_for_update(of=("self",)).order_by("pk"):
        _withdraw_for_end(actor, extra, WORK_ENDED)


def _withdraw_for_end(actor: Actor, extra: ExtraReport, words: tuple[str, str]) -> None:
    take_back(actor, extra, "")
    if extra.asked_by_id is not None:
        tell(
            actor,
            {extra.asked_by_id},
            kind="extra_report.withdrawn",
            task=extra.task,
            zh=in_zh(words[0]),
            en=in_en(words[1]),
            record_of=extra,
        )


def take_back(actor: Actor, extra: ExtraReport, reason: str) -> None:
    """Withdraw a locked ask that is open, leaving its audit row."""
    before = snapshot(extra)
    extra.state, extra.answer = EXTRA_FLOW.after(extra.state, "withdraw"), reason
    extra.withdrawn_at, extra.withdrawn_by = clock.now(), actor.name
    save(extra, fields=["state", "answer", "withdrawn_at", "withdrawn_by"])
    record(actor=actor, action="governance.extra_report.withdrawn", subject=extra, before=before)
