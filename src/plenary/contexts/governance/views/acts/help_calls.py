"""The page of a unit's call for help, on which it is answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import HelpState, TaskState
from plenary.contexts.governance.forms.acts import HelpAnswerForm
from plenary.contexts.governance.selectors.acts import help_calls
from plenary.contexts.governance.services.acts.help_calls import answer_help
from plenary.contexts.governance.views.saving import is_kept, need, typed
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def help_call(request: Request, pk: int) -> HttpResponse:
    """Show what help a unit needs and what it was answered; whoever may answer does so here."""
    visible = help_calls.visible_to(request.actor).select_related("task", "unit", "progress")
    call = get_object_or_404(visible, pk=pk)
    if request.method == "POST":
        need(policies.can_answer_help, request.actor, call)
    form = HelpAnswerForm(typed(request), seen=call.version)
    if is_kept(
        form,
        lambda data: answer_help(
            actor=request.actor,
            call_id=pk,
            seen_version=data["seen_version"],
            answer=data["answer"],
        ),
        call.version,
    ):
        messages.success(request, _("The unit has been told."))
        return redirect(call)
    is_open = call.state == HelpState.ASKED
    is_under_way = call.task.state in {TaskState.OPEN, TaskState.REPORTED}
    may = is_open and is_under_way and policies.can_answer_help(request.actor, call)
    context = {"call": call, "form": form, "may_answer": may}
    return render(request, "governance/help_call_page.html", context, status=form.status)
