"""The API as a whole: the contexts' parts under one address, its description, and its refusals."""

from __future__ import annotations

import functools
from collections.abc import Callable
from functools import cache
from typing import Any, cast

import orjson
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from plenary.contexts.governance.views.rest import endings, lists, meetings
from plenary.contexts.language.views import rest as language
from plenary.shared.errors import NotFound, PlenaryError
from plenary.shared.web.answers import Unreadable
from plenary.shared.web.problems import MEDIA_TYPE, Unknown, problem
from plenary.shared.web.request import Request
from plenary.shared.web.rest.answering import answered
from plenary.shared.web.rest.reading import wrong_values

View = Callable[..., HttpResponseBase]
PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "string"}},
        "changes": {"type": "object"},
    },
}

HEADERS: dict[str, dict[str, str]] = {
    "Idempotency-Key": {"type": "string", "pattern": "^[A-Za-z0-9._-]{8,100}$"},
    "If-Match": {"type": "string"},
}
"""What a header holds that an operation needs; without it the service has its own sentence."""

api = NinjaAPI(
    title="Plenary",
    version="1",
    description="Meetings, task lists, tasks and progress, as the token's account sees them;"
    " and the checker of Chinese and English texts.",
    openapi_url=None,
    docs_url=None,
    urls_namespace="rest",
)
for part in (endings, lists, meetings, language):
    api.add_router("", part.router)


@api.exception_handler(PlenaryError)
def refuse(_request: HttpRequest, error: PlenaryError) -> HttpResponse:
    """Answer a refusal of a service."""
    return problem(error)


@api.exception_handler(ValidationError)
def refuse_values(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer what cannot be read, field by field."""
    return problem(wrong_values(error.errors))


@api.exception_handler(AuthenticationError)
def refuse_strangers(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    """Answer who comes without a token."""
    return problem(Unknown())


@api.exception_handler(HttpError)
def refuse_unreadable(_request: HttpRequest, _error: HttpError) -> HttpResponse:
    """Answer a body that is no JSON."""
    return problem(Unreadable())


@api.exception_handler(Http404)
def refuse_missing(_request: HttpRequest, _error: Http404) -> HttpResponse:
    """Answer what does not exist."""
    return problem(NotFound())


@cache
def description() -> dict[str, Any]:
    """Give the API's description (OpenAPI 3.1)."""
    told: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/v1/")
    refusal = {"$ref": "#/components/schemas/Problem"}
    said = {"description": "A refusal", "content": {MEDIA_TYPE: {"schema": refusal}}}
    told["components"]["schemas"]["Problem"] = PROBLEM
    for methods in told["paths"].values():
        for operation in methods.values():
            operation["responses"]["default"] = said
            for one in operation.get("parameters", ()):
                if one["name"] in HEADERS:
                    one.update(required=True, schema=HEADERS[one["name"]])
            operation["security"] = operation["security"][-1:]  # Ninja's own names no scope
    plain: dict[str, Any] = orjson.loads(orjson.dumps(told, option=orjson.OPT_NON_STR_KEYS))
    return plain


@login_not_required
@require_safe
def openapi(request: Request) -> HttpResponseBase:
    """Give the description to programs; it holds no record."""
    return answered(request, description())


@require_safe
def docs(request: Request) -> HttpResponse:
    """Show the description to people."""
    return render(request, "layout/api.html", {"told": description(), "bodies": _bodies()})


def _bodies() -> dict[str, list[str]]:
    """Give the names of the fields that each operation takes, by the operation's id."""
    told = description()
    found = {}
    for methods in told["paths"].values():
        for operation in methods.values():
            if body := operation.get("requestBody"):
                shape = body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
                found[operation["operationId"]] = list(
                    told["components"]["schemas"][shape]["properties"]
                )
    return found


def _addresses() -> list[URLPattern]:
    """Give the addresses of the parts: they ask for a token in place of a session."""
    mounted = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    for one in mounted:
        one.callback = _with_head(cast("View", one.callback))
    return mounted


def _with_head(view: View) -> View:
    """Answer HEAD as GET is answered (RFC 9110); the server leaves the body out."""

    @functools.wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        asked = request.method
        if asked == "HEAD":
            request.method = "GET"
        try:
            return view(request, **parts)
        finally:
            request.method = asked

    return login_not_required(csrf_exempt(answer))


urlpatterns = [
    path("openapi.json", openapi, name="rest-openapi"),
    path("docs/", docs, name="rest-docs"),
    *_addresses(),
]
