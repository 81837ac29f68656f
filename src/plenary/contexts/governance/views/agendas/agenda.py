"""A meeting's agenda, as those work with it who prepare the meeting."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plenary.contexts.governance.policies.agendas import can_bring_topics
from plenary.contexts.governance.selectors.agendas.agenda_page import agenda_page
from plenary.shared.web.request import Request


@require_GET
def agenda(request: Request, pk: int) -> HttpResponse:
    """Show the items with the topics behind them and their papers, and the topics that wait."""
    page = agenda_page(request.actor, pk)
    context = {
        "page": page,
        "meeting": page.meeting,
        "may_bring": page.meeting.state == "planned" and can_bring_topics(request.actor),
    }
    return render(request, "governance/agenda_page.html", context)
