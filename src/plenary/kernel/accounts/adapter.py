"""How the sign-in package is bound to Plenary: no sign-up, mail through the outbox, secrets sealed."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import secrets
import time
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from plenary.kernel.accounts import leaving, policies, selectors, services
from plenary.kernel.accounts.models import User
from plenary.kernel.accounts.services import tries
from plenary.kernel.audit.recording import record, snapshot
from plenary.kernel.notifications.services import write_mail
from plenary.shared.web.address import client_address

log = structlog.get_logger(__name__)

FRESH = 300
"""For so many seconds after a sign-in the password counts as typed just now."""
QUIET = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come by invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator invites."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Spare whoever has typed the password a moment ago, without a second factor by then, to type it again.

        So the first second factor is set up, and its recovery codes are shown, without it.
        """
        return not (app == "allauth.mfa" and _has_just_typed(context.request)) and bool(
            super().is_reauthentication_required(app=app, **kwargs)
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give the address behind the trusted proxies."""
        return client_address(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail to the outbox, in its reader's language."""
        reader = context.get("user")
        with translation.override(getattr(reader, "language", "") or translation.get_language()):
            message = self.render_mail(template_prefix, email, context)
        write_mail(to=email, subject=message.subject, body=message.body)

    def format_email_subject(self, subject: str) -> str:
        """Leave the subject as it is."""
        return subject

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Give the link under the installation's own name, whatever name the request came by."""
        url = str(super().get_reset_password_from_key_url(key))
        return str(settings.ORIGIN) + "/" + url.split("/", 3)[3]

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Say what was done, except what the page itself shows."""
        template = args[0] if args else kwargs.get("message_template")
        if template not in QUIET:
            super().add_message(request, level, *args, **kwargs)

    def set_password(self, user: User, password: str) -> None:
        """Set a password with its audit row; from here on only this browser is known.

        Programs go on under their tokens, unless the form says that those are to be revoked too.
        """
        request = context.request
        services.set_password(user=user, password=password)
        if request.POST.get("revoke_tokens"):
            services.revoke_own_tokens(actor=user.actor)
        elif left := selectors.tokens_in_force([user.pk]).count():
            text = ngettext(
                "%(count)d token for the API is still valid: see My account.",
                "%(count)d tokens for the API are still valid: see My account.",
                left,
            )
            messages.info(request, text % {"count": left})
        services.forget_clients(user=user)
        where = services.client_of(request, email=user.email)
        services.forget_tries(account=account_key(user.email), client=where)
        services.remember_client(request=request, user=user)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Send the link, unless one was sent a little while ago: a flood sends no flood of mails."""
        if services.may_mail(account=account_key(user.email)):
            super().send_password_reset_mail(user, email, context)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave counting to ``authenticate``: the package counts for all places at once."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Compare the password, unless it has been tried too often from here or from everywhere."""
        email = str(credentials.get("email", "")).strip()
        try:
            own = services.count_try(
                secret=tries.PASSWORD,
                account=account_key(email),
                client=services.client_of(request, email=email),
            )
        except tries.TooManyTries as error:
            raise ValidationError(str(error), code="too_many_tries") from error
        user: User | None = super().authenticate(request, **credentials)
        if user:
            services.give_back(own)
        return user

    def reauthenticate(self, user: User, password: str) -> bool:
        """Compare the password of somebody who is signed in; counted for this session."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Write the sign-in down, know this browser, and answer in the account's language."""
        record(
            actor=user.actor,
            action="accounts.signed_in",
            subject=user,
            before=snapshot(user),
            note={"by": _ways(request, user)},
        )
        services.remember_client(request=request, user=user)
        leaving.keep(request, (kwargs.get("signal_kwargs") or {}).get("sociallogin"))
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if user.language:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                user.language,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                samesite="Lax",
            )
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write a failure to the server's log."""
        log.warning("sign-in failed", address=client_address(request))

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Answer a closed account like one that does not exist: back to the sign-in page."""
        return redirect("account_login")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps second factors encrypted, and the last one of a role that is obliged to it."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code or key is not right. Try again."),
        "cannot_delete_authenticator": _(
            "Your role needs a second factor: set up another one first."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Encrypt a secret with a key that is not in the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt a secret; of one that another key encrypted, one that nobody knows, which opens nothing."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refuse where the role needs it and it is the last."""
        user: User = authenticator.user
        if not policies.is_obliged_to_second_factor(user.actor):
            return True
        others = Authenticator.objects.filter(user=user, type__in=policies.SECOND_FACTORS)
        has_another: bool = others.exclude(pk=authenticator.pk).exists()
        return has_another

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """Give a key a name where its holder gives none."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Key %(number)d") % {"number": number}


def _ways(request: HttpRequest, user: User) -> list[str]:
    """Say by what somebody has signed in: password, link by mail, sign-in service, second factor."""
    records = get_authentication_records(request, user)
    return [str(one.get("type") or one["method"]) for one in records]


def account_key(email: str) -> str:
    """Give what an account is counted by, under whichever spelling of its address it is tried.

    Upper case, because that is how the database compares: ``ſ`` and ``ı`` find the account of
    ``s`` and ``i`` and must not count apart from it.
    """
    return email.strip().upper().lower()


def _cipher() -> Fernet:
    digest = hashlib.sha256(b"plenary.accounts.second-factor:" + settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(digest.digest()))


def _has_just_typed(request: HttpRequest) -> bool:
    """Say whether the password was typed in this session a moment ago, before there was any second factor."""
    records = get_authentication_records(request, request.user)
    typed = max((one["at"] for one in records if one["method"] == "password"), default=0)
    if time.time() - typed >= FRESH:
        return False
    kept = Authenticator.objects.filter(user=request.user)
    return not kept.filter(created_at__lt=dt.datetime.fromtimestamp(typed, tz=dt.UTC)).exists()
