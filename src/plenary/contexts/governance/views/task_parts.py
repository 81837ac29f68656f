"""The parts of a task, each on a page of its own: duties, milestones, the light by hand, the history."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.forms.records import id_of
from plenary.contexts.governance.forms.task_parts import DutyForm, MilestoneDoneForm, MilestoneForm
from plenary.contexts.governance.forms.tasks import OverrideForm
from plenary.contexts.governance.models import Task
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.selectors.task_history import history_of
from plenary.contexts.governance.services.parts import MilestoneGiven
from plenary.contexts.governance.views.answers import pairs
from plenary.contexts.governance.views.histories import told
from plenary.contexts.governance.views.saving import Crumbs, form_page, is_kept, need, typed
from plenary.shared import clock
from plenary.shared.errors import NotFound
from plenary.shared.web.address import own_path
from plenary.shared.web.filters import side
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request

HISTORY = 100
"""How many changes stand on a page."""


@require_http_methods(["GET", "POST"])
def duty_add(request: Request, pk: int) -> HttpResponse:
    """Give a unit or a leader a part in the task."""
    found = _visible(request, pk)
    need(policies.can_manage_tasks, request.actor, found)
    form = DutyForm(typed(request), actor=request.actor)

    def assign(data: dict[str, Any]) -> None:
        services.assign_duty(
            actor=request.actor,
            task_id=pk,
            role=data["role"],
            unit_id=id_of(data["unit"]),
            post_id=id_of(data["accountable_post"]),
            due_on=data["due_on"],
            reason=data["reason"],
            **pairs(data, "deliverable"),
        )

    if is_kept(form, assign):
        return redirect("governance:task", pk=pk)
    return form_page(request, form, title=_("Add a part"), crumbs=_crumbs(found), save=_("Add"))


@require_POST
def duty_sign(request: Request, pk: int, duty: int) -> HttpResponse:
    """Sign for a duty."""
    services.sign_for(actor=request.actor, duty_id=duty)
    messages.success(request, _("Signed for."))
    return redirect(own_path(request.POST.get("next"), Task(pk=pk).get_absolute_url()))


@require_http_methods(["GET", "POST"])
def milestone_add(request: Request, pk: int) -> HttpResponse:
    """Add a milestone."""
    found = _visible(request, pk)
    need(policies.can_manage_tasks, request.actor, found)
    form = MilestoneForm(typed(request))

    def add(data: dict[str, Any]) -> None:
        given = MilestoneGiven(due_on=data["due_on"], **pairs(data, "title"))
        services.add_milestone(actor=request.actor, task_id=pk, given=given, reason=data["reason"])

    if is_kept(form, add):
        return redirect("governance:task", pk=pk)
    return form_page(
        request, form, title=_("Add a milestone"), crumbs=_crumbs(found), save=_("Add")
    )


@require_http_methods(["GET", "POST"])
def milestone_complete(request: Request, pk: int, milestone: int) -> HttpResponse:
    """Say that a milestone is done: today, or on a day that is past with what shows it."""
    found = _visible(request, pk)
    need(policies.can_complete_milestone, request.actor, found)
    step = get_object_or_404(found.milestones, pk=milestone)
    form = MilestoneDoneForm(typed(request), seen=step.version, initial={"done_on": clock.today()})

    def complete(data: dict[str, Any]) -> None:
        services.complete_milestone(actor=request.actor, milestone_id=milestone, **data)

    if is_kept(form, complete, step.version):
        return redirect("governance:task", pk=pk)
    return form_page(
        request,
        form,
        title=_("The milestone is done"),
        crumbs=_crumbs(found),
        quote=side(step, "title"),
        quote_label=_("Milestone"),
    )


@require_http_methods(["GET", "POST"])
def task_override(request: Request, pk: int) -> HttpResponse:
    """Show another light than the rule's, or the rule's again."""
    found = _visible(request, pk)
    need(policies.can_override_light, request.actor, found)
    if "remove" in request.POST:
        seen = whole(request.POST.get("seen_version"), 0)
        services.remove_override(actor=request.actor, task_id=pk, seen_version=seen)
        return redirect("governance:task", pk=pk)
    form = OverrideForm(typed(request), seen=found.version)
    if is_kept(
        form,
        lambda data: services.override_light(actor=request.actor, task_id=pk, **data),
        found.version,
    ):
        messages.success(request, _("The light is shown as you say, with your reason."))
        return redirect("governance:task", pk=pk)
    return form_page(
        request,
        form,
        title=_("Show another light, with a reason"),
        crumbs=_crumbs(found),
        save=_("Show this light"),
    )


@require_GET
def task_history(request: Request, pk: int) -> HttpResponse:
    """Tell what was changed of a task and its parts, by whom and why."""
    found = _visible(request, pk)
    rows = Paginator(history_of(request.actor, found), HISTORY)
    page = rows.get_page(request.GET.get("page"))
    context = {"task": found, "page": page, "told": told(page), "crumbs": _crumbs(found)}
    return render(request, "governance/task_history.html", context)


def _visible(request: Request, pk: int) -> Task:
    found = tasks.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _crumbs(task: Task) -> Crumbs:
    return [
        (reverse("governance:tasks"), _("Tasks")),
        (task.get_absolute_url(), side(task, "title")),
    ]
