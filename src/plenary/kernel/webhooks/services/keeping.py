"""Makes, changes, stops and tries webhooks; what a change tells is written by ``telling``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.text.validators import refuse_secrecy
from plenary.kernel.webhooks import policies, registry, secrets, selectors
from plenary.kernel.webhooks.addresses import NotCalled, target_of
from plenary.kernel.webhooks.enums import DeliveryState, OffReason
from plenary.kernel.webhooks.models import Delivery, Webhook
from plenary.kernel.webhooks.services.telling import message
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

MOST = 20
LONGEST_NAME = 100
BOTH_FOR = dt.timedelta(hours=24)
"""How long the former secret signs along after a new one was drawn."""
TESTS_WAITING = 3


@transaction.atomic
def create_webhook(
    *, actor: Actor, name: str, url: str, events: Iterable[str]
) -> tuple[Webhook, str]:
    """Name an address for some events and give the webhook with its secret, which is shown once.

    Refused without a name or an event, beyond ``MOST``, and for an address that is not called.
    """
    authorise(actor, policies.can_keep_webhooks)
    name, wanted = name.strip(), sorted(set(events))
    _check(name, url, wanted)
    if Webhook.objects.filter(owner_id=actor.user_id).count() >= MOST:
        raise Refused(_("You have as many webhooks as one account may have. Remove one first."))
    secret = secrets.draw()
    webhook = Webhook.objects.create(
        owner_id=actor.user_id or 0,
        name=name,
        url=url,
        events=wanted,
        secret=secrets.seal(secret),
        made_at=clock.now(),
    )
    record(actor=actor, action="webhooks.webhook.created", subject=webhook)
    return webhook, secret


@transaction.atomic
def edit_webhook(
    *,
    actor: Actor,
    webhook_id: int,
    seen_version: int | None,
    name: str,
    url: str,
    events: Iterable[str],
) -> Webhook:
    """Change what a webhook is called, where it goes and what it is told. Refused as making one is."""
    webhook = _own(actor, webhook_id, seen_version)
    name, wanted = name.strip(), sorted(set(events))
    _check(name, url, wanted)
    before = snapshot(webhook)
    webhook.name, webhook.url, webhook.events = name, url, wanted
    save(webhook, fields=["name", "url", "events"])
    record(actor=actor, action="webhooks.webhook.edited", subject=webhook, before=before)
    return webhook


@transaction.atomic
def change_secret(*, actor: Actor, webhook_id: int) -> tuple[Webhook, str]:
    """Draw a new secret, shown once; for a day what is sent carries a signature of each."""
    webhook = _own(actor, webhook_id, None)
    before, secret = snapshot(webhook), secrets.draw()
    webhook.former_secret, webhook.former_until = webhook.secret, clock.now() + BOTH_FOR
    webhook.secret = secrets.seal(secret)
    save(webhook, fields=["secret", "former_secret", "former_until"])
    record(actor=actor, action="webhooks.webhook.secret_changed", subject=webhook, before=before)
    return webhook, secret


@transaction.atomic
def switch_on(*, actor: Actor, webhook_id: int) -> Webhook:
    """Let a webhook send again from now on; what failed meanwhile is sent again by hand."""
    webhook = _own(actor, webhook_id, None)
    if webhook.is_on:
        raise Refused(_("This webhook is on."))
    _check(webhook.name, webhook.url, webhook.events)
    return _turn(actor, webhook, "")


@transaction.atomic
def switch_off(*, actor: Actor, webhook_id: int, reason: str = OffReason.OWNER) -> Webhook:
    """Stop a webhook: by its owner, by an administrator, or by Plenary for a reason."""
    webhook = lock(selectors.visible_to(actor), pk=webhook_id)
    authorise(actor, policies.can_switch_off, webhook)
    if not webhook.is_on:
        raise Refused(_("This webhook is off already."))
    still = webhook.deliveries.filter(state__in=[DeliveryState.NEW, DeliveryState.WAITING])
    still.filter(state=DeliveryState.NEW).delete()
    still.update(state=DeliveryState.FAILED, fault="off")
    return _turn(actor, webhook, reason)


@transaction.atomic
def remove_webhook(*, actor: Actor, webhook_id: int) -> None:
    """Take a webhook away with the log of what was sent to it."""
    webhook = _own(actor, webhook_id, None)
    record(
        actor=actor,
        action="webhooks.webhook.removed",
        subject=webhook,
        before=snapshot(webhook),
        note={"name": webhook.name},
    )
    webhook.delete()


@transaction.atomic
def send_test(*, actor: Actor, webhook_id: int) -> Delivery:
    """Put a test into the outbox. Refused while the webhook is off and while others still wait."""
    webhook = _own(actor, webhook_id, None)
    _need_on(webhook)
    waiting = webhook.deliveries.filter(
        event=registry.TEST, state__in=[DeliveryState.NEW, DeliveryState.WAITING]
    )
    if waiting.count() >= TESTS_WAITING:
        raise Refused(_("Other tests of this webhook still wait."))
    test = message(webhook, registry.TEST, {"webhook": webhook.name}, None)
    test.state = DeliveryState.WAITING
    test.save()
    record(
        actor=actor,
        action="webhooks.webhook.tested",
        subject=webhook,
        before=snapshot(webhook),
        note={"message": test.message_id},
    )
    return test


@transaction.atomic
def resend(*, actor: Actor, webhook_id: int, delivery_id: int) -> Delivery:
    """Send a message once more under its own id. Refused while it waits and while the webhook is off."""
    webhook = _own(actor, webhook_id, None)
    _need_on(webhook)
    known = selectors.log_of(actor, webhook).select_for_update(of=("self",))
    delivery = known.filter(pk=delivery_id).first()
    if delivery is None:
        raise NotFound
    if delivery.state == DeliveryState.WAITING:
        raise Refused(_("This message waits already."))
    delivery.state, delivery.tries, delivery.fault = DeliveryState.WAITING, 0, ""
    delivery.next_try_at = clock.now()
    delivery.save(update_fields=["state", "tries", "fault", "next_try_at"])
    record(
        actor=actor,
        action="webhooks.webhook.resent",
        subject=webhook,
        before=snapshot(webhook),
        note={"message": delivery.message_id},
    )
    return delivery


def _own(actor: Actor, webhook_id: int, seen_version: int | None) -> Webhook:
    webhook = lock(selectors.visible_to(actor), pk=webhook_id, version=seen_version)
    authorise(actor, policies.can_keep, webhook)
    return webhook


def _turn(actor: Actor, webhook: Webhook, reason: str) -> Webhook:
    before = snapshot(webhook)
    webhook.off_reason = reason
    save(webhook, fields=["off_reason"])
    action = f"webhooks.webhook.switched_{'off' if reason else 'on'}"
    record(actor=actor, action=action, subject=webhook, before=before)
    return webhook


def _need_on(webhook: Webhook) -> None:
    if not webhook.is_on:
        raise Refused(_("This webhook is off. Switch it on first."))


def _check(name: str, url: str, events: list[str]) -> None:
    if not name or len(name) > LONGEST_NAME:
        sentence = _("Say in at most 100 characters what the webhook is for.")
        raise Refused(sentence, fields={"name": sentence})
    refuse_secrecy(name, url)
    if not events or not set(events) <= set(registry.known()):
        sentence = _("This is none of the choices.")
        raise Refused(sentence, fields={"events": sentence})
    try:
        target_of(url)
    except NotCalled as refused:
        raise Refused(str(refused), fields={"url": str(refused)}) from None
