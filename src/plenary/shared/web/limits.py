"""How often one account or address may ask for the same."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

from plenary.shared.actor import NOBODY
from plenary.shared.web.address import client_address
from plenary.shared.web.answers import TooMany

View = Callable[..., HttpResponseBase]
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def limited(
    what: str, rate: str, *, methods: tuple[str, ...] = ("GET", "POST")
) -> Callable[[View], View]:
    """Refuse a view with 429 past a rate such as ``60/m``, counted per account, else per address.

    The count is kept in the shared cache in windows of the rate's length, so it holds over all
    processes; two requests at the same instant may count as one.
    """
    allowed, length = _read(rate)

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in methods:
                _count(f"limit:{what}:{_who(request)}", allowed, length)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def count(what: str, who: str, rate: str) -> None:
    """Count one request of somebody's; refused with 429 past the rate."""
    _count(f"limit:{what}:{who}", *_read(rate))


def _read(rate: str) -> tuple[int, int]:
    amount, _slash, unit = rate.partition("/")
    return int(amount), SECONDS[unit]


def _who(request: HttpRequest) -> str:
    actor = getattr(request, "actor", NOBODY)
    return f"user-{actor.user_id}" if actor.user_id else f"from-{client_address(request)}"


def _count(key: str, allowed: int, length: int) -> None:
    window = f"{key}:{int(time.time()) // length}"
    seen = cache.get(window, 0)
    if seen >= allowed:
        raise TooMany
    cache.set(window, seen + 1, length)
