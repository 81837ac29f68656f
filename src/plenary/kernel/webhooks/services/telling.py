"""Writes down, in the transaction of a change, which addresses are to be told of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

import orjson
from django.db.models import Model

from plenary.kernel.webhooks import registry
from plenary.kernel.webhooks.enums import DeliveryState
from plenary.kernel.webhooks.models import Delivery, Webhook
from plenary.shared import clock
from plenary.shared.questions import Question


def hear(action: str, subjects: Sequence[Model]) -> int:
    """Put a message into the outbox for each webhook that is on and asks for such events; give how many.

    Whether its owner may see the record is asked when it is sent: then it is as it stands. For the
    many actions that are no event nothing is asked of the database.
    """
    event = registry.event_of(action)
    if event is None or not subjects:
        return 0
    hooks = [one for one in _ON.records() if event.name in one.events]
    messages = [
        message(hook, event.name, registry.facts(event, subject), subject.pk)
        for subject in subjects
        for hook in hooks
    ]
    if messages:
        Delivery.objects.bulk_create(messages, batch_size=500)
    return len(messages)


_ON = Question(lambda: Webhook.objects.filter(off_reason=""))


def message(
    webhook: Webhook, event: str, facts: dict[str, Any], subject_id: int | None
) -> Delivery:
    """Give a message, not kept yet, under an id of its own."""
    now = clock.now()
    told = {"type": event, "timestamp": now.isoformat(), "data": facts}
    return Delivery(
        webhook=webhook,
        message_id=f"msg_{uuid.uuid4().hex}",
        event=event,
        subject_id=subject_id,
        body=orjson.dumps(told, default=str).decode(),
        state=DeliveryState.NEW,
        made_at=now,
        next_try_at=now,
    )
