"""Earlier translations: a page to look them up, and the part of it that is shown beside a form."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plenary.contexts.language import policies
from plenary.contexts.language.segmenting import LONGEST
from plenary.contexts.language.selectors import memory
from plenary.contexts.language.views.answers import need
from plenary.shared.web.limits import limited
from plenary.shared.web.request import Request


@require_GET
@limited("memory", "240/m")
def look_up(request: Request) -> HttpResponse:
    """Propose earlier translations of a text; to HTMX only the proposals themselves.

    The text comes as ``text``, or under the name of the form's field that ``field`` gives.
    """
    need(policies.can_use_memory, request.actor)
    name = request.GET.get("field", "text")
    text = request.GET.get(name, "")[:LONGEST]
    side = memory.side_of(text)
    context: dict[str, Any] = {
        "text": text,
        "side": side,
        "proposals": memory.proposals(request.actor, text, side),
    }
    if request.htmx:
        return render(request, "language/memory_proposals.html", context)
    return render(request, "language/memory.html", context)
