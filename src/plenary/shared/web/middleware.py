"""Cleans what comes in, keeps what goes out private, and turns a refusal into its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from plenary.shared.characters import is_plain, plain
from plenary.shared.errors import PlenaryError
from plenary.shared.web.answers import form_only, refused, too_large
from plenary.shared.web.problems import MethodRefused, is_for_programs, problem

FORM_AROUND = 1024 * 1024
"""What a form may hold beside its file."""
LONGEST_LENGTH = 15
"""Digits of a length that a request may claim."""
NOT_ALLOWED = 405
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
"""What no page of Plenary asks of a browser."""
LARGEST = 2**63 - 1
"""The largest number that a database keeps."""


class RefusalMiddleware:
    """Answers a ``PlenaryError`` that a view let through, and who opens a form's address as a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; an empty answer that only a form may come here becomes a page."""
        answer = self.get_response(request)
        if answer.status_code == NOT_ALLOWED and is_for_programs(request):
            refusal = problem(MethodRefused())
            refusal["Allow"] = answer.headers.get("Allow", "")
            return refusal
        is_empty = not answer.streaming and not answer.content
        if answer.status_code == NOT_ALLOWED and is_empty and request.method == "GET":
            return form_only(request, answer.headers.get("Allow", "POST"))
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Render the refusal; anything else is left to Django."""
        if not isinstance(error, PlenaryError):
            return None
        return refused(request, error)


class PlainTextMiddleware:
    """Takes out of addresses and forms the characters that no text has, before a view sees them.

    A NUL ends in a fault of PostgreSQL, other controls in one of .docx, an override of the direction
    of writing in a name that looks like another.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> None:
        """Clean what was sent; an address with such a character, or a number that none has, does not exist."""
        is_past = any(isinstance(part, int) and part > LARGEST for part in kwargs.values())
        if is_past or not is_plain(request.path_info):
            raise Http404
        request.GET = _cleaned(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]


class SizeMiddleware:
    """Refuses a request that is larger than any upload before a byte of it is read.

    Django reads the whole body, and writes files to disk, to find the token of a form: for anybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, if its size may be."""
        said = str(request.META.get("CONTENT_LENGTH") or "")
        length = int(said) if said.isdecimal() and len(said) <= LONGEST_LENGTH else 0
        if length > settings.UPLOAD_LIMIT + FORM_AROUND or len(said) > LONGEST_LENGTH:
            return too_large(request)
        return self.get_response(request)


class PrivateMiddleware:
    """Lets nobody keep a copy of a page or file that does not say so itself, nor embed it elsewhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers that the answer lacks."""
        answer = self.get_response(request)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        answer.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        answer.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return answer


def _cleaned(sent: QueryDict) -> QueryDict:
    if all(is_plain(text) for name, texts in sent.lists() for text in (name, *texts)):
        return sent
    clean = QueryDict(mutable=True, encoding=sent.encoding)
    for name, texts in sent.lists():
        clean.setlist(plain(name), [plain(text) for text in texts])
    clean._mutable = False  # noqa: SLF001 - as Django's own query dictionaries are
    return clean
