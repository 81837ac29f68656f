"""What waits to be read, and what waits to be sent."""

from __future__ import annotations

from django.db.models import QuerySet

from plenary.kernel.notifications.models import Mail, MailState, Notification
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Notification]:
    """Give the actor's own notifications, the newest first."""
    return Notification.objects.filter(user_id=actor.user_id or 0)


def unread_count(actor: Actor) -> int:
    """Count what the actor has not read, in one query over the index."""
    if actor.user_id is None:
        return 0
    return visible_to(actor).filter(read_at__isnull=True).count()


def outbox(actor: Actor) -> QuerySet[Mail]:
    """Give the mails that are not sent, the newest first: to administrators only."""
    if not actor.has("administrator", "system"):
        return Mail.objects.none()
    return Mail.objects.exclude(state=MailState.SENT).order_by("-made_at", "-pk")
