"""Which webhooks there are, and what became of what was sent to them."""

from __future__ import annotations

from django.db.models import QuerySet

from plenary.kernel.webhooks.enums import DeliveryState
from plenary.kernel.webhooks.models import Delivery, Webhook
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Webhook]:
    """Give the webhooks that an actor knows of: one's own, and all to administrators, who may stop them."""
    found = Webhook.objects.select_related("owner")
    if actor.has("administrator", "system"):
        return found
    return found.filter(owner_id=actor.user_id) if actor.has("office") else found.none()


def log_of(actor: Actor, webhook: Webhook) -> QuerySet[Delivery]:
    """Give what was sent to one's own webhook; what nobody has looked at yet may be of what one may not see."""
    if actor.user_id != webhook.owner_id:
        return Delivery.objects.none()
    return webhook.deliveries.exclude(state=DeliveryState.NEW)
