"""Signing out of the sign-in service as well (OpenID Connect RP-Initiated Logout 1.0).

What that needs is kept in the session of whoever came in by the service, and only until it ends:
the ID token, which opens nothing, and the address that the provider named when it let them in. So
signing out asks nobody and works also where the provider does not answer.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

STATE = KEPT = "sign_out_at_provider"
LONGEST_TOKEN = 6000
"""A longer one does not travel safely in an address; the provider then asks whom it may sign out."""
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def note(login: SocialLogin, id_token: str, config: dict[str, Any]) -> None:
    """Note for the end of this sign-in where and as whom to sign out; it survives the second factor."""
    endpoint = str(config.get("end_session_endpoint") or "")
    if _is_safe(endpoint):
        hint = id_token if len(id_token) <= LONGEST_TOKEN else ""
        login.leaving = {"endpoint": endpoint, "id_token": hint}


def carry(login: SocialLogin) -> None:
    """Put what was noted where the sign-in package keeps it between the steps of signing in."""
    login.state[STATE] = getattr(login, "leaving", None)


def keep(request: HttpRequest, login: SocialLogin | None) -> None:
    """Keep in the session of somebody who has come in by the service what was noted."""
    told = login.state.get(STATE) if login is not None else None
    if told:
        request.session[KEPT] = told


def way_out(request: HttpRequest) -> str:
    """Give the address at which the service signs this person out and sends them back; else nothing."""
    told = request.session.get(KEPT)
    if not told or not settings.OIDC_ISSUER:
        return ""
    providers: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
    asked = {
        "id_token_hint": told["id_token"],
        "client_id": providers["openid_connect"]["APPS"][0]["client_id"],
        "post_logout_redirect_uri": settings.ORIGIN + reverse("account_login"),
    }
    parts = urlsplit(str(told["endpoint"]))
    query = urlencode({name: value for name, value in asked.items() if value})
    return urlunsplit(parts._replace(query=f"{parts.query}&{query}" if parts.query else query))


def _is_safe(endpoint: str) -> bool:
    """Say whether a browser may be sent there: the same rule as for the provider's own address."""
    try:
        parts = urlsplit(endpoint)
    except ValueError:
        return False
    if parts.fragment or not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
