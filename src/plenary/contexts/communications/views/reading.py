"""How a reader wants to read: text size and contrast, in one cookie that is set only when chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from plenary.contexts.communications import addresses
from plenary.shared.web.address import own_path

COOKIE = "plenary_reading"
YEAR = 365 * 24 * 3600
SIZES = ("middle", "big", "small")
CONTRASTS = ("usual", "high")
"""The first of each is what a reader gets who has chosen nothing."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A size and a contrast."""

    size: str = SIZES[0]
    contrast: str = CONTRASTS[0]

    @property
    def classes(self) -> str:
        """Give the classes of the page's root element."""
        return f"size-{self.size} contrast-{self.contrast}"


def chosen(request: HttpRequest) -> Chosen:
    """Give what the reader's cookie says; the usual where it says nothing that is known."""
    return chosen_by(request.COOKIES)


def chosen_by(cookies: Mapping[str, str]) -> Chosen:
    """Give what these cookies say."""
    size, _sign, contrast = cookies.get(COOKIE, "").partition("-")
    return _known(size, contrast, Chosen())


@login_not_required
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Keep a choice and go back to the page; the usual is kept by forgetting the cookie."""
    before = chosen(request)
    now = _known(request.GET.get("size", ""), request.GET.get("contrast", ""), before)
    answer = HttpResponseRedirect(own_path(request.GET.get("next"), addresses.front("en")))
    if now == Chosen():
        answer.delete_cookie(COOKIE, path="/portal/", samesite="Lax")
    else:
        answer.set_cookie(
            COOKIE,
            f"{now.size}-{now.contrast}",
            max_age=YEAR,
            path="/portal/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _known(size: str, contrast: str, otherwise: Chosen) -> Chosen:
    return Chosen(
        size if size in SIZES else otherwise.size,
        contrast if contrast in CONTRASTS else otherwise.contrast,
    )
