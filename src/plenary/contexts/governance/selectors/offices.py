"""The office that serves a meeting's body, as the accounts, the directory and the body's seats say it."""

from __future__ import annotations

from plenary.contexts.governance.models import Meeting
from plenary.kernel.accounts.enums import Role
from plenary.kernel.accounts.selectors import grants_in_force
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.enums import OrganisationKind
from plenary.kernel.people import selectors as people
from plenary.shared import clock


def office_of_meeting(meeting_id: int) -> int | None:
    """Give the unit of those who hold the office's role: of several the one that sits in the body first.

    None where no such account names a unit or a post, and where several do and none of them sits there.
    """
    found = _units_of_the_office()
    if len(found) == 1:
        return found.pop()
    meeting = Meeting.objects.select_related("body").filter(pk=meeting_id).first()
    if meeting is None or not found:
        return None
    seats = organisations.member_units(meeting.body, meeting.held_on or clock.today())
    return seats.filter(unit__in=found).values_list("unit_id", flat=True).first()


def _units_of_the_office() -> set[int]:
    """Give the units of the grants, of their posts, and of the posts that the accounts' persons hold."""
    grants = grants_in_force().filter(role=Role.OFFICE, user__is_active=True).order_by()
    rows = list(grants.values_list("unit_id", "post__organisation_id", "user__person_id"))
    named = {unit or of_post for unit, of_post, _person in rows if unit or of_post}
    persons = {person for unit, of_post, person in rows if person and not (unit or of_post)}
    held = people.holdings_on(clock.today()).filter(
        person__in=persons, post__organisation__kind=OrganisationKind.UNIT
    )
    return named | set(held.order_by().values_list("post__organisation_id", flat=True))
