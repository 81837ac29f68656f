"""Turns a refusal into its answer: 403, 404, 409 or 422 with a plain sentence."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plenary.shared.errors import PlenaryError


class RefusalMiddleware:
    """Answers a ``PlenaryError`` that a view let through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Render the refusal; anything else is left to Django."""
        if not isinstance(error, PlenaryError):
            return None
        return render(request, "layout/refusal.html", {"error": error}, status=error.status)
