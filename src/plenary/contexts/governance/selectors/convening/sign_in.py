"""Who is expected at a meeting, line by line, for the sheet that they sign."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from plenary.contexts.governance.drafting.facts import Pair
from plenary.contexts.governance.enums import InvitedAs, ReplyKind
from plenary.contexts.governance.models import Convening, Invitation
from plenary.contexts.governance.selectors.convening.page import convening_page
from plenary.kernel.accounts.models import User
from plenary.kernel.people import selectors as people
from plenary.kernel.people.models import Holding
from plenary.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who is to sign: without a name where a unit has not said whom it sends."""

    name: Pair
    unit: Pair
    post: Pair
    role: str
    instead_of: Pair
    """In whose place they come; empty for all but substitutes."""
    items: tuple[int, ...]
    """The items to which an observer is asked; none for the whole meeting."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """A convening with everybody who is expected, in the order of the invitation list."""

    convening: Convening
    lines: list[Expected]


def sign_in_of(actor: Actor, meeting_id: int) -> SignIn:
    """Give the lines of a meeting's sign-in sheet, in two queries more than the convening's page.

    Who does not come is left out, and where a substitute is named, they stand in the place of whom they
    come for. ``NotFound`` and ``Forbidden`` as for the convening's page.
    """
    page = convening_page(actor, meeting_id)
    coming = [
        (one.substitute or one.invitation, one.invitation if one.substitute else None)
        for one in page.asked
        if one.invitation.reply != ReplyKind.NOT_COMING
        and not (one.substitute and one.substitute.reply == ReplyKind.NOT_COMING)
    ]
    persons = _persons([invitation for invitation, _for in coming])
    held = _posts(page.convening, persons.values())
    return SignIn(
        page.convening,
        [_line(one, instead, held.get(persons.get(one.pk, 0))) for one, instead in coming],
    )


def _line(invitation: Invitation, instead: Invitation | None, post: Holding | None) -> Expected:
    unit = invitation.unit or (instead.unit if instead else None)
    if unit is None and post is not None:
        unit = post.post.organisation
    return Expected(
        name=_name(invitation),
        unit=_pair(unit, "name"),
        post=_pair(post.post if post else None, "title"),
        role=invitation.role,
        instead_of=_name(instead) if instead else Pair(),
        items=tuple(item.number for item in invitation.items.all()),
    )


def _name(invitation: Invitation) -> Pair:
    """Name the person in both languages where they are known; a unit that named nobody stays blank."""
    if invitation.person is not None:
        return _pair(invitation.person, "name")
    if invitation.role == InvitedAs.UNIT and invitation.user_id is None:
        return Pair()
    return Pair(invitation.name, invitation.name)


def _pair(record: Any, stem: str) -> Pair:
    if record is None:
        return Pair()
    return Pair(getattr(record, f"{stem}_zh"), getattr(record, f"{stem}_en"))


def _persons(invitations: Sequence[Invitation]) -> dict[int, int]:
    """Give the person behind each invitation: named there, or the one whose account was invited."""
    users = {one.user_id for one in invitations if one.user_id and not one.person_id}
    known = dict(User.objects.filter(pk__in=users).values_list("pk", "person_id"))
    found = {one.pk: one.person_id or known.get(one.user_id or 0) for one in invitations}
    return {pk: person for pk, person in found.items() if person}


def _posts(convening: Convening, persons: Iterable[int]) -> dict[int, Holding]:
    """Give the post by which each of these persons is known on the day: at work, else in the body."""
    found: dict[int, Holding] = {}
    holdings = people.holdings_on(convening.starts_on).filter(person_id__in=set(persons))
    for one in holdings.select_related("post__organisation").order_by("post__order", "pk"):
        known = found.get(one.person_id)
        is_work = one.post.organisation_id != convening.meeting.body_id
        if known is None or (is_work and known.post.organisation_id == convening.meeting.body_id):
            found[one.person_id] = one
    return found
