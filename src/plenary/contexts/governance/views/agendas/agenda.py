"""A meeting's agenda, as those work with it who prepare the meeting, and its numbered versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from plenary.contexts.governance import services
from plenary.contexts.governance.enums import AgendaKind
from plenary.contexts.governance.forms.agendas import AgendaReasonForm, ApproveForm
from plenary.contexts.governance.forms.records import RecordForm
from plenary.contexts.governance.models import AgendaItem, AgendaVersion
from plenary.contexts.governance.policies.agendas import can_bring_topics
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.agendas import versions
from plenary.contexts.governance.selectors.agendas.agenda_page import agenda_page
from plenary.contexts.governance.selectors.agendas.version_page import changes_page, version_page
from plenary.contexts.governance.services import agendas
from plenary.contexts.governance.views.meetings import visible_meeting
from plenary.contexts.governance.views.saving import is_kept
from plenary.shared import clock
from plenary.shared.errors import NotFound
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request


@require_GET
def agenda(request: Request, pk: int) -> HttpResponse:
    """Show the items with the topics behind them and their papers, and the topics that wait."""
    return _show(request, pk)


def _show(request: Request, pk: int, *, status: int = 200, **forms: Any) -> HttpResponse:
    page = agenda_page(request.actor, pk)
    last = page.versions[0] if page.versions else None
    context = {
        "page": page,
        "meeting": page.meeting,
        "last": last,
        "number": last.number if last else 1,
        "has_circulated": any(one.state == "circulated" for one in page.versions),
        "may_bring": page.meeting.state == "planned" and can_bring_topics(request.actor),
        "fault_form": None,
        "today": clock.today(),
        "reason_form": AgendaReasonForm(seen=last.version if last else 1),
        **forms,
    }
    return render(request, "governance/agenda_page.html", context, status=status)


@require_POST
def agenda_move(request: Request, pk: int) -> HttpResponse:
    """Give an item another place."""
    items = AgendaItem.objects.filter(meeting__in=meetings.visible_to(request.actor).values("pk"))
    item = items.filter(pk=pk).first()
    if item is None:
        raise NotFound
    services.move_agenda_item(
        actor=request.actor,
        item_id=pk,
        seen_version=whole(request.POST.get("seen_version")),
        number=whole(request.POST.get("number")),
    )
    return redirect(f"{reverse('governance:agenda', args=[item.meeting_id])}#item-{pk}")


@require_POST
def agenda_approve(request: Request, pk: int) -> HttpResponse:
    """Approve the agenda as it was seen."""
    visible_meeting(request.actor, pk)
    form = ApproveForm(request.POST)
    if is_kept(
        form,
        lambda data: agendas.approve_agenda(actor=request.actor, meeting_id=pk, seen=data["seen"]),
    ):
        messages.success(request, _("The agenda is approved."))
        return redirect("governance:agenda", pk=pk)
    return _show(request, pk, status=form.status, fault_form=form)


@require_POST
def agenda_take_back(request: Request, pk: int) -> HttpResponse:
    """Take the approval of an agenda back."""
    return _move(request, pk, agendas.take_approval_back, _("The agenda is a draft again."))


@require_POST
def agenda_reopen(request: Request, pk: int) -> HttpResponse:
    """Open a circulated agenda again, under the next number."""
    return _move(request, pk, agendas.reopen_agenda, _("The agenda is open, under a new number."))


@require_POST
def agenda_circulate(request: Request, pk: int) -> HttpResponse:
    """Circulate an approved agenda."""
    form_of = RecordForm
    done = _("The agenda is circulated; the units concerned have been told.")
    return _move(request, pk, agendas.circulate_agenda, done, form_of)


def _move(
    request: Request,
    pk: int,
    service: Callable[..., AgendaVersion],
    done: str,
    form_of: type[RecordForm] = AgendaReasonForm,
) -> HttpResponse:
    found = versions.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    form = form_of(request.POST, seen=found.version)
    if is_kept(
        form, lambda data: service(actor=request.actor, version_id=pk, **data), found.version
    ):
        messages.success(request, done)
        return redirect("governance:agenda", pk=found.meeting_id)
    shown = {"reason_form": form} if form_of is AgendaReasonForm else {"fault_form": form}
    return _show(request, found.meeting_id, status=form.status, **shown)


@require_GET
def agenda_version(request: Request, pk: int, number: int) -> HttpResponse:
    """Show an agenda as it was approved or circulated."""
    page = version_page(request.actor, pk, number)
    context = {"page": page, "meeting": page.meeting, "version": page.version, "kinds": KINDS}
    return render(request, "governance/agenda_version.html", context)


@require_GET
def agenda_changes(request: Request, pk: int) -> HttpResponse:
    """Show on one page what has changed since the version circulated last."""
    page = changes_page(request.actor, pk, whole(request.GET.get("version")) or None)
    context = {
        "page": page,
        "meeting": page.meeting,
        "kinds": KINDS,
        "ways": {
            "added": _("Item added"),
            "dropped": _("Item dropped"),
            "moved": _("Moved"),
            "reworded": _("Reworded"),
            "papers": _("Papers changed"),
        },
    }
    return render(request, "governance/agenda_changes.html", context)


KINDS = dict(AgendaKind.choices)
