"""Asking for a later date, and the two steps that let it be."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.forms.acts import ExtensionForm, PartExtensionForm, StepForm
from plenary.contexts.governance.forms.tasks import in_language
from plenary.contexts.governance.models import Extension
from plenary.contexts.governance.selectors import duties, tasks
from plenary.contexts.governance.selectors.acts import extensions
from plenary.contexts.governance.selectors.acts.waiting import holder_of
from plenary.contexts.governance.views.saving import form_page, is_kept, need, typed
from plenary.contexts.governance.workflows import EXTENSION_FLOW
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.web.opening import seconds_open
from plenary.shared.web.request import Request

STEPS = {
    "endorse": policies.can_endorse,
    "approve": policies.can_approve,
    "refuse": policies.can_refuse,
    "withdraw": policies.can_withdraw,
}


@require_http_methods(["GET", "POST"])
def extension_new(request: Request, pk: int, unit: int) -> HttpResponse:
    """Ask for a later date for a task, or for one of its milestones."""
    task = get_object_or_404(tasks.visible_to(request.actor), pk=pk)
    need(policies.can_ask_extension, request.actor, task, unit)
    asking = get_object_or_404(Organisation, pk=unit)
    form = ExtensionForm(typed(request), task=task)
    made: list[Extension] = []
    if is_kept(
        form,
        lambda data: made.append(
            services.ask_for_extension(
                actor=request.actor,
                task_id=pk,
                unit_id=unit,
                wanted_on=data["wanted_on"],
                reason=data["reason"],
                milestone_id=data["milestone"],
                seconds=seconds_open(request),
            )
        ),
    ):
        messages.success(request, _("The request is kept; two people decide on it."))
        return redirect(made[0])
    crumbs = [(task.get_absolute_url(), in_language(task, "title"))]
    title = " – ".join((_("Ask for an extension"), in_language(asking)))
    return form_page(request, form, title=title, crumbs=crumbs, save=_("Ask"))


@require_http_methods(["GET", "POST"])
def part_extension(request: Request, pk: int, duty: int) -> HttpResponse:
    """Ask for a later own date of a unit's part."""
    visible = duties.visible_to(request.actor).select_related("task", "unit")
    found = get_object_or_404(visible, pk=duty, task_id=pk, unit__isnull=False)
    need(policies.can_ask_extension, request.actor, found.task, found.unit_id)
    form = PartExtensionForm(typed(request))
    made: list[Extension] = []
    if is_kept(
        form,
        lambda data: made.append(
            services.ask_for_own_extension(
                actor=request.actor,
                duty_id=duty,
                wanted_on=data["wanted_on"],
                reason=data["reason"],
                seconds=seconds_open(request),
            )
        ),
    ):
        messages.success(request, _("The request is kept; two people decide on it."))
        return redirect(made[0])
    crumbs = [(found.task.get_absolute_url(), in_language(found.task, "title"))]
    title = " – ".join((_("Ask for a later date of the part"), in_language(found.unit)))
    return form_page(request, form, title=title, crumbs=crumbs, save=_("Ask"))


@require_http_methods(["GET", "POST"])
def extension(request: Request, pk: int) -> HttpResponse:
    """Show an extension with its steps; whoever may take the next one takes it here."""
    visible = extensions.visible_to(request.actor)
    found = get_object_or_404(visible.select_related("task", "unit", "milestone", "duty"), pk=pk)
    form = StepForm(typed(request), seen=found.version)
    if is_kept(form, lambda data: _step(request, pk, data), found.version):
        messages.success(request, _("Kept."))
        return redirect(found)
    is_open = found.state in extensions.OPEN
    posts = extensions.posts_of_next_step([found])[found.pk] if is_open else []
    context = {
        "extension": found,
        "form": form,
        "may": open_steps(request.actor, found),
        "holder": holder_of(found, posts) if is_open else "",
    }
    return render(request, "governance/extension_page.html", context, status=form.status)


def open_steps(actor: Actor, extension: Extension) -> list[str]:
    """Give the steps that the actor may take now."""
    moves = EXTENSION_FLOW.open_moves(extension.state)
    return [move for move in moves if move in STEPS and STEPS[move](actor, extension)]


def _step(request: Request, pk: int, data: dict[str, Any]) -> None:
    seen = {"extension_id": pk, "seen_version": data["seen_version"]}
    if "endorse" in request.POST:
        services.endorse_extension(actor=request.actor, **seen)
    elif "approve" in request.POST:
        services.approve_extension(actor=request.actor, **seen, answer=data["answer"])
    elif "refuse" in request.POST:
        services.refuse_extension(actor=request.actor, **seen, answer=data["answer"])
    elif "withdraw" in request.POST:
        services.withdraw_extension(actor=request.actor, **seen)
    else:
        raise Refused(_("Choose one of the buttons."))
