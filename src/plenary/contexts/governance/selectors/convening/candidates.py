"""Whom a body's membership asks to its meetings: the holders of its posts, and its member units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from plenary.contexts.governance import profiles
from plenary.contexts.governance.enums import InvitedAs
from plenary.kernel.accounts.models import User
from plenary.kernel.accounts.selectors import grants_in_force
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people import selectors as people
from plenary.kernel.people.models import Holding


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to be invited; without an address where no account is known."""

    role: str
    name: str
    language: str
    email: str = ""
    person_id: int | None = None
    unit_id: int | None = None
    user_id: int | None = None

    @property
    def key(self) -> tuple[int | None, int | None, int | None]:
        """Give what tells one candidate from another."""
        return self.person_id, self.unit_id, self.user_id


def of_body(body: Organisation, on: dt.date) -> list[Candidate]:
    """Give the members in protocol order, then the member units' people, each address once."""
    found, seen = [], set()
    for one in (*_members(body, on), *_units(body, on)):
        address = one.email.lower()
        if address and address in seen:
            continue
        seen.add(address)
        found.append(one)
    return found


def seats(body: Organisation, on: dt.date) -> tuple[frozenset[int], frozenset[int]]:
    """Give the persons and the units that have a seat in a body on a day."""
    held = people.holdings_on(on).filter(post__organisation=body, post__abolished_on__isnull=True)
    persons = frozenset(held.values_list("person_id", flat=True))
    units = frozenset(organisations.member_units(body, on).values_list("unit_id", flat=True))
    return persons, units


def _members(body: Organisation, on: dt.date) -> Iterable[Candidate]:
    held = people.holdings_on(on).filter(post__organisation=body, post__abolished_on__isnull=True)
    holders: dict[int, Holding] = {}
    for one in held.order_by("post__order", "pk"):
        holders.setdefault(one.person_id, one)
    accounts = {
        one.person_id: one
        for one in User.objects.filter(is_active=True, person_id__in=holders).order_by("-pk")
    }
    acting = _acting_for([one.post_id for one in holders.values()])
    for pk, holding in holders.items():
        account = accounts.get(pk) or acting.get(holding.post_id)
        yield Candidate(
            role=InvitedAs.MEMBER,
            name=_name(holding.person, account),
            language=language_of(account),
            email=account.email if account else "",
            person_id=pk,
            user_id=account.pk if account else None,
        )


def _units(body: Organisation, on: dt.date) -> Iterable[Candidate]:
    held = list(organisations.member_units(body, on))
    grants = (
        grants_in_force()
        .filter(role="unit", user__is_active=True, unit_id__in=[one.unit_id for one in held])
        .select_related("user")
    )
    accounts: dict[int | None, list[User | None]] = {}
    for grant in grants.order_by("user__name", "pk"):
        accounts.setdefault(grant.unit_id, []).append(grant.user)
    for seat in held:
        for account in accounts.get(seat.unit_id) or [None]:
            yield Candidate(
                role=InvitedAs.UNIT,
                name=account.name if account else _name(seat.unit, None),
                language=language_of(account),
                email=account.email if account else "",
                unit_id=seat.unit_id,
                user_id=account.pk if account else None,
            )


def _acting_for(post_ids: list[int]) -> dict[int | None, User]:
    grants = grants_in_force().filter(post_id__in=post_ids, user__is_active=True)
    return {one.post_id: one.user for one in grants.select_related("user").order_by("-pk")}


def language_of(account: User | None) -> str:
    """Give the language in which an account is written to, else the profile's working language."""
    if account is not None and account.language:
        return account.language
    return "zh-hans" if profiles.current().languages[0] == "zh" else "en"


def _name(named: object, account: User | None) -> str:
    sides = ("zh", "en") if language_of(account).startswith("zh") else ("en", "zh")
    stems = [f"{stem}_{side}" for side in sides for stem in ("short", "name")]
    return next((value for stem in stems if (value := getattr(named, stem, ""))), "")[:120]
