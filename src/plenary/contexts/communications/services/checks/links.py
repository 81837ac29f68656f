"""The link in a fact-checker's mail: signed, to one draft, dead once it is over or withdrawn."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.contexts.communications import addresses
from plenary.contexts.communications.models import FactCheck
from plenary.contexts.communications.selectors import checks
from plenary.shared.errors import NotFound

SALT = "plenary.communications.fact-check"


def link_of(check: FactCheck, lang: str) -> str:
    """Give the whole address of the page on which the draft is read and answered."""
    token = signing.dumps({"check": check.pk, "at": check.asked_at.isoformat()}, salt=SALT)
    path = reverse("communications:fact-check", kwargs={"lang": lang, "token": token})
    return addresses.full(path)


def checked_by(token: str) -> FactCheck:
    """Give the fact-check that a link stands for, with its page and what was said.

    ``NotFound``, always the same, for a link that is wrong, over or withdrawn, and once nothing of
    the page is under way any more.
    """
    refusal = NotFound(_("This link has expired or is no longer valid."))
    try:
        told = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise refusal from None
    found = FactCheck.objects.select_related(
        "page__event", "page__told_body", "page__told_post", "page__guide"
    )
    found = found.prefetch_related("answers", "page__sides", "page__images")
    check = found.filter(pk=told["check"]).first()
    if check is None or check.asked_at.isoformat() != told["at"]:
        raise refusal
    if not checks.is_alive(check, check.page):
        raise refusal
    return check
