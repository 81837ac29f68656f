"""Asks for later dates and lets them be, in two steps by two people, neither of them the asker."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import (
    ChangeKind,
    DutyRole,
    ExtensionKind,
    ExtensionState,
    FilingKind,
    TaskState,
)
from plenary.contexts.governance.events import ExtensionAsked, ExtensionEnded, ExtensionEndorsed
from plenary.contexts.governance.models import Duty, Extension, Milestone, Task
from plenary.contexts.governance.selectors import duties, recipients, tasks
from plenary.contexts.governance.selectors.acts import extensions
from plenary.contexts.governance.services.acts.locking import lock_with_task
from plenary.contexts.governance.services.acts.milestone_asks import (
    add_asked,
    change_words,
    end_milestone,
    tell_milestone,
)
from plenary.contexts.governance.services.asked.filing import keep_filing, typed_in
from plenary.contexts.governance.services.checks import need_reason
from plenary.contexts.governance.services.duties import CONTESTED
from plenary.contexts.governance.services.indexing import index_task
from plenary.contexts.governance.services.lights import refresh_light, settle_light
from plenary.contexts.governance.services.list_changes import note_in_lists
from plenary.contexts.governance.services.tasks import need_changeable
from plenary.contexts.governance.services.telling.lines import names, tell
from plenary.contexts.governance.services.telling.task_news import tell_changed
from plenary.contexts.governance.workflows import EXTENSION_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.people.models import Post
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

ASKING = (DutyRole.LEAD, DutyRole.RESPONSIBLE)
"""The parts in a task whose units may ask for a later date of the task and its milestones."""
PUT_OFF = (ExtensionKind.LATER, ExtensionKind.OWN, ExtensionKind.REOPEN)


@transaction.atomic
def ask_for_extension(
    *,
    actor: Actor,
    task_id: int,
    unit_id: int,
    wanted_on: dt.date,
    reason: str,
    milestone_id: int | None = None,
    seconds: int | None = None,
) -> Extension:
    """Ask for a later date of a task, or of one of its milestones, on or before the present one.

    By the people of its lead or a responsible unit, or by the office for them. Refused once the date
    is past (unless the task was reopened after it and has no new one yet), for a date that is no later,
    for a milestone after the task's own end, without a reason, while another one is open, and on work
    that is not under way. Tells those who take the first step.
    Announces ``ExtensionAsked``.
    """
    task = lock(tasks.visible_to(actor), pk=task_id)
    authorise(actor, policies.can_ask_extension, task, unit_id)
    reason = need_reason(reason)
    if task.state != TaskState.OPEN:
        raise Refused(_("The task is not under way."))
    if not task.duties.filter(unit_id=unit_id, role__in=ASKING).exists():
        raise Refused(_("A later date is asked for by the lead or a responsible unit."))
    milestone = lock(task.milestones.all(), pk=milestone_id) if milestone_id else None
    was_on = _date_of(task, milestone)
    _check_date(task, milestone, was_on, wanted_on)
    if extensions.open_on(task, milestone_id).exists():
        raise Refused(_("A later date has been asked for already, and waits."))

    extension = Extension.objects.create(
        task=task,
        milestone=milestone,
        **_asking(actor, unit_id, was_on, wanted_on, reason),
    )
    _announce_asked(actor, extension, typed_in((wanted_on, reason, milestone_id)), seconds)
    return extension


@transaction.atomic
def ask_for_own_extension(
    *,
    actor: Actor,
    duty_id: int,
    wanted_on: dt.date,
    reason: str,
    seconds: int | None = None,
) -> Extension:
    """Ask for a later own date of a unit's part, on or before the present one, or once its task was taken
    up again after it.

    By the unit's own people, whatever its part, or by the office for them. Refused as an extension of
    the task is, for a part without a date of its own or that is done or contested, and for a date after
    the task's own end. Tells those who take the first step. Announces ``ExtensionAsked``.
    """
    duty, task = lock_with_task(duties.visible_to(actor), pk=duty_id)
    unit_id = duty.unit_id or 0
    authorise(actor, policies.can_ask_extension, task, unit_id)
    reason = need_reason(reason)
    if task.state != TaskState.OPEN:
        raise Refused(_("The task is not under way."))
    was_on = _date_of_part(duty)
    _check_date(task, duty, was_on, wanted_on)
    if extensions.open_on(task, None, duty_id).exists():
        raise Refused(_("A later date has been asked for already, and waits."))

    extension = Extension.objects.create(
        task=task,
        duty=duty,
        kind=ExtensionKind.OWN,
        **_asking(actor, unit_id, was_on, wanted_on, reason),
    )
    _announce_asked(actor, extension, typed_in((wanted_on, reason)), seconds)
    return extension


def _asking(
    actor: Actor, unit_id: int, was_on: dt.date, wanted_on: dt.date, reason: str
) -> dict[str, Any]:
    return {
        "unit_id": unit_id,
        "was_on": was_on,
        "wanted_on": wanted_on,
        "reason": reason,
        "asked_at": clock.now(),
        "asked_by_id": actor.user_id,
        "asked_by": actor.name,
    }


def _announce_asked(
    actor: Actor, extension: Extension, fields_typed: int, seconds: int | None
) -> None:
    task, unit_id, wanted_on = extension.task, extension.unit_id, extension.wanted_on
    record(actor=actor, action="governance.extension.asked", subject=extension)
    keep_filing(
        actor=actor,
        unit_id=unit_id,
        kind=FilingKind.EXTENSION,
        fields_typed=fields_typed,
        seconds=seconds,
    )
    zh, en = names(extension.unit)
    heads = Post.objects.filter(organisation=unit_id, is_leader=True, abolished_on=None)
    tell(
        actor,
        recipients.of_the_office() | recipients.of_posts(heads.values_list("pk", flat=True)),
        kind="extension.asked",
        task=task,
        zh=f"{zh}申请延期至{wanted_on}",
        en=f"{en} asks for an extension until {wanted_on}",
        record_of=extension,
    )
    announce(ExtensionAsked(task_id=task.pk, extension_id=extension.pk))


@transaction.atomic
def endorse_extension(*, actor: Actor, extension_id: int, seen_version: int | None) -> Extension:
    """Take the first step: by the unit's head or the office, never by whoever asked.

    Refused once it is taken or the asking has ended. Tells those who take the second step. Announces
    ``ExtensionEndorsed``.
    """
    extension, task = _lock(actor, extension_id, seen_version)
    authorise(actor, policies.can_endorse, extension)
    state = EXTENSION_FLOW.after(extension.state, "endorse")
    need_changeable(task)

    before = snapshot(extension)
    extension.state, extension.endorsed_at = state, clock.now()
    extension.endorsed_by_id, extension.endorsed_by = actor.user_id, actor.name
    save(extension, fields=["state", "endorsed_at", "endorsed_by_id", "endorsed_by"])

    record(actor=actor, action="governance.extension.endorsed", subject=extension, before=before)
    tell_deciders(actor, extension)
    announce(ExtensionEndorsed(task_id=task.pk, extension_id=extension.pk))
    return extension


@transaction.atomic
def approve_extension(
    *, actor: Actor, extension_id: int, seen_version: int | None, answer: str = ""
) -> Extension:
    """Take the second step: the date moves, the first one stays, the light and the adopted lists show both; or the
    milestone has its other words, is made, or goes.

    By the accountable leader or the office, never by whoever asked or took the first step. Refused
    before the first step, once it has ended, where the date has changed meanwhile, for a milestone or
    part that would lie after the task's own end, and on a closed task. Tells the unit, and the others with a part
    of what changes for them. Announces ``ExtensionEnded``.
    """
    extension, task = _lock(actor, extension_id, seen_version)
    authorise(actor, policies.can_approve, extension)
    state = EXTENSION_FLOW.after(extension.state, "approve")
    need_changeable(task)
    refuse_secrecy(answer)
    if extension.kind == ExtensionKind.OWN:
        _approve_of_part(actor, task, extension)
        return end_extension(actor, extension, task, state, answer)
    if extension.kind == ExtensionKind.ADD:
        add_asked(actor, task, extension)
        tell_milestone(actor, task, extension)
        return end_extension(actor, extension, task, state, answer)
    milestone = None
    if extension.milestone_id is not None:
        milestone = lock(task.milestones.all(), pk=extension.milestone_id)
    _need_unchanged(_date_of(task, milestone), extension)
    if extension.kind == ExtensionKind.LATER and milestone:
        _need_before_end(task, milestone, extension.wanted_on)

    if milestone is None:
        _move_task(actor, task, extension)
    elif extension.kind in {ExtensionKind.LATER, ExtensionKind.SOONER}:
        _move_milestone(actor, task, milestone, extension)
    elif extension.kind == ExtensionKind.REWORD:
        change_words(actor, milestone, extension)
    if milestone is not None:
        tell_milestone(actor, task, extension)
    ended = end_extension(actor, extension, task, state, answer)
    if milestone is not None and extension.kind == ExtensionKind.REMOVE:
        # After its end: what is open without a milestone would be the task's own date.
        end_milestone(actor, task, milestone, extension)
    return ended


@transaction.atomic
def refuse_extension(
    *, actor: Actor, extension_id: int, seen_version: int | None, answer: str
) -> Extension:
    """Leave the date as it is, and say why.

    By whoever could take the next step; refused without an answer and once it has ended. Tells the
    unit. Announces ``ExtensionEnded``.
    """
    extension, task = _lock(actor, extension_id, seen_version)
    authorise(actor, policies.can_refuse, extension)
    state = EXTENSION_FLOW.after(extension.state, "refuse")
    missing = _("Say why the date stays: the unit reads it.")
    answer = need_reason(answer, field="answer", missing=missing)
    return end_extension(actor, extension, task, state, answer)


@transaction.atomic
def withdraw_extension(*, actor: Actor, extension_id: int, seen_version: int | None) -> Extension:
    """Take back what was asked for.

    By the asking unit's people and whoever asked; refused once it has ended. Announces
    ``ExtensionEnded``.
    """
    extension, task = _lock(actor, extension_id, seen_version)
    authorise(actor, policies.can_withdraw, extension)
    state = EXTENSION_FLOW.after(extension.state, "withdraw")
    return end_extension(actor, extension, task, state, "")


def _lock(actor: Actor, pk: int, seen_version: int | None) -> tuple[Extension, Task]:
    return lock_with_task(extensions.visible_to(actor), pk=pk, version=seen_version)


def _date_of(task: Task, milestone: Milestone | None) -> dt.date:
    if milestone is not None and milestone.done_on is not None:
        raise Refused(_("The milestone is done."))
    due_on = milestone.due_on if milestone else task.due_on
    if due_on is None:
        raise Refused(_("The task has no due date."))
    return due_on


def _date_of_part(duty: Duty) -> dt.date:
    if duty.due_on is None:
        raise Refused(_("The part has no date of its own: it is due with the task."))
    if duty.state in duties.SETTLED:
        raise Refused(_("The part is reported done."))
    if duty.state in CONTESTED:
        raise Refused(_("Your unit asks to be without this part; the office answers that first."))
    return duty.due_on


def _need_unchanged(now_on: dt.date, extension: Extension) -> None:
    if now_on != extension.was_on:
        raise Refused(_("The date has changed since this was asked for. Refuse it, or ask anew."))


def _need_before_end(task: Task, of: Milestone | Duty, wanted_on: dt.date) -> None:
    if task.due_on is not None and wanted_on > task.due_on:
        sentence = (
            _("A milestone lies before the task's own end.")
            if isinstance(of, Milestone)
            else _("A part ends no later than the task itself.")
        )
        raise Refused(sentence, fields={"wanted_on": sentence})


def _check_date(
    task: Task, of: Milestone | Duty | None, was_on: dt.date, wanted_on: dt.date
) -> None:
    if clock.today() > was_on and not _is_owed_a_date(task, of, was_on):
        raise Refused(_("The date is past: a later one is asked for before it, not after."))
    need_later(task, of, was_on, wanted_on)


def _is_owed_a_date(task: Task, of: Milestone | Duty | None, was_on: dt.date) -> bool:
    """Work that ended and was taken up again after a date has another one, its steps and parts too."""
    if of is None:
        return extensions.is_owed_a_date(task)
    taken_up_on = extensions.taken_up_on(task)
    return taken_up_on is not None and taken_up_on > was_on


def need_later(
    task: Task, of: Milestone | Duty | None, was_on: dt.date, wanted_on: dt.date
) -> None:
    """Refuse a new date that is no later than the present one, past, too far off, or after the task's end."""
    sentence = None
    if wanted_on <= was_on:
        sentence = _("The new date is not later than the present one.")
    elif wanted_on < clock.today():
        sentence = _("This day is past.")
    elif wanted_on > clock.LATEST:
        sentence = _("This day is too far off: give one from 1900 to 2199.")
    if sentence is not None:
        raise Refused(sentence, fields={"wanted_on": sentence})
    if of is not None:
        _need_before_end(task, of, wanted_on)


def _approve_of_part(actor: Actor, task: Task, extension: Extension) -> None:
    duty = lock(task.duties.all(), pk=extension.duty_id or 0)
    _need_unchanged(_date_of_part(duty), extension)
    _need_before_end(task, duty, extension.wanted_on)

    before = snapshot(duty)
    duty.due_on = extension.wanted_on
    save(duty, fields=["due_on"])
    note = {"reason": extension.reason}
    record(actor=actor, action="governance.duty.extended", subject=duty, before=before, note=note)


def tell_deciders(actor: Actor, extension: Extension) -> None:
    """Tell those who take the second step."""
    task = extension.task
    leaders = task.duties.filter(role=DutyRole.ACCOUNTABLE, post__isnull=False)
    is_later = extension.kind in PUT_OFF
    tell(
        actor,
        recipients.of_the_office() | recipients.of_posts(leaders.values_list("post_id", flat=True)),
        kind="extension.endorsed",
        task=task,
        zh="一项延期申请等待批准" if is_later else "一项节点调整申请等待批准",
        en="An extension waits for approval"
        if is_later
        else "A change of a milestone waits for approval",
        record_of=extension,
    )


def _move_task(actor: Actor, task: Task, extension: Extension) -> None:
    before = snapshot(task)
    task.due_on = extension.wanted_on
    save(task, fields=["due_on", *settle_light(task)])
    record(
        actor=actor,
        action="governance.task.extended",
        subject=task,
        before=before,
        note={"reason": extension.reason},
    )
    index_task(task)
    days = {"was": extension.was_on.isoformat(), "new": extension.wanted_on.isoformat()}
    told = {f"{name}_{side}": day for name, day in days.items() for side in ("zh", "en")}
    ground = {"instruction": extension.reason, "instructed_on": clock.today()}
    note_in_lists(actor, task, ChangeKind.LATER, ground, **told)
    words = f"时限延期至{task.due_on}", f"The due date is {task.due_on} now"
    tell_changed(actor, task, words, but=extension.unit_id)


def _move_milestone(actor: Actor, task: Task, milestone: Milestone, extension: Extension) -> None:
    before = snapshot(milestone)
    is_later = extension.kind == ExtensionKind.LATER
    milestone.due_on = extension.wanted_on
    save(milestone, fields=["due_on"])
    record(
        actor=actor,
        action="governance.milestone.extended" if is_later else "governance.milestone.edited",
        subject=milestone,
        before=before,
        note={"reason": extension.reason},
    )
    refresh_light(task)


def end_extension(
    actor: Actor, extension: Extension, task: Task, state: str, answer: str
) -> Extension:
    """End a locked extension in a state that its flow has allowed, and tell its unit unless it was withdrawn."""
    before = snapshot(extension)
    extension.state, extension.answer = state, answer.strip()
    extension.ended_at = clock.now()
    extension.ended_by_id, extension.ended_by = actor.user_id, actor.name
    save(extension, fields=["state", "answer", "ended_at", "ended_by_id", "ended_by"])

    record(actor=actor, action=f"governance.extension.{state}", subject=extension, before=before)
    if state != ExtensionState.WITHDRAWN:
        is_approved = state == ExtensionState.APPROVED
        tell(
            actor,
            recipients.of_units([extension.unit_id]),
            kind=f"extension.{state}",
            task=task,
            zh=f"{_asked_zh(extension)}的申请{'已获批准' if is_approved else '未获批准'}",
            en=f"{_asked_en(extension)} is {'approved' if is_approved else 'refused'}",
            record_of=extension,
        )
    announce(ExtensionEnded(task_id=task.pk, extension_id=extension.pk, state=state))
    return extension


def _asked_zh(extension: Extension) -> str:
    if extension.kind in PUT_OFF:
        return f"延期至{extension.wanted_on}"
    return "调整节点"


def _asked_en(extension: Extension) -> str:
    if extension.kind in PUT_OFF:
        return f"The extension until {extension.wanted_on}"
    return "The change of a milestone"
