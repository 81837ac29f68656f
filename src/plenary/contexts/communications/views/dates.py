"""When a page is looked at again, and until when a notice stands on the front page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.forms.dates import DatesForm
from plenary.contexts.communications.selectors.dates import dates_of
from plenary.contexts.communications.services.dating import set_dates
from plenary.contexts.communications.views.answers import (
    crumbs_to,
    form_page,
    need,
    typed,
    visible,
)
from plenary.shared.errors import NotFound
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def dates(request: Request, pk: int) -> HttpResponse:
    """Say the days of a page; a guide's stand in its own form."""
    page = visible(request, pk)
    need(policies.can_write, request.actor, page)
    if page.kind == PageKind.GUIDE:
        raise NotFound
    own = dates_of(page)
    form = DatesForm(
        typed(request),
        seen=page.version,
        kind=page.kind,
        initial={"review_on": own.review_on, "shown_until": own.shown_until},
    )

    def change(data: dict[str, Any]) -> None:
        seen = data["seen_version"]
        set_dates(actor=request.actor, page_id=pk, seen_version=seen, **form.said())

    if request.method == "POST" and is_kept(form, change, page.version):
        messages.success(request, _("Saved."))
        return redirect(page)
    title = _("How long the page stays valid")
    return form_page(request, form, title=title, crumbs=crumbs_to(page))
