"""The forms that ask for a second factor, with tries counted as for a password."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.core.exceptions import ValidationError

from plenary.kernel.accounts import services
from plenary.kernel.accounts.models import User
from plenary.kernel.accounts.services import tries


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The code at sign-in."""

    def clean_code(self) -> str:
        """Compare the code, unless codes have been tried too often."""
        return str(counted(self.user, super().clean_code))


class CodeAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The code before a step that needs it once more."""

    def clean_code(self) -> str:
        """Compare the code, unless codes have been tried too often."""
        return str(counted(self.user, super().clean_code))


def counted(user: User, compare: Callable[[], Any]) -> Any:
    """Give what ``compare`` gives; a ``ValidationError`` of it stays counted as a failed try."""
    try:
        own = services.count_try(
            secret=tries.SECOND_FACTOR,
            account=str(user.pk),
            client=services.client_of(context.request, email=user.email),
        )
    except tries.TooManyTries as error:
        raise ValidationError(str(error), code="too_many_tries") from error
    found = compare()
    services.give_back(own)
    return found
