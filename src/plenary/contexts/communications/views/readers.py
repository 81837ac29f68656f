"""Counts openings of the portal's pages, tells readers what is counted, and shows the newsroom the numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.exports.readers import csv_of
from plenary.contexts.communications.forms.readers import ReadersForm
from plenary.contexts.communications.selectors import readers
from plenary.contexts.communications.selectors.readers import Asked, Day
from plenary.contexts.communications.views.answers import need, visible
from plenary.shared import clock
from plenary.shared.web.charts import HEIGHT, WIDTH, bands
from plenary.shared.web.limits import limited
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request

PAGE = 50
_BROWSERS = ("Mozilla/", "Opera/")
_ROBOTS = (
    "bot",
    "crawl",
    "spider",
    "slurp",
    "archive",
    "fetch",
    "scan",
    "monitor",
    "preview",
    "validator",
    "headless",
    "lighthouse",
    "externalhit",
    "inspect",
    "python",
    "httpclient",
    "http-client",
    "feed",
)
"""Words by which programs name themselves."""
_AHEAD = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")
_WISHES = ("HTTP_DNT", "HTTP_SEC_GPC")


def is_counted(request: HttpRequest) -> bool:
    """Say whether a request is a person opening a page.

    Not HEAD, not what a browser loads ahead, not programs, not the export, and nobody who asks not to
    be counted (``DNT``, ``Sec-GPC``). The headers are looked at and not kept.
    """
    return not getattr(request, "is_export", False) and is_opening(request.META)


def is_opening(sent: Mapping[str, Any]) -> bool:
    """Say the same of a request as the server hands it over."""
    if sent.get("REQUEST_METHOD") != "GET":
        return False
    if any(sent.get(name, "").strip() == "1" for name in _WISHES):
        return False
    if any("pre" in sent.get(name, "").lower() for name in _AHEAD):
        return False
    return is_browser(sent.get("HTTP_USER_AGENT", ""))


def is_browser(agent: str) -> bool:
    """Say whether what asks names itself a browser, and no program; CUBOT makes telephones."""
    named = agent.lower().replace("cubot", "")
    return agent.startswith(_BROWSERS) and not any(word in named for word in _ROBOTS)


@require_GET
def reader_numbers(request: Request) -> HttpResponse:
    """Show how often pages were opened, over time and by page."""
    need(policies.can_see, request.actor)
    form, asked = _asked(request)
    days = readers.by_day(request.actor, asked)
    found = readers.by_page(request.actor, asked)
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "form": form,
        "of": asked.page,
        "days": days,
        "bands": bands(_places(days), Lang.values),
        "most": max(day.total for day in days),
        "size": (WIDTH, HEIGHT),
        "sums": {lang: sum(day.counts[lang] for day in days) for lang in Lang.values},
        "langs": Lang.choices,
        "page": shown,
        "lines": readers.lines(shown.object_list),
        "query": _query(asked),
    }
    return render(request, "communications/reader_numbers.html", context)


@require_GET
@limited("export", "20/m")
def reader_numbers_csv(request: Request) -> HttpResponse:
    """Give the same numbers as a file, a row a day, page and language."""
    need(policies.can_see, request.actor)
    _form, asked = _asked(request)
    answer = HttpResponse(
        csv_of(readers.counted(request.actor, asked)), content_type="text/csv; charset=utf-8"
    )
    name = f"plenary-readers-{clock.today().isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _asked(request: Request) -> tuple[ReadersForm, Asked]:
    form = ReadersForm(request.GET if "days" in request.GET else None)
    of = whole(request.GET.get("of"))
    return form, Asked(form.number(), visible(request, of) if of else None)


def _query(asked: Asked) -> str:
    return f"days={asked.days}" + (f"&of={asked.page.pk}" if asked.page else "")


def _places(days: list[Day]) -> list[tuple[float, dict[str, int]]]:
    last = max(len(days) - 1, 1)
    return [(number / last, day.counts) for number, day in enumerate(days)]
