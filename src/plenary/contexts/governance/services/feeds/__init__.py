"""Makes and revokes the secret links of calendar feeds, and opens them."""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import FeedScope
from plenary.contexts.governance.models import FeedLink
from plenary.contexts.governance.selectors.calendar import feeds
from plenary.contexts.governance.services.checks import need_choice
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

SALT = "plenary.governance.feed"
MOST = 20
MONTH = dt.timedelta(days=31)
MONTHS = (3, 6, 12)


@transaction.atomic
def make_feed_link(
    *, actor: Actor, scope: str, organisation_id: int | None, language: str, months: int
) -> tuple[FeedLink, str]:
    """Make a link to the actor's own dates, or a unit's or a body's as far as the actor sees them.

    Gives the link and its secret, which is shown once and not kept. Refused for a time that is none of
    ``MONTHS``, without the unit or body that the scope needs, and beyond ``MOST`` links in force.
    """
    authorise(actor, policies.can_make_feeds)
    need_choice(scope, FeedScope.values, "scope")
    need_choice(language, dict(settings.LANGUAGES), "language")
    if months not in MONTHS:
        sentence = _("This is none of the choices.")
        raise Refused(sentence, fields={"months": sentence})
    organisation = _organisation(actor, scope, organisation_id)
    if feeds.in_force(actor).count() >= MOST:
        raise Refused(_("You have as many links as one account may have. Revoke one first."))

    secret, moment = secrets.token_urlsafe(32), clock.now()
    link = FeedLink.objects.create(
        user_id=actor.user_id or 0,
        scope=scope,
        organisation=organisation,
        language=language,
        digest=_digest(secret),
        made_at=moment,
        expires_at=moment + months * MONTH,
    )
    record(actor=actor, action="governance.feed.made", subject=link)
    return link, secret


@transaction.atomic
def revoke_feed_link(*, actor: Actor, link_id: int) -> FeedLink:
    """Close one of the actor's own links for good. Refused for one that is closed already."""
    link = lock(feeds.visible_to(actor), pk=link_id)
    if link.revoked_at is not None:
        raise Refused(_("This link is revoked already."))
    before = snapshot(link)
    link.revoked_at = clock.now()
    save(link, fields=["revoked_at"])
    record(actor=actor, action="governance.feed.revoked", subject=link, before=before)
    return link


def open_feed(secret: str) -> FeedLink:
    """Give the link that a secret belongs to and note the day.

    ``NotFound`` for a secret that is wrong, revoked or expired, and once the account is closed.
    """
    now = clock.now()
    found = FeedLink.objects.filter(
        digest=_digest(secret),
        revoked_at__isnull=True,
        expires_at__gt=now,
        user__is_active=True,
    ).select_related("user", "organisation")
    link = found.first()
    if link is None:
        raise NotFound(_("This link has expired or is no longer valid."))
    today = clock.today()
    if link.used_on != today:
        FeedLink.objects.filter(pk=link.pk).update(used_on=today)
    return link


def _organisation(actor: Actor, scope: str, pk: int | None) -> Organisation | None:
    if scope == FeedScope.ACCOUNT:
        return None
    is_body = scope == FeedScope.BODY
    known = organisations.bodies(actor) if is_body else organisations.units(actor)
    found = known.filter(pk=pk or 0).first()
    if found is None:
        sentence = _("Choose the body.") if is_body else _("Choose the unit.")
        raise Refused(sentence, fields={scope: sentence})
    return found


def _digest(secret: str) -> str:
    return salted_hmac(SALT, secret, algorithm="sha256").hexdigest()
