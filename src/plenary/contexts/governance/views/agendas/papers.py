"""Papers of meetings: handed in, shown with their versions, given new ones, handed out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import MeetingState
from plenary.contexts.governance.forms.agendas import (
    PaperForm,
    PaperTitleForm,
    PaperVersionForm,
    WithdrawPaperForm,
)
from plenary.contexts.governance.forms.records import RecordForm, id_of
from plenary.contexts.governance.models import AgendaItem, Paper, PaperVersion, Topic
from plenary.contexts.governance.policies.agendas import (
    can_ask_opinions,
    can_keep_paper,
    can_keep_topic,
    can_see_readings,
    can_widen_paper,
)
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.agendas import deadlines, papers, topics
from plenary.contexts.governance.services import agendas
from plenary.contexts.governance.views.agendas.topics import crumbs_of, visible_topic
from plenary.contexts.governance.views.answers import pairs
from plenary.contexts.governance.views.histories import told_of
from plenary.contexts.governance.views.meetings import crumbs_of as crumbs_of_meeting
from plenary.contexts.governance.views.saving import Crumbs, form_page, is_kept, need, typed
from plenary.kernel.audit.selectors import viewings_of
from plenary.kernel.audit.viewing import KEPT_FOR, note_viewed
from plenary.kernel.documents import filing
from plenary.kernel.documents.spreadsheets import Upload
from plenary.shared.errors import Forbidden, NotFound
from plenary.shared.slots import Busy
from plenary.shared.web.limits import limited
from plenary.shared.web.opening import seconds_open
from plenary.shared.web.request import Request

READINGS = 100


@dataclass(frozen=True, slots=True)
class Place:
    """With what a paper is handed in."""

    topic_id: int | None = None
    item_id: int | None = None


@require_http_methods(["GET", "POST"])
@limited("upload", "30/m", methods=("POST",))
def topic_paper_new(request: Request, pk: int) -> HttpResponse:
    """Hand a paper in with a topic."""
    topic = visible_topic(request, pk)
    need(can_keep_topic, request.actor, topic)
    return _add(request, topic, crumbs_of(topic), topic.get_absolute_url(), Place(topic_id=pk))


@require_http_methods(["GET", "POST"])
@limited("upload", "30/m", methods=("POST",))
def item_paper_new(request: Request, pk: int) -> HttpResponse:
    """Hand a paper in with an item of an agenda."""
    items = AgendaItem.objects.filter(meeting__in=meetings.visible_to(request.actor).values("pk"))
    item = items.select_related("meeting__body").filter(pk=pk).first()
    if item is None:
        raise NotFound
    topic = Topic.objects.select_related("kind").filter(item=item).first()
    if not policies.can_manage_meetings(request.actor) and not (
        topic and can_keep_topic(request.actor, topic)
    ):
        raise Forbidden
    back = f"{reverse('governance:agenda', args=[item.meeting_id])}#item-{pk}"
    return _add(request, topic, agenda_crumbs(item.meeting), back, Place(item_id=pk))


def _add(
    request: Request, topic: Topic | None, crumbs: Crumbs, back: str, place: Place
) -> HttpResponse:
    missing = deadlines.missing(topic, topic.papers.all()) if topic else []
    form = PaperForm(typed(request), _files(request), missing=missing)

    def add(data: dict[str, Any]) -> None:
        agendas.add_paper(
            actor=request.actor,
            file=_upload(data),
            needed_id=id_of(data.get("needed")),
            access=data["access"],
            **pairs(data, "title"),
            topic_id=place.topic_id,
            item_id=place.item_id,
            seconds=seconds_open(request),
        )

    if request.method == "POST" and _is_taken(form, add):
        messages.success(request, _("The paper is there."))
        return redirect(back)
    return form_page(request, form, title=_("New paper"), crumbs=crumbs, save=_("Hand it in"))


@require_safe
def paper(request: Request, pk: int) -> HttpResponse:
    """Show a paper with all of its versions; that it was opened is kept, for the office to see."""
    return _show(request, pk)


def _show(request: Request, pk: int, *, status: int = 200, **forms: Any) -> HttpResponse:
    found = visible_paper(request, pk)
    note_viewed(request.actor, found)
    keeps = can_keep_paper(request.actor, found) and found.withdrawn_at is None
    start = {name: getattr(found, name) for name in ("title_zh", "title_en", "access")}
    seen = found.version
    may_widen = can_widen_paper(request.actor, found)
    context = {
        "paper": found,
        "may_edit": keeps,
        "may_ask": keeps and _may_ask(request, found),
        "readings": viewings_of(found)[:READINGS] if can_see_readings(request.actor) else None,
        "kept_for": KEPT_FOR.days,
        "told": told_of(request.actor, found, *found.versions.all()),
        "sees_topic": found.topic_id
        and topics.visible_to(request.actor).filter(pk=found.topic_id).exists(),
        "sees_meeting": found.meeting_id
        and meetings.visible_to(request.actor).filter(pk=found.meeting_id).exists(),
        "version_form": PaperVersionForm(seen=seen),
        "title_form": PaperTitleForm(seen=seen, initial=start, may_widen=may_widen),
        "withdraw_form": WithdrawPaperForm(seen=seen),
        **forms,
    }
    return render(request, "governance/paper_page.html", context, status=status)


@require_POST
@limited("upload", "30/m")
def paper_version_new(request: Request, pk: int) -> HttpResponse:
    """Hand in a new file of a paper."""
    found = visible_paper(request, pk)
    form = PaperVersionForm(request.POST, request.FILES, seen=found.version)

    def add(data: dict[str, Any]) -> None:
        agendas.add_paper_version(
            actor=request.actor,
            paper_id=pk,
            seen_version=data["seen_version"],
            file=_upload(data),
            note=data["note"],
        )

    if _is_taken(form, add, found.version):
        messages.success(request, _("The new version is there; the ones before it stay."))
        return redirect(found)
    return _show(request, pk, status=form.status, version_form=form)


@require_POST
def paper_edit(request: Request, pk: int) -> HttpResponse:
    """Change what a paper is called and who reads it."""
    found = visible_paper(request, pk)
    may_widen = can_widen_paper(request.actor, found)
    form = PaperTitleForm(request.POST, seen=found.version, may_widen=may_widen)

    def change(data: dict[str, Any]) -> None:
        access = {"access": data["access"]} if "access" in data else {}
        agendas.edit_paper(
            actor=request.actor,
            paper_id=pk,
            seen_version=data["seen_version"],
            changes=pairs(data, "title") | access,
        )

    if is_kept(form, change, found.version):
        messages.success(request, _("Saved."))
        return redirect(found)
    return _show(request, pk, status=form.status, title_form=form)


@require_POST
def paper_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a paper back."""
    found = visible_paper(request, pk)
    form = WithdrawPaperForm(request.POST, seen=found.version)
    if is_kept(
        form,
        lambda data: agendas.withdraw_paper(actor=request.actor, paper_id=pk, **data),
        found.version,
    ):
        messages.success(request, _("The paper has been taken back."))
        return redirect(found)
    return _show(request, pk, status=form.status, withdraw_form=form)


@require_safe
def paper_file(request: Request, pk: int, number: int) -> FileResponse:
    """Hand out a version's file, always as a download, never for the browser to open in place."""
    found = agendas.read_paper(actor=request.actor, paper_id=pk, number=number)
    note_viewed(request.actor, found.paper, way="taken")
    return handed_out(found)


def handed_out(found: PaperVersion) -> FileResponse:
    """Answer with a version's file, always as a download."""
    response = FileResponse(
        filing.open_file(found.file.sha256),
        as_attachment=True,
        filename=found.file_name,
        content_type=found.file.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _may_ask(request: Request, paper: Paper) -> bool:
    is_open = paper.meeting is None or paper.meeting.state == MeetingState.PLANNED
    return is_open and can_ask_opinions(request.actor, paper.topic)


def visible_paper(request: Request, pk: int) -> Paper:
    """Give a paper that the actor reads, with its versions; else ``NotFound``."""
    seen = papers.with_versions(papers.visible_to(request.actor))
    found = seen.select_related("topic", "meeting", "item", "needed").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def agenda_crumbs(meeting: Any) -> Crumbs:
    """Give the way from the list of meetings to the agenda of one."""
    return [*crumbs_of_meeting(meeting), (reverse("governance:agenda", args=[meeting.pk]), _("Agenda"))]  # fmt: skip


def _files(request: Request) -> Any:
    return request.FILES if request.method == "POST" else None


def _upload(data: dict[str, Any]) -> Upload:
    return Upload(data["upload"].name, data["upload"].read())


def _is_taken(
    form: RecordForm, change: Callable[[dict[str, Any]], object], current: int = 0
) -> bool:
    """Say whether a file was taken; where the machine is busy the form says so and keeps the rest."""
    try:
        return is_kept(form, change, current)
    except Busy as busy:
        form.add_error("upload", str(busy))
        return False
