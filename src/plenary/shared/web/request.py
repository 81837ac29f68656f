"""A request as Plenary's views get it: with who acts, and what HTMX says of it."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from plenary.shared.actor import Actor


class Request(HttpRequest):
    """Django's request after the middleware has set the actor and the HTMX details."""

    actor: Actor
    htmx: HtmxDetails
