"""Decisions recorded item by item, and tasks made of them on the spot."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.forms.records import id_of
from plenary.contexts.governance.forms.sitting import (
    DecideForm,
    RemovalForm,
    SpotReasonForm,
    SpotTaskForm,
    WordingForm,
)
from plenary.contexts.governance.models import Decision
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.services import sitting
from plenary.contexts.governance.services.parts import BasisGiven, TaskGiven
from plenary.contexts.governance.views.answers import pairs, show_refusal
from plenary.contexts.governance.views.saving import is_kept, need
from plenary.contexts.governance.views.sitting.people import visible_item
from plenary.contexts.governance.views.sitting.screen import Part, refused, saved
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused, Stale
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request


@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    """Record an outcome of an item under the next number."""
    item = visible_item(request.actor, pk)
    form = DecideForm(request.POST)
    seen, status = _seen(request), 422
    if form.is_valid():
        try:
            made = sitting.decide(actor=request.actor, item_id=pk, **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        except Stale as stale:
            form.add_error(None, str(stale))
            status = stale.status
        else:
            said = _("Decision %(number)s is recorded.") % {"number": made.number}
            part = Part("add", pk, seen_last=seen, said=said, anchor=f"decision-{made.pk}")
            return saved(request, item.meeting_id, part)
    return refused(request, item.meeting_id, Part("add", pk, form, seen_last=seen), status)


@require_POST
def wording(request: Request, pk: int) -> HttpResponse:
    """Change a decision's outcome or wording."""
    decision = _decision(request.actor, pk)
    form = WordingForm(request.POST, seen=decision.version, initial=decision.latest)

    def change(data: dict[str, Any]) -> None:
        services.edit_decision(
            actor=request.actor,
            decision_id=pk,
            seen_version=data["seen_version"],
            changes={"kind": data["kind"], **pairs(data, "text")},
        )

    if is_kept(form, change, decision.version):
        return saved(request, decision.meeting_id, Part("decision", pk, said=_("Saved.")))
    return refused(request, decision.meeting_id, Part("decision", pk, form), form.status)


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    """Take a decision out of the record; from the meeting's page it leads back there."""
    decision = _decision(request.actor, pk)
    form = RemovalForm(request.POST, seen=decision.version)

    def take_out(data: dict[str, Any]) -> None:
        sitting.remove_decision(actor=request.actor, decision_id=pk, **data)

    if not is_kept(form, take_out, decision.version):
        return refused(request, decision.meeting_id, Part("decision", pk, form), form.status)
    said = _("Decision %(number)s is removed.") % {"number": decision.number}
    messages.success(request, said)
    if request.POST.get("back") == "meeting":
        return redirect(f"{decision.meeting.get_absolute_url()}#decisions")
    return redirect(reverse("governance:sitting", args=[decision.meeting_id]))


@require_POST
def task(request: Request, pk: int) -> HttpResponse:
    """Make a task of a decision on the spot, with its lead unit and date."""

    def make(data: dict[str, Any]) -> None:
        given = TaskGiven(
            **pairs(data, "title"),
            lead_unit_id=data["lead_unit"],
            accountable_post_id=id_of(data["accountable_post"]),
            due_on=data["due_on"],
        )
        services.make_task(actor=request.actor, basis=BasisGiven("decision", pk), given=given)

    form = SpotTaskForm(request.POST, actor=request.actor)
    return _settled(request, pk, form, make, _("The task has been made."))


@require_POST
def no_action(request: Request, pk: int) -> HttpResponse:
    """Say why a decision needs no action."""

    def settle(data: dict[str, Any]) -> None:
        services.no_action(actor=request.actor, kind="decision", matter_id=pk, **data)

    return _settled(request, pk, SpotReasonForm(request.POST), settle, _("Saved."))


def _settled(request: Request, pk: int, form: forms.Form, change: Any, said: str) -> HttpResponse:
    decision = _decision(request.actor, pk)
    if form.is_valid():
        try:
            change(form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            return saved(request, decision.meeting_id, Part("decision", pk, said=said))
    return refused(request, decision.meeting_id, Part("decision", pk, form), 422)


def _decision(actor: Actor, pk: int) -> Decision:
    seen = meetings.decisions_visible_to(actor).select_related("meeting")
    decision = seen.filter(pk=pk).first()
    if decision is None:
        raise NotFound
    need(policies.can_manage_meetings, actor, decision.meeting)
    return decision


def _seen(request: Request) -> int:
    return whole(request.POST.get("seen_last"))
