"""Says who acts in a request, knows browsers again, and asks for the second factor a role needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from plenary.kernel.accounts.models import User
from plenary.kernel.accounts.policies import SECOND_FACTORS, is_obliged_to_second_factor
from plenary.kernel.accounts.services import actor_of, clients
from plenary.shared.actor import NOBODY, Actor

GetResponse = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Sets ``request.actor``: the signed-in account in action, or nobody."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the actor, looked up only where a view asks for it."""
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)


class DeviceMiddleware:
    """Gives the browser of somebody who has just signed in the cookie by which it is known again."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the cookie; no script reads it, and only the pages of sign-in are sent it."""
        answer = self.get_response(request)
        if token := getattr(request, "new_device", ""):
            answer.set_cookie(
                clients.COOKIE,
                token,
                max_age=clients.KEPT_FOR,
                path=clients.COOKIE_PATH,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return answer


class SecondFactorMiddleware:
    """Lets a role that needs a second factor do nothing else until it has one."""

    OPEN = ("account_", "mfa_", "set_language")
    SESSION_KEY = "second_factor_is_set"

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Send to the set-up page, unless this page is part of it."""
        if not settings.REQUIRE_SECOND_FACTOR:
            return None  # the actor need not be looked up
        name = (request.resolver_match and request.resolver_match.url_name) or ""
        if name in {"mfa_deactivate_totp", "mfa_remove_webauthn"}:
            request.session.pop(self.SESSION_KEY, None)
        if name.startswith(self.OPEN) or not is_obliged_to_second_factor(_actor(request)):
            return None
        return None if self._is_set(request) else redirect("mfa_index")

    def _is_set(self, request: HttpRequest) -> bool:
        if request.session.get(self.SESSION_KEY):
            return True
        kept = Authenticator.objects.filter(user_id=request.user.pk, type__in=SECOND_FACTORS)
        found: bool = kept.exists()
        if found:
            request.session[self.SESSION_KEY] = True
        return found


def _actor(request: HttpRequest) -> Actor:
    user = request.user
    return actor_of(user) if isinstance(user, User) and user.is_active else NOBODY
