"""What a task rests on: what may put it into force, what only it settles, and what could be added."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Q, QuerySet

from plenary.contexts.governance.enums import DecisionKind, FateKind
from plenary.contexts.governance.models import Basis, Task
from plenary.contexts.governance.selectors import meetings, plans, requirements
from plenary.shared.actor import Actor

OFFERED = 10
"""So many records of each kind are offered; others are found by their words."""
KINDS = ("decision", "directive", "requirement", "priority")
"""What may be added to what a task rests on; a passage is cited when the task is made."""
DECIDED_NOTHING = (DecisionKind.POSTPONED, DecisionKind.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Offer:
    """A record that a task could rest on as well: its words, and where it stands."""

    kind: str
    pk: int
    record: Any
    within: Any

    @property
    def stem(self) -> str:
        """Give the field that says best what it is."""
        is_silent = self.kind == "requirement" and not (self.record.text_zh or self.record.text_en)
        return "reference" if is_silent else "text"

    @property
    def key(self) -> str:
        """Give what a form sends for it."""
        return f"{self.kind}-{self.pk}"


def carrying(task: Task) -> list[Basis]:
    """Give the grounds that can put a task outside any list into force, in one query.

    A line of a plan or a passage says what is wanted, not that it was decided; a decision that was
    postponed or withdrawn and a requirement that no longer stands carry nothing.
    """
    decided = Q(decision__isnull=False) & ~Q(decision__kind__in=DECIDED_NOTHING)
    stands = Q(requirement__isnull=False, requirement__withdrawn_on=None)
    found = task.bases.filter(decided | stands | Q(directive__isnull=False))
    return list(
        found.select_related("decision__meeting", "directive__meeting", "requirement__body")
    )


def settled_by_alone(task: Task) -> list[tuple[Literal["decision", "directive"], int]]:
    """Give the decisions and directives whose fate is this task and no other."""
    alone: list[tuple[Literal["decision", "directive"], int]] = []
    fated = (FateKind.TASK, FateKind.COVERED)
    for basis in task.bases.select_related("decision", "directive"):
        matter = basis.decision or basis.directive
        if matter is None or matter.fate not in fated:
            continue
        if not matter.bases.exclude(task=task).exists():
            alone.append(("decision" if basis.decision_id else "directive", matter.pk))
    return alone


def offered(actor: Actor, task: Task, words: str) -> list[Offer]:
    """Give what the task could rest on as well, the latest of each kind first, in five queries.

    Of decisions and directives those without a word that they need no action.
    """
    held = {(kind, getattr(one, f"{kind}_id")) for one in task.bases.all() for kind in KINDS}
    found = [*_matters(actor, words), *_references(actor, words)]
    return [one for one in found if (one.kind, one.pk) not in held]


def _matters(actor: Actor, words: str) -> Iterator[Offer]:
    kinds = (
        ("decision", meetings.decisions_visible_to(actor).exclude(kind__in=DECIDED_NOTHING)),
        ("directive", meetings.directives_visible_to(actor)),
    )
    for kind, visible in kinds:
        some = visible.exclude(fate=FateKind.NO_ACTION).select_related("meeting")
        for one in _first(some, words, "text"):
            yield Offer(kind, one.pk, one, one.meeting)


def _references(actor: Actor, words: str) -> Iterator[Offer]:
    standing = requirements.visible_to(actor).filter(withdrawn_on=None)
    for one in _first(standing.select_related("body"), words, "text", "reference"):
        yield Offer("requirement", one.pk, one, one.body)
    lines = plans.priorities_visible_to(actor).select_related("plan")
    for one in _first(lines, words, "text"):
        yield Offer("priority", one.pk, one, one.plan)


def _first(found: QuerySet[Any], words: str, *stems: str) -> QuerySet[Any]:
    for word in words.split():
        wanted = Q()
        for stem in stems:
            wanted |= Q(**{f"{stem}_zh__icontains": word}) | Q(**{f"{stem}_en__icontains": word})
        found = found.filter(wanted)
    return found.order_by("-pk")[:OFFERED]
