"""Questions about bodies and units."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from plenary.kernel.organisations.enums import OrganisationKind
from plenary.kernel.organisations.models import MemberUnit, Organisation
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Organisation]:
    """The directory is open to every account that is signed in."""
    if actor.user_id is None and not actor.has("system"):
        return Organisation.objects.none()
    return Organisation.objects.all()


def bodies(actor: Actor) -> QuerySet[Organisation]:
    """Give the bodies."""
    return visible_to(actor).filter(kind=OrganisationKind.BODY)


def units(actor: Actor) -> QuerySet[Organisation]:
    """Give the units."""
    return visible_to(actor).filter(kind=OrganisationKind.UNIT)


def in_being(organisations: QuerySet[Organisation], on: dt.date) -> QuerySet[Organisation]:
    """Keep those that exist on a day."""
    return organisations.filter(
        Q(founded_on__isnull=True) | Q(founded_on__lte=on),
        Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=on),
    )


def below(organisation: Organisation) -> QuerySet[Organisation]:
    """Give the organisation itself and all below it."""
    return Organisation.objects.filter(path__startswith=organisation.path)


def above(organisation: Organisation) -> QuerySet[Organisation]:
    """Give the organisations above it, the root first."""
    ids = [int(part) for part in organisation.path.strip("/").split("/")[:-1]]
    return Organisation.objects.filter(pk__in=ids).order_by("path")


def member_units(body: Organisation, on: dt.date) -> QuerySet[MemberUnit]:
    """Give the seats of a body that are held on a day."""
    return body.member_units.filter(
        Q(since_on__isnull=True) | Q(since_on__lte=on),
        Q(until_on__isnull=True) | Q(until_on__gt=on),
    ).select_related("unit")
