"""The calendar: a month as a grid or as a list, of an account, a unit or a body."""

from __future__ import annotations

import datetime as dt
import re

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plenary.contexts.governance import policies
from plenary.contexts.governance.forms.calendar import CalendarFilterForm
from plenary.contexts.governance.selectors.calendar.entries import MOST, Range, is_cut
from plenary.contexts.governance.selectors.calendar.months import month, span
from plenary.contexts.governance.selectors.calendar.own import dates
from plenary.contexts.governance.views.answers import light_words
from plenary.kernel.calendar.selectors import unknown_year
from plenary.shared import clock
from plenary.shared.web.request import Request

VIEWS = ("month", "list")
IN_A_CELL = 4
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@require_GET
def calendar(request: Request) -> HttpResponse:
    """Show a month's meetings, due dates and units' own dates, as far as the actor sees them."""
    form = CalendarFilterForm(request.GET, actor=request.actor)
    first = _first(request.GET.get("month", ""))
    starts_on, ends_on = span(first)
    wanted = Range(starts_on=starts_on, ends_on=ends_on, **form.chosen())
    found = dates(request.actor, wanted)
    view = request.GET.get("view", "")
    kept = request.GET.copy()
    for name in ("month", "view"):
        kept.pop(name, None)
    context = {
        "form": form,
        "month": month(first, found),
        "view": view if view in VIEWS else "month",
        "most": MOST if is_cut(found) else 0,
        "unknown_year": unknown_year(starts_on, ends_on),
        "query": kept.urlencode(),
        "this_month": clock.today().replace(day=1),
        "words": light_words(),
        "in_a_cell": IN_A_CELL,
        "may_make_feeds": policies.can_make_feeds(request.actor),
    }
    return render(request, "governance/calendar.html", context)


def _first(text: str) -> dt.date:
    """Read ``2025-07``; this month for anything else and for years that no calendar shows."""
    found = _MONTH.fullmatch(text)
    if found:
        year, number = int(found[1]), int(found[2])
        if clock.EARLIEST.year < year < clock.LATEST.year and 1 <= number <= 12:  # noqa: PLR2004 - months
            return dt.date(year, number, 1)
    return clock.today().replace(day=1)
