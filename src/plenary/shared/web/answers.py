"""The answers to what goes wrong outside a view: 400, 403, 404, 429 and 500, in the layout."""

from __future__ import annotations

import errno
import sqlite3
import sys
from collections.abc import Sequence

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from plenary.shared.errors import Forbidden, NotFound, PlenaryError
from plenary.shared.web.problems import is_for_programs, problem

log = structlog.get_logger(__name__)

ACCOUNTS = "/accounts/"
"""Under it forms hold passwords and codes."""
DISK_FULL = "53100"
"""PostgreSQL's code for it."""


class TooMany(PlenaryError):
    """The same was asked for too often in too short a time."""

    status = 429
    sentence = _("That was asked for too often. Please wait a little and try again.")


class TooLarge(PlenaryError):
    """What is sent is more than any upload may be."""

    status = 413
    sentence = _("This is more than may be uploaded at once. Nothing was stored.")


class FormOnly(PlenaryError):
    """An address that takes a form was opened like a page."""

    status = 405
    sentence = _("There is no page at this address: it only takes a form that another page sends.")


class Unreadable(PlenaryError):
    """The request itself is malformed."""

    sentence = _("This request could not be read.")


class Forged(PlenaryError):
    """A form came without the token that the page gave it."""

    status = 403
    sentence = _(
        "This form has expired or did not come from this site. Go back, reload the page and send"
        " it again."
    )


class DiskFull(PlenaryError):
    """Neither a file nor a row could be written any more."""

    status = 507
    sentence = _(
        "The server's disk is full. Nothing was stored; please tell your administrator, and send it"
        " again later."
    )


class Failed(PlenaryError):
    """A fault of Plenary's own."""

    status = 500
    sentence = _("Plenary made a mistake. It has been written down; please try again later.")


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a malformed request."""
    return _answer(request, Unreadable())


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what the role does not allow."""
    return _answer(request, Forbidden())


def refused(request: HttpRequest, error: PlenaryError) -> HttpResponse:
    """Answer a refusal that a view let through, with what was typed, so that it can be sent again."""
    if request.method != "POST":
        return _answer(request, error)
    back = _nearest_page(request.path_info)
    return _answer(request, error, back=back, typed=_typed(request))


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that does not exist."""
    return _answer(request, NotFound())


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer what was asked for too often."""
    return _answer(request, TooMany())


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer a request that is larger than any upload may be."""
    return _answer(request, TooLarge())


def form_only(request: HttpRequest, allowed: str) -> HttpResponse:
    """Answer who opens an address that takes only a form, with the way to the record that it is of."""
    answer = _answer(request, FormOnly(), back=_nearest_page(request.path_info))
    answer.headers["Allow"] = allowed
    return answer


def _typed(request: HttpRequest) -> list[str]:
    """Give the texts of a form: what holds more than one word, or another script. Never of an account's."""
    if request.path_info.startswith(ACCOUNTS):
        return []
    values = (value.strip() for name in request.POST for value in request.POST.getlist(name))
    return [value for value in values if len(value.split()) > 1 or not value.isascii()]


def _nearest_page(path: str) -> str:
    """Give the page that an address belongs to: ``/meetings/7/`` for ``/meetings/7/close/``; else ""."""
    parts = path.strip("/").split("/")
    for count in (2, 1):
        page = f"/{'/'.join(parts[:count])}/"
        if page == path or len(parts) < count:
            continue
        try:
            resolve(page)
        except Resolver404:
            continue
        return page
    return ""


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without its token."""
    return _answer(request, Forged())


def failed(request: HttpRequest) -> HttpResponse:
    """Answer a fault of Plenary's own, or of its disk; where no page can be made, with a plain one.

    A disk that is full may be met before a view is: large uploads are written while they are read.
    """
    try:
        return _answer(request, DiskFull() if _is_disk_full(sys.exc_info()[1]) else Failed())
    except Exception:
        log.exception("the page of the failure failed")
        return HttpResponse(
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Plenary</title>'
            f"<h1>{Failed.sentence}</h1></html>",
            status=500,
        )


def _is_disk_full(error: BaseException | None) -> bool:
    """Say whether a full disk stands behind a fault: the system's, SQLite's or PostgreSQL's word for it."""
    while error is not None:
        if (
            getattr(error, "errno", None) in {errno.ENOSPC, errno.EDQUOT}
            or getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
            or getattr(error, "sqlstate", None) == DISK_FULL
        ):
            return True
        error = error.__cause__ or error.__context__
    return False


def _answer(
    request: HttpRequest, error: PlenaryError, *, back: str = "", typed: Sequence[str] = ()
) -> HttpResponse:
    if is_for_programs(request):
        return problem(error)
    context = {"error": error, "back": back, "typed": typed}
    return render(request, "layout/refusal.html", context, status=error.status)
