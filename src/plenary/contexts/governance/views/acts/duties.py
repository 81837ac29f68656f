"""Declining a duty, asking for its transfer, and the office's answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.enums import AskState, DutyRole
from plenary.contexts.governance.forms.acts import DeclineForm, SettleForm, TransferForm
from plenary.contexts.governance.forms.records import id_of
from plenary.contexts.governance.forms.tasks import in_language
from plenary.contexts.governance.models import Duty
from plenary.contexts.governance.selectors import duties, list_changes, tasks
from plenary.contexts.governance.selectors.acts import duty_asks
from plenary.contexts.governance.selectors.acts.dissolved import waiting_units
from plenary.contexts.governance.selectors.acts.waiting import on_the_way, waiting_for
from plenary.contexts.governance.services.parts import GroundGiven
from plenary.contexts.governance.views.saving import Crumbs, form_page, is_kept, need, typed
from plenary.kernel.audit.recording import history
from plenary.shared import clock
from plenary.shared.errors import Forbidden
from plenary.shared.web.opening import seconds_open
from plenary.shared.web.request import Request

UNSIGNED = 20
"""How many duties that nobody has signed for are shown, the longest waiting first."""


@require_http_methods(["GET", "POST"])
def decline(request: Request, pk: int, duty: int) -> HttpResponse:
    """Say that a duty is not the unit's, with a reason."""
    found = _duty(request, pk, duty)
    form = DeclineForm(typed(request), seen=found.version)
    if is_kept(
        form,
        lambda data: services.decline_duty(
            actor=request.actor, duty_id=found.pk, seconds=seconds_open(request), **data
        ),
        found.version,
    ):
        messages.success(request, _("The office has been told, and answers."))
        return redirect(reverse("governance:duties"))
    return form_page(
        request, form, title=_("Decline this duty"), crumbs=_crumbs(found), save=_("Decline")
    )


@require_http_methods(["GET", "POST"])
def transfer(request: Request, pk: int, duty: int) -> HttpResponse:
    """Ask that another unit have a duty."""
    found = _duty(request, pk, duty)
    form = TransferForm(typed(request), seen=found.version, actor=request.actor)
    if is_kept(
        form,
        lambda data: services.ask_for_transfer(
            actor=request.actor,
            duty_id=found.pk,
            seen_version=data["seen_version"],
            reason=data["reason"],
            unit_id=id_of(data["unit"]),
            seconds=seconds_open(request),
        ),
        found.version,
    ):
        messages.success(request, _("The office has been told, and answers."))
        return redirect(reverse("governance:duties"))
    return form_page(
        request, form, title=_("Ask for a transfer"), crumbs=_crumbs(found), save=_("Ask")
    )


@require_http_methods(["GET", "POST"])
def ask(request: Request, pk: int) -> HttpResponse:
    """Show what a unit asks of a duty; the office answers it here."""
    visible = duty_asks.visible_to(request.actor).select_related("task", "unit", "to_unit")
    found = get_object_or_404(visible, pk=pk)
    may_settle = policies.can_manage_tasks(request.actor) and found.state == AskState.OPEN
    if request.method == "POST":
        need(policies.can_manage_tasks, request.actor)
    is_settled = found.role in {DutyRole.LEAD, DutyRole.RESPONSIBLE}
    form = SettleForm(
        typed(request),
        seen=found.version,
        actor=request.actor,
        adopted=list_changes.adopted_with(request.actor, found.task) if is_settled else [],
        initial={"unit": found.to_unit_id},
    )
    if is_kept(form, lambda data: _settle(request, pk, data, form.ground()), found.version):
        messages.success(request, _("The unit has been told."))
        return redirect(reverse("governance:waiting"))
    context = {
        "ask": found,
        "form": form,
        "may_settle": may_settle or form.is_bound,
        "sees_task": tasks.visible_to(request.actor).filter(pk=found.task_id).exists(),
        "history": list(history(found)),
    }
    return render(request, "governance/ask_page.html", context, status=form.status)


def _settle(request: Request, pk: int, data: dict[str, Any], ground: GroundGiven) -> None:
    same: dict[str, Any] = {
        "actor": request.actor,
        "ask_id": pk,
        "seen_version": data["seen_version"],
        "answer": data["answer"],
    }
    if "accept" in request.POST:
        services.accept_ask(**same, unit_id=id_of(data["unit"]), ground=ground)
    else:
        services.return_ask(**same)


@require_GET
def waiting(request: Request) -> HttpResponse:
    """Show what waits for the actor, and how long duties wait to be signed for."""
    if not policies.sees_everything(request.actor):
        raise Forbidden
    unsigned = duty_asks.unsigned(request.actor)
    context = {
        "dissolved": waiting_units(request.actor),
        "lines": waiting_for(request.actor),
        "under_way": on_the_way(request.actor),
        "unsigned": list(unsigned.select_related("task", "unit", "post")[:UNSIGNED]),
        "unsigned_count": unsigned.count(),
        "now": clock.now(),
        "signing": duty_asks.signing_times(request.actor),
    }
    return render(request, "governance/waiting.html", context)


def _duty(request: Request, task: int, duty: int) -> Duty:
    visible = duties.visible_to(request.actor).select_related("task", "unit")
    found = get_object_or_404(visible, pk=duty, task_id=task)
    need(policies.can_contest, request.actor, found)
    return found


def _crumbs(duty: Duty) -> Crumbs:
    return [(duty.task.get_absolute_url(), in_language(duty.task, "title"))]
