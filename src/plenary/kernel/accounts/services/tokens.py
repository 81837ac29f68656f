"""Makes and revokes the tokens under which programs act as an account, and opens them."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.kernel.accounts import policies, scopes, selectors
from plenary.kernel.accounts.models import ApiToken
from plenary.kernel.audit.recording import authorise, lock, record, record_many, save, snapshot
from plenary.kernel.notifications.services import write_mail
from plenary.kernel.text.validators import refuse_secrecy
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

SALT = "plenary.accounts.token"
PREFIX = "plenary_"
"""So that a search for leaked secrets finds one that was pasted somewhere."""
MOST = 20
DAYS = (30, 90, 180, 365)
LONGEST_NAME = 100


@transaction.atomic
def make_token(
    *, actor: Actor, name: str, wanted: Iterable[str], days: int
) -> tuple[ApiToken, str]:
    """Make a token that acts as the actor's account, as far as the wanted scopes go.

    Gives the token and its secret, which is shown once and not kept. Refused without a name or a
    scope, for a scope nobody offers, for a time that is none of ``DAYS``, and beyond ``MOST`` in force.
    """
    authorise(actor, policies.can_make_tokens)
    name, held = name.strip(), sorted(set(wanted))
    _check(name, held, days)
    if selectors.tokens_in_force([actor.user_id or 0]).count() >= MOST:
        raise Refused(_("You have as many tokens as one account may have. Revoke one first."))

    secret, moment = PREFIX + secrets.token_urlsafe(32), clock.now()
    token = ApiToken.objects.create(
        user_id=actor.user_id or 0,
        name=name,
        scopes=held,
        digest=_digest(secret),
        made_at=moment,
        expires_at=moment + dt.timedelta(days=days),
    )
    record(actor=actor, action="accounts.token.made", subject=token)
    _mail_owner(token)
    return token, secret


@transaction.atomic
def revoke_token(*, actor: Actor, token_id: int) -> ApiToken:
    """Close one of the actor's own tokens for good. Refused for one that is closed already."""
    token = lock(selectors.tokens_of(actor), pk=token_id)
    if token.revoked_at is not None:
        raise Refused(_("This token is revoked already."))
    before = snapshot(token)
    token.revoked_at = clock.now()
    save(token, fields=["revoked_at"])
    record(actor=actor, action="accounts.token.revoked", subject=token, before=before)
    return token


def revoke_all(*, actor: Actor, user_id: int) -> int:
    """Close every token of an account that is being closed, for good; give how many there were.

    Part of ``deactivate_user``, which decides who may: an account that is opened again has none.
    """
    held = list(selectors.tokens_in_force([user_id]).select_for_update(of=("self",)))
    changes = [(token, snapshot(token)) for token in held]
    for token in held:
        token.revoked_at = clock.now()
        save(token, fields=["revoked_at"])
    record_many(actor=actor, action="accounts.token.revoked", changes=changes)
    return len(held)


@transaction.atomic
def revoke_own_tokens(*, actor: Actor) -> int:
    """Close every token of the actor's own for good, as with a new password; give how many there were."""
    return revoke_all(actor=actor, user_id=actor.user_id or 0)


def open_token(secret: str) -> ApiToken | None:
    """Give the token of a secret with its account and note the day.

    None for a secret that is wrong, revoked or expired, and once the account is closed.
    """
    found = ApiToken.objects.filter(
        digest=_digest(secret),
        revoked_at__isnull=True,
        expires_at__gt=clock.now(),
        user__is_active=True,
    )
    token = found.select_related("user").first()
    today = clock.today()
    if token is not None and token.used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(used_on=today)
    return token


def _mail_owner(token: ApiToken) -> None:
    """Tell the owner of a token by mail: whoever sits at somebody else's screen makes none unnoticed."""
    owner, page = token.user, f"{settings.ORIGIN}{reverse('accounts_tokens')}"
    with translation.override(owner.language or settings.LANGUAGE_CODE):
        body = gettext(
            "Dear %(name)s,\n\n"
            "a token for the API has been made with your account: “%(token)s”.\n"
            "It may: %(scopes)s\n"
            "It expires on %(expires)s.\n\n"
            "If that was not you, revoke it and change your password:\n\n"
            "%(page)s"
        )
        told = [str(scopes.label_of(scope)) for scope in token.scopes]
        write_mail(
            to=owner.email,
            subject=gettext("A token for the API was made"),
            body=body
            % {
                "name": owner.name,
                "token": token.name,
                "scopes": ", ".join(told),
                "expires": timezone.localtime(token.expires_at).date().isoformat(),
                "page": page,
            },
        )


def _check(name: str, held: list[str], days: int) -> None:
    if not name or len(name) > LONGEST_NAME:
        sentence = _("Say in at most 100 characters what the token is for.")
        raise Refused(sentence, fields={"name": sentence})
    refuse_secrecy(name)
    sentence = _("This is none of the choices.")
    if not held or not scopes.known().issuperset(held):
        raise Refused(sentence, fields={"scopes": sentence})
    if days not in DAYS:
        raise Refused(sentence, fields={"days": sentence})


def _digest(secret: str) -> str:
    return salted_hmac(SALT, secret, algorithm="sha256").hexdigest()
