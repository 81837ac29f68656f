"""The checker's page, and what it says of two fields while one types."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from plenary.contexts.language.forms.checks import LONGEST, CheckForm
from plenary.contexts.language.selectors.checked import Checked, checked
from plenary.contexts.language.views.answers import typed
from plenary.kernel.text import remarks
from plenary.kernel.text.middleware import day_sent
from plenary.kernel.text.profiles import RUNNING_TEXT
from plenary.shared.web.limits import limited
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
@limited("check", "120/m", methods=("POST",))
def check_text(request: Request) -> HttpResponse:
    """Check two texts that were pasted; nothing of them is kept."""
    form = CheckForm(typed(request))
    found: Checked | None = None
    if request.method == "POST" and form.is_valid():
        found = checked(**form.cleaned_data)
    context = {"form": form, "found": found}
    return render(request, "language/check.html", context, status=form.status)


@require_POST
@limited("check-fields", "600/m", methods=("POST",))
def check_fields(request: Request) -> HttpResponse:
    """Say what is found in the two fields of a form that the address names, with their rules."""
    asked = request.GET
    zh, en, day = (request.POST.get(asked.get(key, ""), "").strip() for key in ("zh", "en", "day"))
    profile = asked.get("profile") or RUNNING_TEXT
    shown = remarks.of_pair(zh[:LONGEST], en[:LONGEST], profile=profile, on=day_sent(day))
    return render(request, "language/check_remarks.html", {"shown": shown})
