"""The parts of a task one by one: what each delivers, taken back, and the lead handed over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import services
from plenary.contexts.governance.enums import DutyRole
from plenary.contexts.governance.forms.lives import EditDutyForm, HandOverForm, RemoveForm
from plenary.contexts.governance.forms.tasks import in_language
from plenary.contexts.governance.models import Duty, Task
from plenary.contexts.governance.views.lives.finding import crumbs_of, managed
from plenary.contexts.governance.views.saving import form_page, is_kept, typed
from plenary.shared.errors import NotFound
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def duty_edit(request: Request, pk: int, duty: int) -> HttpResponse:
    """Change what a part delivers and by when."""
    task = managed(request, pk)
    found = _duty(task, duty)
    start = {name: getattr(found, name) for name in ("deliverable_zh", "deliverable_en", "due_on")}
    form = EditDutyForm(typed(request), seen=found.version, initial=start)

    def edit(data: dict[str, Any]) -> None:
        services.edit_duty(
            actor=request.actor,
            duty_id=duty,
            seen_version=data["seen_version"],
            changes={name: data[name] for name in start},
            reason=data["reason"],
        )

    if is_kept(form, edit, found.version):
        messages.success(request, _("Saved."))
        return redirect(task)
    return form_page(request, form, title=_title(_("Edit the part"), found), crumbs=crumbs_of(task))


@require_http_methods(["GET", "POST"])
def duty_remove(request: Request, pk: int, duty: int) -> HttpResponse:
    """Take a part back, with the reason."""
    task = managed(request, pk)
    found = _duty(task, duty)
    form = RemoveForm(typed(request), seen=found.version)

    def remove(data: dict[str, Any]) -> None:
        services.remove_duty(actor=request.actor, duty_id=duty, **data)

    if is_kept(form, remove, found.version):
        messages.success(request, _("The part has been taken back."))
        return redirect(task)
    return form_page(
        request,
        form,
        title=_title(_("Take the part back"), found),
        crumbs=crumbs_of(task),
        save=_("Take the part back"),
    )


@require_http_methods(["GET", "POST"])
def lead_hand_over(request: Request, pk: int) -> HttpResponse:
    """Let another unit lead."""
    task = managed(request, pk)
    form = HandOverForm(typed(request), actor=request.actor, seen=task.version)

    def hand_over(data: dict[str, Any]) -> None:
        services.hand_over_lead(
            actor=request.actor,
            task_id=pk,
            seen_version=data["seen_version"],
            unit_id=data["unit"].pk,
            reason=data["reason"],
        )

    if is_kept(form, hand_over, task.version):
        messages.success(request, _("The lead has been handed over; the unit is asked to sign."))
        return redirect(task)
    return form_page(
        request,
        form,
        title=_("Hand the lead over"),
        crumbs=crumbs_of(task),
        save=_("Hand the lead over"),
    )


def _duty(task: Task, pk: int) -> Duty:
    found = task.duties.select_related("unit", "post").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _title(words: str, duty: Duty) -> str:
    who = in_language(duty.unit) if duty.unit else in_language(duty.post, "title")
    return f"{words} – {DutyRole(duty.role).label} {who}"
