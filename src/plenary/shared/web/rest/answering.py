"""Answers of the API: JSON with an ETag, so that what has not changed is not sent again."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

MEDIA_TYPE = "application/json"


def answered(request: HttpRequest, held: Any) -> HttpResponseBase:
    """Give records as JSON; 304 to who has this very state already."""
    body = orjson.dumps(held)
    tag = tag_of(body)
    answer = HttpResponse(body, content_type=MEDIA_TYPE)
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache"
    given: HttpResponseBase | None = get_conditional_response(request, etag=tag, response=answer)
    return given or answer


def tag_of(body: bytes) -> str:
    """Give the ETag of an answer's bytes."""
    return quote_etag(hashlib.sha256(body).hexdigest()[:32])
