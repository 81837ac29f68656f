"""Opinions of co-operating units: asked for, listed, given."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plenary.contexts.governance.forms.agendas import AskOpinionsForm, OpinionForm
from plenary.contexts.governance.forms.tasks import in_language
from plenary.contexts.governance.models import AgendaItem, Topic
from plenary.contexts.governance.policies.agendas import can_answer_opinion, can_ask_opinions
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.agendas import opinions, papers
from plenary.contexts.governance.services import agendas
from plenary.contexts.governance.views.agendas.papers import agenda_crumbs, visible_paper
from plenary.contexts.governance.views.agendas.topics import crumbs_of, visible_topic
from plenary.contexts.governance.views.histories import told_of
from plenary.contexts.governance.views.saving import Crumbs, form_page, is_kept, need, typed
from plenary.shared import clock
from plenary.shared.errors import NotFound
from plenary.shared.web.opening import seconds_open
from plenary.shared.web.request import Request

PAGE = 50
AROUND = ("unit", "meeting__convening", "topic__meeting__convening", "paper")


@require_GET
def opinion_list(request: Request) -> HttpResponse:
    """List the opinions that wait for their answer, or those that were given."""
    is_given = request.GET.get("given") == "1"
    found = opinions.listing(request.actor, is_open=not is_given)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    today = clock.today()
    context = {
        "page": page,
        "rows": [(one, one.state_on(today)) for one in page.object_list],
        "is_given": is_given,
    }
    return render(request, "governance/opinion_list.html", context)


@require_http_methods(["GET", "POST"])
def opinion_new(request: Request, kind: str, pk: int) -> HttpResponse:
    """Ask units for their opinion of a topic, an item or a paper."""
    topic, crumbs, back = _subject(request, kind, pk)
    need(can_ask_opinions, request.actor, topic)
    form = AskOpinionsForm(typed(request), actor=request.actor)

    def ask(data: dict[str, Any]) -> None:
        agendas.ask_opinions(
            actor=request.actor,
            unit_ids=[unit.pk for unit in data["units"]],
            days=data["days"],
            question=data["question"],
            topic_id=pk if kind == "topics" else None,
            item_id=pk if kind == "items" else None,
            paper_id=pk if kind == "papers" else None,
        )

    if request.method == "POST" and is_kept(form, ask):
        messages.success(request, _("The units have been asked."))
        return redirect(back)
    return form_page(
        request, form, title=_("Ask for opinions"), crumbs=crumbs, save=_("Ask the units")
    )


def _subject(request: Request, kind: str, pk: int) -> tuple[Topic | None, Crumbs, str]:
    """Give the topic behind what is asked about, the way to it, and where to go back."""
    if kind == "topics":
        topic = visible_topic(request, pk)
        return topic, crumbs_of(topic), topic.get_absolute_url()
    if kind == "papers":
        paper = visible_paper(request, pk)
        address = paper.get_absolute_url()
        return paper.topic, [(address, in_language(paper, "title"))], address
    if kind != "items":
        raise NotFound
    seen = AgendaItem.objects.filter(meeting__in=meetings.visible_to(request.actor).values("pk"))
    item = seen.select_related("meeting__body").filter(pk=pk).first()
    if item is None:
        raise NotFound
    back = f"{reverse('governance:agenda', args=[item.meeting_id])}#item-{pk}"
    return Topic.objects.filter(item=item).first(), agenda_crumbs(item.meeting), back


@require_http_methods(["GET", "POST"])
def opinion(request: Request, pk: int) -> HttpResponse:
    """Show what a unit is asked, with the papers that it reads; the unit answers here."""
    visible = opinions.visible_to(request.actor).select_related(*AROUND)
    found = visible.filter(pk=pk).first()
    if found is None:
        raise NotFound
    if request.method == "POST":
        need(can_answer_opinion, request.actor, found)
    form = OpinionForm(typed(request), seen=found.version)
    if request.method == "POST" and is_kept(
        form,
        lambda data: agendas.answer_opinion(
            actor=request.actor, opinion_id=pk, seconds=seconds_open(request), **data
        ),
        found.version,
    ):
        messages.success(request, _("The opinion of your unit is kept."))
        return redirect(found)
    context = {
        "opinion": found,
        "state": found.state_on(clock.today()),
        "form": form,
        "may_answer": form.is_bound
        or (not found.answer and found.is_asked and can_answer_opinion(request.actor, found)),
        "papers": list(papers.with_versions(papers.of_opinion(request.actor, found))),
        "told": told_of(request.actor, found),
    }
    return render(request, "governance/opinion_page.html", context, status=form.status)
