"""What whoever closes a task looks at: what is still open on it, and whether anything shows that it is done."""

from __future__ import annotations

from dataclasses import dataclass

from plenary.contexts.governance.models import Instruction, Task
from plenary.contexts.governance.selectors import progress
from plenary.contexts.governance.selectors.acts import instructions
from plenary.contexts.governance.selectors.acts.undone import Undone, undone_on


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands between a task and its closing, or is to be said with it."""

    still_open: list[Instruction]
    """A leader's instructions: they are settled or withdrawn first."""
    undone: Undone
    """Parts and milestones of which a closing note must speak."""
    has_evidence: bool
    """Whether any entry names what it rests on; without, the closing says what was seen."""


def closing_of(task: Task) -> Closing:
    """Give what is looked at before a task is closed, in five queries at most."""
    return Closing(
        still_open=list(instructions.open_on(task)),
        undone=undone_on(task),
        has_evidence=progress.has_evidence(task),
    )
