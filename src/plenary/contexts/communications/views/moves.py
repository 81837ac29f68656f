"""The steps of a page on its way to the public and back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from plenary.contexts.communications.forms.pages import (
    ApproveForm,
    SendBackForm,
    SubmitForm,
    WithdrawForm,
)
from plenary.contexts.communications.selectors.page_view import PageView, page_view
from plenary.contexts.communications.services import (
    publishing,
    readouts,
    sending,
    withdrawing,
    writing,
)
from plenary.contexts.communications.views.answers import crumbs_to, form_page, typed
from plenary.shared.errors import Forbidden, Refused
from plenary.shared.web.numbers import whole
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def submit(request: Request, pk: int) -> HttpResponse:
    """Send languages to review."""
    view, langs = _open(request, pk, "submit")
    public = [one.side.lang for one in view.sides if one.side.released_at]
    form = SubmitForm(typed(request), seen=view.page.version, langs=langs, been_public=public)

    def send(data: dict[str, Any]) -> None:
        sending.submit_page(
            actor=request.actor,
            page_id=pk,
            seen_version=data["seen_version"],
            langs=data["langs"],
            notes=form.notes(),
        )

    if request.method == "POST" and is_kept(form, send, view.page.version):
        messages.success(request, _("It waits for a second pair of eyes."))
        return redirect(view.page)
    return form_page(
        request,
        form,
        title=_("Send to review"),
        crumbs=crumbs_to(view.page),
        save=_("Send to review"),
        intro=_("Somebody who had no hand in the page approves it."),
        found=view.found,
    )


@require_http_methods(["GET", "POST"])
def send_back(request: Request, pk: int) -> HttpResponse:
    """Give languages back to the writers."""
    view, langs = _open(request, pk, "send_back")
    form = SendBackForm(typed(request), seen=view.page.version, langs=langs)

    def give_back(data: dict[str, Any]) -> None:
        sending.send_back(
            actor=request.actor,
            page_id=pk,
            seen_version=data["seen_version"],
            langs=data["langs"],
            reason=data["reason"],
        )

    if request.method == "POST" and is_kept(form, give_back, view.page.version):
        messages.success(request, _("It is a draft again."))
        return redirect(view.page)
    return form_page(
        request,
        form,
        title=pgettext("page", "Send back"),
        crumbs=crumbs_to(view.page),
        save=pgettext("page", "Send back"),
    )


@require_http_methods(["GET", "POST"])
def approve(request: Request, pk: int) -> HttpResponse:
    """Approve languages, to go out at once or at an hour to come."""
    view, langs = _open(request, pk, "approve")
    form = ApproveForm(typed(request), seen=view.page.version, langs=langs)

    def publish(data: dict[str, Any]) -> None:
        publishing.approve_page(
            actor=request.actor,
            page_id=pk,
            seen_version=data["seen_version"],
            langs=data["langs"],
            due_at=form.due_at(),
        )

    if request.method == "POST" and is_kept(form, publish, view.page.version):
        word = _("Approved; it goes out at its hour.") if form.due_at() else _("Published.")
        messages.success(request, word)
        return redirect(view.page)
    return form_page(
        request,
        form,
        title=_("Approve and publish"),
        crumbs=crumbs_to(view.page),
        save=_("Approve and publish"),
        intro=_("You answer for it that both languages say the same and that nothing is secret."),
        found=view.found,
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take languages out of the public."""
    view, langs = _open(request, pk, "withdraw")
    form = WithdrawForm(typed(request), seen=view.page.version, langs=langs)

    def take_out(data: dict[str, Any]) -> None:
        withdrawing.withdraw_page(
            actor=request.actor,
            page_id=pk,
            seen_version=data["seen_version"],
            reasons=form.reasons(),
        )

    if request.method == "POST" and is_kept(form, take_out, view.page.version):
        messages.success(request, _("Withdrawn. The address stays and says why."))
        return redirect(view.page)
    return form_page(
        request,
        form,
        title=pgettext("page", "Withdraw"),
        crumbs=crumbs_to(view.page),
        save=pgettext("page", "Withdraw"),
        intro=_("Readers see the reason at the address of the page. A language without one stays."),
    )


@require_POST
def take_over(request: Request, pk: int) -> HttpResponse:
    """Bring the page of a meeting up to its record."""
    page = readouts.take_over_record(actor=request.actor, page_id=pk, seen_version=_seen(request))
    messages.success(request, _("The page says what the record says now."))
    return redirect(page)


@require_POST
def still_holds(request: Request, pk: int) -> HttpResponse:
    """Say that the older side still holds."""
    page = writing.say_still_holds(actor=request.actor, page_id=pk, seen_version=_seen(request))
    messages.success(request, _("Noted: the other side still holds."))
    return redirect(page)


def _open(request: Request, pk: int, step: str) -> tuple[PageView, list[str]]:
    """Give a page and the languages that this step is open for; else say why there is none."""
    view = page_view(request.actor, pk)
    if langs := view.langs[step]:
        return view, langs
    if step == "approve" and view.had_a_hand:
        raise Forbidden(_("You had a hand in this page: somebody else approves it."))
    if not view.may_write:
        raise Forbidden
    raise Refused(_("This step is not open from the record's present state."))


def _seen(request: Request) -> int:
    return whole(request.POST.get("seen_version"))
