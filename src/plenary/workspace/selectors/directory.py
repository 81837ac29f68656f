"""What the directory's pages ask."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.enums import OrganisationKind
from plenary.kernel.organisations.models import FormerName, MemberUnit, Organisation, Term
from plenary.kernel.people import selectors as people
from plenary.kernel.people.models import Holding, Person, Post
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound


@dataclass(slots=True)
class Seat:
    """A post and who holds it today."""

    post: Post
    holders: list[Person] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """Everything that an organisation's page shows."""

    organisation: Organisation
    above: list[Organisation]
    children: list[Organisation]
    former_names: list[FormerName]
    terms: list[Term]
    members: list[MemberUnit]
    memberships: list[MemberUnit]
    seats: list[Seat]


@dataclass(frozen=True, slots=True)
class Branch:
    """An organisation with its depth in the tree."""

    organisation: Organisation
    depth: int


def tree(actor: Actor, words: str = "") -> dict[str, list[Branch]]:
    """Give bodies and units, each as a tree in reading order, or only those that bear these words."""
    found = organisations.visible_to(actor)
    for word in words.split():
        found = found.filter(
            Q(name_zh__icontains=word)
            | Q(name_en__icontains=word)
            | Q(short_zh__icontains=word)
            | Q(short_en__icontains=word)
            | Q(former_names__name_zh__icontains=word)
            | Q(former_names__name_en__icontains=word)
        )
    listed = list(found.distinct())
    return {
        kind: _in_reading_order([o for o in listed if o.kind == kind])
        for kind in OrganisationKind.values
    }


def _in_reading_order(listed: list[Organisation]) -> list[Branch]:
    here = {o.pk for o in listed}
    below: dict[int | None, list[Organisation]] = defaultdict(list)
    for organisation in listed:
        parent = organisation.parent_id if organisation.parent_id in here else None
        below[parent].append(organisation)
    branches: list[Branch] = []
    waiting = [Branch(o, 0) for o in reversed(below[None])]
    while waiting:
        branch = waiting.pop()
        branches.append(branch)
        waiting += [Branch(o, branch.depth + 1) for o in reversed(below[branch.organisation.pk])]
    return branches


def organisation_page(actor: Actor, pk: int) -> OrganisationPage:
    """Give an organisation with its surroundings in a fixed number of queries."""
    organisation = organisations.visible_to(actor).filter(pk=pk).first()
    if organisation is None:
        raise NotFound
    today = clock.today()
    return OrganisationPage(
        organisation=organisation,
        above=list(organisations.above(organisation)),
        children=list(organisation.children.all()),
        former_names=list(organisation.former_names.all()),
        terms=list(organisation.terms.all()),
        members=list(organisations.member_units(organisation, today)),
        memberships=list(organisation.seats.filter(until_on=None).select_related("body")),
        seats=_seats(organisation.posts.filter(abolished_on=None)),
    )


def _seats(posts: QuerySet[Post]) -> list[Seat]:
    seats = {post.pk: Seat(post) for post in posts}
    for holding in people.holdings_on(clock.today()).filter(post__in=posts):
        seats[holding.post_id].holders.append(holding.person)
    return list(seats.values())


def person_page(actor: Actor, pk: int) -> tuple[Person, list[Holding]]:
    """Give a person with every post held, now and before."""
    person = people.visible_to(actor).filter(pk=pk).first()
    if person is None:
        raise NotFound
    holdings = person.holdings.select_related("post__organisation").order_by(
        "until_on", "post__order", "id"
    )
    return person, sorted(holdings, key=lambda h: h.until_on is not None)
