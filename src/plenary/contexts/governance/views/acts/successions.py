"""Merging a task into another, splitting it, and replacing it by a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.forms.acts import MergeForm, SupersedeForm
from plenary.contexts.governance.forms.records import id_of
from plenary.contexts.governance.forms.splitting import SplitForm
from plenary.contexts.governance.forms.tasks import in_language
from plenary.contexts.governance.models import Task
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.selectors.resting import offered
from plenary.contexts.governance.services.parts import TaskGiven
from plenary.contexts.governance.views.answers import light_words, pairs, show_refusal
from plenary.contexts.governance.views.saving import Crumbs, form_page, is_kept, need, typed
from plenary.shared.errors import Refused
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def merge(request: Request, pk: int) -> HttpResponse:
    """Merge a task into another one, found by the words of its title."""
    found = _task(request, pk)
    form = MergeForm(typed(request), actor=request.actor, task=found)
    if request.method == "POST" and form.is_valid():
        try:
            new = services.merge_tasks(
                actor=request.actor,
                task_id=pk,
                seen_version=None,
                into_id=form.cleaned_data["task"],
                reason=form.cleaned_data["reason"],
                ground=form.ground(),
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("This task continues the other one now."))
            return redirect(new)
    words = request.GET.get("q", "").strip()[:100]
    found_here = offered(request.actor, words, like=str(found), under_way=True)
    choice = [one for one in found_here if one.pk != pk]
    context = {
        "form": form,
        "action": reverse("governance:task-merge", args=[pk]),
        "words_sought": words,
        "offered": choice,
        "words": light_words(),
        "matter": None,
        "crumbs": _crumbs(found),
        "back": found.get_absolute_url(),
        "title": _("Which task is this one to be merged into?"),
        "save": _("Merge"),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "governance/task_choice.html", context, status=status)


@require_http_methods(["GET", "POST"])
def split(request: Request, pk: int) -> HttpResponse:
    """Split a task into new ones."""
    found = _task(request, pk)
    form = SplitForm(typed(request), seen=found.version, actor=request.actor, task=found)

    def keep(data: dict[str, Any]) -> None:
        services.split_task(
            actor=request.actor,
            task_id=pk,
            seen_version=data["seen_version"],
            parts=[
                TaskGiven(
                    **pairs(part, "title"),
                    lead_unit_id=id_of(part["lead_unit"]),
                    due_on=part["due_on"],
                )
                for part in form.parts()
            ],
            shares=form.shares(),
            reason=data["reason"],
            ground=form.ground(),
        )

    if is_kept(form, keep, found.version):
        messages.success(request, _("The parts are in force; each continues this task."))
        return redirect(found)
    title = _("Split the task")
    return form_page(request, form, title=title, crumbs=_crumbs(found), save=_("Split"))


@require_http_methods(["GET", "POST"])
def supersede(request: Request, pk: int) -> HttpResponse:
    """Replace a task by a new one."""
    found = _task(request, pk)
    names = ("title_zh", "title_en", "success_zh", "success_en", "due_on")
    start: dict[str, Any] = {name: getattr(found, name) for name in names}
    start["lead_unit"] = found.lead_unit_id
    form = SupersedeForm(
        typed(request), seen=found.version, actor=request.actor, task=found, initial=start
    )
    made: list[Task] = []
    if is_kept(
        form,
        lambda data: made.append(
            services.supersede_task(
                actor=request.actor,
                task_id=pk,
                seen_version=data["seen_version"],
                given=TaskGiven(
                    **pairs(data, "title", "success"),
                    lead_unit_id=id_of(data["lead_unit"]),
                    due_on=data["due_on"],
                ),
                reason=data["reason"],
                ground=form.ground(),
            )
        ),
        found.version,
    ):
        messages.success(request, _("This task continues the other one now."))
        return redirect(made[0])
    title = _("Replace the task")
    return form_page(request, form, title=title, crumbs=_crumbs(found), save=_("Replace"))


def _task(request: Request, pk: int) -> Task:
    found = get_object_or_404(tasks.visible_to(request.actor), pk=pk)
    need(policies.can_replace, request.actor, found)
    return found


def _crumbs(task: Task) -> Crumbs:
    return [(task.get_absolute_url(), in_language(task, "title"))]
