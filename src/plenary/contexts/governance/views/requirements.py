"""Requirements of superior bodies, with the tasks that rest on them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.forms.meetings import RequirementForm
from plenary.contexts.governance.forms.plans import WithdrawForm
from plenary.contexts.governance.forms.records import id_of
from plenary.contexts.governance.models import Requirement
from plenary.contexts.governance.selectors import requirements as selectors
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
from plenary.shared import clock
from plenary.shared.errors import NotFound
from plenary.shared.web.filters import side
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request

PAGE = 50


@require_GET
def requirements(request: Request) -> HttpResponse:
    """List requirements, or those on which no task rests yet."""
    found = selectors.listing(request.actor)
    without = request.GET.get("without") == "task"
    if without:
        found = found.filter(bases=None)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "without": without,
        "query": "without=task" if without else "",
        "resting": resting_on(request.actor, "requirement", [one.pk for one in page]),
        "may_manage": policies.can_manage_plans(request.actor),
        "words": light_words(),
    }
    return render(request, "governance/requirement_list.html", context)


@require_GET
def requirement(request: Request, pk: int) -> HttpResponse:
    """Show a requirement with the tasks that rest on it."""
    found = _visible(request, pk)
    context = {
        "requirement": found,
        "may_open": opener(request.actor),
        "tasks": resting_on(request.actor, "requirement", [pk])[pk],
        "may_manage": policies.can_manage_plans(request.actor, found),
        "may_make_tasks": policies.can_manage_tasks(request.actor) and found.withdrawn_on is None,
        "words": light_words(),
        "told": told_of(request.actor, found),
    }
    return render(request, "governance/requirement_page.html", context)


@require_http_methods(["GET", "POST"])
def requirement_new(request: Request) -> HttpResponse:
    """Keep a requirement, perhaps one that a meeting has just studied."""
    need(policies.can_manage_plans, request.actor)
    start = {"meeting": whole(request.GET.get("meeting")) or None}
    form = RequirementForm(typed(request), actor=request.actor, initial=start)
    made: list[Requirement] = []

    def add(data: dict[str, Any]) -> None:
        made.append(services.add_requirement(actor=request.actor, **_fields(data)))

    if request.method == "POST" and is_kept(form, add):
        messages.success(request, _("The requirement has been kept."))
        return redirect(made[0])
    crumbs = [(reverse("governance:requirements"), _("Requirements"))]
    return form_page(request, form, title=_("New requirement"), crumbs=crumbs)


@require_http_methods(["GET", "POST"])
def requirement_edit(request: Request, pk: int) -> HttpResponse:
    """Change a requirement."""
    found = _visible(request, pk)
    need(policies.can_manage_plans, request.actor, found)
    names = ("reference_zh", "reference_en", "text_zh", "text_en", "issued_on")
    start = {name: getattr(found, name) for name in names}
    start |= {"body": found.body_id, "meeting": found.meeting_id}
    form = RequirementForm(typed(request), actor=request.actor, seen=found.version, initial=start)

    def change(data: dict[str, Any]) -> None:
        services.edit_requirement(
            actor=request.actor,
            requirement_id=pk,
            seen_version=data["seen_version"],
            changes=_fields(data),
        )

    if request.method == "POST" and is_kept(form, change, found.version):
        messages.success(request, _("Saved."))
        return redirect(found)
    return form_page(request, form, title=_("Edit the requirement"), crumbs=_crumbs(found))


@require_http_methods(["GET", "POST"])
def requirement_withdraw(request: Request, pk: int) -> HttpResponse:
    """Say that a requirement no longer stands, or that it does after all."""
    found = _visible(request, pk)
    need(policies.can_manage_plans, request.actor, found)
    form = WithdrawForm(typed(request), seen=found.version, initial={"withdrawn_on": clock.today()})
    if found.withdrawn_on:
        del form.fields["withdrawn_on"], form.fields["reason"]

    def withdraw(data: dict[str, Any]) -> None:
        services.withdraw_requirement(
            actor=request.actor,
            requirement_id=pk,
            seen_version=data["seen_version"],
            withdrawn_on=data.get("withdrawn_on"),
            reason=data.get("reason", ""),
        )

    if request.method == "POST" and is_kept(form, withdraw, found.version):
        messages.success(request, _("Saved."))
        return redirect(found)
    title = _("It stands again") if found.withdrawn_on else _("Record its withdrawal")
    return form_page(request, form, title=title, crumbs=_crumbs(found))


def _fields(data: dict[str, Any]) -> dict[str, Any]:
    return {
        **pairs(data, "reference", "text"),
        "body_id": id_of(data["body"]),
        "meeting_id": id_of(data["meeting"]),
        "issued_on": data["issued_on"],
    }


def _visible(request: Request, pk: int) -> Requirement:
    found = selectors.listing(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _crumbs(found: Requirement) -> Crumbs:
    return [
        (reverse("governance:requirements"), _("Requirements")),
        (found.get_absolute_url(), side(found, "reference")),
    ]
