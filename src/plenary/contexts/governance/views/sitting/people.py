"""Who takes part in a meeting, and for which items somebody was not in the room."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plenary.contexts.governance import policies
from plenary.contexts.governance.forms.sitting import PresenceForm, StatusForm
from plenary.contexts.governance.models import AgendaItem, Attendance
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.services import sitting
from plenary.contexts.governance.views.answers import show_refusal
from plenary.contexts.governance.views.saving import is_kept, need
from plenary.contexts.governance.views.sitting.screen import Part, refused, saved
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused
from plenary.shared.web.filters import side
from plenary.shared.web.request import Request


@require_POST
def status(request: Request, pk: int) -> HttpResponse:
    """Say how one person takes part."""
    attendance = _attendance(request.actor, pk)
    form = StatusForm(request.POST, attendance=attendance)

    def keep(data: dict[str, Any]) -> None:
        sitting.set_status(
            actor=request.actor,
            attendance_id=pk,
            seen_version=data["seen_version"],
            status=data["part"],
            stand_in_zh=data["stand_in_zh"],
            stand_in_en=data["stand_in_en"],
        )

    if not is_kept(form, keep, attendance.version):
        part = Part("who", pk, form)
        return refused(request, attendance.meeting_id, part, form.status)
    name = side(attendance.person, "name")
    return saved(
        request, attendance.meeting_id, Part("who", pk, said=_("Saved: %(name)s") % {"name": name})
    )


@require_POST
def unit(request: Request, pk: int, unit_id: int) -> HttpResponse:
    """Note that a unit was there without a named person."""
    if not _visible(request.actor).filter(pk=pk).exists():
        raise NotFound
    try:
        sitting.note_unit(actor=request.actor, meeting_id=pk, unit_id=unit_id)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Noted: the minutes list it among those present."))
    return redirect("governance:sitting", pk)


@require_POST
def presence_note(request: Request, pk: int) -> HttpResponse:
    """Note of an item who came in at it, left before it, or withdrew from it."""
    item = visible_item(request.actor, pk)
    form = PresenceForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            sitting.note_presence(
                actor=request.actor,
                attendance_id=data["attendance"],
                item_id=pk,
                kind=data["kind"],
            )
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            return saved(request, item.meeting_id, Part("presence", pk, said=_("Saved.")))
    return refused(request, item.meeting_id, Part("presence", pk, form), 422)


@require_POST
def presence_remove(request: Request, pk: int) -> HttpResponse:
    """Take such a note back."""
    items = AgendaItem.objects.filter(presences__pk=pk, meeting__in=_visible(request.actor))
    item = items.first()
    if item is None:
        raise NotFound
    sitting.remove_presence(actor=request.actor, presence_id=pk)
    return saved(request, item.meeting_id, Part("presence", item.pk, said=_("Taken back.")))


def visible_item(actor: Actor, pk: int) -> AgendaItem:
    """Give an agenda item for whoever keeps its meeting; else ``NotFound`` or ``Forbidden``."""
    item = AgendaItem.objects.filter(meeting__in=_visible(actor)).filter(pk=pk).first()
    if item is None:
        raise NotFound
    need(policies.can_manage_meetings, actor, item.meeting)
    return item


def _attendance(actor: Actor, pk: int) -> Attendance:
    seen = Attendance.objects.filter(meeting__in=_visible(actor)).select_related("person")
    attendance = seen.filter(pk=pk).first()
    if attendance is None:
        raise NotFound
    need(policies.can_manage_meetings, actor, attendance.meeting)
    return attendance


def _visible(actor: Actor) -> Any:
    return meetings.visible_to(actor).values("pk")
