"""Binds measures to a task."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.forms.measures import TaskMeasuresForm
from plenary.contexts.governance.models import Task
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.views.saving import form_page, is_kept, need, typed
from plenary.kernel.measures import registry
from plenary.shared.errors import NotFound
from plenary.shared.web.filters import side
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def task_measures(request: Request, pk: int) -> HttpResponse:
    """Choose the measures that tell how far the task is, each with its target."""
    try:
        found = tasks.visible_to(request.actor).get(pk=pk)
    except Task.DoesNotExist:
        raise NotFound from None
    need(policies.can_manage_tasks, request.actor, found)
    form = TaskMeasuresForm(
        typed(request),
        known=registry.all_measures(),
        bound=list(found.measures.all()),
        seen=found.version,
    )

    def bind(data: dict[str, object]) -> None:
        seen = data["seen_version"]
        services.bind_measures(
            actor=request.actor,
            task_id=pk,
            seen_version=seen if isinstance(seen, int) else None,
            measures=list(form.given()),
        )

    if is_kept(form, bind, found.version):
        return redirect("governance:task", pk=pk)
    crumbs = [(found.get_absolute_url(), side(found, "title"))]
    return form_page(
        request, form, title=_("How progress is measured"), crumbs=crumbs, save=_("Save")
    )
