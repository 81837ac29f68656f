"""Readers say what is wrong, on the portal; the newsroom answers them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plenary.contexts.communications import addresses, policies
from plenary.contexts.communications.enums import ReportState
from plenary.contexts.communications.forms.reports import AnswerForm, ErrorForm
from plenary.contexts.communications.models import ErrorReport
from plenary.contexts.communications.selectors import hidden, portal
from plenary.contexts.communications.selectors import reports as selectors
from plenary.contexts.communications.services import reports as services
from plenary.contexts.communications.views.answers import form_page, need, typed
from plenary.contexts.communications.views.publicly import Shown, public_form, public_page
from plenary.kernel.audit.viewing import note_viewed
from plenary.shared.actor import NOBODY
from plenary.shared.errors import NotFound
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request

PAGE = 50


@public_form("error-report", "10/h")
def report(request: HttpRequest, lang: str, slug: str) -> Shown | HttpResponse:
    """Take what a reader says of a page; the receipt is where the answer will stand."""
    editions = portal.about(slug)
    if not editions:
        if now := hidden.now_at(slug):
            return HttpResponsePermanentRedirect(f"{addresses.page(lang, now)}correct/")
        raise NotFound
    form = ErrorForm(request.POST if request.method == "POST" else None)
    made: list[ErrorReport] = []

    def keep(data: dict[str, Any]) -> None:
        made.append(
            services.report_error(
                actor=NOBODY, slug=slug, lang=lang, text=data["text"], email=data["email"]
            )
        )

    if request.method == "POST" and is_kept(form, keep):
        return HttpResponseRedirect(
            reverse(
                "communications:error-receipt", kwargs={"lang": lang, "receipt": made[0].receipt}
            )
        )
    about = editions.get(lang) or next(iter(editions.values()))
    other = f"{addresses.page(addresses.OTHER[lang], slug)}correct/"
    context = {"form": form, "about": about, "switch": other}
    return Shown("report", context, {}, form.status)


@public_page
def receipt(_request: HttpRequest, lang: str, receipt: str) -> Shown:
    """Show a reader what became of their report."""
    found = selectors.by_receipt(receipt)
    if found is None:
        raise NotFound
    switch = reverse(
        "communications:error-receipt", kwargs={"lang": addresses.OTHER[lang], "receipt": receipt}
    )
    return Shown("receipt", {"report": found, "switch": switch}, {})


@require_GET
def report_list(request: Request) -> HttpResponse:
    """List what readers have said, the open ones first asked for."""
    need(policies.can_see, request.actor)
    state = request.GET.get("state", ReportState.OPEN)
    found = selectors.queue(request.actor, state if state in ReportState.values else "")
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": ReportState.choices,
    }
    return render(request, "communications/report_list.html", context)


@require_http_methods(["GET", "POST"])
def report_page(request: Request, pk: int) -> HttpResponse:
    """Show a reader's report, and take the answer."""
    found = selectors.visible_to(request.actor).select_related("page").filter(pk=pk).first()
    if found is None:
        raise NotFound
    note_viewed(request.actor, found)
    form = AnswerForm(typed(request), seen=found.version)

    def answer(data: dict[str, Any]) -> None:
        services.answer_report(
            actor=request.actor,
            report_id=pk,
            seen_version=data["seen_version"],
            move=data["move"],
            answer=data["answer"],
        )

    if request.method == "POST" and is_kept(form, answer, found.version):
        messages.success(request, _("The reader has been answered."))
        return redirect("communications:error-reports")
    return form_page(
        request,
        form,
        title=_("A reader's report"),
        crumbs=[(reverse("communications:error-reports"), _("Readers' reports"))],
        save=_("Answer"),
        report=found,
        is_closed=found.state != ReportState.OPEN or not policies.can_answer(request.actor),
    )
