"""Questions about places."""

from django.db.models import QuerySet

from plenary.kernel.places.models import Place
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Place]:
    """Places are open to every account that is signed in."""
    if actor.user_id is None and not actor.has("system"):
        return Place.objects.none()
    return Place.objects.all()
