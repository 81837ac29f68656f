"""The page on which the office opens a decision or a task that a paper's class holds back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.contexts.governance import policies
from plenary.contexts.governance.forms.held import OpeningForm
from plenary.contexts.governance.models import Decision, Opening, Task
from plenary.contexts.governance.selectors import held, meetings, tasks
from plenary.contexts.governance.selectors.agendas import papers
from plenary.contexts.governance.services.held import HeldKind, close_held, open_held
from plenary.contexts.governance.views.lives.finding import crumbs_of as crumbs_of_task
from plenary.contexts.governance.views.meetings import crumbs_of as crumbs_of_meeting
from plenary.contexts.governance.views.saving import Crumbs, is_kept, need, typed
from plenary.shared.errors import NotFound
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def opening(request: Request, kind: HeldKind, pk: int) -> HttpResponse:
    """Show by which papers a decision or task is held back, and open it with a reason."""
    found, crumbs = _found(request, kind, pk)
    form = OpeningForm(typed(request))

    def keep(data: dict[str, Any]) -> None:
        open_held(actor=request.actor, kind=kind, pk=pk, reason=data["reason"])

    if request.method == "POST" and is_kept(form, keep):
        messages.success(request, _("It is open. The reason is kept."))
        return _back(found)
    behind = held.papers_behind(found).filter(pk__in=papers.visible_to(request.actor).values("pk"))
    context = {
        "form": form,
        "kind": kind,
        "record": found,
        "papers": behind.select_related("meeting"),
        "opening": Opening.objects.filter(**{kind: found}).first(),
        "is_held": bool(_classes(kind)([pk])),
        "crumbs": crumbs,
    }
    return render(request, "governance/held_page.html", context, status=form.status)


@require_POST
def closing(request: Request, kind: HeldKind, pk: int) -> HttpResponse:
    """Take an opening back."""
    _found(request, kind, pk)
    found = close_held(actor=request.actor, kind=kind, pk=pk)
    messages.success(request, _("Taken back: the papers' class holds again."))
    return _back(found)


def _classes(kind: HeldKind) -> Any:
    return held.classes_of_decisions if kind == "decision" else held.classes_of_tasks


def _found(request: Request, kind: HeldKind, pk: int) -> tuple[Decision | Task, Crumbs]:
    found: Decision | Task | None
    if kind == "decision":
        seen = meetings.decisions_visible_to(request.actor).select_related("meeting")
        found = seen.filter(pk=pk).first()
    else:
        found = tasks.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    need(policies.can_open_held, request.actor, found)
    if isinstance(found, Decision):
        return found, crumbs_of_meeting(found.meeting)
    return found, crumbs_of_task(found)


def _back(found: Decision | Task) -> HttpResponseRedirect:
    if isinstance(found, Task):
        return redirect(found)
    return redirect(f"{reverse('governance:meeting', args=[found.meeting_id])}#decision-{found.pk}")
