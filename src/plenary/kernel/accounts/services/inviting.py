"""Inviting people, and closing and opening their accounts."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.auth import password_validation
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.kernel.accounts import policies, selectors
from plenary.kernel.accounts.models import User
from plenary.kernel.accounts.services.granting import (
    lock_administrators,
    refuse_without_administrator,
)
from plenary.kernel.accounts.services.tokens import revoke_all
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.notifications.services import write_mail
from plenary.kernel.text.validators import refuse_secrecy
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

VALID_FOR = dt.timedelta(days=7)
SALT = "plenary.accounts.invitation"


@transaction.atomic
def invite_user(
    *,
    actor: Actor,
    email: str,
    name: str,
    language: str = "",
    person_id: int | None = None,
    sends_mail: bool = True,
) -> User:
    """Make an account without a password and mail its holder a link to set one.

    The link works once and for seven days. Without ``sends_mail`` nobody is told until
    ``resend_invitation``. Refused for an address that is none or that is taken.
    """
    authorise(actor, policies.can_manage_accounts)
    address = clean_address(email)
    refuse_secrecy(name, email)
    if not name.strip():
        raise Refused(fields={"name": _("Say whose account this is.")})

    user = User(
        email=address,
        name=name.strip()[:100],
        language=language,
        person_id=person_id,
        invited_at=clock.now() if sends_mail else None,
        access={"roles": [], "unit_ids": [], "post_ids": []},
    )
    user.set_unusable_password()
    user.save()

    record(actor=actor, action="accounts.user.invited", subject=user)
    if sends_mail:
        _mail_invitation(actor, user)
    return user


@transaction.atomic
def resend_invitation(*, actor: Actor, user_id: int) -> User:
    """Mail a new link; the earlier one is void from then on.

    Refused once the account has a password: its holder resets it by mail.
    """
    user = lock(selectors.visible_to(actor), pk=user_id)
    authorise(actor, policies.can_manage_accounts)
    if not user.is_active or user.has_usable_password():
        raise Refused(_("This account is not waiting for its first password."))
    return _invite_again(actor, user, action="accounts.user.invited_again")


@transaction.atomic
def accept_invitation(*, token: str, password: str) -> User:
    """Set the first password with the link from the mail; the link is spent with it.

    ``NotFound`` for a link that is wrong, late or spent; refused for a weak password.
    """
    user = invited_by(token)
    user = User.objects.select_for_update().get(pk=user.pk)
    if not constant_time_compare(_state(user), signing.loads(token, salt=SALT)["state"]):
        raise NotFound(_("This link has been used or is no longer valid."))
    try:
        password_validation.validate_password(password, user)
    except ValidationError as error:
        raise Refused(fields={"password1": " ".join(error.messages)}) from error

    before = snapshot(user)
    user.set_password(password)
    save(user, fields=["password"])
    record(actor=user.actor, action="accounts.invitation.accepted", subject=user, before=before)
    return user


def invited_by(token: str) -> User:
    """Give the account that a link from an invitation stands for, or raise ``NotFound``."""
    refusal = NotFound(_("This link has been used or is no longer valid."))
    try:
        told = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        raise refusal from None
    user = User.objects.filter(pk=told["user"], is_active=True).first()
    if user is None or not constant_time_compare(_state(user), told["state"]):
        raise refusal
    return user


@transaction.atomic
def deactivate_user(*, actor: Actor, user_id: int, seen_version: int | None = None) -> User:
    """Close an account: its sessions and tokens end, its password is void; what it did stays.

    Refused for the last administrator who can sign in.
    """
    administrators = lock_administrators()
    user = lock(selectors.visible_to(actor), pk=user_id, version=seen_version)
    authorise(actor, policies.can_manage_accounts)
    if not user.is_active:
        raise Refused(_("This account is closed already."))
    refuse_without_administrator(administrators, losing=user.pk)

    before = snapshot(user)
    user.is_active = False
    user.deactivated_at = clock.now()
    user.set_unusable_password()  # a session carries a digest of the password, so all end
    save(user, fields=["is_active", "deactivated_at", "password"])
    record(actor=actor, action="accounts.user.deactivated", subject=user, before=before)
    revoke_all(actor=actor, user_id=user.pk)
    return user


@transaction.atomic
def reactivate_user(*, actor: Actor, user_id: int) -> User:
    """Open a closed account again; its holder sets a new password with a new link."""
    user = lock(selectors.visible_to(actor), pk=user_id)
    authorise(actor, policies.can_manage_accounts)
    if user.is_active:
        raise Refused(_("This account is open already."))
    user.is_active = True
    user.deactivated_at = None
    return _invite_again(actor, user, action="accounts.user.reactivated")


def _invite_again(actor: Actor, user: User, *, action: str) -> User:
    before = snapshot(User.objects.get(pk=user.pk))
    user.invited_at = clock.now()
    save(user, fields=["is_active", "deactivated_at", "invited_at"])
    record(actor=actor, action=action, subject=user, before=before)
    _mail_invitation(actor, user)
    return user


def clean_address(email: str) -> str:
    """Give an address in lower case; refused where it is none, or an account has it."""
    address = well_formed(email)
    if User.objects.filter(email__iexact=address).exists():
        raise Refused(fields={"email": _("There is an account with this address already.")})
    return address


def well_formed(email: str) -> str:
    """Give an address in lower case; refused where it is none."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refused(fields={"email": _("This is not an e-mail address.")}) from None
    return address


def _state(user: User) -> str:
    """Give a digest that changes with the password and with each invitation."""
    invited = user.invited_at.isoformat() if user.invited_at else ""
    return salted_hmac(SALT, f"{user.pk}:{user.password}:{invited}").hexdigest()


def _mail_invitation(actor: Actor, user: User) -> None:
    token = signing.dumps({"user": user.pk, "state": _state(user)}, salt=SALT)
    link = settings.ORIGIN + reverse("accounts_invitation", kwargs={"token": token})
    with translation.override(user.language or settings.LANGUAGE_CODE):
        body = gettext(
            "Dear %(name)s,\n\n"
            "an account of Plenary has been made for you. Set your password here:\n\n"
            "%(link)s\n\n"
            "In Plenary the international-affairs office and the units follow up what the committee decides. "
            "%(by)s has made the account; ask there if you are not sure.\n\n"
            "The link works once, for seven days. If you did not expect it, do nothing."
        )
        write_mail(
            to=user.email,
            subject=gettext("Your account of Plenary"),
            body=body % {"name": user.name, "link": link, "by": actor.name},
        )
