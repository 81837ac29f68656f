"""The moves of an entry: proposing, approving, sending back, retiring."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.contexts.language import policies
from plenary.contexts.language.forms.terms import ReasonForm, SeenForm
from plenary.contexts.language.models import Term
from plenary.contexts.language.selectors import terms as selectors
from plenary.contexts.language.services import deciding
from plenary.contexts.language.views.answers import form_page, need, typed
from plenary.shared.errors import NotFound, Refused
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request


@require_POST
def term_propose(request: Request, pk: int) -> HttpResponse:
    """Put a draft before those who approve."""
    found = deciding.propose_term(actor=request.actor, term_id=pk, seen_version=_seen(request))
    messages.success(request, _("The entry waits for approval."))
    return redirect(found)


@require_POST
def term_approve(request: Request, pk: int) -> HttpResponse:
    """Put a proposal in force; of two who do at once, the second is told who was first."""
    found = deciding.approve_term(actor=request.actor, term_id=pk, seen_version=_seen(request))
    messages.success(request, _("The entry is in force."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def term_send_back(request: Request, pk: int) -> HttpResponse:
    """Make a proposal a draft again, with a reason."""
    found = _visible(request, pk)
    need(policies.can_approve, request.actor, found)
    return _with_reason(
        request, found, deciding.send_back_term, _("Send the entry back"), _("Send back")
    )


@require_http_methods(["GET", "POST"])
def term_retire(request: Request, pk: int) -> HttpResponse:
    """Take an entry out of use, with a reason."""
    found = _visible(request, pk)
    need(policies.can_retire, request.actor, found)
    return _with_reason(request, found, deciding.retire_term, _("Retire the entry"), _("Retire"))


def _with_reason(
    request: Request, found: Term, service: Callable[..., Term], title: str, button: str
) -> HttpResponse:
    form = ReasonForm(typed(request), seen=found.version)

    def move(data: dict[str, Any]) -> None:
        service(actor=request.actor, term_id=found.pk, **data)

    if request.method == "POST" and is_kept(form, move, found.version):
        messages.success(request, _("Done."))
        return redirect(found)
    crumbs = [
        (reverse("language:terms"), _("Term base")),
        (found.get_absolute_url(), found.name_zh or found.name_en),
    ]
    return form_page(request, form, title=title, crumbs=crumbs, save=button)


def _seen(request: Request) -> int:
    form = SeenForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Open the entry's page again and use its button."))
    return int(form.cleaned_data["seen_version"])


def _visible(request: Request, pk: int) -> Term:
    found = selectors.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
