"""Hands what a dissolved unit still has to do over to another one, in one step."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import AskState, DutyRole, EndKind
from plenary.contexts.governance.events import UnitHandedOver
from plenary.contexts.governance.models import Duty, ListChange, Task
from plenary.contexts.governance.selectors import recipients
from plenary.contexts.governance.selectors.acts import dissolved
from plenary.contexts.governance.selectors.duties import responsible_for
from plenary.contexts.governance.services.acts.joining_parts import join_parts
from plenary.contexts.governance.services.asked.extra_ends import end_asks
from plenary.contexts.governance.services.checks import need_reason
from plenary.contexts.governance.services.duties import drop_duty, move_duty
from plenary.contexts.governance.services.duty_ends import WORKING, keep_receipt
from plenary.contexts.governance.services.leaving import hand_on
from plenary.contexts.governance.services.list_changes import (
    hold_with_lists,
    note_lead,
    note_units,
)
from plenary.contexts.governance.services.telling.lines import names
from plenary.contexts.governance.workflows import ASK_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.notifications import subjects
from plenary.kernel.notifications.services import notify
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

KEPT_IN_LISTS = (DutyRole.LEAD, DutyRole.RESPONSIBLE)
"""The parts whose units an adopted list keeps."""


@transaction.atomic
def hand_unit_over(*, actor: Actor, unit_id: int, to_unit_id: int, reason: str) -> int:
    """Give every open duty of a dissolved unit to another one; give how many.

    What the unit asked for, was asked or was to answer goes along; a report asked of it beyond the rhythm
    is withdrawn; what it reported stays its own, and a part that it reported done waits on as such.
    Where the other unit has a part in a task already, it keeps the weightier one and owes both. An adopted list keeps
    that another unit leads its item or is responsible for it, on the ground of the dissolution. By the office.
    Refused for a unit that is not dissolved or has no open duty, to a unit that does not exist today,
    and without a reason. Tells the unit that takes over. Announces ``UnitHandedOver``.
    """
    unit = lock(organisations.visible_to(actor), pk=unit_id)
    authorise(actor, policies.can_hand_unit_over, unit)
    reason = need_reason(reason)
    today = clock.today()
    if unit.dissolved_on is None or unit.dissolved_on > today:
        raise Refused(_("The unit has not been dissolved."))
    there = organisations.in_being(organisations.units(actor), today).filter(pk=to_unit_id)
    to_unit = there.exclude(pk=unit_id).first()
    if to_unit is None:
        sentence = _("Choose a unit that exists today.")
        raise Refused(sentence, fields={"unit": sentence})
    task_ids = list(dissolved.duties_of(unit_id).values_list("task_id", flat=True))
    if not task_ids:
        raise Refused(_("The unit has no open duty."))

    hold_with_lists(*task_ids)
    held = {task.pk: task for task in Task.objects.filter(pk__in=task_ids)}
    hand_on(actor, task_ids=task_ids, unit_id=unit_id, to_unit_id=to_unit_id)
    duties = list(dissolved.duties_of(unit_id).select_for_update(of=("self",)))
    for duty in duties:
        duty.task = held[duty.task_id]
        role = duty.role
        was = responsible_for(duty.task) if role in KEPT_IN_LISTS else []
        _settle_asks(actor, duty, to_unit.pk, reason)
        _hand_on(actor, duty, to_unit, reason)
        ground = ListChange(instruction=reason, instructed_on=unit.dissolved_on)
        if role == DutyRole.LEAD:
            note_lead(actor, duty.task, unit, to_unit, ground)
        # Whoever was responsible and leads from now on is responsible no more.
        if role in KEPT_IN_LISTS and responsible_for(duty.task) != was:
            note_units(actor, duty.task, was, ground)
    end_asks(actor, task_ids=task_ids, unit_id=unit_id)

    record(
        actor=actor,
        action="governance.unit.handed_over",
        subject=unit,
        before=snapshot(unit),
        note={"reason": reason, "unit": to_unit.pk, "tasks": sorted(set(task_ids))},
    )
    zh, en = names(unit)
    notify(
        users=recipients.of_units([to_unit.pk]) - {actor.user_id or 0},
        kind="governance.unit.handed_over",
        text_zh=f"{zh}已撤并，其{len(duties)}{in_zh('项责任转由你单位承担，请签收')}",
        text_en=f"{en} is dissolved; {len(duties)} {in_en('of its duties are yours now, please sign for them')}",
        url=reverse("governance:duties"),
        about=subjects.about("governance.task", min(task_ids)),
    )
    announce(UnitHandedOver(unit_id=unit.pk, to_unit_id=to_unit.pk, task_ids=tuple(task_ids)))
    return len(duties)


def _hand_on(actor: Actor, duty: Duty, to_unit: Organisation, reason: str) -> None:
    roles = WORKING if duty.role in WORKING else [duty.role]
    other = duty.task.duties.filter(unit=to_unit, role__in=roles).first()
    keep_receipt(actor, duty, EndKind.DISSOLVED, reason=reason, to_unit_id=to_unit.pk)
    if other is None:
        move_duty(actor, duty, unit_id=to_unit.pk, reason=reason)
    elif duty.role == DutyRole.LEAD:
        other.task = duty.task
        _settle_asks(actor, other, None, reason)
        keep_receipt(actor, other, EndKind.MERGED, reason=reason, to_unit_id=to_unit.pk)
        drop_duty(actor, other, reason=reason)
        move_duty(actor, duty, unit_id=to_unit.pk, reason=reason)
    else:
        if duty.role in WORKING:
            other.task = duty.task
            join_parts(actor, other, duty, due_on=duty.due_on, note={"reason": reason})
        drop_duty(actor, duty, reason=reason)


def _settle_asks(actor: Actor, duty: Duty, to_unit_id: int | None, reason: str) -> None:
    """What was asked of a duty that goes is answered by the hand-over itself."""
    for ask in duty.asks.filter(state=AskState.OPEN):
        before = snapshot(ask)
        ask.state = ASK_FLOW.after(ask.state, "accept")
        ask.to_unit_id, ask.answer = to_unit_id, reason
        ask.settled_at = clock.now()
        ask.settled_by_id, ask.settled_by = actor.user_id, actor.name
        fields = ["state", "to_unit_id", "answer", "settled_at", "settled_by_id", "settled_by"]
        save(ask, fields=fields)
        record(actor=actor, action="governance.duty_ask.accepted", subject=ask, before=before)
