"""The link in an invitation's mail: signed, for one addressee, and void when the meeting is over."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.models import Invitation
from plenary.shared import clock
from plenary.shared.errors import NotFound

SALT = "plenary.governance.invitation"
VALID_FOR = dt.timedelta(days=400)
"""Longer than anybody is invited ahead; what ends a link is the end of its meeting."""


def link_of(invitation: Invitation) -> str:
    """Give the whole address of the page on which the addressee answers without an account."""
    told = {"invitation": invitation.pk, "state": _state(invitation)}
    token = signing.dumps(told, salt=SALT)
    return settings.ORIGIN + reverse("governance:invitation-answer", kwargs={"token": token})


def invited_by(token: str) -> Invitation:
    """Give the invitation that a link stands for.

    ``NotFound`` for a link that is wrong or old, once the meeting is over, and for an invitation that
    was withdrawn or has gone to another address since.
    """
    refusal = NotFound(_("This link has expired or is no longer valid."))
    try:
        told = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        raise refusal from None
    found = Invitation.objects.filter(pk=told["invitation"], is_withdrawn=False)
    invitation = found.select_related(
        "convening__meeting__body", "convening__meeting__place", "stands_in_for"
    ).first()
    if invitation is None or not constant_time_compare(_state(invitation), told["state"]):
        raise refusal
    if invitation.convening.ends_at <= clock.now():
        raise refusal
    return invitation


def _state(invitation: Invitation) -> str:
    """Give a digest that changes with the address."""
    return salted_hmac(SALT, f"{invitation.pk}:{invitation.email}").hexdigest()
