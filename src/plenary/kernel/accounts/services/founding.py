"""The first administrator of an empty installation."""

from __future__ import annotations

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.kernel.accounts import policies, selectors
from plenary.kernel.accounts.enums import Role
from plenary.kernel.accounts.models import Grant, User
from plenary.kernel.accounts.services.access import refresh_access
from plenary.kernel.accounts.services.inviting import clean_address, well_formed
from plenary.kernel.audit.recording import authorise, record
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

FOUNDED = _("There is an administrator already; further ones are invited.")


@transaction.atomic
def found_administrator(
    *,
    actor: Actor,
    email: str,
    name: str,
    password: str,
    language: str = "",
    is_another: bool = False,
) -> User:
    """Make the account of the first administrator, with its password.

    Refused where an administrator can sign in already, unless another one is wanted because
    nobody can reach the first; and for a weak password.
    """
    authorise(actor, policies.can_found)
    if not is_another and selectors.administrators().exists():
        raise Refused(FOUNDED)
    user = founder(email=clean_address(email), name=name, password=password, language=language)
    user.save()
    grant = Grant.objects.create(user=user, role=Role.ADMINISTRATOR)
    refresh_access([user.pk])
    record(actor=actor, action="accounts.administrator.founded", subject=user)
    record(actor=actor, action="accounts.role.granted", subject=grant)
    user.refresh_from_db()
    return user


def founder(*, email: str, name: str, password: str, language: str = "") -> User:
    """Give the account as it would be made; no database is asked.

    Refused for an address that is none, and for a weak password.
    """
    user = User(email=well_formed(email), name=name.strip()[:100] or email, language=language)
    try:
        password_validation.validate_password(password, user)
    except ValidationError as error:
        raise Refused(fields={"password": " ".join(error.messages)}) from error
    user.set_password(password)
    return user
