"""Who asks for a later date, and which two people let it be."""

from plenary.contexts.governance.enums import DutyRole, ExtensionKind, ExtensionState
from plenary.contexts.governance.models import Extension, Task
from plenary.shared.actor import Actor


def can_ask_extension(actor: Actor, _task: Task, unit_id: int) -> bool:
    """Let a unit's own people ask, and the office for it."""
    if actor.has("office", "system"):
        return True
    return actor.has("unit") and unit_id in actor.unit_ids


def can_endorse(actor: Actor, extension: Extension) -> bool:
    """Let the unit's head or the office take the first step, but not whoever asked."""
    if actor.has("system"):
        return True
    if actor.user_id == extension.asked_by_id:
        return False
    return actor.has("office") or _heads(actor, extension)


def can_approve(actor: Actor, extension: Extension) -> bool:
    """Let the task's accountable leader or the office take the second step, but nobody who asked or
    took the first one."""
    if actor.has("system"):
        return True
    if actor.user_id in {extension.asked_by_id, extension.endorsed_by_id}:
        return False
    return actor.has("office") or _is_accountable(actor, extension)


def can_refuse(actor: Actor, extension: Extension) -> bool:
    """Let whoever could take the next step refuse instead."""
    if extension.state == ExtensionState.ASKED:
        return can_endorse(actor, extension)
    return can_approve(actor, extension)


def can_withdraw(actor: Actor, extension: Extension) -> bool:
    """Let the asking unit's people, and whoever asked, withdraw what they asked for; a reopened task's
    new date only who asked.
    """
    if actor.has("system"):
        return True
    if actor.user_id is not None and actor.user_id == extension.asked_by_id:
        return True
    if extension.kind == ExtensionKind.REOPEN:
        return False
    return actor.has("unit") and extension.unit_id in actor.unit_ids


def _heads(actor: Actor, extension: Extension) -> bool:
    if not actor.post_ids:
        return False
    posts = extension.unit.posts.filter(is_leader=True, abolished_on__isnull=True)
    return posts.filter(pk__in=actor.post_ids).exists()


def _is_accountable(actor: Actor, extension: Extension) -> bool:
    if not actor.post_ids:
        return False
    duties = extension.task.duties.filter(role=DutyRole.ACCOUNTABLE)
    return duties.filter(post_id__in=actor.post_ids).exists()
