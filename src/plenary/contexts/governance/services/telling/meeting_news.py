"""Tells units of what a meeting decided, once it is released to them."""

from __future__ import annotations

from plenary.contexts.governance.models import Duty, Meeting
from plenary.contexts.governance.selectors import recipients
from plenary.contexts.governance.services.telling.lines import tell_of
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor


def tell_decisions(actor: Actor, meeting: Meeting) -> None:
    """Tell the units that sit in the body, and those whose tasks rest on the meeting's decisions."""
    seats = organisations.member_units(meeting.body, clock.today())
    bound = Duty.objects.filter(task__bases__decision__meeting=meeting, unit__isnull=False)
    units = {*seats.values_list("unit_id", flat=True), *bound.values_list("unit_id", flat=True)}
    tell_of(
        actor,
        recipients.of_units(unit for unit in units if unit) if units else (),
        kind="release.decisions",
        topic=meeting,
        zh=in_zh("会议议定事项已印发各单位"),
        en=in_en("What was decided is released to the units"),
    )
