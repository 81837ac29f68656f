"""The home page, by role: leader, office, unit, verifier, administrator."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plenary.contexts.communications import api as communications
from plenary.contexts.governance import api as governance
from plenary.contexts.language import api as language_
from plenary.kernel.notifications.selectors import stuck
from plenary.shared.actor import Actor
from plenary.shared.web.request import Request
from plenary.shared.web.templates import language
from plenary.shared.web.waiting import note
from plenary.workspace.policies import can_see_installation
from plenary.workspace.selectors.installation import background, unknown_year
from plenary.workspace.selectors.starting import first_steps
from plenary.workspace.views.installation import other_origin


@require_GET
def home(request: Request) -> HttpResponse:
    """Show what waits for the signed-in person, and nothing else."""
    chinese = language() == "zh"
    words = {
        light: word.zh if chinese else word.en for light, word in governance.light_words().items()
    }
    context = {
        "home": governance.home_of(request.actor),
        "dissolved": governance.dissolved_units(request.actor),
        "waits": governance.waiting_for(request.actor),
        "under_way": governance.on_the_way(request.actor),
        "guides": communications.guides_to_check(request.actor),
        "pages_due": communications.pages_due(request.actor),
        "words": words,
        "deed": governance.deed,
        "newsroom": communications.newsroom_of(request.actor),
        "suggestions": language_.open_suggestions(request.actor),
        "steps": first_steps(request.actor),
        "desk": governance.on_desk(request.actor),
        "stuck": stuck(request.actor),
        "background": background() if can_see_installation(request.actor) else None,
        "other_origin": other_origin(request),
        "unknown_year": unknown_year() if request.actor.has("office", "administrator") else None,
    }
    note(request, _waiting(request.actor, context["home"], context["waits"]))
    return render(request, "workspace/home.html", context)


def _waiting(actor: Actor, home: governance.Home, waits: Sequence[object]) -> int:
    """Count what the page lists as the person's to do: answers, checks, and duties, each once."""
    duties = {one.duty_id for one in (*home.to_sign, *home.to_report, *home.late)}
    checks = home.to_verify if actor.has("verifier") else []
    return len(waits) + len(checks) + len(duties)
