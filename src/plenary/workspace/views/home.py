"""The home page, by role."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for the signed-in person."""
    return render(request, "workspace/home.html", {})
