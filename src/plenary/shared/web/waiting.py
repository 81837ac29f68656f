"""How much waits for a person, as the page that lists it counted last: kept in their browser for a while.

Counting it takes a query for each kind of thing that can wait, too many for every page. So the page that
lists it says the number, and the others repeat it until the person has changed something, or for ten minutes.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from plenary.shared.actor import Actor

COOKIE = "waits"
KEPT_FOR = 600
"""Seconds for which a number is repeated."""
MOST = 999
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
REDIRECTS = frozenset({302, 303})


def note(request: HttpRequest, number: int) -> None:
    """Take down how much waits for whoever looks."""
    request.waits = min(number, MOST)  # type: ignore[attr-defined] # the request carries it out


def noted(request: HttpRequest, actor: Actor) -> int:
    """Give how much waits for the actor, as they saw it last; none where that is not known any more."""
    now: int | None = getattr(request, "waits", None)
    if now is not None:
        return now
    whose, _sign, number = request.COOKIES.get(COOKIE, "").partition("-")
    is_theirs = whose == str(actor.user_id) and number.isdecimal() and number.isascii()
    return min(int(number[:4]), MOST) if is_theirs else 0


class WaitsMiddleware:
    """Keeps the number in a cookie, and forgets it once its reader has changed something."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set or delete the cookie; no script reads it."""
        answer = self.get_response(request)
        number: int | None = getattr(request, "waits", None)
        if number is not None:
            answer.set_cookie(
                COOKIE,
                f"{request.user.pk}-{number}",  # type: ignore[union-attr] # only signed in it is noted
                max_age=KEPT_FOR,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        elif (
            request.method not in SAFE
            and answer.status_code in REDIRECTS
            and COOKIE in request.COOKIES
        ):
            answer.delete_cookie(COOKIE, samesite="Lax")
        return answer
