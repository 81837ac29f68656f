"""Who gives, does, reports and verifies tasks."""

from plenary.contexts.governance.enums import WORKING_ROLES
from plenary.contexts.governance.models import Duty, DutyEnd, Task
from plenary.shared.actor import Actor


def can_manage_tasks(actor: Actor, _task: object = None) -> bool:
    """Let the office give tasks, change them and assign duties."""
    return actor.has("office", "system")


def can_override_light(actor: Actor, _task: object = None) -> bool:
    """Let the office show another light than the rule's."""
    return actor.has("office", "system")


def can_sign(actor: Actor, duty: Duty) -> bool:
    """Let a unit, or whoever acts for the post, sign for its own duty."""
    if actor.has("system"):
        return True
    if duty.unit_id is not None:
        return actor.has("unit") and duty.unit_id in actor.unit_ids
    return duty.post_id in actor.post_ids


def can_replace(actor: Actor, task: Task) -> bool:
    """Let the office merge, split and supersede tasks."""
    return can_manage_tasks(actor, task)


def can_hand_unit_over(actor: Actor, _unit: object = None) -> bool:
    """Let the office hand over what a dissolved unit still has to do."""
    return can_manage_tasks(actor)


def can_contest(actor: Actor, duty: Duty) -> bool:
    """Let a unit's own people decline its duty or ask for its transfer; a post's is not contested."""
    if duty.unit_id is None:
        return False
    return actor.has("system") or (actor.has("unit") and duty.unit_id in actor.unit_ids)


def can_complete_milestone(actor: Actor, task: Task) -> bool:
    """Let the lead unit's own people, and the office, say that a milestone is done."""
    if can_manage_tasks(actor, task):
        return True
    return actor.has("unit") and task.lead_unit_id in actor.unit_ids


def can_settle_part(actor: Actor, duty: Duty) -> bool:
    """Let the lead unit's people and the office judge another unit's part, but not whoever reported it."""
    if actor.has("system"):
        return True
    if actor.user_id is not None and actor.user_id == duty.reported_by_id:
        return False
    leads = duty.task.lead_unit_id in actor.unit_ids and duty.unit_id not in actor.unit_ids
    return actor.has("office") or (actor.has("unit") and leads)


def can_note_end(actor: Actor, end: DutyEnd) -> bool:
    """Let a unit's own people note that its part has ended."""
    return actor.has("system") or (actor.has("unit") and end.unit_id in actor.unit_ids)


def can_report(actor: Actor, _task: Task, unit_id: int) -> bool:
    """Let a unit's own people report for it, and nobody else."""
    return actor.has("system") or (actor.has("unit") and unit_id in actor.unit_ids)


def can_verify(actor: Actor, task: Task) -> bool:
    """Let a verifier judge work, but never where a unit of their own has a working part in it."""
    if not actor.has("verifier", "system"):
        return False
    return not actor.unit_ids or working_units(task).isdisjoint(actor.unit_ids)


def working_units(task: Task) -> frozenset[int]:
    """Give the units that do a task's work, and the one that reported it done."""
    parts = task.duties.filter(role__in=WORKING_ROLES, unit__isnull=False).order_by()
    units = {*parts.values_list("unit_id", flat=True), task.reported_by_unit_id}
    return frozenset(pk for pk in units if pk is not None)


def can_reopen(actor: Actor, _task: Task) -> bool:
    """Let a verifier, the office or a leader take a closed task up again."""
    return actor.has("verifier", "office", "leader", "system")
