"""Questions about places."""

from collections.abc import Iterator

from django.db.models import F, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from plenary.kernel.places.models import Place
from plenary.kernel.text.naming import Recorded
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Place]:
    """Places are open to every account that is signed in."""
    if actor.user_id is None and not actor.has("system"):
        return Place.objects.none()
    return Place.objects.all()


def named_in(zh: str, en: str) -> Iterator[Recorded]:
    """Give the places whose name stands in a text."""
    found = Place.objects.alias(in_zh=Value(zh), in_en=Value(en)).filter(
        Q(name_zh__gt="", in_zh__contains=F("name_zh"))
        | Q(name_en__gt="", in_en__icontains=F("name_en"))
    )
    for names in found.order_by("pk").values_list("name_zh", "name_en"):
        yield Recorded(_("Place"), (names,))
