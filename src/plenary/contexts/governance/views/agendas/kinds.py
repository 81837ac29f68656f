"""The kinds of topic, with the papers that each needs, as the office keeps them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plenary.contexts.governance.forms.agendas import TopicKindForm
from plenary.contexts.governance.forms.tasks import in_language
from plenary.contexts.governance.policies.agendas import can_keep_topic_kinds
from plenary.contexts.governance.selectors.agendas import topics
from plenary.contexts.governance.services import agendas
from plenary.contexts.governance.services.agendas.kinds import EDITABLE
from plenary.contexts.governance.views.agendas.topics import list_crumbs
from plenary.contexts.governance.views.saving import Crumbs, form_page, is_kept, need, typed
from plenary.shared.errors import NotFound
from plenary.shared.web.request import Request


@require_GET
def kind_list(request: Request) -> HttpResponse:
    """Show the kinds of topic, their deadlines and their papers."""
    context = {
        "kinds": list(topics.kinds()),
        "may_edit": can_keep_topic_kinds(request.actor),
    }
    return render(request, "governance/topic_kinds.html", context)


@require_http_methods(["GET", "POST"])
def kind_new(request: Request) -> HttpResponse:
    """Add a kind of topic."""
    need(can_keep_topic_kinds, request.actor)
    form = TopicKindForm(typed(request), papers=[])

    def add(data: dict[str, Any]) -> None:
        fields = {name: data[name] for name in EDITABLE}
        agendas.add_topic_kind(actor=request.actor, papers=form.papers(), **fields)

    if request.method == "POST" and is_kept(form, add):
        messages.success(request, _("Saved."))
        return redirect("governance:topic-kinds")
    return form_page(request, form, title=_("New kind of topic"), crumbs=_crumbs())


@require_http_methods(["GET", "POST"])
def kind_edit(request: Request, pk: int) -> HttpResponse:
    """Change a kind of topic and the papers that it needs."""
    need(can_keep_topic_kinds, request.actor)
    found = topics.kinds().filter(pk=pk).first()
    if found is None:
        raise NotFound
    start = {name: getattr(found, name) for name in EDITABLE}
    form = TopicKindForm(
        typed(request), papers=list(found.papers.all()), seen=found.version, initial=start
    )

    def change(data: dict[str, Any]) -> None:
        agendas.edit_topic_kind(
            actor=request.actor,
            kind_id=pk,
            seen_version=data["seen_version"],
            changes={name: data[name] for name in EDITABLE},
            papers=form.papers(),
        )

    if request.method == "POST" and is_kept(form, change, found.version):
        messages.success(request, _("Saved."))
        return redirect("governance:topic-kinds")
    return form_page(request, form, title=in_language(found), crumbs=_crumbs())


def _crumbs() -> Crumbs:
    return [*list_crumbs(), (reverse("governance:topic-kinds"), _("Kinds of topic"))]
