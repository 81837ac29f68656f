"""Gives every decision and directive its fate: a task, a task that covers it, or none for a reason.

A postponed decision has one by itself, its item comes back; so has one that approves minutes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import FateKind, TaskState
from plenary.contexts.governance.events import FateGiven, FateUndone
from plenary.contexts.governance.models import Basis, Decision, Directive, Task
from plenary.contexts.governance.selectors import meetings, tasks
from plenary.contexts.governance.services.checks import SHORT_REASON, need_reason
from plenary.contexts.governance.services.indexing import index_around
from plenary.contexts.governance.services.lists import close_gap
from plenary.contexts.governance.services.meeting_parts import lock_part
from plenary.contexts.governance.services.meetings import lock_open
from plenary.contexts.governance.services.own_fates import (
    FATE_FIELDS,
    OF_THEMSELVES,
    own_fate,
    turn_to,
)
from plenary.contexts.governance.services.parts import BasisGiven, MatterKind, TaskGiven
from plenary.contexts.governance.services.tasks import (
    create_task,
    drop_draft,
    keep_basis,
    need_changeable,
)
from plenary.kernel.audit.recording import lock, record, save, snapshot
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused
from plenary.shared.events import announce


@transaction.atomic
def give_task(*, actor: Actor, kind: MatterKind, matter_id: int, given: TaskGiven) -> Task:
    """Make a task out of a decision or directive, which is its basis.

    One matter may become several tasks. Refused on a closed meeting, for a matter that needs no
    action, for a date before the meeting's day, and as ``create_task`` refuses. Announces ``TaskCreated`` and ``FateGiven``.
    """
    matter = _lock(actor, kind, matter_id)
    if matter.fate == FateKind.NO_ACTION:
        raise Refused(_("It is settled already what becomes of it. Undo that first."))
    _need_after(matter.meeting.held_on, given.due_on)
    task = create_task(actor=actor, bases=[BasisGiven(kind, matter.pk)], given=given)
    _settle(actor, matter, kind, FateKind.TASK, task=task)
    return task


def _need_after(held_on: dt.date | None, due_on: dt.date | None) -> None:
    """Refuse a date that lies before the meeting: mostly a mistyped year."""
    if held_on is not None and due_on is not None and due_on < held_on:
        sentence = _("The meeting was on %(day)s: its tasks cannot be due before.") % {
            "day": held_on.isoformat()
        }
        raise Refused(sentence, fields={"due_on": sentence})


@transaction.atomic
def cover(*, actor: Actor, kind: MatterKind, matter_id: int, task_id: int) -> Task:
    """Say that an existing task covers a decision or directive, which becomes a basis of it.

    Refused on a closed meeting, for a matter that needs no action and for a closed task.
    Announces ``FateGiven``.
    """
    matter = _lock(actor, kind, matter_id)
    if matter.fate == FateKind.NO_ACTION:
        raise Refused(_("It is settled already what becomes of it. Undo that first."))
    task = lock(tasks.visible_to(actor), pk=task_id)
    need_changeable(task)
    keep_basis(task, BasisGiven(kind, matter.pk))
    fate = FateKind.TASK if matter.fate == FateKind.TASK else FateKind.COVERED
    _settle(actor, matter, kind, fate, task=task)
    index_around([task])
    return task


@transaction.atomic
def no_action(
    *, actor: Actor, kind: MatterKind, matter_id: int, reason: str
) -> Decision | Directive:
    """Say why a decision or directive needs no action.

    Refused on a closed meeting, for a matter that has a fate and without a reason.
    Announces ``FateGiven``.
    """
    matter = _lock(actor, kind, matter_id)
    _need_open(matter)
    _settle(actor, matter, kind, FateKind.NO_ACTION, reason=need_reason(reason, most=SHORT_REASON))
    return matter


@transaction.atomic
def no_action_for(
    *, actor: Actor, meeting_id: int, matters: Sequence[tuple[MatterKind, int]], reason: str
) -> list[Decision | Directive]:
    """Say of several decisions and directives of a meeting why they need no action: of all of them, or of none.

    Refused where none is named, and for any of them as ``no_action`` refuses; ``NotFound`` for one of another
    meeting. Announces ``FateGiven`` of each.
    """
    lock_open(actor, meeting_id)
    if not matters:
        sentence = _("Choose at least one.")
        raise Refused(sentence, fields={"matters": sentence})
    if any(_lock(actor, kind, pk).meeting_id != meeting_id for kind, pk in matters):
        raise NotFound
    return [
        no_action(actor=actor, kind=kind, matter_id=matter_id, reason=reason)
        for kind, matter_id in matters
    ]


@transaction.atomic
def undo_fate(*, actor: Actor, kind: MatterKind, matter_id: int) -> Decision | Directive:
    """Take a fate back. A draft task that rested on nothing else goes with it.

    What is postponed then comes back on the next agenda again, and what approves minutes is done with that. Refused on a closed meeting, for a matter
    without a fate, where that alone is its fate, and while a task in force rests on it.
    Announces ``FateUndone``.
    """
    matter = _lock(actor, kind, matter_id)
    if matter.fate == FateKind.OPEN:
        raise Refused(_("There is nothing to undo: it is not settled yet."))
    _need_no_own(matter)
    bases = list(matter.bases.select_related("task"))
    if any(basis.task.state != TaskState.DRAFT for basis in bases):
        raise Refused(_("A task in force rests on it, so this can no longer be taken back."))
    for basis in bases:
        _detach(actor, basis)

    before = snapshot(matter)
    turn_to(actor, matter, own_fate(matter))
    save(matter, fields=FATE_FIELDS)

    record(actor=actor, action=f"governance.{kind}.fate_undone", subject=matter, before=before)
    announce(FateUndone(kind=kind, matter_id=matter.pk))
    return matter


def _lock(actor: Actor, kind: MatterKind, matter_id: int) -> Decision | Directive:
    matter: Decision | Directive
    if kind == "decision":
        matter, _meeting = lock_part(actor, meetings.decisions_visible_to(actor), pk=matter_id)
    else:
        matter, _meeting = lock_part(actor, meetings.directives_visible_to(actor), pk=matter_id)
    return matter


def _need_no_own(matter: Decision | Directive) -> None:
    if matter.fate == FateKind.RETURNS:
        raise Refused(
            _(
                "It is postponed and comes back on the next agenda by itself: that is what becomes of it. "
                "Where it is not to come back, withdraw its topic."
            )
        )
    if matter.fate in OF_THEMSELVES:
        raise Refused(
            _("It approves the minutes: that is what becomes of it, and nothing is left to settle.")
        )


def _need_open(matter: Decision | Directive) -> None:
    _need_no_own(matter)
    if matter.fate != FateKind.OPEN:
        raise Refused(_("It is settled already what becomes of it. Undo that first."))


def _settle(
    actor: Actor,
    matter: Decision | Directive,
    kind: MatterKind,
    fate: FateKind,
    *,
    reason: str = "",
    task: Task | None = None,
) -> None:
    before = snapshot(matter)
    matter.fate, matter.fate_reason = fate, reason
    matter.fated_at, matter.fated_by_id = clock.now(), actor.user_id
    save(matter, fields=FATE_FIELDS)
    task_id = task.pk if task else None
    record(
        actor=actor,
        action=f"governance.{kind}.fate_given",
        subject=matter,
        before=before,
        note={"task": task_id} if task_id else None,
    )
    announce(FateGiven(kind=kind, matter_id=matter.pk, fate=fate, task_id=task_id))


def _detach(actor: Actor, basis: Basis) -> None:
    task = lock(tasks.visible_to(actor), pk=basis.task_id)
    if task.bases.exclude(pk=basis.pk).exists():
        basis.delete()
        return
    entries = list(task.entries.select_related("task_list"))
    drop_draft(actor, task)
    for entry in entries:
        close_gap(entry.task_list)
