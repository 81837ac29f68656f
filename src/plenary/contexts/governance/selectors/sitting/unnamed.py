"""Which invited units nobody in the attendance stands for: as far as the record goes, they were not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from plenary.contexts.governance.enums import ConveningState, InvitedAs, ReplyKind
from plenary.contexts.governance.models import Attendance, Invitation, Meeting
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people import selectors as people
from plenary.shared import clock

_ORDER = (ReplyKind.COMING, ReplyKind.SUBSTITUTED, ReplyKind.NOT_COMING, ReplyKind.NONE)
"""Of several people of a unit who were asked, the answer that says most of its seat."""


@dataclass(frozen=True, slots=True)
class UnnamedUnit:
    """An invited unit of which the attendance names nobody, and what was answered for it."""

    unit: Organisation
    reply: str
    comes: tuple[str, ...]
    """Who was to come, as they are called in the answers; not the unit's own name."""


def unnamed_units(meeting: Meeting, attendances: Iterable[Attendance]) -> list[UnnamedUnit]:
    """Give the units asked to a convened meeting of which nobody is in its attendance; five queries at most.

    A unit is named by whoever is recorded in one of its posts, holds one on that day, or was asked for it; and by
    a group that is called as it is.
    """
    asked = Invitation.objects.filter(
        convening__meeting=meeting,
        convening__state=ConveningState.SENT,
        is_withdrawn=False,
        role=InvitedAs.UNIT,
        unit__isnull=False,
    )
    of_unit: defaultdict[int, list[Invitation]] = defaultdict(list)
    for one in asked.select_related("unit", "user").prefetch_related("substitutes").order_by("pk"):
        of_unit[one.unit_id or 0].append(one)
    if not of_unit:
        return []
    there = list(attendances)
    persons = {one.person_id for one in there}
    named = {post.organisation_id for one in there for post in one.posts.all()}
    held = people.holdings_on(meeting.held_on or clock.today()).filter(
        person__in=persons, post__organisation__in=of_unit
    )
    named |= set(held.values_list("post__organisation_id", flat=True))
    groups = set(chain.from_iterable(meeting.groups.values_list("text_zh", "text_en"))) - {""}
    return [
        _unnamed(invited)
        for unit_id, invited in of_unit.items()
        if unit_id not in named
        and not persons & {_person(one) for one in invited}
        and not groups & {_unit(invited).name_zh, _unit(invited).name_en}
    ]


def _unit(invited: list[Invitation]) -> Organisation:
    unit = invited[0].unit
    assert unit is not None
    return unit


def _person(one: Invitation) -> int | None:
    return one.person_id or (one.user.person_id if one.user else None)


def _unnamed(invited: list[Invitation]) -> UnnamedUnit:
    reply = min((ReplyKind(one.reply) for one in invited), key=_ORDER.index)
    comes = [one.name for one in invited if one.reply == ReplyKind.COMING]
    comes += [
        instead.name
        for one in invited
        for instead in one.substitutes.all()
        if not instead.is_withdrawn
    ]
    unit = _unit(invited)
    own = {unit.name_zh, unit.name_en, unit.short_zh, unit.short_en}
    named = tuple(one for one in dict.fromkeys(comes) if one not in own)
    return UnnamedUnit(unit, str(reply), named)
