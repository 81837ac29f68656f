"""Plans of work and their numbered priorities."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.forms.plans import PlanForm, PriorityForm
from plenary.contexts.governance.forms.records import id_of
from plenary.contexts.governance.models import Plan, Priority
from plenary.contexts.governance.selectors import plans as selectors
from plenary.contexts.governance.selectors.resting import resting_on
from plenary.contexts.governance.views.answers import light_words, pairs
from plenary.contexts.governance.views.histories import told_of
from plenary.contexts.governance.views.saving import (
    Crumbs,
    form_page,
    is_kept,
    need,
    typed,
)
from plenary.kernel.documents.policies import opener
from plenary.shared.errors import NotFound
from plenary.shared.web.filters import side
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request

PAGE = 50


@require_GET
def plans(request: Request) -> HttpResponse:
    """List plans with the number of their priorities."""
    context = {
        "page": Paginator(selectors.listing(request.actor), PAGE).get_page(request.GET.get("page")),
        "may_manage": policies.can_manage_plans(request.actor),
    }
    return render(request, "governance/plan_list.html", context)


@require_GET
def plan(request: Request, pk: int) -> HttpResponse:
    """Show a plan with its priorities and the tasks that rest on each."""
    found = _visible(request, pk)
    priorities = list(found.priorities.all())
    context = {
        "plan": found,
        "may_open": opener(request.actor),
        "priorities": priorities,
        "slices": list(selectors.visible_to(request.actor).filter(parent=found)),
        "resting": resting_on(request.actor, "priority", [one.pk for one in priorities]),
        "may_manage": policies.can_manage_plans(request.actor, found),
        "may_make_tasks": policies.can_manage_tasks(request.actor),
        "words": light_words(),
        "told": told_of(request.actor, found, *priorities),
    }
    return render(request, "governance/plan_page.html", context)


@require_http_methods(["GET", "POST"])
def plan_new(request: Request) -> HttpResponse:
    """Make a plan."""
    need(policies.can_manage_plans, request.actor)
    form = PlanForm(typed(request), actor=request.actor)
    made: list[Plan] = []

    def create(data: dict[str, Any]) -> None:
        made.append(
            services.create_plan(actor=request.actor, body_id=data["body"].pk, **_fields(data))
        )

    if request.method == "POST" and is_kept(form, create):
        messages.success(request, _("The plan has been made. Add its priorities."))
        return redirect(made[0])
    crumbs = [(reverse("governance:plans"), _("Plans"))]
    return form_page(request, form, title=_("New plan"), crumbs=crumbs)


@require_http_methods(["GET", "POST"])
def plan_edit(request: Request, pk: int) -> HttpResponse:
    """Change a plan's own fields."""
    found = _visible(request, pk)
    need(policies.can_manage_plans, request.actor, found)
    names = ("name_zh", "name_en", "starts_on", "ends_on")
    start = {name: getattr(found, name) for name in names} | {"parent": found.parent_id}
    form = PlanForm(typed(request), actor=request.actor, own=pk, seen=found.version, initial=start)

    def change(data: dict[str, Any]) -> None:
        services.edit_plan(
            actor=request.actor,
            plan_id=pk,
            seen_version=data["seen_version"],
            changes=_fields(data),
        )

    if request.method == "POST" and is_kept(form, change, found.version):
        messages.success(request, _("Saved."))
        return redirect(found)
    return form_page(request, form, title=_("Edit the plan"), crumbs=_crumbs(found))


def _fields(data: dict[str, Any]) -> dict[str, Any]:
    return {
        **pairs(data, "name"),
        "starts_on": data["starts_on"],
        "ends_on": data["ends_on"],
        "parent_id": id_of(data["parent"]),
    }


@require_http_methods(["GET", "POST"])
def priority_new(request: Request, pk: int) -> HttpResponse:
    """Add a priority under the plan's next number."""
    found = _visible(request, pk)
    need(policies.can_manage_plans, request.actor, found)
    form = PriorityForm(typed(request))

    def add(data: dict[str, Any]) -> None:
        services.add_priority(actor=request.actor, plan_id=pk, **_priority(data))

    if request.method == "POST" and is_kept(form, add):
        return redirect(f"{found.get_absolute_url()}#priorities")
    return form_page(request, form, title=_("New priority"), crumbs=_crumbs(found))


@require_http_methods(["GET", "POST"])
def priority_edit(request: Request, pk: int) -> HttpResponse:
    """Change a priority."""
    found = _visible_priority(request, pk)
    need(policies.can_manage_plans, request.actor, found.plan)
    start = {"text_zh": found.text_zh, "text_en": found.text_en, "theme": found.theme_id}
    form = PriorityForm(typed(request), seen=found.version, initial=start)

    def change(data: dict[str, Any]) -> None:
        services.edit_priority(
            actor=request.actor,
            priority_id=pk,
            seen_version=data["seen_version"],
            changes=_priority(data),
        )

    if request.method == "POST" and is_kept(form, change, found.version):
        return redirect(f"{found.plan.get_absolute_url()}#priority-{pk}")
    return form_page(
        request,
        form,
        title=_("Priority %(number)s") % {"number": found.number},
        crumbs=_crumbs(found.plan),
        remove=(
            reverse("governance:priority-remove", args=[pk]),
            _("Take it out of the plan"),
            found.version,
        ),
    )


@require_POST
def priority_remove(request: Request, pk: int) -> HttpResponse:
    """Take a priority out of its plan."""
    found = _visible_priority(request, pk)
    services.remove_priority(
        actor=request.actor, priority_id=pk, seen_version=whole(request.POST.get("seen_version"))
    )
    messages.success(request, _("The priority is out of the plan; the later numbers moved up."))
    return redirect(f"{found.plan.get_absolute_url()}#priorities")


def _priority(data: dict[str, Any]) -> dict[str, Any]:
    return {**pairs(data, "text"), "theme_id": id_of(data["theme"])}


def _visible(request: Request, pk: int) -> Plan:
    found = selectors.listing(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _visible_priority(request: Request, pk: int) -> Priority:
    seen = selectors.priorities_visible_to(request.actor)
    found = seen.select_related("plan").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _crumbs(found: Plan) -> Crumbs:
    return [
        (reverse("governance:plans"), _("Plans")),
        (found.get_absolute_url(), side(found, "name")),
    ]
