"""Begins the minutes of a meeting; what follows is the work on a report."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from plenary.contexts.governance.services.minutes import begin_minutes
from plenary.contexts.governance.views.meetings import visible_meeting
from plenary.shared.errors import Refused
from plenary.shared.web.limits import limited
from plenary.shared.web.request import Request


@require_POST
@limited("drafting", "20/m", methods=("POST",))
def minutes_new(request: Request, pk: int) -> HttpResponse:
    """Draft the minutes of a meeting, or say on its page why there is nothing to draft."""
    found = visible_meeting(request.actor, pk)
    try:
        made = begin_minutes(actor=request.actor, meeting_id=pk)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect(f"{found.get_absolute_url()}#minutes")
    return redirect(made)
