"""Addresses that records name before governance's own pages are mounted."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from plenary.config.urls import urlpatterns as every
from plenary.contexts.governance.urls import urlpatterns as mounted


def empty(_request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with nothing but the record's id."""
    return HttpResponse(str(pk))


NAMES = ("meeting", "task", "task-list", "plan", "requirement", "reading", "report")
missing = [path(f"{name}/<int:pk>/", empty, name=name) for name in NAMES]

urlpatterns = [
    path("", include(([*missing, *mounted], "governance"), namespace="governance")),
    *(one for one in every if getattr(one, "app_name", None) != "governance"),
]
