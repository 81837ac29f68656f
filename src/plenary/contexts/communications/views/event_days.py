"""Shows which pages of events went out in a period, and how many days each language took."""

from __future__ import annotations

import datetime as dt

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from plenary.contexts.communications import policies
from plenary.contexts.communications.selectors.event_days import days_of, went_out
from plenary.contexts.communications.views.answers import need
from plenary.shared import clock
from plenary.shared.web.request import Request

PAGE = 50


@require_GET
def event_days(request: Request) -> HttpResponse:
    """List the pages behind the portal's measures; without a period those of this year."""
    need(policies.can_see, request.actor)
    today = clock.today()
    start = _day(request, "from") or today.replace(month=1, day=1)
    end = _day(request, "to") or today
    found = went_out(request.actor, start, end)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": days_of(list(page.object_list)),
        "start": start,
        "end": end,
    }
    return render(request, "communications/event_days.html", context)


def _day(request: Request, name: str) -> dt.date | None:
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:
        return None
