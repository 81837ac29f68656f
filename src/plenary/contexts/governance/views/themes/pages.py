"""The themes side by side, and one theme with all that hangs on it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plenary.contexts.governance.policies.themes import can_keep_themes
from plenary.contexts.governance.selectors.themes.overview import overview
from plenary.contexts.governance.selectors.themes.page import theme_page
from plenary.contexts.governance.views.answers import light_words
from plenary.contexts.governance.views.charts import ORDER, drawn
from plenary.shared import clock
from plenary.shared.web.charts import bar
from plenary.shared.web.filters import side
from plenary.shared.web.request import Request


@require_GET
def theme_list(request: Request) -> HttpResponse:
    """List the themes with their tasks by light, their load and the latest report."""
    lines = overview(request.actor)
    longest = max((line.total for line in lines), default=0)
    context = {
        "lines": [(line, bar(line.counts, ORDER, longest)) for line in lines],
        "numbers_of": [(side(line.theme, "name"), line) for line in lines],
        "words": light_words(),
        "order": ORDER,
        "may_keep": can_keep_themes(request.actor),
    }
    return render(request, "governance/theme_list.html", context)


@require_GET
def theme(request: Request, pk: int) -> HttpResponse:
    """Show a theme's lights, tasks, meetings, measures and reports."""
    page = theme_page(request.actor, pk)
    context = {
        "page": page,
        "pieces": bar(page.counts, ORDER, page.total),
        "months": drawn(page.months),
        "numbers_of": [(f"{month.on:%Y-%m}", month) for month in page.months],
        "words": light_words(),
        "order": ORDER,
        "today": clock.today(),
        "may_keep": can_keep_themes(request.actor, page.theme),
    }
    return render(request, "governance/theme_page.html", context)
