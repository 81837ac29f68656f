"""Milestones changed: drafts freely by the office, those in force with the approval of two people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.forms.lives import (
    MilestoneAskForm,
    MilestoneAskNewForm,
    RemoveForm,
    UndoForm,
)
from plenary.contexts.governance.forms.task_parts import MilestoneForm
from plenary.contexts.governance.forms.tasks import in_language
from plenary.contexts.governance.models import Extension, Milestone, Task
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.services.parts import MilestoneGiven
from plenary.contexts.governance.views.answers import pairs
from plenary.contexts.governance.views.lives.finding import crumbs_of, managed
from plenary.contexts.governance.views.saving import form_page, is_kept, need, typed
from plenary.shared.errors import NotFound
from plenary.shared.web.opening import seconds_open
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def milestone_edit(request: Request, pk: int, milestone: int) -> HttpResponse:
    """Give a draft's milestone other words or another date; in force only a side that was missing."""
    task = managed(request, pk)
    found = _milestone(task, milestone)
    start = {name: getattr(found, name) for name in ("title_zh", "title_en", "due_on")}
    form = MilestoneForm(typed(request), seen=found.version, initial=start)

    def edit(data: dict[str, Any]) -> None:
        services.edit_milestone(
            actor=request.actor,
            milestone_id=milestone,
            seen_version=data["seen_version"],
            given=MilestoneGiven(due_on=data["due_on"], **pairs(data, "title")),
            reason=data["reason"],
        )

    if is_kept(form, edit, found.version):
        messages.success(request, _("Saved."))
        return redirect(task)
    return form_page(request, form, title=_("Change the milestone"), crumbs=crumbs_of(task))


@require_http_methods(["GET", "POST"])
def milestone_remove(request: Request, pk: int, milestone: int) -> HttpResponse:
    """Take a draft's milestone away."""
    task = managed(request, pk)
    found = _milestone(task, milestone)
    form = RemoveForm(typed(request), seen=found.version)

    def remove(data: dict[str, Any]) -> None:
        services.remove_milestone(actor=request.actor, milestone_id=milestone, **data)

    if is_kept(form, remove, found.version):
        messages.success(request, _("The milestone is gone; the history keeps it."))
        return redirect(task)
    return form_page(
        request,
        form,
        title=_("Remove the milestone"),
        crumbs=crumbs_of(task),
        save=_("Remove the milestone"),
        quote=in_language(found, "title"),
        quote_label=_("Milestone"),
    )


@require_http_methods(["GET", "POST"])
def milestone_undo(request: Request, pk: int, milestone: int) -> HttpResponse:
    """Take back that a milestone is done, with the reason."""
    task = managed(request, pk)
    found = _milestone(task, milestone)
    form = UndoForm(typed(request), seen=found.version)

    def undo(data: dict[str, Any]) -> None:
        services.undo_milestone(actor=request.actor, milestone_id=milestone, **data)

    if is_kept(form, undo, found.version):
        messages.success(
            request, _("The milestone is open again; the history keeps what was said.")
        )
        return redirect(task)
    return form_page(
        request,
        form,
        title=_("Open the milestone again"),
        crumbs=crumbs_of(task),
        save=_("Open the milestone again"),
        quote=in_language(found, "title"),
        quote_label=_("Milestone"),
    )


@require_http_methods(["GET", "POST"])
def milestone_ask(request: Request, pk: int, milestone: int, unit: int) -> HttpResponse:
    """Ask that a milestone have other words or an earlier date, or go; two people decide."""
    task = get_object_or_404(tasks.visible_to(request.actor), pk=pk)
    need(policies.can_ask_extension, request.actor, task, unit)
    found = _milestone(task, milestone)
    start = {"title_zh": found.title_zh, "title_en": found.title_en, "kind": "reword"}
    form = MilestoneAskForm(typed(request), initial=start)
    made: list[Extension] = []

    def ask(data: dict[str, Any]) -> None:
        made.append(
            services.ask_to_change_milestone(
                actor=request.actor,
                task_id=pk,
                unit_id=unit,
                milestone_id=milestone,
                seconds=seconds_open(request),
                **data,
            )
        )

    if is_kept(form, ask):
        messages.success(request, _("The request is kept; two people decide on it."))
        return redirect(made[0])
    return form_page(
        request,
        form,
        title=_("Ask for a change of the milestone"),
        crumbs=crumbs_of(task),
        save=_("Ask"),
    )


@require_http_methods(["GET", "POST"])
def milestone_ask_new(request: Request, pk: int, unit: int) -> HttpResponse:
    """Ask for a further milestone of a task in force; two people decide."""
    task = get_object_or_404(tasks.visible_to(request.actor), pk=pk)
    need(policies.can_ask_extension, request.actor, task, unit)
    form = MilestoneAskNewForm(typed(request))
    made: list[Extension] = []

    def ask(data: dict[str, Any]) -> None:
        made.append(
            services.ask_to_add_milestone(
                actor=request.actor, task_id=pk, unit_id=unit, seconds=seconds_open(request), **data
            )
        )

    if is_kept(form, ask):
        messages.success(request, _("The request is kept; two people decide on it."))
        return redirect(made[0])
    title = _("Ask for a further milestone")
    return form_page(request, form, title=title, crumbs=crumbs_of(task), save=_("Ask"))


def _milestone(task: Task, pk: int) -> Milestone:
    found = task.milestones.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
