"""Notices what is new on the portal and mails it to subscribers, each page once."""

from __future__ import annotations

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import addresses, policies
from plenary.contexts.communications.errors import OF_ONE_RECORD, Unsent
from plenary.contexts.communications.models import Edition, News, Page, Subscription, Topic
from plenary.contexts.communications.selectors import news
from plenary.contexts.communications.services.mailing import mail_subscriber
from plenary.kernel.audit.recording import authorise
from plenary.shared import clock
from plenary.shared.actor import SYSTEM

log = structlog.get_logger(__name__)

MOST = 30
"""So many pages are named in one mail."""


@transaction.atomic
def notice_news() -> int:
    """Number what has become public, or come under a topic, since the last time; give how much.

    One noticing waits for the other, so that what has a lower number is never seen later.
    """
    authorise(SYSTEM, policies.can_publish_due)
    Topic.objects.select_for_update(no_key=True).order_by("pk").first()
    moment = clock.now()
    found = [
        News(page_id=page_id, lang=lang, topic_id=topic_id, noticed_at=moment)
        for page_id, lang, topic_id in news.unnoticed()
    ]
    News.objects.bulk_create(found, batch_size=500)
    return len(found)


def forget_untold(page: Page, lang: str) -> None:
    """Let what is withdrawn before a mail told of it be noticed anew, should it come back."""
    news.untold_of(page, lang).delete()


def send_news() -> int:
    """Write each subscriber one mail of what they were not told yet, and give how many were written.

    A mail that fails stops no other; ``Unsent`` at the end lets the job be tried again, and
    administrators see that it failed.
    """
    notice_news()
    ids = Subscription.objects.filter(confirmed_at__isnull=False).values_list("pk", flat=True)
    done, failed = 0, 0
    for pk in list(ids):
        try:
            done += _send(pk)
        except OF_ONE_RECORD as error:
            failed += 1
            reason = type(error).__name__
            log.exception("a subscriber's mail was not written", subscription_id=pk, reason=reason)
    if failed:
        raise Unsent(
            _("Mails to subscribers that were not written: %(count)d.") % {"count": failed}
        )
    return done


@transaction.atomic
def _send(pk: int) -> bool:
    """Write one subscriber's mail, in the transaction that notes how far they were told."""
    found = Subscription.objects.select_for_update().filter(pk=pk).first()
    if found is None or found.told_upto is None:
        return False
    new = news.to_tell(found, MOST)
    if new.upto > found.told_upto:
        found.told_upto = new.upto
        found.save(update_fields=["told_upto"])
    if not new.editions:
        return False
    mail_subscriber(found, "subscription-end", lambda link: _told(new.editions, link))
    return True


def _told(editions: list[Edition], link: str) -> tuple[str, str]:
    pages = [f"{one.title}\n{addresses.full(addresses.of(one))}" for one in editions]
    end = _(
        "To see or change the topics, or to end the subscription and have the address forgotten:"
    )
    return _("New on the public portal"), "\n\n".join([*pages, f"{end}\n{link}"])
