"""Declines duties, asks for their transfer, and keeps the office's answer."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import (
    AskKind,
    AskState,
    DutyRole,
    DutyState,
    EndKind,
    FilingKind,
)
from plenary.contexts.governance.events import DutyAskSettled, DutyContested
from plenary.contexts.governance.models import Duty, DutyAsk, Task
from plenary.contexts.governance.selectors import duties, recipients
from plenary.contexts.governance.selectors.acts import duty_asks
from plenary.contexts.governance.services.acts.locking import lock_with_task
from plenary.contexts.governance.services.asked.filing import keep_filing, typed_in
from plenary.contexts.governance.services.checks import need_reason, need_units
from plenary.contexts.governance.services.duties import drop_duty, move_duty
from plenary.contexts.governance.services.duty_ends import keep_receipt
from plenary.contexts.governance.services.leaving import leave_task
from plenary.contexts.governance.services.list_changes import (
    need_ground,
    note_lead,
    note_units,
)
from plenary.contexts.governance.services.parts import GroundGiven
from plenary.contexts.governance.services.tasks import is_listed, need_changeable
from plenary.contexts.governance.services.telling.lines import names, tell
from plenary.contexts.governance.workflows import ASK_FLOW, DUTY_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

SETTLED = ("state", "answer", "settled_at", "settled_by_id", "settled_by")


@transaction.atomic
def decline_duty(
    *,
    actor: Actor,
    duty_id: int,
    seen_version: int | None = None,
    reason: str,
    seconds: int | None = None,
) -> DutyAsk:
    """Say that a duty is not the unit's, before it is signed for.

    Only by the unit's own people; refused without a reason, before the task is in force, once it is
    signed for or contested, and on a closed task. Tells the office. Announces ``DutyContested``.
    """
    duty = _lock_duty(actor, duty_id, seen_version)
    ask = _contest(actor, duty, AskKind.DECLINE, reason)
    _file(actor, ask, seconds)
    return ask


@transaction.atomic
def ask_for_transfer(
    *,
    actor: Actor,
    duty_id: int,
    seen_version: int | None = None,
    reason: str,
    unit_id: int | None = None,
    seconds: int | None = None,
) -> DutyAsk:
    """Ask that another unit have a duty, signed for or not; the unit may say which.

    Refused as declining is, and for a transfer to the unit itself. Tells the office. Announces
    ``DutyContested``.
    """
    duty = _lock_duty(actor, duty_id, seen_version)
    need_units(unit=[unit_id])
    if unit_id == duty.unit_id:
        sentence = _("This is the unit's own already.")
        raise Refused(sentence, fields={"unit": sentence})
    ask = _contest(actor, duty, AskKind.TRANSFER, reason, unit_id)
    _file(actor, ask, seconds)
    return ask


def _file(actor: Actor, ask: DutyAsk, seconds: int | None) -> None:
    keep_filing(
        actor=actor,
        unit_id=ask.unit_id,
        kind=FilingKind.ASK,
        fields_typed=typed_in((ask.reason, ask.to_unit_id)),
        seconds=seconds,
    )


@transaction.atomic
def accept_ask(
    *,
    actor: Actor,
    ask_id: int,
    seen_version: int | None,
    unit_id: int | None = None,
    answer: str = "",
    ground: GroundGiven | None = None,
) -> DutyAsk:
    """Let a unit be without a duty: another unit has it, or nobody where it is not the lead's.

    By the office; refused once it is settled, without another unit for a lead or a transfer, where that
    unit has a part in the task already, and without a ``ground`` for the lead or a responsible unit of
    an adopted list's item, which the list keeps. Tells both units. Announces ``DutyAskSettled``.
    """
    ask, task = _lock_ask(actor, ask_id, seen_version)
    state = ASK_FLOW.after(ask.state, "accept")
    need_changeable(task)
    duty = lock(Duty.objects.filter(task=task), pk=ask.duty_id or 0)
    duty.task = task
    unit_id = unit_id or ask.to_unit_id
    if unit_id is None and (duty.role == DutyRole.LEAD or ask.kind == AskKind.TRANSFER):
        sentence = _("Say which unit has this duty from now on.")
        raise Refused(sentence, fields={"unit": sentence})
    if unit_id == ask.unit_id:
        sentence = _("This is the unit's own already.")
        raise Refused(sentence, fields={"unit": sentence})

    is_kept = duty.role in {DutyRole.LEAD, DutyRole.RESPONSIBLE} and is_listed(task)
    kept = need_ground(actor, ground or GroundGiven()) if is_kept else None
    was = duties.responsible_for(task) if kept is not None else []
    keep_receipt(actor, duty, EndKind.GIVEN_UP, reason=ask.reason, to_unit_id=unit_id)
    if unit_id is None:
        drop_duty(actor, duty, reason=ask.reason)
        leave_task(actor, task_id=task.pk, unit_id=ask.unit_id, to_unit_id=None)
        ask.duty = None
    else:
        move_duty(actor, duty, unit_id=unit_id, reason=ask.reason)
        ask.to_unit_id = unit_id
        if kept is not None and duty.role == DutyRole.LEAD:
            note_lead(actor, task, ask.unit, Organisation.objects.get(pk=unit_id), kept)
    if kept is not None and duty.role == DutyRole.RESPONSIBLE:
        note_units(actor, task, was, kept)
    _settle(actor, ask, task, state, answer)
    if unit_id is not None:
        zh, en = names(ask.unit)
        tell(
            actor,
            recipients.of_units([unit_id]),
            kind="duty.moved",
            task=task,
            zh=f"{zh}{in_zh('的一项责任转由你单位承担，请签收')}",
            en=f"A duty of {en} {in_en('is yours now; please sign for it')}",
        )
    return ask


@transaction.atomic
def return_ask(*, actor: Actor, ask_id: int, seen_version: int | None, answer: str) -> DutyAsk:
    """Leave a duty where it is, and say why; what was signed for stays so.

    By the office; refused without an answer and once it is settled. Tells the unit. Announces
    ``DutyAskSettled``.
    """
    ask, task = _lock_ask(actor, ask_id, seen_version)
    state = ASK_FLOW.after(ask.state, "send_back")
    answer = _need_answer(answer)
    duty = lock(Duty.objects.filter(task=task), pk=ask.duty_id or 0)
    if duty.state in {DutyState.DECLINED, DutyState.TRANSFER}:
        _put_back(actor, duty, answer)
    _settle(actor, ask, task, state, answer)
    return ask


def _lock_duty(actor: Actor, duty_id: int, seen_version: int | None) -> Duty:
    duty, _task = lock_with_task(duties.visible_to(actor), pk=duty_id, version=seen_version)
    authorise(actor, policies.can_contest, duty)
    return duty


def _contest(
    actor: Actor, duty: Duty, kind: AskKind, reason: str, unit_id: int | None = None
) -> DutyAsk:
    task = duty.task
    if task.state == "draft":
        raise Refused(_("The task is not in force yet."))
    need_changeable(task)
    state = DUTY_FLOW.after(duty.state, kind)
    reason = need_reason(reason)

    before = snapshot(duty)
    duty.state = state
    save(duty, fields=["state"])
    ask = DutyAsk.objects.create(
        task=task,
        duty=duty,
        kind=kind,
        unit=duty.unit,  # type: ignore[misc] # the policy lets through a unit's duty alone
        role=duty.role,
        to_unit_id=unit_id,
        reason=reason,
        assigned_at=duty.assigned_at,
        signed_at=duty.signed_at,
        asked_at=clock.now(),
        asked_by_id=actor.user_id,
        asked_by=actor.name,
    )

    done = "declined" if kind == AskKind.DECLINE else "transfer_asked"
    note = {"reason": reason}
    record(actor=actor, action=f"governance.duty.{done}", subject=duty, before=before, note=note)
    record(actor=actor, action="governance.duty_ask.made", subject=ask)
    zh, en = names(ask.unit)
    is_declined = kind == AskKind.DECLINE
    tell(
        actor,
        recipients.of_the_office(),
        kind=f"duty.{done}",
        task=task,
        zh=f"{zh}{'退回一项责任' if is_declined else '申请转办一项责任'}",
        en=f"{en} {'declines a duty' if is_declined else 'asks for the transfer of a duty'}",
        record_of=ask,
    )
    announce(DutyContested(task_id=task.pk, ask_id=ask.pk, kind=kind))
    return ask


def _lock_ask(actor: Actor, ask_id: int, seen_version: int | None) -> tuple[DutyAsk, Task]:
    ask, task = lock_with_task(duty_asks.visible_to(actor), pk=ask_id, version=seen_version)
    authorise(actor, policies.can_manage_tasks, task)
    return ask, task


def _need_answer(answer: str) -> str:
    missing = _("Say why the duty stays where it is: the unit reads it.")
    return need_reason(answer, field="answer", missing=missing)


def _put_back(actor: Actor, duty: Duty, answer: str) -> None:
    before = snapshot(duty)
    duty.state = DUTY_FLOW.after(duty.state, "keep" if duty.signed_at else "put_back")
    save(duty, fields=["state"])
    record(
        actor=actor,
        action="governance.duty.put_back",
        subject=duty,
        before=before,
        note={"reason": answer},
    )


def _settle(actor: Actor, ask: DutyAsk, task: Task, state: str, answer: str) -> None:
    refuse_secrecy(answer)
    before = snapshot(ask)
    ask.state, ask.answer = state, answer.strip()
    ask.settled_at = clock.now()
    ask.settled_by_id, ask.settled_by = actor.user_id, actor.name
    save(ask, fields=[*SETTLED, "to_unit_id", "duty_id"])

    is_accepted = state == AskState.ACCEPTED
    record(actor=actor, action=f"governance.duty_ask.{state}", subject=ask, before=before)
    tell(
        actor,
        recipients.of_units([ask.unit_id]),
        kind=f"duty_ask.{state}",
        task=task,
        zh=in_zh("你单位关于责任的申请已获同意")
        if is_accepted
        else in_zh("你单位关于责任的申请未获同意"),
        en="What you asked of a duty is accepted"
        if is_accepted
        else "What you asked of a duty is returned",
        record_of=ask,
    )
    announce(DutyAskSettled(task_id=task.pk, ask_id=ask.pk, is_accepted=is_accepted))
