"""A unit's part in a task that it says is done, and the lead unit's or the office's word on that."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import TaskState
from plenary.contexts.governance.forms.acts import PartForm
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.selectors.acts import parts_done
from plenary.contexts.governance.selectors.duties import SETTLED
from plenary.contexts.governance.services.acts.parts_done import (
    acknowledge_part,
    return_part,
    take_part_report_back,
)
from plenary.contexts.governance.views.saving import is_kept, need, typed
from plenary.contexts.governance.workflows import DUTY_FLOW
from plenary.shared.errors import Refused
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def part(request: Request, pk: int) -> HttpResponse:
    """Show a unit's part with its last word on it; whoever may judge it does so here, and its unit takes its
    word back.
    """
    visible = parts_done.visible_to(request.actor).select_related("task", "unit", "post")
    found = get_object_or_404(visible, pk=pk)
    is_open = found.task.state in {TaskState.OPEN, TaskState.REPORTED}
    is_own = policies.can_report(request.actor, found.task, found.unit_id or 0)
    may_take_back = is_open and is_own and found.state in SETTLED
    may = is_open and policies.can_settle_part(request.actor, found)
    if request.method == "POST" and not may_take_back:
        need(policies.can_settle_part, request.actor, found)
    form = PartForm(typed(request), seen=found.version)
    if may_take_back and not may:
        reason = form.fields["reason"]
        reason.label, reason.required = _("Why it is not done yet"), True
        reason.help_text = _("The lead unit reads it.")
    if is_kept(form, lambda data: _settle(request, pk, data), found.version):
        is_back = "take_back" in request.POST
        told = _("The lead unit has been told.") if is_back else _("The unit has been told.")
        messages.success(request, told)
        return redirect(found.task)
    entry = parts_done.last_word_on(found)
    moves = DUTY_FLOW.open_moves(found.state)
    context = {
        "duty": found,
        "form": form,
        "entry": entry,
        "sees_source": entry is not None
        and tasks.visible_to(request.actor).filter(pk=entry.task_id).exists(),
        "may": {move for move in ("acknowledge", "send_back") if may and move in moves},
        "may_take_back": may_take_back,
    }
    return render(request, "governance/part_page.html", context, status=form.status)


def _settle(request: Request, pk: int, data: dict[str, Any]) -> None:
    seen = {"duty_id": pk, "seen_version": data["seen_version"]}
    if "acknowledge" in request.POST:
        acknowledge_part(actor=request.actor, **seen)
    elif "return" in request.POST:
        return_part(actor=request.actor, **seen, reason=data["reason"])
    elif "take_back" in request.POST:
        take_part_report_back(actor=request.actor, **seen, reason=data["reason"])
    else:
        raise Refused(_("Choose one of the buttons."))
