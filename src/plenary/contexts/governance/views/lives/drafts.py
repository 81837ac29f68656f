"""Drafts outside the lists: put into force, given another basis, deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import services
from plenary.contexts.governance.forms.lives import BasisForm, ForceForm
from plenary.contexts.governance.forms.records import RecordForm
from plenary.contexts.governance.selectors import grounds
from plenary.contexts.governance.views.lives.finding import crumbs_of, managed
from plenary.contexts.governance.views.saving import form_page, is_kept, typed
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def task_force(request: Request, pk: int) -> HttpResponse:
    """Put a draft into force, by one of those it rests on."""
    found = managed(request, pk)
    form = ForceForm(typed(request), seen=found.version, carrying=grounds.carrying(found))

    def put(data: dict[str, Any]) -> None:
        services.put_into_force(
            actor=request.actor,
            task_id=pk,
            seen_version=data["seen_version"],
            basis_id=data["basis"],
        )

    if is_kept(form, put, found.version):
        messages.success(request, _("The task is in force. Its units are asked to sign for it."))
        return redirect(found)
    return form_page(
        request,
        form,
        title=_("Put into force"),
        crumbs=crumbs_of(found),
        save=_("Put into force"),
    )


@require_http_methods(["GET", "POST"])
def task_delete(request: Request, pk: int) -> HttpResponse:
    """Ask once more, then delete a draft."""
    found = managed(request, pk)
    form = RecordForm(typed(request), seen=found.version)
    alone = grounds.settled_by_alone(found)

    def delete(data: dict[str, Any]) -> None:
        services.delete_draft_task(
            actor=request.actor, task_id=pk, seen_version=data["seen_version"]
        )

    if is_kept(form, delete, found.version):
        messages.success(request, _("The draft has been deleted."))
        return redirect("governance:tasks")
    context = {"form": form, "task": found, "crumbs": crumbs_of(found), "alone": len(alone)}
    return render(request, "governance/task_delete.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def basis_add(request: Request, pk: int) -> HttpResponse:
    """Choose something more that the task rests on."""
    found = managed(request, pk)
    form = BasisForm(typed(request), seen=found.version)

    def add(data: dict[str, Any]) -> None:
        services.rest_on(
            actor=request.actor,
            task_id=pk,
            seen_version=data["seen_version"],
            basis=data["basis"],
        )

    if is_kept(form, add, found.version):
        messages.success(request, _("The task rests on this as well."))
        return redirect(found)
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "form": form,
        "task": found,
        "crumbs": crumbs_of(found),
        "words_sought": words,
        "offered": grounds.offered(request.actor, found, words),
        "action": reverse("governance:basis-add", args=[pk]),
    }
    return render(request, "governance/basis_add.html", context, status=form.status)
