"""What communications lets be told to webhooks: that a language of a page stands in public."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from plenary.contexts.communications import addresses
from plenary.contexts.communications.models import Edition
from plenary.kernel.webhooks import registry
from plenary.shared.actor import Actor


def offer_events() -> None:
    """Declare the event, when the app starts."""
    registry.offer(
        "page.published",
        _("A page of the portal was published or corrected"),
        actions=["communications.edition.published"],
        tell=_edition,
        among=_public,
    )


def _public(_actor: Actor) -> QuerySet[Edition]:
    """Give what stands in public: everybody may be told."""
    return Edition.objects.filter(is_current=True)


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "page": edition.page_id,
        "lang": edition.lang,
        "number": edition.number,
        "title": edition.title,
        "url": addresses.full(addresses.of(edition)),
        "published_at": edition.published_at,
    }
