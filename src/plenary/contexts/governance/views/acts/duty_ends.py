"""The end of a unit's part in a task: what it was, why it ended; the unit notes it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import policies
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.selectors.acts import duty_ends
from plenary.contexts.governance.services.duty_ends import note_end
from plenary.contexts.governance.views.answers import show_refusal
from plenary.shared.errors import Refused
from plenary.shared.web.record_form import RecordForm
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def duty_end(request: Request, pk: int) -> HttpResponse:
    """Show the end of a part; its unit says here that it knows."""
    visible = duty_ends.visible_to(request.actor).select_related("task", "unit", "to_unit")
    found = get_object_or_404(visible, pk=pk)
    form = RecordForm(request.POST or None, seen=found.version)
    if request.method == "POST" and form.is_valid():
        try:
            note_end(actor=request.actor, end_id=pk, seen_version=form.cleaned_data["seen_version"])
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Noted."))
            return redirect("governance:duties")
    context = {
        "end": found,
        "form": form,
        "may_note": found.noted_at is None and policies.can_note_end(request.actor, found),
        "sees_task": tasks.visible_to(request.actor).filter(pk=found.task_id).exists(),
    }
    return render(request, "governance/duty_end_page.html", context, status=form.status)
