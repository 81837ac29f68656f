"""The office's work on themes: added, renamed, moved, retired and taken up again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.contexts.governance.forms.themes import ThemeForm
from plenary.contexts.governance.models import Theme
from plenary.contexts.governance.policies.themes import can_keep_themes
from plenary.contexts.governance.selectors.themes import visible_to
from plenary.contexts.governance.services import themes as services
from plenary.contexts.governance.services.themes.keeping import EDITABLE
from plenary.contexts.governance.views.saving import Crumbs, form_page, is_kept, need, typed
from plenary.shared.errors import NotFound, Refused
from plenary.shared.web.filters import side
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def theme_new(request: Request) -> HttpResponse:
    """Add a theme."""
    need(can_keep_themes, request.actor)
    form = ThemeForm(typed(request))

    def add(data: dict[str, Any]) -> None:
        services.add_theme(actor=request.actor, **{name: data[name] for name in EDITABLE})

    if request.method == "POST" and is_kept(form, add):
        messages.success(request, _("Saved."))
        return redirect("governance:themes")
    return form_page(request, form, title=_("New theme"), crumbs=_crumbs())


@require_http_methods(["GET", "POST"])
def theme_edit(request: Request, pk: int) -> HttpResponse:
    """Rename a theme, or change the words by which a clause is known."""
    found = _visible(request, pk)
    need(can_keep_themes, request.actor, found)
    start = {name: getattr(found, name) for name in EDITABLE}
    form = ThemeForm(typed(request), seen=found.version, initial=start)

    def change(data: dict[str, Any]) -> None:
        services.edit_theme(
            actor=request.actor,
            theme_id=pk,
            seen_version=data["seen_version"],
            changes={name: data[name] for name in EDITABLE},
        )

    if request.method == "POST" and is_kept(form, change, found.version):
        messages.success(request, _("Saved."))
        return redirect(found)
    crumbs = [*_crumbs(), (found.get_absolute_url(), side(found, "name"))]
    return form_page(request, form, title=_("Edit the theme"), crumbs=crumbs)


@require_POST
def theme_step(request: Request, pk: int, step: str) -> HttpResponse:
    """Move a theme up or down, retire it, or take it up again; a refusal is said on the list."""
    asked: dict[str, Any] = {
        "actor": request.actor,
        "theme_id": pk,
        "seen_version": whole(request.POST.get("seen_version")),
    }
    try:
        if step in {"up", "down"}:
            services.move_theme(**asked, to=step)  # type: ignore[arg-type] # one of the two
            return redirect(f"{reverse('governance:themes')}#theme-{pk}")
        if step == "retire":
            services.retire_theme(**asked)
        elif step == "restore":
            services.restore_theme(**asked)
        else:
            raise NotFound
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("governance:themes")
    messages.success(request, _("Saved."))
    return redirect("governance:theme", pk=pk)


def _visible(request: Request, pk: int) -> Theme:
    found = visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _crumbs() -> Crumbs:
    return [(reverse("governance:themes"), _("Themes"))]
