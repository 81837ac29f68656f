"""The office calls a meeting: its notice, its list, who answered what, reminders, calling off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenary.contexts.governance import policies
from plenary.contexts.governance.forms.convening import (
    CallOffForm,
    ConveningForm,
    convening_given,
    start_of,
)
from plenary.contexts.governance.models import Convening
from plenary.contexts.governance.selectors.convening.invitations import (
    convenings_visible_to,
    without_a_person,
)
from plenary.contexts.governance.selectors.convening.page import convening_page
from plenary.contexts.governance.services import convening as services
from plenary.contexts.governance.services.convening.notices import is_of_another_agenda
from plenary.contexts.governance.views.histories import told_of
from plenary.contexts.governance.views.meetings import crumbs_of, visible_meeting
from plenary.contexts.governance.views.saving import Crumbs, form_page, is_kept, need, typed
from plenary.kernel.audit.viewing import note_viewed
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused
from plenary.shared.web.filters import comma
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request


@require_GET
def convening(request: Request, pk: int) -> HttpResponse:
    """Show a meeting's convening; where there is none yet, the office draws one up."""
    meeting = visible_meeting(request.actor, pk)
    if policies.can_convene(request.actor) and not Convening.objects.filter(meeting=pk).exists():
        return redirect("governance:convening-edit", pk=meeting.pk)
    return _page(request, pk)


def _page(request: Request, pk: int, form: CallOffForm | None = None) -> HttpResponse:
    page = convening_page(request.actor, pk)
    note_viewed(request.actor, page.convening)
    meeting = page.convening.meeting
    context = {
        "page": page,
        "meeting": meeting,
        "convening": page.convening,
        "crumbs": crumbs_of(meeting),
        "may_convene": policies.can_convene(request.actor, page.convening),
        "form": form or CallOffForm(seen=page.convening.version),
        "told": told_of(request.actor, page.convening),
        "is_of_another_agenda": is_of_another_agenda(page.convening),
    }
    status = form.status if form else 200
    return render(request, "governance/convening_page.html", context, status=status)


@require_http_methods(["GET", "POST"])
def convening_edit(request: Request, pk: int) -> HttpResponse:
    """Draw the notice up, or change it."""
    meeting = visible_meeting(request.actor, pk)
    need(policies.can_convene, request.actor, meeting)
    held = Convening.objects.filter(meeting=meeting).first()
    seen = held.version if held else None
    start = start_of(meeting, held)
    form = ConveningForm(typed(request), actor=request.actor, seen=seen, initial=start)

    def keep(data: dict[str, Any]) -> None:
        given = convening_given(data)
        if held is None:
            services.draw_up_convening(actor=request.actor, meeting_id=pk, given=given)
            return
        services.change_convening(
            actor=request.actor,
            convening_id=held.pk,
            seen_version=data["seen_version"],
            given=given,
        )

    if request.method == "POST" and is_kept(form, keep, seen or 0):
        messages.success(request, _("Saved. Nobody is told before you send it."))
        return redirect("governance:convening", pk=pk)
    title = _("Change the notice") if held else _("Convene the meeting")
    return form_page(request, form, title=title, crumbs=way_to(held, meeting))


@require_POST
def send(request: Request, pk: int) -> HttpResponse:
    """Tell everybody on the list who does not know the present state."""
    held = found_convening(request.actor, pk)
    seen = whole(request.POST.get("seen_version"), 0) or None
    count = services.send_invitations(actor=request.actor, convening_id=held.pk, seen_version=seen)
    told = ngettext("%(count)s mail is in the outbox.", "%(count)s mails are in the outbox.", count)
    by_word = _("The meeting is convened. Nobody on the list has an address: tell them otherwise.")
    messages.success(request, told % {"count": count} if count else by_word)
    return redirect("governance:convening", pk=pk)


@require_POST
def remind(request: Request, pk: int) -> HttpResponse:
    """Ask those who have not answered once more."""
    held = found_convening(request.actor, pk)
    count = services.remind_invited(actor=request.actor, convening_id=held.pk)
    told = ngettext("%(count)s person is reminded.", "%(count)s people are reminded.", count)
    messages.success(request, told % {"count": count})
    return redirect("governance:convening", pk=pk)


@require_POST
def gather(request: Request, pk: int) -> HttpResponse:
    """Add whom the body's membership asks by now."""
    held = found_convening(request.actor, pk)
    count = services.gather_invitations(actor=request.actor, convening_id=held.pk)
    told = ngettext(
        "%(count)s person is new on the list.", "%(count)s people are new on the list.", count
    )
    messages.success(request, told % {"count": count})
    return redirect("governance:convening", pk=pk)


@require_POST
def call_off(request: Request, pk: int) -> HttpResponse:
    """Call the meeting off, with a reason that everybody invited reads."""
    held = found_convening(request.actor, pk)
    form = CallOffForm(request.POST, seen=held.version)

    def keep(data: dict[str, Any]) -> None:
        services.call_off_meeting(actor=request.actor, convening_id=held.pk, **data)

    if is_kept(form, keep, held.version):
        messages.success(request, _("The meeting is called off, and everybody invited is told."))
        return redirect("governance:convening", pk=pk)
    return _page(request, pk, form)


@require_POST
def take_up(request: Request, pk: int) -> HttpResponse:
    """Draw a called-off convening up again."""
    held = found_convening(request.actor, pk)
    services.take_up_convening(actor=request.actor, convening_id=held.pk)
    messages.success(request, _("Set the new time, then send it."))
    return redirect("governance:convening-edit", pk=pk)


@require_POST
def seat(request: Request, pk: int) -> HttpResponse:
    """Take the answers over into the attendance; what hinders it is said where it was pressed."""
    held = found_convening(request.actor, pk)
    is_at_record = request.POST.get("back") == "record"
    try:
        count = services.seat_by_answers(actor=request.actor, convening_id=held.pk)
    except Refused as refused:
        messages.warning(request, str(refused))
        _name_left_out(request, held)
        return redirect("governance:sitting" if is_at_record else "governance:convening", pk=pk)
    told = ngettext(
        "%(count)s person stands in the attendance as they answered; who did not answer is absent.",
        "%(count)s people stand in the attendance as they answered; who did not answer is absent.",
        count,
    )
    messages.success(request, told % {"count": count})
    _name_left_out(request, held)
    if is_at_record:
        return redirect("governance:sitting", pk=pk)
    return redirect(f"{held.meeting.get_absolute_url()}#attendance")


def _name_left_out(request: Request, held: Convening) -> None:
    if left := without_a_person(held):
        names = comma().join(one.name for one in left)
        sentence = _(
            "These come, but the directory knows no person for them: %(names)s. Add them to the attendance by hand."
        )
        messages.warning(request, sentence % {"names": names})


def found_convening(actor: Actor, meeting_id: int) -> Convening:
    """Give a meeting's convening that the actor sees; else ``NotFound``."""
    found = convenings_visible_to(actor).select_related("meeting__body")
    held = found.filter(meeting_id=meeting_id).first()
    if held is None:
        raise NotFound
    return held


def way_to(held: Convening | None, meeting: Any) -> Crumbs:
    """Give the way from the list of meetings to the convening."""
    way = list(crumbs_of(meeting))
    return [*way, (held.get_absolute_url(), _("Convening"))] if held else way
