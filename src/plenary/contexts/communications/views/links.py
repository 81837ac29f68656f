"""Links that lead nowhere, and who answers for a page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from plenary.contexts.communications import addresses, policies
from plenary.contexts.communications.forms.owners import OwnerForm
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.selectors.links import broken
from plenary.contexts.communications.services.owning import set_owner
from plenary.contexts.communications.views.answers import (
    crumbs_to,
    form_page,
    need,
    typed,
    visible,
)
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request

PAGE = 50


@require_GET
def link_list(request: Request) -> HttpResponse:
    """List the links that lead nowhere, those of the longest standing first."""
    need(policies.can_see, request.actor)
    where = request.GET.get("where", "")
    found = Paginator(broken.listing(request.actor, where), PAGE)
    shown = found.get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "lines": [broken.described(link) for link in shown.object_list],
        "where": where if where in broken.WHERE else "",
        "places": [
            ("", pgettext("links", "All")),
            ("within", _("Within the portal")),
            ("outside", pgettext("links", "Outside")),
        ],
        "tags": addresses.TAGS,
    }
    return render(request, "communications/link_list.html", context)


@require_http_methods(["GET", "POST"])
def owner(request: Request, pk: int) -> HttpResponse:
    """Say which post answers for a page."""
    page = visible(request, pk)
    need(policies.can_write, request.actor, page)
    form = OwnerForm(
        typed(request),
        seen=page.version,
        posts=pages.posts_for(request.actor, page),
        initial={"post": page.owner_post_id},
    )

    def change(data: dict[str, Any]) -> None:
        post = data["post"]
        set_owner(
            actor=request.actor,
            page_id=pk,
            seen_version=data["seen_version"],
            post_id=post.pk if post else None,
        )

    if request.method == "POST" and is_kept(form, change, page.version):
        messages.success(request, _("Saved."))
        return redirect(page.get_absolute_url())
    title = _("Who answers for the page")
    return form_page(request, form, title=title, crumbs=crumbs_to(page))
