"""Sends what waits in the outbox, again and again until it is taken, and stops an address that is not there.

A message is taken with a lease: its next try is moved on before it is sent. Whoever dies between the two
loses nothing; it goes again under the same id, by which its reader knows it. No lock is held meanwhile.
"""

from __future__ import annotations

import datetime as dt

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from plenary.kernel.notifications.services import notify, write_mail
from plenary.kernel.webhooks import policies, registry
from plenary.kernel.webhooks.calling import Answer, call
from plenary.kernel.webhooks.enums import DeliveryState, OffReason
from plenary.kernel.webhooks.models import Delivery, Webhook
from plenary.kernel.webhooks.secrets import signature
from plenary.kernel.webhooks.services.keeping import switch_off
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor

log = structlog.get_logger(__name__)

LEASE = dt.timedelta(minutes=2)
PAUSES = (
    dt.timedelta(seconds=5),
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=30),
    dt.timedelta(hours=2),
    dt.timedelta(hours=5),
    dt.timedelta(hours=10),
)
"""How long a message waits after each try that failed; after the last the webhook is switched off."""
KEEP = dt.timedelta(days=30)
GONE = 410
OPEN = (DeliveryState.NEW, DeliveryState.WAITING)


def deliver_waiting(*, limit: int = 200) -> int:
    """Send what is due and give how many were taken.

    An address that failed is left alone for the rest of the round, so that one that answers slowly
    keeps the others waiting once and not for each of its messages.
    """
    now = clock.now()
    due = Delivery.objects.filter(state__in=OPEN, next_try_at__lte=now).order_by(
        "next_try_at", "pk"
    )
    silent: set[int] = set()
    taken = 0
    for pk, webhook_id in list(due.values_list("pk", "webhook_id")[:limit]):
        if webhook_id in silent or not _take(pk, now):
            continue
        delivery = Delivery.objects.select_related("webhook__owner").filter(pk=pk).first()
        if delivery is None or not _is_to_be_sent(delivery):
            continue
        answer = _sent(delivery)
        taken += answer.is_taken
        if not answer.is_taken:
            silent.add(webhook_id)
        _settle(pk, answer)
    return taken


def clear_old() -> int:
    """Delete from the log what is older than a month and give how many."""
    done = Delivery.objects.filter(made_at__lt=clock.now() - KEEP).exclude(state__in=OPEN)
    return done.delete()[0]


def _take(pk: int, now: dt.datetime) -> bool:
    due = Delivery.objects.filter(pk=pk, state__in=OPEN, next_try_at__lte=now)
    return bool(due.update(next_try_at=clock.now() + LEASE, tries=F("tries") + 1))


def _is_to_be_sent(delivery: Delivery) -> bool:
    """Say whether a webhook is on and its owner may see the record now; what may not be told is forgotten."""
    webhook = delivery.webhook
    if not webhook.is_on:
        return False
    if not _may_still(webhook):
        switch_off(actor=SYSTEM, webhook_id=webhook.pk, reason=OffReason.ACCOUNT)
        return False
    if delivery.event == registry.TEST:
        return True
    actor: Actor = webhook.owner.actor
    if delivery.subject_id and registry.sees(delivery.event, actor, delivery.subject_id):
        Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.NEW).update(
            state=DeliveryState.WAITING
        )
        return True
    delivery.delete()
    return False


def _may_still(webhook: Webhook) -> bool:
    owner = webhook.owner
    return owner.is_active and policies.can_keep_webhooks(owner.actor)


def _sent(delivery: Delivery) -> Answer:
    now, body = clock.true_now(), delivery.body.encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Plenary",
        "webhook-id": delivery.message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature(delivery.webhook, delivery.message_id, now, body),
    }
    return call(delivery.webhook.url, body, headers)


@transaction.atomic
def _settle(pk: int, answer: Answer) -> None:
    delivery = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("webhook__owner")
        .filter(pk=pk, state__in=OPEN)
        .first()
    )
    if delivery is None:
        return
    now = clock.now()
    delivery.tried_at, delivery.status = now, answer.status
    delivery.answer, delivery.fault = answer.text, answer.fault
    off = ""
    if answer.is_taken:
        delivery.state = DeliveryState.DELIVERED
        Webhook.objects.filter(pk=delivery.webhook_id).update(succeeded_at=now)
    elif answer.status == GONE:
        delivery.state, off = DeliveryState.FAILED, OffReason.GONE
    elif delivery.tries > len(PAUSES):
        delivery.state = DeliveryState.FAILED
        off = "" if _answers_others(delivery) else OffReason.FAILING
    else:
        delivery.next_try_at = now + PAUSES[delivery.tries - 1]
    delivery.save(update_fields=["state", "tried_at", "status", "answer", "fault", "next_try_at"])
    if not answer.is_taken:
        log.warning("webhook not taken", webhook=delivery.webhook_id, status=answer.status,
                    fault=answer.fault, tries=delivery.tries)  # fmt: skip
    if off and delivery.webhook.is_on:
        switch_off(actor=SYSTEM, webhook_id=delivery.webhook_id, reason=off)
        _tell_owner(delivery.webhook, OffReason(off))


def _answers_others(delivery: Delivery) -> bool:
    """Say whether the address has taken something since this message was made: then it is there."""
    at = delivery.webhook.succeeded_at
    return at is not None and at > delivery.made_at


def _tell_owner(webhook: Webhook, reason: OffReason) -> None:
    """Tell the owner that a webhook was switched off, in the app and by mail."""
    words = {}
    for side, code in (("zh", "zh-hans"), ("en", "en")):
        with translation.override(code):
            words[side] = _("The webhook “%(name)s” was switched off: %(reason)s.") % {
                "name": webhook.name,
                "reason": reason.label,
            }
    owner, url = webhook.owner, webhook.get_absolute_url()
    notify(
        users=[owner.pk],
        kind="webhooks.webhook.switched_off",
        text_zh=words["zh"],
        text_en=words["en"],
        url=url,
    )
    with translation.override(owner.language or settings.LANGUAGE_CODE):
        told = words["zh" if owner.language.startswith("zh") else "en"]
        how = _("What failed is kept for a month. Switch it on and send it again here:")
        write_mail(
            to=owner.email,
            subject=_("A webhook was switched off"),
            body=f"{told}\n\n{how}\n{settings.ORIGIN}{url}\n",
        )
