"""Addresses that records name before governance's own pages are mounted."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from plenary.config.urls import urlpatterns as every


def empty(_request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with nothing but the record's id."""
    return HttpResponse(str(pk))


NAMES = ("meeting", "task", "task-list", "plan", "requirement", "reading", "report")

urlpatterns = [
    *every,
    path(
        "governance/",
        include(
            ([path(f"{name}/<int:pk>/", empty, name=name) for name in NAMES], "governance"),
            namespace="governance",
        ),
    ),
]
