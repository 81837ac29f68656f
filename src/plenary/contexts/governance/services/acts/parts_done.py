"""Ends a unit's part before the task ends: reported, or not after all, by its unit; judged by the lead or the office."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import DutyRole, DutyState
from plenary.contexts.governance.events import TaskEdited
from plenary.contexts.governance.models import Duty, Task
from plenary.contexts.governance.selectors import duties, recipients
from plenary.contexts.governance.selectors.acts import parts_done
from plenary.contexts.governance.services.acts.locking import lock_with_task
from plenary.contexts.governance.services.asked.lapsing import lapse_dates
from plenary.contexts.governance.services.checks import need_reason
from plenary.contexts.governance.services.lights import refresh_light
from plenary.contexts.governance.services.tasks import need_changeable
from plenary.contexts.governance.services.telling.lines import names, tell
from plenary.contexts.governance.workflows import DUTY_FLOW
from plenary.kernel.audit.recording import authorise, record, save, snapshot
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

WORKING = (DutyRole.RESPONSIBLE, DutyRole.SUPPORTING)
REPORT = ("state", "signed_at", "signed_by_id", "reported_at", "reported_by_id", "returned")
ACKNOWLEDGED = ("state", "done_at", "done_by_id", "done_by")


def report_part(actor: Actor, task: Task, unit_id: int) -> None:
    """Take a unit's word that its own part in a locked task is done; its report is its receipt, too.

    Nothing happens where that was said already. A later own date that it asked for is no longer needed.
    Refused while the unit asks to be without the part.
    Tells the lead unit.
    """
    held = task.duties.select_for_update(of=("self",)).filter(unit_id=unit_id, role__in=WORKING)
    for duty in held.exclude(state__in=duties.SETTLED):
        duty.task = task
        _report(actor, duty)


def _report(actor: Actor, duty: Duty) -> None:
    if not DUTY_FLOW.allows(duty.state, "report"):
        raise Refused(_("Your unit asks to be without this part; the office answers that first."))

    before = snapshot(duty)
    duty.state, duty.returned = DUTY_FLOW.after(duty.state, "report"), ""
    duty.reported_at, duty.reported_by_id = clock.now(), actor.user_id
    if duty.signed_at is None:
        duty.signed_at, duty.signed_by_id = duty.reported_at, actor.user_id
    save(duty, fields=REPORT)

    record(actor=actor, action="governance.duty.reported", subject=duty, before=before)
    lapse_dates(actor, duty)
    zh, en = names(duty.unit)
    _tell_lead(
        actor,
        duty,
        "reported",
        f"{zh}{in_zh('报告其承担部分已完成，请确认')}",
        f"{en} {in_en('says that its part is done; please look at it')}",
    )


def take_report_back(actor: Actor, task: Task, unit_id: int) -> None:
    """Take back that a unit's own part in a locked task is done: it is under way again, signed for as before.

    Nothing happens to a part that was acknowledged meanwhile. Tells the lead unit.
    """
    held = task.duties.select_for_update(of=("self",)).filter(unit_id=unit_id, role__in=WORKING)
    for duty in held.filter(state=DutyState.REPORTED):
        duty.task = task
        _take_back(actor, duty)


@transaction.atomic
def take_part_report_back(
    *, actor: Actor, duty_id: int, seen_version: int | None, reason: str
) -> Duty:
    """Take back a unit's word that its part is done, also where the lead unit has agreed: it is under way again.

    By the unit's own people, on the part's page, until the task is closed. Refused without a reason, from any
    other state, and on a task that is not under way. Tells the lead unit. Announces ``TaskEdited``.
    """
    duty, task = lock_with_task(parts_done.visible_to(actor), pk=duty_id, version=seen_version)
    authorise(actor, policies.can_report, task, duty.unit_id or 0)
    need_changeable(task)
    DUTY_FLOW.after(duty.state, "take_back")
    _take_back(actor, duty, need_reason(reason))
    refresh_light(task)
    announce(TaskEdited(task_id=task.pk))
    return duty


def _take_back(actor: Actor, duty: Duty, reason: str = "") -> None:
    before = snapshot(duty)
    duty.state = _open_again(duty, "take_back")
    duty.done_by = ""
    duty.reported_at = duty.reported_by_id = duty.done_at = duty.done_by_id = None
    save(duty, fields=["state", "reported_at", "reported_by_id", *ACKNOWLEDGED[1:]])
    note = {"reason": reason} if reason else None
    action = "governance.duty.report_taken_back"
    record(actor=actor, action=action, subject=duty, before=before, note=note)
    zh, en = names(duty.unit)
    _tell_lead(
        actor,
        duty,
        "taken_back",
        f"{zh}{in_zh('更正：其承担部分尚未完成')}{'：' if reason else ''}{reason}",
        f"{en} {in_en('corrects its word: its part is not done yet')}{': ' if reason else ''}{reason}",
    )


def _open_again(duty: Duty, move: str) -> str:
    """A part that came to its unit as reported, and that it has not signed for, is signed for first."""
    return DUTY_FLOW.after(duty.state, move if duty.signed_at else "give_anew")


@transaction.atomic
def acknowledge_part(*, actor: Actor, duty_id: int, seen_version: int | None) -> Duty:
    """Agree that a unit's part is done: neither its date nor the rhythm of reports runs on.

    By the lead unit's people or the office, never by whoever reported it; refused from any state but
    reported, and on a closed task. Tells the unit. Announces ``TaskEdited``.
    """
    duty, task = _lock(actor, duty_id, seen_version)
    state = DUTY_FLOW.after(duty.state, "acknowledge")

    before = snapshot(duty)
    duty.state, duty.done_at = state, clock.now()
    duty.done_by_id, duty.done_by = actor.user_id, actor.name
    save(duty, fields=ACKNOWLEDGED)

    record(actor=actor, action="governance.duty.acknowledged", subject=duty, before=before)
    _tell(
        actor,
        duty,
        "acknowledged",
        "你单位承担部分已确认完成",
        "Your unit's part is acknowledged as done",
    )
    refresh_light(task)
    announce(TaskEdited(task_id=task.pk))
    return duty


@transaction.atomic
def return_part(*, actor: Actor, duty_id: int, seen_version: int | None, reason: str) -> Duty:
    """Give a part back that was reported done, or acknowledged: it is under way again, with its date.

    By whoever may acknowledge it; refused without a reason, which the unit reads, from any other
    state, and on a closed task. Tells the unit. Announces ``TaskEdited``.
    """
    duty, task = _lock(actor, duty_id, seen_version)
    state = _open_again(duty, "send_back")
    reason = need_reason(reason)

    before = snapshot(duty)
    duty.state, duty.returned, duty.done_by = state, reason, ""
    duty.reported_at = duty.reported_by_id = duty.done_at = duty.done_by_id = None
    save(duty, fields=[*REPORT, *ACKNOWLEDGED[1:]])

    note = {"reason": reason}
    record(actor=actor, action="governance.duty.returned", subject=duty, before=before, note=note)
    _tell(
        actor,
        duty,
        "returned",
        "你单位承担部分被退回，请补充",
        "Your unit's part is sent back; please mend it",
    )
    refresh_light(task)
    announce(TaskEdited(task_id=task.pk))
    return duty


def _lock(actor: Actor, duty_id: int, seen_version: int | None) -> tuple[Duty, Task]:
    duty, task = lock_with_task(parts_done.visible_to(actor), pk=duty_id, version=seen_version)
    authorise(actor, policies.can_settle_part, duty)
    need_changeable(task)
    return duty, task


def _tell_lead(actor: Actor, duty: Duty, kind: str, zh: str, en: str) -> None:
    lead = duty.task.lead_unit_id
    users = recipients.of_units([lead] if lead else [])
    tell(actor, users, kind=f"part.{kind}", task=duty.task, zh=zh, en=en)


def _tell(actor: Actor, duty: Duty, kind: str, zh: str, en: str) -> None:
    users = recipients.of_units([duty.unit_id] if duty.unit_id else [])
    tell(actor, users, kind=f"part.{kind}", task=duty.task, zh=in_zh(zh), en=in_en(en))
