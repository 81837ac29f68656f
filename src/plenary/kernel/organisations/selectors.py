"""Questions about bodies and units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import F, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from plenary.kernel.organisations.enums import OrganisationKind
from plenary.kernel.organisations.models import FormerName, MemberUnit, Organisation
from plenary.kernel.text.naming import Former, Recorded
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


def bodies_left_since(day: dt.date, *, today: dt.date) -> set[int]:
    """Give the ids of the bodies in which a unit's seat ended on a day or later."""
    ended = MemberUnit.objects.filter(until_on__gte=day, until_on__lte=today)
    return set(ended.values_list("body_id", flat=True))


def given_up_since(day: dt.date) -> QuerySet[FormerName]:
    """Give the names that a body or unit gave up on a day or later."""
    return FormerName.objects.filter(until_on__gte=day).order_by("pk")


def named_in(zh: str, en: str) -> Iterator[Recorded]:
    """Give the bodies and units of which a name, of now or of earlier, stands in a text, in two queries."""
    texts = {"in_zh": Value(zh), "in_en": Value(en)}
    own = (
        Q(name_zh__gt="", in_zh__contains=F("name_zh"))
        | Q(short_zh__gt="", in_zh__contains=F("short_zh"))
        | Q(name_en__gt="", in_en__icontains=F("name_en"))
    )
    former = FormerName.objects.alias(**texts).filter(
        Q(name_zh__gt="", in_zh__contains=F("name_zh"))
        | Q(name_en__gt="", in_en__icontains=F("name_en"))
    )
    found = Organisation.objects.alias(**texts).filter(
        own | Q(pk__in=former.values("organisation"))
    )
    for one in found.prefetch_related("former_names").order_by("pk"):
        yield _recorded(one)


def _recorded(organisation: Organisation) -> Recorded:
    known = list(organisation.former_names.all())
    others = [name for name in known if name.until_on is None]
    names = (
        (organisation.name_zh, organisation.name_en),
        (organisation.short_zh, organisation.short_en),
        *((name.name_zh, name.name_en) for name in others),
    )
    former = [Former(name.name_zh, name.name_en, name.until_on) for name in known if name.until_on]
    return Recorded(_("Body or unit"), names, tuple(former))
