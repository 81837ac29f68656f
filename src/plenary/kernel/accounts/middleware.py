"""Says who acts in a request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from plenary.kernel.accounts.models import User
from plenary.shared.actor import NOBODY, Actor


class ActorMiddleware:
    """Sets ``request.actor``: the signed-in account in action, or nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the actor, looked up only where a view asks for it."""
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    user = request.user
    return user.actor if isinstance(user, User) and user.is_active else NOBODY
