"""Signing in with the office's own sign-in service (OpenID Connect), held to what Plenary demands of it.

The package fetches and checks; stricter here: the issuer must be the one that was configured, the
ID token's signature and nonce are always checked, what else is told must be of the same subject,
and nobody comes in who was not invited.
"""

from __future__ import annotations

import hmac
from typing import Any

import jwt
import structlog
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.kernel.accounts import leaving, services
from plenary.shared.errors import Forbidden, PlenaryError

log = structlog.get_logger(__name__)

SIGNED = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}


DEMANDED = ("iss", "sub", "aud", "exp", "iat", "nonce")
"""The claims of an ID token (OpenID Connect Core 1.0, section 2)."""


class NotSignedIn(PlenaryError):
    """The provider did not answer, or not as the protocol wants it."""

    status = 502
    sentence = _(
        "Signing in with the sign-in service did not work. Try again, or sign in with your password."
    )


class StrictAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Speaks with the provider."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Give what the provider says of itself; it must name the issuer that was configured."""
        told: dict[str, Any] = super().openid_config
        if str(told.get("issuer", "")).rstrip("/") != settings.OIDC_ISSUER:
            raise OAuth2Error("another issuer")
        return told

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Give the way back under the installation's own name, whatever name the request came by."""
        return str(settings.ORIGIN) + reverse("accounts_provider_back")

    def complete_login(
        self, request: HttpRequest, app: Any, token: Any, **kwargs: Any
    ) -> SocialLogin:
        """Check the ID token and ask for the address where it holds none; keep nothing else."""
        told = self._decode_id_token(app, kwargs["response"]["id_token"])
        if "email" not in told:
            more = self._fetch_user_info(token.token)
            if more["sub"] != told["sub"]:
                raise OAuth2Error("another subject")
            told = {**more, **told}
        login = self.get_provider().sociallogin_from_response(request, {"id_token": told})
        login.account.extra_data = {}
        login.told = told
        leaving.note(login, str(kwargs["response"]["id_token"]), self.openid_config)
        return login

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """Check the signature also where the token came straight from the provider."""
        if jwt.get_unverified_header(id_token).get("alg") not in SIGNED:
            raise OAuth2Error("no signature of the provider's")
        self.did_fetch_access_token = False
        told: dict[str, Any] = super()._decode_id_token(app, id_token)
        if not all(told.get(name) for name in DEMANDED):
            raise OAuth2Error("a claim is missing")
        if told.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("meant for another client")
        return told


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Decides who comes in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: an administrator invites."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account that the provider's subject stands for; link it at the first time."""
        told = sociallogin.told
        nonce = str(sociallogin.state.get("nonce") or "")
        if not nonce or not hmac.compare_digest(nonce, str(told.get("nonce", ""))):
            self.on_authentication_error(request, sociallogin.provider, error="nonce")
        try:
            sociallogin.user = services.account_of_subject(
                provider=sociallogin.account.provider,
                subject=sociallogin.account.uid,
                email=str(told.get("email", "")),
                is_verified=told.get("email_verified") is True,
            )
        except Forbidden as refusal:
            log.warning("sign-in service: not let in", reason=type(refusal).__name__)
            raise ImmediateHttpResponse(_answer(request, refusal)) from refusal
        leaving.carry(sociallogin)

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, **more: Any
    ) -> None:
        """Answer with a sentence; what the provider said stands in the log only."""
        log.warning("sign-in service failed", error=str(error), fault=str(more.get("exception")))
        raise ImmediateHttpResponse(_answer(request, NotSignedIn()))


def _answer(request: HttpRequest, error: PlenaryError) -> Any:
    return render(request, "layout/refusal.html", {"error": error}, status=error.status)
