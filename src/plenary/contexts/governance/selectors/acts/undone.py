"""What of a task nobody has said to be done: parts of its units, and milestones."""

from __future__ import annotations

from dataclasses import dataclass

from plenary.contexts.governance.enums import DutyRole
from plenary.contexts.governance.models import Duty, Milestone, Task
from plenary.contexts.governance.selectors import duties

HELPING = (DutyRole.RESPONSIBLE, DutyRole.SUPPORTING)


@dataclass(frozen=True, slots=True)
class Undone:
    """The parts beside the lead unit's and the milestones that are open; false where there are none."""

    parts: list[Duty]
    milestones: list[Milestone]

    def __bool__(self) -> bool:
        return bool(self.parts or self.milestones)


def undone_on(task: Task) -> Undone:
    """Give what is open on a task. The lead unit's part is the task itself, so its report settles that."""
    parts = task.duties.filter(role__in=HELPING).exclude(state__in=duties.SETTLED)
    return Undone(
        list(parts.select_related("unit")), list(task.milestones.filter(done_on__isnull=True))
    )
