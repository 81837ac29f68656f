"""Says which part of a split task has which of its units, measures and open milestones."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.contexts.governance.enums import DutyRole
from plenary.contexts.governance.models import Milestone, Task
from plenary.contexts.governance.services.duty_ends import WORKING
from plenary.contexts.governance.services.parts import ShareGiven
from plenary.shared.errors import NotFound


def shares_of(
    old: Task, made: Sequence[Task], given: Sequence[ShareGiven] | None
) -> list[ShareGiven]:
    """Complete what was given, so that no measure and no open milestone is lost.

    ``NotFound`` for a duty, measure or milestone that is not the old task's, and for more or fewer
    shares than parts.
    """
    duties = set(old.duties.filter(role__in=WORKING).values_list("pk", flat=True))
    measures = list(old.measures.values_list("pk", flat=True))
    steps = list(old.milestones.filter(done_on=None))
    if given is None:
        beside = old.duties.filter(role__in=WORKING).exclude(role=DutyRole.LEAD)
        ids = tuple(beside.values_list("pk", flat=True))
        given = [ShareGiven(duty_ids=ids) for _part in made]
    _need_own(given, len(made), duties, set(measures), {step.pk for step in steps})

    shared_measures = {pk for share in given for pk in share.measure_ids}
    shared_steps = {pk for share in given for pk in share.milestone_ids}
    places = {step.pk: _place(step, made) for step in steps if step.pk not in shared_steps}
    return [
        ShareGiven(
            share.duty_ids,
            (
                *share.measure_ids,
                *(pk for pk in measures if n == 0 and pk not in shared_measures),
            ),
            (*share.milestone_ids, *(pk for pk, place in places.items() if place == n)),
        )
        for n, share in enumerate(given)
    ]


def _need_own(
    given: Sequence[ShareGiven], parts: int, duties: set[int], measures: set[int], steps: set[int]
) -> None:
    if len(given) != parts:
        raise NotFound
    for share in given:
        for wanted, own in (
            (share.duty_ids, duties),
            (share.measure_ids, measures),
            (share.milestone_ids, steps),
        ):
            if not set(wanted) <= own:
                raise NotFound


def _place(step: Milestone, made: Sequence[Task]) -> int:
    """Give the first part that ends late enough for a milestone, else the one that ends last."""
    ends = [new.due_on or step.due_on for new in made]
    fitting = (n for n, end in enumerate(ends) if end >= step.due_on)
    return next(fitting, ends.index(max(ends)))
