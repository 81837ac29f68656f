"""Takes subscriptions: asked for, confirmed by a link in a mail, changed and ended by links as well."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.models import Subscription, Topic
from plenary.contexts.communications.selectors import news
from plenary.contexts.communications.services.mailing import mail_subscriber
from plenary.contexts.communications.services.news import notice_news
from plenary.kernel.audit.recording import authorise, record, snapshot
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

ASKED_AGAIN_AFTER = dt.timedelta(hours=1)
LONGEST = 254
"""Characters of an address; no longer one is delivered to (RFC 5321)."""


@transaction.atomic
def ask_to_subscribe(*, actor: Actor, email: str, lang: str, topic_ids: Sequence[int] = ()) -> None:
    """Mail a link by which the owner of an address confirms the subscription, or other topics for it.

    Says nothing of whether the address is known. Within an hour no second mail is written; the link
    in the first then leads to what was asked for last. Refused for what is no address; ``NotFound``
    for an unknown language or topic.
    """
    authorise(actor, policies.can_subscribe)
    email = _address(email)
    topics = list(Topic.objects.filter(pk__in=list(topic_ids)))
    if lang not in Lang.values or len(topics) != len(set(topic_ids)):
        raise NotFound
    found = Subscription.objects.select_for_update().filter(email=email, lang=lang).first()
    if found is not None and found.confirmed_at:
        _wish(actor, found, topics)
        return
    if found is not None and not _is_again(found.asked_at):
        found.topics.set(topics)
        return
    before = snapshot(found) if found else None
    made = found or Subscription(email=email, lang=lang)
    made.token, made.asked_at = secrets.token_urlsafe(24), clock.now()
    made.save()
    made.topics.set(topics)
    mail_subscriber(made, "subscription-confirm", _asked)
    record(actor=actor, action="communications.subscription.asked", subject=made, before=before)


@transaction.atomic
def confirm_subscription(*, actor: Actor, token: str) -> Subscription:
    """Begin a subscription, from now on; doing it twice is as doing it once.

    ``NotFound`` for a token that is none, or that nobody used for a week.
    """
    authorise(actor, policies.can_subscribe)
    found = _by_token(token)
    if found.confirmed_at is None:
        before = snapshot(found)
        notice_news()
        found.confirmed_at, found.told_upto = clock.now(), news.last_number()
        found.told_after = found.told_upto
        found.save(update_fields=["confirmed_at", "told_upto", "told_after"])
        action = "communications.subscription.confirmed"
        record(actor=actor, action=action, subject=found, before=before)
    return found


@transaction.atomic
def change_subscription(*, actor: Actor, token: str) -> Subscription:
    """Let the topics that were asked for last take the place of those that a subscription had.

    What was told under those is remembered, so that nothing of it is told again under these.
    ``NotFound`` for a token that is none, and where no other topics were asked for within a week.
    """
    authorise(actor, policies.can_subscribe)
    found = _by_token(token)
    if not news.is_wish_open(found):
        raise NotFound
    before = snapshot(found)
    found.told_before = news.told_with_present(found)
    found.told_after = found.told_upto or 0
    found.topics.set(found.wished.all())
    found.wished.clear()
    found.wished_at = None
    found.save(update_fields=["wished_at", "told_before", "told_after"])
    action = "communications.subscription.changed"
    record(actor=actor, action=action, subject=found, before=before)
    return found


@transaction.atomic
def end_subscription(*, actor: Actor, token: str) -> None:
    """End a subscription and forget the address. ``NotFound`` for a token that is none."""
    authorise(actor, policies.can_subscribe)
    found = _by_token(token)
    action = "communications.subscription.ended"
    record(actor=actor, action=action, subject=found, before=snapshot(found))
    found.delete()


def forget_unconfirmed() -> None:
    """Forget the addresses that nobody confirmed in time, and wishes likewise."""
    stale = clock.now() - news.FORGOTTEN_AFTER
    Subscription.objects.filter(confirmed_at__isnull=True, asked_at__lt=stale).delete()
    old = Subscription.objects.filter(wished_at__lt=stale)
    Subscription.wished.through.objects.filter(subscription__in=old).delete()
    old.update(wished_at=None)


def _wish(actor: Actor, found: Subscription, topics: list[Topic]) -> None:
    """Keep which topics a subscriber would rather have, and mail the owner the link that says yes."""
    before = snapshot(found)
    is_new = found.wished_at is None or _is_again(found.wished_at)
    found.wished.set(topics)
    if not is_new:
        return
    found.wished_at = clock.now()
    found.save(update_fields=["wished_at"])
    mail_subscriber(found, "subscription-change", _wished)
    record(actor=actor, action="communications.subscription.wished", subject=found, before=before)


def _is_again(asked_at: dt.datetime) -> bool:
    return asked_at <= clock.now() - ASKED_AGAIN_AFTER


def _asked(link: str) -> tuple[str, str]:
    lines = [
        _("Somebody, probably you, asked to be mailed the new pages of the public portal."),
        _("To confirm, open this address within a week:"),
        link,
        _("If it was not you, do nothing: the address is forgotten."),
    ]
    return _("Confirm your subscription"), "\n\n".join(lines)


def _wished(link: str) -> tuple[str, str]:
    lines = [
        _("Somebody, probably you, asked for other topics in the mails of the public portal."),
        _("To see them and to confirm the change, open this address within a week:"),
        link,
        _("If it was not you, do nothing: the subscription stays as it is."),
    ]
    return _("Confirm the change of your subscription"), "\n\n".join(lines)


def _by_token(token: str) -> Subscription:
    found = Subscription.objects.select_for_update().filter(token=token).first()
    if found is None:
        raise NotFound
    if found.confirmed_at is None and found.asked_at < clock.now() - news.FORGOTTEN_AFTER:
        raise NotFound
    return found


def _address(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
        MaxLengthValidator(LONGEST)(email)
    except ValidationError:
        sentence = _("This is not an e-mail address.")
        raise Refused(sentence, fields={"email": sentence}) from None
    return email
