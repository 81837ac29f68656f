"""Who may have what happens told to an address outside."""

from __future__ import annotations

from plenary.kernel.webhooks.models import Webhook
from plenary.shared.actor import Actor


def can_keep_webhooks(actor: Actor, *_subject: object) -> bool:
    """Let the office and administrators name addresses for themselves."""
    return actor.user_id is not None and actor.has("office", "administrator")


def can_keep(actor: Actor, webhook: Webhook) -> bool:
    """Let the owner change a webhook, and nobody else: its secret and what it is told are theirs."""
    return can_keep_webhooks(actor) and actor.user_id == webhook.owner_id


def can_switch_off(actor: Actor, webhook: Webhook) -> bool:
    """Let the owner, any administrator, and Plenary itself stop it."""
    return actor.has("administrator", "system") or can_keep(actor, webhook)
