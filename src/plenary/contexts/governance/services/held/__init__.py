"""Opens what the class of a paper holds back, and closes it again."""

from __future__ import annotations

from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.models import Decision, Opening, Task
from plenary.contexts.governance.selectors import held, meetings, tasks
from plenary.contexts.governance.services.checks import need_reason
from plenary.contexts.governance.services.indexing import share_decisions, share_tasks
from plenary.kernel.audit.recording import authorise, lock, record, snapshot
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

HeldKind = Literal["decision", "task"]


@transaction.atomic
def open_held(*, actor: Actor, kind: HeldKind, pk: int, reason: str) -> Decision | Task:
    """Let more people read a decision or a task than the papers behind it, for a reason that is kept.

    By the office. What rests on an opened decision is open with it. Refused without a reason, and for
    what no paper holds.
    """
    found = _lock(actor, kind, pk)
    reason = need_reason(reason)
    classes = held.classes_of_decisions if kind == "decision" else held.classes_of_tasks
    access = classes([pk]).get(pk)
    if access is None:
        raise Refused(_("No paper holds this back: there is nothing to open."))

    was = snapshot(found)
    subject: dict[str, Any] = {kind: found}
    Opening.objects.update_or_create(
        **subject,
        defaults={
            "access": access,
            "reason": reason,
            "opened_at": clock.now(),
            "opened_by_id": actor.user_id,
            "opened_by": actor.name,
        },
    )
    note = {"reason": reason, "access": str(access)}
    action = f"governance.{kind}.let_out"
    record(actor=actor, action=action, subject=found, before=was, note=note)
    _share(found)
    return found


@transaction.atomic
def close_held(*, actor: Actor, kind: HeldKind, pk: int) -> Decision | Task:
    """Take an opening back: the papers' class holds again. By the office; ``NotFound`` without one."""
    found = _lock(actor, kind, pk)
    opening = Opening.objects.filter(**{kind: found}).first()
    if opening is None:
        raise NotFound
    was = snapshot(found)
    note = {"reason": opening.reason, "access": opening.access}
    opening.delete()
    record(
        actor=actor,
        action=f"governance.{kind}.held_again",
        subject=found,
        before=was,
        note=note,
    )
    _share(found)
    return found


def _lock(actor: Actor, kind: HeldKind, pk: int) -> Decision | Task:
    found: Decision | Task
    if kind == "decision":
        found = lock(meetings.decisions_visible_to(actor), pk=pk)
    else:
        found = lock(tasks.visible_to(actor), pk=pk)
    authorise(actor, policies.can_open_held, found)
    return found


def _share(found: Decision | Task) -> None:
    if isinstance(found, Decision):
        share_decisions(Decision.objects.filter(pk=found.pk))
    else:
        share_tasks(Task.objects.filter(pk=found.pk))
