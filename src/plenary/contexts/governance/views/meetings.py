"""Meetings: their list, their page, and what is done to a meeting itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.enums import FateKind, MeetingState
from plenary.contexts.governance.forms.meetings import (
    HoldForm,
    MeetingFilterForm,
    MeetingForm,
    NoActionForm,
    ReopenForm,
)
from plenary.contexts.governance.forms.records import RecordForm, id_of
from plenary.contexts.governance.forms.sitting import RemovalForm
from plenary.contexts.governance.models import AgendaItem, Meeting
from plenary.contexts.governance.selectors import meetings as selectors
from plenary.contexts.governance.selectors import readings
from plenary.contexts.governance.selectors.convening.invitations import convenings_visible_to
from plenary.contexts.governance.selectors.meeting_page import MeetingPage, Outcome, meeting_page
from plenary.contexts.governance.selectors.tasks import loose_drafts
from plenary.contexts.governance.selectors.withdrawal import obstacles_of_mistake
from plenary.contexts.governance.views.answers import light_words, pairs
from plenary.contexts.governance.views.histories import told
from plenary.contexts.governance.views.saving import (
    Crumbs,
    form_page,
    is_kept,
    need,
    typed,
)
from plenary.kernel.documents.policies import opener
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound
from plenary.shared.web.filters import side
from plenary.shared.web.navigation import record_links
from plenary.shared.web.request import Request

PAGE = 50
LATEST_FIRST = (
    F("year").desc(nulls_last=True),
    Coalesce("held_on", "published_on").desc(nulls_last=True),
    "-pk",
)
FATES = {"open": FateKind.OPEN, "task": FateKind.TASK} | {
    str(kind): kind for kind in (FateKind.COVERED, FateKind.NO_ACTION)
}
"""The fates as they stand in the address."""


@dataclass(frozen=True, slots=True)
class Fates:
    """How many directives have which fate, and which of them the page shows."""

    counts: dict[str, int]
    shown: str
    directives: list[Outcome]
    settled: int
    total: int
    """Decisions and directives together: what closing the meeting asks for."""


@require_GET
def meetings(request: Request) -> HttpResponse:
    """List meetings, filtered by what stands in the address."""
    years = selectors.visible_to(request.actor).exclude(year=None).order_by("-year")
    form = MeetingFilterForm(
        request.GET,
        actor=request.actor,
        years=[year for year in years.values_list("year", flat=True).distinct() if year],
    )
    filters = form.filters()
    found = Paginator(selectors.listing(request.actor, **filters).order_by(*LATEST_FIRST), PAGE)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": found.get_page(request.GET.get("page")),
        "query": query.urlencode(),
        "is_filtered": any(filters.values()),
        "may_manage": policies.can_manage_meetings(request.actor),
        "sees_releases": policies.sees_everything(request.actor),
        "loose": loose_drafts(request.actor).count() if request.actor.has("office") else 0,
    }
    return render(request, "governance/meeting_list.html", context)


@require_GET
def meeting(request: Request, pk: int) -> HttpResponse:
    """Show a meeting's whole record."""
    return page_of(request, meeting_page(request.actor, pk))


def page_of(
    request: Request, page: MeetingPage, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Answer with a meeting's page, with the forms that hold a refusal in place of fresh ones."""
    version = page.meeting.version
    context = {
        "page": page,
        "may_open": opener(request.actor),
        "meeting": page.meeting,
        "fates": _fates(request, page),
        "agenda": _by_kind(page),
        "read_in": readings.made(request.actor, page.meeting),
        "open_numbers": {
            "decisions": _open(page.decisions),
            "directives": _open(page.directives),
        },
        "adrift_numbers": {
            "decisions": _adrift(page.decisions),
            "directives": _adrift(page.directives),
        },
        "words": light_words(),
        "told": told(page.history),
        "hold_form": HoldForm(seen=version, initial={"held_on": page.meeting.held_on}),
        "close_form": RecordForm(seen=version),
        "reopen_form": ReopenForm(seen=version),
        "no_action_form": NoActionForm(),
        "has_convening": _reads_convening(request.actor, page.meeting),
        "refused_matter": "",
        "elsewhere": record_links(request.actor, "governance.meeting", page.meeting.pk),
        **forms,
    }
    return render(request, "governance/meeting_page.html", context, status=status)


def _reads_convening(actor: Actor, meeting: Meeting) -> bool:
    """Say whether the page leads to the calling of the meeting: while it is planned, the office's always."""
    if not policies.sees_answers(actor):
        return False
    if meeting.state == MeetingState.PLANNED and policies.can_convene(actor, meeting):
        return True
    return convenings_visible_to(actor).filter(meeting=meeting).exists()


def _fates(request: Request, page: MeetingPage) -> Fates:
    asked = request.GET.get("fate", "")
    kept = [one.record.fate for one in page.directives]
    shown = asked if asked in FATES else ""
    return Fates(
        counts={name: kept.count(fate) for name, fate in FATES.items()},
        shown=shown,
        directives=[one for one in page.directives if not shown or one.record.fate == FATES[shown]],
        settled=len(kept) + len(page.decisions) - page.unfated - page.adrift,
        total=len(kept) + len(page.decisions),
    )


def _by_kind(page: MeetingPage) -> list[list[AgendaItem]]:
    """Give the agenda by kind, the kinds in the order in which the agenda comes to them."""
    kinds: dict[str, list[AgendaItem]] = {}
    for item in page.items:
        kinds.setdefault(item.kind, []).append(item)
    return list(kinds.values())


def _open(outcomes: list[Outcome]) -> list[tuple[int, int]]:
    return [
        (one.record.pk, one.record.number) for one in outcomes if one.record.fate == FateKind.OPEN
    ]


def _adrift(outcomes: list[Outcome]) -> list[tuple[int, int]]:
    return [(one.record.pk, one.record.number) for one in outcomes if one.is_adrift]


@require_http_methods(["GET", "POST"])
def meeting_new(request: Request) -> HttpResponse:
    """Record a meeting by hand."""
    need(policies.can_manage_meetings, request.actor)
    form = MeetingForm(typed(request), actor=request.actor)
    made: list[Meeting] = []

    def create(data: dict[str, Any]) -> None:
        fields = _fields(data) | {"is_held": data["is_held"]}
        made.append(services.create_meeting(actor=request.actor, **fields))

    if request.method == "POST" and is_kept(form, create):
        messages.success(request, _("The meeting has been recorded."))
        return redirect(made[0])
    crumbs = [(reverse("governance:meetings"), _("Meetings"))]
    return form_page(request, form, title=_("New meeting"), crumbs=crumbs)


@require_http_methods(["GET", "POST"])
def meeting_edit(request: Request, pk: int) -> HttpResponse:
    """Change a meeting's own fields."""
    found = visible_meeting(request.actor, pk)
    need(policies.can_manage_meetings, request.actor, found)
    form = _edit_form(found, request.actor, typed(request))

    def change(data: dict[str, Any]) -> None:
        services.edit_meeting(
            actor=request.actor,
            meeting_id=pk,
            seen_version=data["seen_version"],
            changes=_fields(data),
        )

    if request.method == "POST" and is_kept(form, change, found.version):
        messages.success(request, _("Saved."))
        return redirect(found)
    return _edit_page(request, found, form, removal_form(found.version))


def _edit_form(found: Meeting, actor: Actor, data: Any) -> MeetingForm:
    names = ("title_zh", "title_en", "held_on", "published_on", "year", "is_plenary", "release")
    start = {name: getattr(found, name) for name in names}
    start |= {"body": found.body_id, "place": found.place_id}
    form = MeetingForm(data, actor=actor, seen=found.version, initial=start)
    if selectors.is_called(found):
        form.leave_to_convening(reverse("governance:convening", args=[found.pk]))
    return form


def _edit_page(
    request: Request, found: Meeting, form: MeetingForm, removal: RemovalForm
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=_("Edit the meeting"),
        crumbs=crumbs_of(found),
        remove=_withdrawal(found, removal),
        remove_form=removal,
    )


def removal_form(version: int, data: Any = None) -> RemovalForm:
    """Give the form that asks why a record is taken away, apart from the form of the record itself."""
    return RemovalForm(data, seen=version, auto_id="removal_%s")


def _withdrawal(found: Meeting, removal: RemovalForm) -> tuple[str, Any, int] | None:
    if obstacles_of_mistake(found) and not removal.is_bound:
        return None
    address = reverse("governance:meeting-withdraw", args=[found.pk])
    return address, _("Recorded by mistake: take the meeting away"), found.version


@require_POST
def meeting_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a meeting away that was recorded by mistake; a refusal keeps the reason that was typed."""
    found = visible_meeting(request.actor, pk)
    need(policies.can_manage_meetings, request.actor, found)
    removal = removal_form(found.version, request.POST)

    def take_away(data: dict[str, Any]) -> None:
        services.withdraw_meeting(actor=request.actor, meeting_id=pk, **data)

    if not is_kept(removal, take_away, found.version):
        return _edit_page(request, found, _edit_form(found, request.actor, None), removal)
    messages.success(request, _("“%(title)s” is taken away.") % {"title": side(found, "title")})
    return redirect("governance:meetings")


def _fields(data: dict[str, Any]) -> dict[str, Any]:
    return {
        **pairs(data, "title"),
        "body_id": data["body"].pk,
        "place_id": id_of(data["place"]),
        **{name: data[name] for name in ("held_on", "published_on", "is_plenary", "release")},
        "year": _year(data),
    }


def _year(data: dict[str, Any]) -> int | None:
    """Give the year of the sitting, else the one typed, else that of publication."""
    held_on, published_on = data["held_on"], data["published_on"]
    if held_on:
        return int(held_on.year)
    return data["year"] or (published_on.year if published_on else None)


@require_POST
def meeting_hold(request: Request, pk: int) -> HttpResponse:
    """Say that a planned meeting has been held."""
    found = visible_meeting(request.actor, pk)
    form = HoldForm(request.POST, seen=found.version)

    def hold(data: dict[str, Any]) -> None:
        services.hold_meeting(actor=request.actor, meeting_id=pk, **data)

    if is_kept(form, hold, found.version):
        messages.success(request, _("The meeting has been held."))
        return redirect(found)
    return page_of(request, meeting_page(request.actor, pk), status=form.status, hold_form=form)


@require_POST
def meeting_close(request: Request, pk: int) -> HttpResponse:
    """Close a meeting that has left nothing without a fate."""
    found = visible_meeting(request.actor, pk)
    form = RecordForm(request.POST, seen=found.version)

    def close(data: dict[str, Any]) -> None:
        services.close_meeting(actor=request.actor, meeting_id=pk, **data)

    if is_kept(form, close, found.version):
        messages.success(
            request, _("The meeting is closed: it is settled what becomes of everything it left.")
        )
        return redirect(found)
    return page_of(request, meeting_page(request.actor, pk), status=form.status, close_form=form)


@require_POST
def meeting_reopen(request: Request, pk: int) -> HttpResponse:
    """Open a closed meeting for changes again."""
    found = visible_meeting(request.actor, pk)
    form = ReopenForm(request.POST, seen=found.version)

    def reopen(data: dict[str, Any]) -> None:
        services.reopen_meeting(actor=request.actor, meeting_id=pk, **data)

    if is_kept(form, reopen, found.version):
        messages.success(request, _("The meeting is open again."))
        return redirect(found)
    return page_of(request, meeting_page(request.actor, pk), status=form.status, reopen_form=form)


def visible_meeting(actor: Actor, pk: int) -> Meeting:
    """Give a meeting that the actor sees, with its body; else ``NotFound``."""
    found = selectors.visible_to(actor).select_related("body").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def crumbs_of(found: Meeting) -> Crumbs:
    """Give the way from the list to the meeting."""
    return [
        (reverse("governance:meetings"), _("Meetings")),
        (found.get_absolute_url(), side(found, "title")),
    ]
