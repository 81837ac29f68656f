"""The themes: those in use, and what hangs on each."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from plenary.contexts.governance.models import Theme
from plenary.contexts.governance.policies import seeing
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Theme]:
    """Give the themes: names that everybody with a role may read, whatever stands under them."""
    return Theme.objects.all() if seeing.sees_public(actor) else Theme.objects.none()


def offered(*held: int | None) -> QuerySet[Theme]:
    """Give the themes to choose from: those in use, and those that a record holds already."""
    return Theme.objects.filter(Q(retired_on=None) | Q(pk__in=[pk for pk in held if pk]))
