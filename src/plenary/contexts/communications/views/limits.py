"""Who alone sees a draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.communications import policies
from plenary.contexts.communications.forms.limits import LimitForm
from plenary.contexts.communications.selectors import limits
from plenary.contexts.communications.services.limiting import limit_page, open_page
from plenary.contexts.communications.views.answers import (
    crumbs_to,
    form_page,
    need,
    typed,
    visible,
)
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def limit(request: Request, pk: int) -> HttpResponse:
    """Say who alone sees a draft; with nobody chosen everybody in the newsroom does."""
    page = visible(request, pk)
    need(policies.can_limit, request.actor, page)
    chosen = [one.pk for one in limits.named(page)]
    form = LimitForm(typed(request), seen=page.version, initial={"named": chosen})

    def change(data: dict[str, Any]) -> None:
        asked = {"actor": request.actor, "page_id": pk, "seen_version": data["seen_version"]}
        if named := form.said():
            limit_page(**asked, user_ids=named)
        else:
            open_page(**asked)

    if request.method == "POST" and is_kept(form, change, page.version):
        messages.success(request, _("Saved."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Who sees this draft"),
        crumbs=crumbs_to(page),
        intro=_(
            "For a sensitive subject: in lists, searches, the translation desk and files nobody else"
            " sees even its title. The limit ends when the page goes out."
        ),
    )
