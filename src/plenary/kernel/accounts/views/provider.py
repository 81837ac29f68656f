"""Leaving for the sign-in service, and coming back from it."""

from __future__ import annotations

import secrets

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from jwt import PyJWTError
from requests import RequestException

from plenary.kernel.accounts.provider import NotSignedIn, StrictAdapter
from plenary.shared.web.address import own_path
from plenary.shared.web.limits import limited
from plenary.shared.web.request import Request

MALFORMED = (KeyError, TypeError, ValueError, AttributeError, PyJWTError)
"""What the package falls over with where a provider answers other than the protocol says."""


@login_not_required
@never_cache
@require_GET
@limited("provider", "30/m")
def leave(request: Request) -> HttpResponseBase:
    """Send the browser to the sign-in service; nothing of the address is passed on to it."""
    if not settings.OIDC_ISSUER:
        raise Http404
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    nonce = secrets.token_urlsafe(32)
    provider = StrictAdapter(request, settings.OIDC_PROVIDER).get_provider()
    provider.oauth2_adapter_class = StrictAdapter
    try:
        answer: HttpResponseBase = provider.redirect(
            request,
            process="login",
            next_url=own_path(request.GET.get("next"), "") or None,
            auth_params={"nonce": nonce},
            nonce=nonce,
        )
    except (RequestException, OAuth2Error, *MALFORMED) as error:
        raise NotSignedIn from error
    return answer


@login_not_required
@never_cache
@require_GET
@limited("provider", "30/m")
def come_back(request: Request) -> HttpResponseBase:
    """Take the sign-in service's answer and sign in, or say that it did not work."""
    if not settings.OIDC_ISSUER:
        raise Http404
    view = OAuth2CallbackView.adapter_view(StrictAdapter(request, settings.OIDC_PROVIDER))
    try:
        answer: HttpResponseBase = view(request)
    except (RequestException, OAuth2Error, *MALFORMED) as error:
        raise NotSignedIn from error
    return answer
