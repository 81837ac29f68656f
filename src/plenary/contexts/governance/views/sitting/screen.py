"""Shows the secretary's screen, whole or, for HTMX, the part of it that was saved."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from plenary.contexts.governance.enums import AttendanceStatus, DecisionKind, PresenceKind
from plenary.contexts.governance.forms.tasks import post_label
from plenary.contexts.governance.selectors.convening.invitations import is_convened
from plenary.contexts.governance.selectors.leaders import leader_posts
from plenary.contexts.governance.selectors.sitting.news import latest_row, news_since
from plenary.contexts.governance.selectors.sitting.page import SittingPage, sitting_page, unit_names
from plenary.contexts.governance.views.answers import light_words
from plenary.contexts.governance.views.histories import told
from plenary.contexts.governance.views.meetings import crumbs_of
from plenary.kernel.text.remarks import Remark, on_record, remarks_on_sent
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request

PAGE = "governance/sitting_page.html"
PART = "governance/sitting_part.html"
NEWS = "governance/sitting_news.html"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the screen: its kind, the record that it is of, and a form that holds a refusal."""

    kind: str = ""
    pk: int = 0
    form: Any = None
    seen_last: int = 0
    """Of the form for a new decision: decisions after this one are shown with it."""
    said: str = field(default="")
    anchor: str = ""
    remarks: list[Remark] = field(default_factory=list)
    """What the check remarks on the wording that was saved, shown beside it."""


NONE = Part()


@require_GET
def sitting(request: Request, pk: int) -> HttpResponse:
    """Show the whole screen."""
    return _whole(request, sitting_page(request.actor, pk), NONE, 200)


@require_GET
def news(request: Request, pk: int) -> HttpResponse:
    """Tell the screen what others have recorded since it was shown; HTMX asks for it now and then."""
    page = sitting_page(request.actor, pk)
    found = news_since(request.actor, page.meeting, whole(request.GET.get("since")))
    context = _context(request, page, NONE) | {
        "since": found.upto,
        "told": told(found.rows),
        "changed": found.attendances,
        "made": found.decisions,
    }
    return render(request, NEWS, context)


def saved(request: Request, meeting_id: int, part: Part) -> HttpResponse:
    """Answer a save: with the part for HTMX, else by leading back to its place."""
    if request.htmx:
        page = sitting_page(request.actor, meeting_id)
        found = remarks_on_sent(request.POST) or _on_made(page, part)
        return _part(request, page, replace(part, remarks=found), 200)
    address = reverse("governance:sitting", args=[meeting_id])
    return redirect(f"{address}#{part.anchor or f'{part.kind}-{part.pk}'}")


def _on_made(page: SittingPage, part: Part) -> list[Remark]:
    """Give what is found in a decision that was left empty and worded from its item."""
    made = (one.record for one in page.every_decision if f"decision-{one.record.pk}" == part.anchor)
    texts = ({"text_zh": record.text_zh, "text_en": record.text_en} for record in made)
    return [remark for pair in texts for remark in on_record(pair, label="governance.decision")]


def refused(request: Request, meeting_id: int, part: Part, status: int) -> HttpResponse:
    """Answer a refusal with the form that was typed, everything in it."""
    page = sitting_page(request.actor, meeting_id)
    show = _part if request.htmx else _whole
    return show(request, page, part, status)


def _whole(request: Request, page: SittingPage, part: Part, status: int) -> HttpResponse:
    since = latest_row()
    context = _context(request, page, part) | {
        "crumbs": crumbs_of(page.meeting),
        "units": unit_names(),
        "title": _("Record the meeting"),
        "since": since,
        "can_seat": page.may_edit and not page.attendances and is_convened(page.meeting),
    }
    return render(request, PAGE, context, status=status)


def _part(request: Request, page: SittingPage, part: Part, status: int) -> HttpResponse:
    return render(request, PART, _context(request, page, part), status=status)


def _context(request: Request, page: SittingPage, part: Part) -> dict[str, Any]:
    return {
        "page": page,
        "meeting": page.meeting,
        "part": part,
        "statuses": AttendanceStatus.choices,
        "kinds": DecisionKind.choices,
        "presence_kinds": PresenceKind.choices,
        "words": light_words(),
        "leaders": [(one.pk, post_label(one)) for one in leader_posts(request.actor)],
    }
