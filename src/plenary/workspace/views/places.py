"""Places: listed, made and changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plenary.kernel.places import selectors, services
from plenary.kernel.places.policies import can_keep_places
from plenary.shared.errors import NotFound
from plenary.shared.web.filters import side
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request
from plenary.workspace.forms.places import PlaceForm
from plenary.workspace.selectors.post_page import places_found
from plenary.workspace.views.saving import Crumbs, form_page, need, typed

PAGE = 50


@require_GET
def places(request: Request) -> HttpResponse:
    """List the places, or those whose name or address holds the words."""
    words = request.GET.get("q", "").strip()[:100]
    page = Paginator(places_found(request.actor, words), PAGE)
    context = {
        "page": page.get_page(request.GET.get("page")),
        "words": words,
        "may_edit": can_keep_places(request.actor),
    }
    return render(request, "workspace/place_list.html", context)


@require_http_methods(["GET", "POST"])
def place_new(request: Request) -> HttpResponse:
    """Add a place."""
    need(can_keep_places, request.actor)
    form = PlaceForm(typed(request))

    def create(data: dict[str, Any]) -> None:
        services.create_place(actor=request.actor, **data)

    if request.method == "POST" and is_kept(form, create):
        messages.success(request, _("The place has been added."))
        return redirect("workspace:places")
    return form_page(request, form, title=_("New place"), crumbs=_crumbs())


@require_http_methods(["GET", "POST"])
def place_edit(request: Request, pk: int) -> HttpResponse:
    """Change a place."""
    found = selectors.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    need(can_keep_places, request.actor)
    form = PlaceForm(
        typed(request),
        seen=found.version,
        initial={name: getattr(found, name) for name in services.EDITABLE},
    )

    def change(data: dict[str, Any]) -> None:
        services.edit_place(actor=request.actor, place_id=pk, **data)

    if request.method == "POST" and is_kept(form, change, found.version):
        messages.success(request, _("Saved."))
        return redirect("workspace:places")
    return form_page(request, form, title=side(found, "name"), crumbs=_crumbs())


def _crumbs() -> Crumbs:
    return [
        (reverse("workspace:directory"), _("Directory")),
        (reverse("workspace:places"), _("Places")),
    ]
