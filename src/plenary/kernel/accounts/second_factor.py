"""The forms of the second factor: tries counted as for a password, keys checked for where they signed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from fido2.utils import websafe_decode

from plenary.kernel.accounts import services
from plenary.kernel.accounts.models import User
from plenary.kernel.accounts.services import tries
from plenary.kernel.text.validators import refuse_secrecy
from plenary.shared.errors import Refused

MOST_KEYS = 10
UNREADABLE = (TypeError, ValueError, KeyError, AttributeError, IndexError, OverflowError)
"""What the packages below fall over with where a browser sends something other than a signature."""


class CodeField(forms.CharField):
    """A code that changes, or one of the recovery codes."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Code"),
            max_length=20,
            widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        )


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The code at sign-in."""

    code = CodeField()

    def clean_code(self) -> str:
        """Compare the code, unless codes have been tried too often."""
        compare = super().clean_code
        return str(counted(self.user, lambda: once(self.user, compare())))


class CodeAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The code before a step that needs it once more."""

    code = CodeField()

    def clean_code(self) -> str:
        """Compare the code, unless codes have been tried too often."""
        compare = super().clean_code
        return str(counted(self.user, lambda: once(self.user, compare())))


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new key, and what its holder calls it."""

    name = forms.CharField(
        label=pgettext_lazy("field", "Name"),
        max_length=60,
        required=False,
        help_text=_("So that you know it again: blue key, office computer."),
    )
    passwordless = forms.BooleanField(
        label=_("Sign in with this key alone, without the password (passkey)"),
        required=False,
        help_text=_("The key then asks for a PIN, a fingerprint or a face each time."),
    )

    def clean_name(self) -> str:
        """Refuse secrecy markings; a key without a name is given one."""
        name = super().clean_name()
        try:
            refuse_secrecy(name)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        return str(name)

    def clean(self) -> dict[str, Any]:
        """Check that the key signed for this site, and that the account has not too many."""
        kept = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.WEBAUTHN)
        if kept.count() >= MOST_KEYS:
            raise ValidationError(_("Remove a key first: an account holds ten at most."))
        if not self.cleaned_data.get("credential"):
            given: dict[str, Any] = self.cleaned_data
            return given
        checked: dict[str, Any] = signed_here(self.cleaned_data["credential"], super().clean)
        return checked


class KeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A key as the second factor at sign-in."""

    def clean_credential(self) -> Authenticator:
        """Check the signature, and that it was made for this site."""
        return signed_here(self.cleaned_data["credential"], super().clean_credential)


class PasskeyForm(LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey instead of password and second factor."""

    def clean_credential(self) -> Authenticator:
        """Check the signature, and that it was made for this site."""
        return signed_here(self.cleaned_data["credential"], super().clean_credential)


class KeyAgainForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A key before a step that needs it once more."""

    def clean_credential(self) -> Authenticator:
        """Check the signature, and that it was made for this site."""
        return signed_here(self.cleaned_data["credential"], super().clean_credential)


class KeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a key."""

    name = forms.CharField(label=pgettext_lazy("field", "Name"), max_length=60)

    def clean_name(self) -> str:
        """Refuse secrecy markings."""
        try:
            refuse_secrecy(self.cleaned_data["name"])
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        return str(self.cleaned_data["name"])


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


def once(user: User, code: str) -> str:
    """Give a code back that was right, or refuse it with a ``ValidationError`` if it was used before.

    A code is right for as many steps as the tolerance lets it be (RFC 6238 5.2: it must not be
    taken twice); the package remembers it for one.
    """
    steps = 2 * app_settings.TOTP_TOLERANCE + 1
    key = f"accounts.code-used:{user.pk}:{normalize_user_code(code)}"
    if not cache.add(key, True, timeout=steps * app_settings.TOTP_PERIOD):
        raise get_adapter().validation_error("incorrect_code")
    return code


def signed_here(credential: Any, check: Callable[[], Any]) -> Any:
    """Give what ``check`` gives for a credential whose browser stood on exactly this site.

    The package would also take one that a page of a subdomain asked for. A ``ValidationError``
    for anything else, and for what is no credential at all.
    """
    request = context.request
    own = f"{request.scheme}://{request.get_host()}"
    try:
        told = json.loads(websafe_decode(credential["response"]["clientDataJSON"]))
        if told["origin"] == own and not told.get("crossOrigin"):
            return check()
    except UNREADABLE as error:
        raise get_adapter().validation_error("incorrect_code") from error
    raise get_adapter().validation_error("incorrect_code")
