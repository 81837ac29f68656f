"""Who can be reached for a unit's duty: its liaison, else a deputy head, else its head, else the office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from plenary.contexts.governance.enums import Audience, DutyRole
from plenary.contexts.governance.models import Duty
from plenary.kernel.accounts.enums import Role
from plenary.kernel.accounts.selectors import grants_in_force
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post

LADDER = {
    Audience.UNIT: (Audience.UNIT, Audience.HEAD, Audience.DEPUTY, Audience.OFFICE),
    Audience.DEPUTY: (Audience.DEPUTY, Audience.HEAD, Audience.OFFICE),
    Audience.HEAD: (Audience.HEAD, Audience.DEPUTY, Audience.OFFICE),
    Audience.LEADER: (Audience.LEADER, Audience.OFFICE),
    Audience.OFFICE: (Audience.OFFICE,),
}
"""Whom a step speaks to, and to whom it falls back where there is nobody."""


@dataclass
class Reach:
    """The active accounts behind units, posts and the office, read once for many duties."""

    liaisons: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    heads: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    """The accounts that act for a unit's first leading post, in protocol order."""
    deputies: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Those that act for its other leading posts."""
    leaders: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    """By task: the accounts that act for its accountable leader's post."""
    office: set[int] = field(default_factory=set)
    above: dict[int, list[int]] = field(default_factory=dict)
    """A unit's own id and those above it, the nearest first."""

    def of(self, audience: str, *, unit_id: int, task_id: int) -> tuple[str, set[int]]:
        """Give the accounts for an audience and as whom they are reached; nobody where none is."""
        for asked in LADDER[Audience(audience)]:
            if found := self._asked(asked, unit_id, task_id):
                return asked, found
        return Audience.OFFICE, set()

    def _asked(self, audience: str, unit_id: int, task_id: int) -> set[int]:
        if audience == Audience.OFFICE:
            return self.office
        if audience == Audience.LEADER:
            return self.leaders.get(task_id, set())
        if audience == Audience.HEAD:
            return self.heads.get(unit_id, set())
        if audience == Audience.DEPUTY:
            return self.deputies.get(unit_id, set())
        nearest = (
            self.liaisons[one] for one in self.above.get(unit_id, []) if one in self.liaisons
        )
        return next(nearest, set())


def reach_of(unit_ids: Iterable[int], task_ids: Iterable[int]) -> Reach:
    """Read who stands behind these units and these tasks' accountable leaders, in four queries."""
    reach = Reach()
    for pk, path in Organisation.objects.filter(pk__in=set(unit_ids)).values_list("pk", "path"):
        reach.above[pk] = [int(part) for part in reversed(path.strip("/").split("/"))]
    posts: dict[int, set[int]] = defaultdict(set)
    accountable = Duty.objects.filter(
        task_id__in=set(task_ids), role=DutyRole.ACCOUNTABLE, post__isnull=False
    )
    for task_id, post_id in accountable.values_list("task_id", "post_id"):
        posts[int(post_id or 0)].add(task_id)
    units = {pk for line in reach.above.values() for pk in line}
    first = _first_posts(units)
    for user_id, role, unit_id, post_id, organisation_id, is_leader in _grants(units, posts):
        if role == Role.OFFICE:
            reach.office.add(user_id)
        elif role == Role.UNIT and unit_id is not None:
            reach.liaisons[unit_id].add(user_id)
        for task_id in posts.get(post_id or 0, ()):
            reach.leaders[task_id].add(user_id)
        if is_leader and organisation_id is not None:
            is_first = first.get(organisation_id) == post_id
            (reach.heads if is_first else reach.deputies)[organisation_id].add(user_id)
    return reach


def _first_posts(units: set[int]) -> dict[int, int]:
    """Give each unit's leading post that stands first in protocol order."""
    posts = Post.objects.filter(organisation_id__in=units, is_leader=True, abolished_on=None)
    rows = posts.order_by("-order", "-pk").values_list("organisation_id", "pk")
    return dict(rows)


def _grants(
    units: set[int], posts: Iterable[int]
) -> Iterable[tuple[int, str, int, int, int, bool]]:
    wanted = (
        Q(role=Role.OFFICE)
        | Q(role=Role.UNIT, unit_id__in=units)
        | Q(post__organisation_id__in=units)
        | Q(post_id__in=list(posts))
    )
    rows = grants_in_force().filter(wanted, user__is_active=True).order_by()
    return rows.values_list(
        "user_id", "role", "unit_id", "post_id", "post__organisation_id", "post__is_leader"
    ).iterator()
