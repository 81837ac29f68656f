"""Answers of the API: JSON with an ETag, so that what has not changed is not sent again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext_lazy as _

from plenary.shared.errors import PlenaryError, Stale

MEDIA_TYPE = "application/json"


class NotRead(PlenaryError):
    """A change came without saying which state of the record it is made to."""

    status = 428
    sentence = _("Send the ETag of the record as you read it in the header If-Match.")


class ReadBefore(Stale):
    """The record is not any more what the program read; ``changes`` says what is known of how."""

    status = 412
    sentence = _("Somebody else has changed this record since you read it. Read it again.")


def answered(
    request: HttpRequest, held: Any, *, beside: Mapping[str, Any] | None = None
) -> HttpResponseBase:
    """Give a record as JSON; 304 to a reader who has this very state already.

    What is told ``beside`` the record is no part of its state: the ETag is the record's.
    """
    body = encoded(held)
    told = body[:-1] + b"," + encoded(beside)[1:] if beside else body
    answer = HttpResponse(told, content_type=MEDIA_TYPE)
    answer["ETag"] = tag_of(body)
    answer["Cache-Control"] = "private, no-cache"
    if request.method not in {"GET", "HEAD"}:
        return answer
    given: HttpResponseBase | None = get_conditional_response(
        request, etag=answer["ETag"], response=answer
    )
    return given or answer


def encoded(held: Any) -> bytes:
    """Write a record as the API gives it."""
    return orjson.dumps(held)


def made(held: Any, address: str) -> HttpResponse:
    """Say that a record was made, and where it is."""
    answer = HttpResponse(encoded(held), status=201, content_type=MEDIA_TYPE)
    answer["Location"] = address
    return answer


def need_unchanged(sent: str | None, held: Any) -> None:
    """Refuse a change by somebody who has not read the record as it is now (RFC 9110, If-Match).

    ``*`` asks for any state, which is to say that none was read.
    """
    if not sent or sent.strip() == "*":
        raise NotRead
    if tag_of(encoded(held)) not in parse_etags(sent):
        raise ReadBefore


def tag_of(body: bytes) -> str:
    """Give the ETag of an answer's bytes."""
    return quote_etag(hashlib.sha256(body).hexdigest()[:32])
