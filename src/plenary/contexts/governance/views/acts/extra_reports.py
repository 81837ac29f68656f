"""Asking a unit for a report beyond the rhythm, and the second person's word on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import ExtraState
from plenary.contexts.governance.forms.acts import (
    ExtraAnswerForm,
    ExtraReportForm,
    ExtraWithdrawalForm,
)
from plenary.contexts.governance.forms.tasks import in_language
from plenary.contexts.governance.models import ExtraReport
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.selectors.acts import extra_reports
from plenary.contexts.governance.services.acts.extra_reports import (
    ask_extra_report,
    settle_extra_report,
    withdraw_extra_report,
)
from plenary.contexts.governance.views.saving import form_page, is_kept, need, typed
from plenary.kernel.organisations.models import Organisation
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def extra_report_new(request: Request, pk: int) -> HttpResponse:
    """Ask one of a task's units for a report beyond the rhythm."""
    task = get_object_or_404(tasks.visible_to(request.actor), pk=pk)
    need(policies.can_ask_extra, request.actor, task)
    held = task.duties.filter(role__in=tasks.REPORTING_ROLES).order_by().values("unit_id")
    form = ExtraReportForm(typed(request), units=Organisation.objects.filter(pk__in=held))
    made: list[ExtraReport] = []
    if is_kept(
        form,
        lambda data: made.append(
            ask_extra_report(
                actor=request.actor,
                task_id=pk,
                unit_id=data["unit"].pk,
                question=data["question"],
                reason=data["reason"],
                due_on=data["due_on"],
            )
        ),
    ):
        messages.success(request, _("It waits for a second person; the unit is not told before."))
        return redirect(made[0])
    crumbs = [(task.get_absolute_url(), in_language(task, "title"))]
    title = _("Ask for a further report")
    return form_page(request, form, title=title, crumbs=crumbs, save=_("Ask"))


@require_http_methods(["GET", "POST"])
def extra_report(request: Request, pk: int) -> HttpResponse:
    """Show what is asked; a second person agrees or does not, the office withdraws, the unit is led to its form."""
    visible = extra_reports.visible_to(request.actor).select_related("task", "unit")
    found = get_object_or_404(visible, pk=pk)
    may_settle = found.state == ExtraState.ASKED and policies.can_settle_extra(request.actor, found)
    is_withdrawal = "withdraw" in request.POST if request.method == "POST" else not may_settle
    kind = ExtraWithdrawalForm if is_withdrawal else ExtraAnswerForm
    if request.method == "POST":
        allowed = policies.can_withdraw_extra if is_withdrawal else policies.can_settle_extra
        need(allowed, request.actor, found)
    form = kind(typed(request), seen=found.version)
    if is_kept(form, lambda data: _settle(request, pk, data), found.version):
        messages.success(request, _("Saved."))
        return redirect(found)
    is_open = found.state in extra_reports.OPEN
    is_owed = found.state == ExtraState.APPROVED
    context = {
        "extra": found,
        "form": form,
        "may_settle": may_settle,
        "may_withdraw": is_open and policies.can_withdraw_extra(request.actor, found),
        "may_report": is_owed and policies.can_report(request.actor, found.task, found.unit_id),
    }
    return render(request, "governance/extra_report_page.html", context, status=form.status)


def _settle(request: Request, pk: int, data: dict[str, Any]) -> None:
    seen = {"actor": request.actor, "extra_id": pk, "seen_version": data["seen_version"]}
    if "withdraw" in request.POST:
        withdraw_extra_report(**seen, reason=data["answer"])
    else:
        settle_extra_report(**seen, agrees="agree" in request.POST, answer=data["answer"])
