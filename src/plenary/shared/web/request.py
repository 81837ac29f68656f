"""A request as Plenary's views get it: who acts, what was typed, and what HTMX says of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, QueryDict
from django_htmx.middleware import HtmxDetails

from plenary.shared.actor import Actor
from plenary.shared.errors import Forbidden


class Request(HttpRequest):
    """Django's request after the middleware has set the actor and the HTMX details."""

    actor: Actor
    htmx: HtmxDetails


def need(policy: Callable[..., bool], actor: Actor, *subject: Any) -> None:
    """Raise ``Forbidden`` before a form is shown that the actor could not send."""
    if not policy(actor, *subject):
        raise Forbidden


def typed(request: Request) -> QueryDict | None:
    """Give what was sent, for the form to be bound to; none while it is only looked at."""
    return request.POST if request.method == "POST" else None
