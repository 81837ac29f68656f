"""Answers supervision slips, or lets them go."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import FilingKind, SlipState
from plenary.contexts.governance.models import Progress, SlipAnswer
from plenary.contexts.governance.selectors import recipients
from plenary.contexts.governance.selectors.acts import slips
from plenary.contexts.governance.services.acts.locking import lock_with_task
from plenary.contexts.governance.services.asked.filing import keep_filing, typed_in
from plenary.contexts.governance.services.asked.slip_ends import end_slip
from plenary.contexts.governance.services.checks import need_a_side, need_reason
from plenary.contexts.governance.services.telling.lines import names, tell
from plenary.contexts.governance.workflows import SLIP_FLOW
from plenary.kernel.audit.recording import authorise
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared.actor import Actor
from plenary.shared.questions import Question


@transaction.atomic
def answer_slip(
    *,
    actor: Actor,
    slip_id: int,
    seen_version: int | None,
    text_zh: str = "",
    text_en: str = "",
    seconds: int | None = None,
) -> SlipAnswer:
    """Answer a slip for the unit that it went to; an answer after its day is kept as late as it is.

    By the unit's own people. Refused without a text, and once it is answered or withdrawn. Tells the office.
    """
    slip, _task = lock_with_task(slips.visible_to(actor), pk=slip_id, version=seen_version)
    authorise(actor, policies.can_answer_slip, slip.unit_id)
    state = SLIP_FLOW.after(slip.state, "answer")
    need_a_side(text_zh, text_en, "text")
    slip.text_zh, slip.text_en = text_zh.strip(), text_en.strip()
    end_slip(actor, slip, state, fields=["text_zh", "text_en"])
    keep_filing(
        actor=actor,
        unit_id=slip.unit_id,
        kind=FilingKind.SLIP,
        fields_typed=typed_in((text_zh, text_en)),
        seconds=seconds,
    )
    _tell_answered(actor, slip)
    return slip


@transaction.atomic
def withdraw_slip(
    *, actor: Actor, slip_id: int, seen_version: int | None, reason: str
) -> SlipAnswer:
    """Say that a slip needs no answer any more, and why; the slip stays on the record.

    By the office. Refused without a reason, and once it is answered or withdrawn. Tells the unit.
    """
    slip, task = lock_with_task(slips.visible_to(actor), pk=slip_id, version=seen_version)
    authorise(actor, policies.can_withdraw_slip, slip)
    state = SLIP_FLOW.after(slip.state, "withdraw")
    slip.reason = need_reason(reason)
    end_slip(actor, slip, state, fields=["reason"])
    tell(
        actor,
        recipients.of_units([slip.unit_id]),
        kind="sheet.withdrawn",
        task=task,
        zh=in_zh("督办单已撤回，不必再反馈"),
        en=in_en("A supervision slip needs no answer any more"),
        record_of=slip.sheet,
    )
    return slip


def answer_slips_by(actor: Actor, entry: Progress) -> None:
    """Let a unit's entry on a locked task answer the slips that it was sent before: nothing is asked twice."""
    if entry.is_nothing_new:
        return
    for slip in _WAITING.records(entry.task_id, entry.unit_id):
        slip.progress = entry
        end_slip(actor, slip, SLIP_FLOW.after(slip.state, "answer"), fields=["progress_id"])
        _tell_answered(actor, slip)


def _write_waiting(task_id: int, unit_id: int) -> QuerySet[SlipAnswer]:
    waiting = SlipAnswer.objects.filter(task=task_id, unit=unit_id, state=SlipState.WAITING)
    return waiting.select_for_update().order_by("pk")


_WAITING = Question(_write_waiting)


def _tell_answered(actor: Actor, slip: SlipAnswer) -> None:
    zh, en = names(slip.unit)
    tell(
        actor,
        recipients.of_the_office(),
        kind="sheet.answered",
        task=slip.task,
        zh=f"{zh}{in_zh('反馈督办单')}",
        en=f"{en} {in_en('answers the supervision slip')}",
        record_of=slip.sheet,
    )
