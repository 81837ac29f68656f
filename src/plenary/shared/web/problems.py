"""A refusal as programs read it: ``application/problem+json`` (RFC 9457), in the reader's language."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from plenary.shared.errors import PlenaryError

PREFIXES = ("/api/", "/oparl/")
"""Under them every refusal is one for programs, whatever part of Plenary it comes from."""
WAIT = 60
"""Seconds after which somebody refused for asking too often may ask again."""
MEDIA_TYPE = "application/problem+json"


class Unknown(PlenaryError):
    """A program came without a token that opens anything."""

    status = 401
    sentence = _("Send a token that is in force: it is missing, wrong, expired or revoked.")


class MethodRefused(PlenaryError):
    """What was asked for is not done at this address."""

    status = 405
    sentence = _("This cannot be done at this address.")


def is_for_programs(request: HttpRequest) -> bool:
    """Say whether a program asks."""
    return request.path_info.startswith(PREFIXES)


def problem(error: PlenaryError) -> HttpResponse:
    """Write a refusal down: its status, its sentence, and what is wrong in which field."""
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(error.status).phrase,
        "status": error.status,
        "detail": str(error),
    }
    if error.fields:
        told["errors"] = {name: str(sentence) for name, sentence in error.fields.items()}
    if error.changes:
        told["changes"] = {name: [then, now] for name, (then, now) in error.changes.items()}
    answer = HttpResponse(
        orjson.dumps(told, default=str), status=error.status, content_type=MEDIA_TYPE
    )
    if error.status == HTTPStatus.UNAUTHORIZED:
        answer["WWW-Authenticate"] = "Bearer"
    if error.status == HTTPStatus.TOO_MANY_REQUESTS:
        answer["Retry-After"] = str(WAIT)
    return answer
