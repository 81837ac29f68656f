"""The list of topics, and their names."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from plenary.contexts.communications import addresses, policies
from plenary.contexts.communications.forms.topics import TopicForm
from plenary.contexts.communications.models import Topic
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.services import topics as services
from plenary.contexts.communications.views.answers import form_page, need, typed
from plenary.shared.errors import NotFound
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request


@require_GET
def topic_list(request: Request) -> HttpResponse:
    """List the topics."""
    need(policies.can_see, request.actor)
    context = {
        "topics": list(pages.topics().select_related("hub")),
        "may_name": policies.can_name_topics(request.actor),
        "address": addresses,
    }
    return render(request, "communications/topic_list.html", context)


@require_http_methods(["GET", "POST"])
def topic_new(request: Request) -> HttpResponse:
    """Make a topic."""
    need(policies.can_name_topics, request.actor)
    form = TopicForm(typed(request))

    def make(data: dict[str, Any]) -> None:
        services.make_topic(actor=request.actor, name_zh=data["name_zh"], name_en=data["name_en"])

    return _answered(request, form, make, 0, pgettext("portal", "New topic"))


@require_http_methods(["GET", "POST"])
def topic_edit(request: Request, pk: int) -> HttpResponse:
    """Rename a topic; its address stays."""
    need(policies.can_name_topics, request.actor)
    topic = Topic.objects.filter(pk=pk).first()
    if topic is None:
        raise NotFound
    start = {"name_zh": topic.name_zh, "name_en": topic.name_en}
    form = TopicForm(typed(request), seen=topic.version, initial=start)

    def rename(data: dict[str, Any]) -> None:
        services.rename_topic(
            actor=request.actor,
            topic_id=pk,
            seen_version=data["seen_version"],
            name_zh=data["name_zh"],
            name_en=data["name_en"],
        )

    return _answered(request, form, rename, topic.version, pgettext("portal", "Rename the topic"))


def _answered(
    request: Request, form: TopicForm, change: Any, current: int, title: str
) -> HttpResponse:
    if request.method == "POST" and is_kept(form, change, current):
        messages.success(request, _("Saved."))
        return redirect("communications:topics")
    crumbs = [(reverse("communications:topics"), pgettext("portal", "Topics"))]
    return form_page(request, form, title=title, crumbs=crumbs)
