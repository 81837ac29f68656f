"""Ending a task without its being done, taking it up again, and the second person's word on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import EndingKind, EndingState
from plenary.contexts.governance.forms.acts import EndingAnswerForm, EndingForm
from plenary.contexts.governance.forms.tasks import in_language
from plenary.contexts.governance.models import TaskEnding
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.selectors.acts import endings
from plenary.contexts.governance.services.acts.endings import (
    confirm_ending,
    propose_ending,
    send_ending_back,
    withdraw_ending,
)
from plenary.contexts.governance.views.saving import form_page, is_kept, need, typed
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def task_end(request: Request, pk: int) -> HttpResponse:
    """Propose that a task ends without being done."""
    return _propose(request, pk, EndingKind.END)


@require_http_methods(["GET", "POST"])
def task_resume(request: Request, pk: int) -> HttpResponse:
    """Propose that a task that has ended goes on."""
    return _propose(request, pk, EndingKind.RESUME)


@require_http_methods(["GET", "POST"])
def task_ending(request: Request, pk: int) -> HttpResponse:
    """Show what is proposed; a second person confirms or sends back, the office withdraws."""
    visible = endings.visible_to(request.actor).select_related("task", "decision__meeting")
    found = get_object_or_404(visible, pk=pk)
    is_open = found.state == EndingState.PROPOSED
    if request.method == "POST":
        is_own = "withdraw" in request.POST
        allowed = policies.can_withdraw_ending if is_own else policies.can_settle_ending
        need(allowed, request.actor, found)
    form = EndingAnswerForm(typed(request), seen=found.version)
    if is_kept(form, lambda data: _settle(request, pk, data), found.version):
        messages.success(request, _("Saved."))
        return redirect(found)
    context = {
        "ending": found,
        "form": form,
        "shows_ground": endings.shows_ground(request.actor, found),
        "may_settle": is_open and policies.can_settle_ending(request.actor, found),
        "may_withdraw": is_open and policies.can_withdraw_ending(request.actor, found),
    }
    return render(request, "governance/task_ending_page.html", context, status=form.status)


def _propose(request: Request, pk: int, kind: EndingKind) -> HttpResponse:
    task = get_object_or_404(tasks.visible_to(request.actor), pk=pk)
    need(policies.can_propose_ending, request.actor, task)
    form = EndingForm(typed(request), actor=request.actor, seen=task.version)
    made: list[TaskEnding] = []
    if is_kept(
        form,
        lambda data: made.append(
            propose_ending(
                actor=request.actor,
                task_id=pk,
                seen_version=data["seen_version"],
                kind=kind,
                reason=data["reason"],
                ground=form.ground(),
            )
        ),
        task.version,
    ):
        messages.success(request, _("It waits for a second person; the units are not told before."))
        return redirect(made[0])
    is_end = kind == EndingKind.END
    return form_page(
        request,
        form,
        title=_("End the task unfinished") if is_end else _("Take the task up again"),
        crumbs=[(task.get_absolute_url(), in_language(task, "title"))],
        save=_("Propose it"),
    )


def _settle(request: Request, pk: int, data: dict[str, Any]) -> None:
    seen = {"actor": request.actor, "ending_id": pk, "seen_version": data["seen_version"]}
    if "withdraw" in request.POST:
        withdraw_ending(**seen)
    elif "agree" in request.POST:
        confirm_ending(**seen)
    else:
        send_ending_back(**seen, answer=data["answer"])
