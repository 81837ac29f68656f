"""Topics: the list, a topic's page, and what is done with one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenary.contexts.governance import profiles
from plenary.contexts.governance.enums import ReturnGround, TopicState
from plenary.contexts.governance.forms.agendas import AcceptForm, GiveBackForm, TopicForm
from plenary.contexts.governance.forms.records import RecordForm
from plenary.contexts.governance.forms.tasks import in_language
from plenary.contexts.governance.models import Topic
from plenary.contexts.governance.policies.agendas import (
    can_bring_topics,
    can_judge_topics,
    can_keep_topic,
    can_keep_topic_kinds,
)
from plenary.contexts.governance.selectors.agendas import deadlines, topics
from plenary.contexts.governance.selectors.agendas.topic_page import topic_page
from plenary.contexts.governance.services import agendas
from plenary.contexts.governance.views.answers import pairs
from plenary.contexts.governance.views.histories import told
from plenary.contexts.governance.views.saving import Crumbs, form_page, is_kept, need, typed
from plenary.shared import clock
from plenary.shared.errors import NotFound
from plenary.shared.web.numbers import whole
from plenary.shared.web.opening import seconds_open
from plenary.shared.web.request import Request

PAGE = 50


@require_GET
def topic_list(request: Request) -> HttpResponse:
    """List the topics that the actor sees; the office sees what waits and why topics went back."""
    state = request.GET.get("state", "")
    state = state if state in TopicState.values else ""
    found = topics.listing(request.actor, state=state)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [
        (topic, deadlines.is_late(topic), deadlines.missing(topic, topic.papers.all()))
        for topic in page.object_list
    ]
    judges = can_judge_topics(request.actor)
    grounds = dict(ReturnGround.choices)
    context = {
        "page": page,
        "rows": rows,
        "state": state,
        "states": TopicState.choices,
        "may_bring": can_bring_topics(request.actor),
        "may_keep_kinds": can_keep_topic_kinds(request.actor),
        "given_back": [
            (grounds[ground], times)
            for ground, times in (topics.return_counts(request.actor) if judges else {}).items()
        ],
    }
    return render(request, "governance/topic_list.html", context)


@require_http_methods(["GET", "POST"])
def topic_new(request: Request) -> HttpResponse:
    """Begin a topic."""
    need(can_bring_topics, request.actor)
    meeting = topics.coming_meetings(request.actor).filter(
        pk=whole(request.GET.get("meeting"))
    ).first()  # fmt: skip
    start = {"place": f"{meeting.body_id}-{meeting.pk}"} if meeting else {}
    form = TopicForm(typed(request), actor=request.actor, initial=start)
    made: list[Topic] = []

    def draft(data: dict[str, Any]) -> None:
        fields = _fields(form, data) | {"unit_id": data["unit"].pk}
        made.append(
            agendas.draft_topic(actor=request.actor, seconds=seconds_open(request), **fields)
        )

    if request.method == "POST" and is_kept(form, draft):
        messages.success(request, _("The topic is kept as a draft. Add its papers and hand it in."))
        return redirect(made[0])
    return form_page(request, form, title=_("New topic"), crumbs=list_crumbs(), save=_("Keep as a draft"))  # fmt: skip


@require_http_methods(["GET", "POST"])
def topic_edit(request: Request, pk: int) -> HttpResponse:
    """Mend a topic that is a draft or was given back."""
    topic = visible_topic(request, pk)
    need(can_keep_topic, request.actor, topic)
    names = ("title_zh", "title_en", "reason_zh", "reason_en")
    start: dict[str, Any] = {name: getattr(topic, name) for name in names}
    meeting = f"-{topic.meeting_id}" if topic.meeting_id else ""
    start |= {"kind": topic.kind_id, "place": f"{topic.body_id}{meeting}"}
    form = TopicForm(typed(request), actor=request.actor, seen=topic.version, initial=start)

    def change(data: dict[str, Any]) -> None:
        agendas.edit_topic(
            actor=request.actor,
            topic_id=pk,
            seen_version=data["seen_version"],
            changes=_fields(form, data),
            seconds=seconds_open(request),
        )

    if request.method == "POST" and is_kept(form, change, topic.version):
        messages.success(request, _("Saved."))
        return redirect(topic)
    return form_page(request, form, title=_("Edit the topic"), crumbs=crumbs_of(topic))


def _fields(form: TopicForm, data: dict[str, Any]) -> dict[str, Any]:
    return {**pairs(data, "title", "reason"), "kind_id": data["kind"].pk, **form.placed()}


@require_GET
def topic(request: Request, pk: int) -> HttpResponse:
    """Show a topic with its papers and what it lacks."""
    return _show(request, pk)


def _show(request: Request, pk: int, *, status: int = 200, **forms: Any) -> HttpResponse:
    page = topic_page(request.actor, pk)
    found = page.topic
    seen = found.version
    body = found.body_id
    start = {"meeting": found.meeting_id or (page.coming[0].pk if page.coming else None)}
    context = {
        "page": page,
        "topic": found,
        "today": clock.today(),
        "plain_form": RecordForm(seen=seen),
        "accept_form": AcceptForm(actor=request.actor, body=body, seen=seen, initial=start),
        "return_form": GiveBackForm(seen=seen),
        "told": told(page.history),
        "untitled": [
            one for one in profiles.current().languages if not getattr(found, f"title_{one}")
        ],
        **forms,
    }
    return render(request, "governance/topic_page.html", context, status=status)


@require_POST
def topic_submit(request: Request, pk: int) -> HttpResponse:
    """Hand a topic in."""
    return _move(request, pk, agendas.submit_topic, _("The topic has been handed in."))


@require_POST
def topic_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a topic back."""
    return _move(request, pk, agendas.withdraw_topic, _("The topic has been withdrawn."))


def _move(request: Request, pk: int, service: Callable[..., Topic], done: str) -> HttpResponse:
    found = visible_topic(request, pk)
    form = RecordForm(request.POST, seen=found.version)
    if is_kept(form, lambda data: service(actor=request.actor, topic_id=pk, **data), found.version):
        messages.success(request, done)
        return redirect(found)
    return _show(request, pk, status=form.status, plain_form=form)


@require_POST
def topic_accept(request: Request, pk: int) -> HttpResponse:
    """Put a topic on an agenda."""
    found = visible_topic(request, pk)
    form = AcceptForm(request.POST, actor=request.actor, body=found.body_id, seen=found.version)

    def accept(data: dict[str, Any]) -> None:
        agendas.accept_topic(
            actor=request.actor,
            topic_id=pk,
            seen_version=data["seen_version"],
            meeting_id=data["meeting"].pk,
        )

    if is_kept(form, accept, found.version):
        messages.success(request, _("The topic is on the agenda, with its papers."))
        return redirect("governance:agenda", pk=form.cleaned_data["meeting"].pk)
    return _show(request, pk, status=form.status, accept_form=form)


@require_POST
def topic_return(request: Request, pk: int) -> HttpResponse:
    """Give a topic back to its unit."""
    found = visible_topic(request, pk)
    form = GiveBackForm(request.POST, seen=found.version)
    if is_kept(
        form,
        lambda data: agendas.return_topic(actor=request.actor, topic_id=pk, **data),
        found.version,
    ):
        messages.success(request, _("The topic went back to its unit."))
        return redirect("governance:topics")
    return _show(request, pk, status=form.status, return_form=form)


def visible_topic(request: Request, pk: int) -> Topic:
    """Give a topic that the actor sees; else ``NotFound``."""
    found = topics.visible_to(request.actor).select_related("kind", "meeting").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def list_crumbs() -> Crumbs:
    """Give the way to the list of topics."""
    return [(reverse("governance:topics"), _("Topics"))]


def crumbs_of(topic: Topic) -> Crumbs:
    """Give the way from the list to the topic."""
    return [*list_crumbs(), (topic.get_absolute_url(), in_language(topic, "title"))]
