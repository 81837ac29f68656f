"""Who keeps plans and task lists."""

from plenary.shared.actor import Actor


def can_manage_plans(actor: Actor, _plan: object = None) -> bool:
    """Let the office keep plans, priorities and superior requirements."""
    return actor.has("office", "system")


def can_manage_lists(actor: Actor, _task_list: object = None) -> bool:
    """Let the office make, order and adopt task lists."""
    return actor.has("office", "system")
