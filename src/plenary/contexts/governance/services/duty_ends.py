"""Tells a unit that its part in a task has ended, and keeps that it knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import DutyRole, EndKind, TaskState
from plenary.contexts.governance.models import Duty, DutyEnd, Task
from plenary.contexts.governance.selectors import recipients
from plenary.contexts.governance.selectors.acts import duty_ends
from plenary.contexts.governance.services.telling.lines import tell
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

SAID = {
    EndKind.TAKEN_BACK: ("你单位在任务中的责任已收回", "Your unit's part in a task was taken back"),
    EndKind.HANDED_ON: (
        "你单位在任务中的责任已转由其他单位承担",
        "Another unit has your unit's part in a task now",
    ),
    EndKind.REPLACED: (
        "任务已由其他任务接续，你单位的责任终止",
        "Other tasks continue this one; your unit has no part in them",
    ),
    EndKind.ENDED: (
        "任务已终止，你单位的责任随之终止",
        "A task was ended, and your unit's part with it",
    ),
}
WORKING = (DutyRole.LEAD, DutyRole.RESPONSIBLE, DutyRole.SUPPORTING)


def end_part(
    actor: Actor, duty: Duty, kind: EndKind, *, reason: str, to_unit_id: int | None = None
) -> None:
    """Keep that a unit's part in work under way ends, and tell the unit; for a post there is nothing to do."""
    if duty.unit_id is None:
        return
    end = _keep(actor, duty, kind, reason=reason, to_unit_id=to_unit_id)
    zh, en = SAID[kind]
    tell(
        actor,
        recipients.of_units([duty.unit_id]),
        kind="duty.ended",
        task=duty.task,
        zh=in_zh(zh),
        en=in_en(en),
        record_of=end,
    )


def keep_receipt(
    actor: Actor, duty: Duty, kind: EndKind, *, reason: str, to_unit_id: int | None = None
) -> None:
    """Keep when a unit was given a part in work under way, and signed for it, that it is rid of itself.

    Nobody has to note that: the unit asked for it, or is there no more.
    """
    if duty.unit_id is not None and duty.task.state != TaskState.DRAFT:
        now = clock.now()
        _keep(actor, duty, kind, reason=reason, to_unit_id=to_unit_id, noted_at=now)


def _keep(
    actor: Actor,
    duty: Duty,
    kind: EndKind,
    *,
    reason: str,
    to_unit_id: int | None,
    noted_at: dt.datetime | None = None,
) -> DutyEnd:
    stays = kind in {EndKind.REPLACED, EndKind.ENDED}
    end = DutyEnd.objects.create(
        task=duty.task,
        kind=kind,
        unit_id=duty.unit_id or 0,
        role=duty.role,
        to_unit_id=to_unit_id,
        reason=reason,
        assigned_at=None if stays else duty.assigned_at,
        signed_at=None if stays else duty.signed_at,
        noted_at=noted_at,
        ended_at=clock.now(),
        ended_by_id=actor.user_id,
        ended_by=actor.name,
    )
    record(actor=actor, action="governance.duty_end.made", subject=end)
    return end


def end_parts_of(actor: Actor, old: Task, successors: Collection[Task], *, reason: str) -> None:
    """End the working parts in a replaced task of the units that have none in those that continue it; who
    only supervises there has no work in it any more, and is told so.
    """
    working = Duty.objects.filter(task__in=successors, role__in=WORKING)
    kept = set(working.values_list("unit_id", flat=True))
    for duty in old.duties.filter(role__in=WORKING).exclude(unit_id__in=kept):
        end_part(actor, duty, EndKind.REPLACED, reason=reason)


@transaction.atomic
def note_end(*, actor: Actor, end_id: int, seen_version: int | None) -> DutyEnd:
    """Keep that a unit knows of the end of its part; by its own people, once."""
    end = lock(duty_ends.visible_to(actor), pk=end_id, version=seen_version)
    authorise(actor, policies.can_note_end, end)
    if end.noted_at is not None:
        raise Refused(_("This has been noted already."))
    before = snapshot(end)
    end.noted_at = clock.now()
    end.noted_by_id, end.noted_by = actor.user_id, actor.name
    save(end, fields=["noted_at", "noted_by_id", "noted_by"])
    record(actor=actor, action="governance.duty_end.noted", subject=end, before=before)
    return end
