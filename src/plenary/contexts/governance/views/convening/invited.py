"""The pages of the invited person: what they are asked to, and their answer, with or without account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from plenary.contexts.governance import policies
from plenary.contexts.governance.forms.convening import AnswerForm
from plenary.contexts.governance.ical import invitations as ical
from plenary.contexts.governance.models import Invitation
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.agendas import papers
from plenary.contexts.governance.selectors.convening import invitations as selectors
from plenary.contexts.governance.services import convening as services
from plenary.contexts.governance.services.convening import links, mails, notices, places
from plenary.contexts.governance.views.saving import is_kept, typed
from plenary.kernel.audit.viewing import note_viewed
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound
from plenary.shared.web.limits import limited
from plenary.shared.web.request import Request


@require_GET
def invitations(request: Request) -> HttpResponse:
    """List the actor's invitations to meetings to come."""
    return render(
        request,
        "governance/invitation_list.html",
        {"coming": list(selectors.coming_up(request.actor))},
    )


@require_http_methods(["GET", "POST"])
def invitation(request: Request, pk: int) -> HttpResponse:
    """Show an invitation and take its answer."""
    found = _found(request.actor, pk)
    form = AnswerForm(typed(request), invitation=found, seen=found.version)

    def keep(data: dict[str, Any]) -> None:
        services.answer_invitation(
            actor=request.actor,
            invitation_id=pk,
            answer=form.answer(),
            seen_version=data["seen_version"],
        )

    if request.method == "POST" and is_kept(form, keep, found.version):
        messages.success(request, _("Your answer is recorded."))
        return redirect(found)
    if found.user_id != request.actor.user_id:
        note_viewed(request.actor, found)
    context = _context(found, form) | {
        "may_answer": selectors.takes_answer(request.actor, found),
        "may_open_meeting": meetings.visible_to(request.actor)
        .filter(pk=found.convening.meeting_id)
        .exists(),
        "sees_answers": policies.sees_answers(request.actor),
        "papers": list(papers.of_invitation(request.actor, found)),
    }
    return render(request, "governance/invitation_page.html", context, status=form.status)


@require_GET
def invitation_file(request: Request, pk: int) -> HttpResponse:
    """Hand the invitation out for the reader's calendar."""
    found = _found(request.actor, pk)
    if found.sent_at is None or not found.email:
        raise NotFound
    text = ical.request(mails.sitting_of(found), mails.addressee_of(found))
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="invitation.ics"'
    return answer


@never_cache
@login_not_required
@limited("invitation-answer", "240/m")
@require_http_methods(["GET", "POST"])
def answer(request: Request, token: str) -> HttpResponse:
    """Show an invitation to whoever holds its link, and take the answer; looking changes nothing."""
    found = links.invited_by(token)
    form = AnswerForm(typed(request), invitation=found)

    def keep(_data: dict[str, Any]) -> None:
        services.answer_by_link(token=token, answer=form.answer())

    if request.method == "POST" and is_kept(form, keep):
        messages.success(request, _("Your answer is recorded."))
        return redirect("governance:invitation-answer", token=token)
    context = _context(found, form) | {"may_answer": selectors.is_open(found)}
    return render(request, "governance/invitation_answer.html", context, status=form.status)


def _context(found: Invitation, form: AnswerForm) -> dict[str, Any]:
    return {
        "invitation": found,
        "convening": found.convening,
        "meeting": found.convening.meeting,
        "place": places.place_of(found.convening),
        "items": list(found.items.all()),
        "notice": notices.notice_of(found),
        "substitute": found.substitutes.filter(is_withdrawn=False).first(),
        "form": form,
    }


def _found(actor: Actor, pk: int) -> Invitation:
    seen = selectors.visible_to(actor).select_related(
        "convening__meeting__body", "convening__meeting__place", "stands_in_for", "unit"
    )
    found = seen.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
