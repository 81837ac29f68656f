"""How often a secret may be guessed: five times from one place, and ever more slowly from many.

A place is a browser or a network. Failures there lock only the account tried there. Failures from
places that the account does not know never lock it: they space out further tries from such places,
and its holder still gets in from a browser or network of theirs, or by mail.
"""

from __future__ import annotations

import datetime as dt
import math

import structlog
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from plenary.kernel.accounts.models import Try
from plenary.kernel.accounts.services.clients import Client, digest
from plenary.shared import clock
from plenary.shared.errors import PlenaryError

log = structlog.get_logger(__name__)

PASSWORD, SECOND_FACTOR, RESET = "password", "second factor", "reset"

WINDOW = dt.timedelta(minutes=15)
FROM_ONE_PLACE = 5
"""Failures at one account from one place in the window before the pair is locked."""
OVER_ALL_ACCOUNTS = 60
"""Failures from one unknown place in the window, at whichever accounts."""
DAY = dt.timedelta(days=1)
PACE = ((30, 0), (100, 60), (200, 300))
"""Below so many failures from unknown places within a day: seconds between two tries from such."""
SLOWEST = 900
MAIL_PACE = ((5, 600),)
SLOWEST_MAIL = 3600


class TooManyTries(PlenaryError):
    """A secret is being guessed; nothing was compared."""

    status = 429
    sentence = _(
        "Too many failed tries from here. Wait fifteen minutes, or have a link to set a new"
        " password sent by mail."
    )


class SpacedOut(TooManyTries):
    """The account is tried from many places that it does not know."""

    def __init__(self, seconds: float) -> None:
        minutes = max(1, math.ceil(seconds / 60))
        super().__init__(
            _(
                "This account is being tried from many places. From a place that it does not know"
                " the next try is open in %(minutes)d min. Use a browser in which you have signed"
                " in before, or have a link to set a new password sent by mail."
            )
            % {"minutes": minutes}
        )


def count_try(*, secret: str, account: str, client: Client) -> Try:
    """Count a try before the secret is compared; ``give_back`` it where it was right.

    ``TooManyTries`` past the limits; what is refused is not counted. The row is committed before
    the others are counted, so that tries at the same instant cannot both be the last one allowed.
    """
    own = Try.objects.create(
        secret=secret,
        account=digest("account", account),
        client=client.key,
        is_known=client.is_known,
        at=clock.now(),
    )
    try:
        _refuse_from_here(own)
        if not client.is_known:
            _refuse_from_many(own)
    except TooManyTries:
        own.delete()
        log.warning("tries are held back", secret=secret, is_known=client.is_known)
        raise
    return own


def give_back(own: Try) -> None:
    """Take a try out of the count: the secret was right."""
    own.delete()


def may_mail(*, account: str) -> bool:
    """Say whether a link may be mailed to an account again, and count it if so.

    Whoever asks: a flood sends few mails, and its holder has the link of the last one.
    """
    rows = Try.objects.filter(secret=RESET, account=digest("account", account))
    now = clock.now()
    today = rows.filter(at__gt=now - DAY)
    last = today.aggregate(at=Max("at"))["at"]
    wait = _wait(today.count(), MAIL_PACE, SLOWEST_MAIL)
    if last and now - last < dt.timedelta(seconds=wait):
        return False
    Try.objects.create(
        secret=RESET, account=digest("account", account), client="", is_known=False, at=now
    )
    return True


def forget_tries(*, account: str, client: Client) -> None:
    """Open what failures from this place have locked for an account: its holder came by mail."""
    Try.objects.filter(account=digest("account", account), client=client.key).delete()


def clean_tries() -> int:
    """Delete what counts no longer; give the number."""
    return Try.objects.filter(at__lt=clock.now() - DAY).delete()[0]


def wait_after(failures: int) -> int:
    """Give the seconds between two tries from unknown places after so many within a day."""
    return _wait(failures, PACE, SLOWEST)


def _refuse_from_here(own: Try) -> None:
    recent = Try.objects.filter(client=own.client, at__gt=own.at - WINDOW)
    at_this = recent.filter(account=own.account, secret=own.secret).count()
    if at_this > FROM_ONE_PLACE:
        raise TooManyTries
    if not own.is_known and recent.count() > OVER_ALL_ACCOUNTS:
        raise TooManyTries


def _refuse_from_many(own: Try) -> None:
    strangers = Try.objects.filter(
        account=own.account, secret=own.secret, is_known=False, at__gt=own.at - DAY
    ).exclude(pk=own.pk)
    wait = wait_after(strangers.count())
    last = strangers.aggregate(at=Max("at"))["at"] if wait else None
    if last and (left := wait - (own.at - last).total_seconds()) > 0:
        raise SpacedOut(left)


def _wait(failures: int, pace: tuple[tuple[int, int], ...], slowest: int) -> int:
    return next((seconds for below, seconds in pace if failures < below), slowest)
