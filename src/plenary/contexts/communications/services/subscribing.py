"""Mails readers what is new: asked for, confirmed by a link in a mail, ended by a link in each."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Sequence

import structlog
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from plenary.contexts.communications import addresses, policies
from plenary.contexts.communications.addresses import CODES
from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.errors import OF_ONE_RECORD, Unsent
from plenary.contexts.communications.models import Edition, Subscription, Topic
from plenary.contexts.communications.selectors.portal import LISTED
from plenary.kernel.audit.recording import authorise, record, snapshot
from plenary.kernel.notifications.services import write_mail
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

log = structlog.get_logger(__name__)

FORGOTTEN_AFTER = dt.timedelta(days=7)
ASKED_AGAIN_AFTER = dt.timedelta(hours=1)
MOST = 30
"""So many pages are named in one mail."""
Writer = Callable[[str], tuple[str, str]]
"""Writes a mail's subject and body around a link."""


@transaction.atomic
def ask_to_subscribe(*, actor: Actor, email: str, lang: str, topic_ids: Sequence[int] = ()) -> None:
    """Mail a link by which the owner of an address confirms the subscription.

    Says nothing of whether the address is known. Within an hour no second mail is written. Refused
    for what is no address; ``NotFound`` for an unknown language or topic.
    """
    authorise(actor, policies.can_subscribe)
    email = _address(email)
    topics = list(Topic.objects.filter(pk__in=list(topic_ids)))
    if lang not in Lang.values or len(topics) != len(set(topic_ids)):
        raise NotFound
    found = Subscription.objects.select_for_update().filter(email=email, lang=lang).first()
    if found and (found.confirmed_at or found.asked_at > clock.now() - ASKED_AGAIN_AFTER):
        return
    before = snapshot(found) if found else None
    made = found or Subscription(email=email, lang=lang)
    made.token, made.asked_at = secrets.token_urlsafe(24), clock.now()
    made.save()
    made.topics.set(topics)
    _mail(made, "subscription-confirm", _asked)
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
        found.confirmed_at = found.sent_until = clock.now()
        found.save(update_fields=["confirmed_at", "sent_until"])
        action = "communications.subscription.confirmed"
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


def send_news() -> int:
    """Write each subscriber one mail of what is new since the last, and give how many were written.

    Addresses that nobody confirmed in time are forgotten first. A mail that fails stops no other;
    ``Unsent`` at the end lets the job be tried again, and administrators see that it failed.
    """
    stale = clock.now() - FORGOTTEN_AFTER
    Subscription.objects.filter(confirmed_at__isnull=True, asked_at__lt=stale).delete()
    ids = Subscription.objects.filter(confirmed_at__isnull=False).values_list("pk", flat=True)
    done, failed = 0, 0
    for pk in list(ids):
        try:
            done += _send(pk)
        except OF_ONE_RECORD as error:
            failed += 1
            log.exception(
                "a subscriber's mail was not written",
                subscription_id=pk,
                reason=type(error).__name__,
            )
    if failed:
        raise Unsent(
            _("Mails to subscribers that were not written: %(count)d.") % {"count": failed}
        )
    return done


@transaction.atomic
def _send(pk: int) -> bool:
    """Write one subscriber's mail, in the transaction that notes how far they were told."""
    found = Subscription.objects.select_for_update().filter(pk=pk).first()
    if found is None or found.sent_until is None:
        return False
    moment = clock.now()
    new = Edition.objects.filter(
        lang=found.lang,
        is_current=True,
        kind__in=LISTED,
        released_at__gt=found.sent_until,
        released_at__lte=moment,
    ).order_by("released_at", "pk")
    if topics := [topic.pk for topic in found.topics.all()]:
        new = new.filter(topics__in=topics).distinct()
    editions = list(new.defer("body", "html")[:MOST])
    if not editions:
        return False
    found.sent_until = moment if len(editions) < MOST else editions[-1].released_at
    found.save(update_fields=["sent_until"])
    _mail(found, "subscription-end", lambda link: _told(editions, link))
    return True


def _mail(found: Subscription, name: str, write: Writer) -> None:
    with translation.override(CODES[found.lang]):
        link = reverse(f"communications:{name}", kwargs={"lang": found.lang, "token": found.token})
        subject, body = write(addresses.full(link))
        write_mail(to=found.email, subject=subject, body=body)


def _asked(link: str) -> tuple[str, str]:
    lines = [
        _("Somebody, probably you, asked to be mailed the new pages of the public portal."),
        _("To confirm, open this address within a week:"),
        link,
        _("If it was not you, do nothing: the address is forgotten."),
    ]
    return _("Confirm your subscription"), "\n\n".join(lines)


def _told(editions: list[Edition], link: str) -> tuple[str, str]:
    pages = [f"{one.title}\n{addresses.full(addresses.of(one))}" for one in editions]
    end = _("To end the subscription and have the address forgotten:")
    return _("New on the public portal"), "\n\n".join([*pages, f"{end}\n{link}"])


def _by_token(token: str) -> Subscription:
    found = Subscription.objects.select_for_update().filter(token=token).first()
    if found is None:
        raise NotFound
    if found.confirmed_at is None and found.asked_at < clock.now() - FORGOTTEN_AFTER:
        raise NotFound
    return found


def _address(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        sentence = _("This is not an e-mail address.")
        raise Refused(sentence, fields={"email": sentence}) from None
    return email
