"""Fact-checks: the newsroom asks and withdraws; who holds the link reads and answers, without an account."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.contexts.communications import addresses, policies
from plenary.contexts.communications.editions import html_of
from plenary.contexts.communications.forms.checks import AskForm, VerdictForm
from plenary.contexts.communications.selectors import checks, images
from plenary.contexts.communications.services import checks as services
from plenary.contexts.communications.told import facts_of_kind, people_of
from plenary.contexts.communications.views.answers import (
    crumbs_to,
    form_page,
    need,
    typed,
    visible,
)
from plenary.contexts.communications.views.images import given_file
from plenary.contexts.communications.views.publicly import Shown, public_form, served
from plenary.shared.errors import NotFound, Refused, Stale
from plenary.shared.web.record_form import is_kept, show_refusal
from plenary.shared.web.request import Request

GONE = 404


@require_http_methods(["GET", "POST"])
def check_new(request: Request, pk: int) -> HttpResponse:
    """Ask somebody by mail whether a draft is right."""
    page = visible(request, pk)
    need(policies.can_write, request.actor, page)
    form = AskForm(typed(request), seen=page.version)

    def ask(data: dict[str, Any]) -> None:
        seen = data["seen_version"]
        services.ask_fact_check(actor=request.actor, page_id=pk, seen_version=seen, **form.said())

    if request.method == "POST" and is_kept(form, ask, page.version):
        messages.success(request, _("The link is on its way; the answer will stand on this page."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Ask for a fact-check"),
        crumbs=crumbs_to(page),
        save=_("Send the link"),
        intro=_("The link shows this one draft in both languages and asks for no account."),
    )


@require_POST
def check_revoke(request: Request, pk: int, check_pk: int) -> HttpResponse:
    """Withdraw a link."""
    found = services.revoke_fact_check(actor=request.actor, page_id=pk, check_id=check_pk)
    messages.success(request, _("The link opens no more."))
    return redirect(found.page)


def _kept_private(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let nobody keep, index or pass on the address of what is not public."""

    @functools.wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        shown = view(request, **parts)
        shown.headers["Cache-Control"] = "no-store"
        shown.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        shown.headers["Referrer-Policy"] = "no-referrer"
        del shown.headers["ETag"]
        return shown

    return answer


@_kept_private
@public_form("fact-check", "60/h")
def check(request: HttpRequest, lang: str, token: str) -> Shown | HttpResponse:
    """Show a draft to whoever holds its link, and take what they say; looking changes nothing."""
    try:
        found = services.checked_by(token)
    except NotFound as gone:
        return Shown("check_gone", {"sentence": str(gone)}, {}, GONE)
    page = found.page
    langs = checks.written(page)
    data = request.POST if request.method == "POST" else None
    form = VerdictForm(data, shown={one: checks.digest(page, one) for one in langs})
    if data is not None and _is_answered(form, token):
        here = reverse("communications:fact-check", kwargs={"lang": lang, "token": token})
        return HttpResponseRedirect(here)
    other = addresses.OTHER[lang]
    context = {
        "form": form,
        "check": found,
        "page": page,
        "langs": langs,
        "html": {one: html_of(getattr(page, f"body_{one}"), one) for one in langs},
        "told": facts_of_kind(page, lang),
        "people": people_of(page),
        "images": page.images.all(),
        "files": page.attachments.all(),
        "token": token,
        "switch": reverse("communications:fact-check", kwargs={"lang": other, "token": token}),
    }
    return Shown("check", context, {}, form.status)


@_kept_private
@served
def check_image(_request: HttpRequest, token: str, image_pk: int) -> FileResponse:
    """Give a photo of a draft to whoever holds its link, in the size of a page where that is made."""
    found = images.photo_of(services.checked_by(token).page, image_pk)
    if found is None:
        raise NotFound
    return given_file(found.sha256, found.media_type, "no-store")


def _is_answered(form: VerdictForm, token: str) -> bool:
    if not form.is_valid():
        return False
    try:
        services.answer_fact_check(token=token, verdicts=form.verdicts())
    except Stale as stale:
        form.is_stale = True
        form.add_error(None, str(stale))
        form.show_again()
        return False
    except Refused as refused:
        show_refusal(form, refused)
        return False
    return True
