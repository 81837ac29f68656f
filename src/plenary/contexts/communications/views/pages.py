"""The newsroom: its list, a page with all that is known of it, and writing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plenary.contexts.communications import addresses, policies
from plenary.contexts.communications.addresses import CODES
from plenary.contexts.communications.editions import html_of
from plenary.contexts.communications.enums import Lang, PageKind
from plenary.contexts.communications.errors import Twin
from plenary.contexts.communications.forms.listing import FilterForm
from plenary.contexts.communications.forms.pages import ANOTHER
from plenary.contexts.communications.forms.readers import USUAL
from plenary.contexts.communications.forms.readouts import ReadoutForm
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors import dates, hidden, readers, untold, waivers
from plenary.contexts.communications.selectors import pages as selectors
from plenary.contexts.communications.selectors.kinds import directory
from plenary.contexts.communications.selectors.page_view import page_view
from plenary.contexts.communications.services import readouts, records
from plenary.contexts.communications.told import facts_of_kind, people_of
from plenary.contexts.communications.views.answers import (
    crumbs_to,
    form_page,
    need,
    noting,
    typed,
    word_of,
)
from plenary.contexts.communications.views.publicly import strict
from plenary.contexts.governance import api as governance
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound
from plenary.shared.web.numbers import whole
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request

PAGE = 50
OLDEST = 50
"""So many meetings that have waited longest for a page are offered beside the latest."""


@require_GET
def page_list(request: Request) -> HttpResponse:
    """List the pages, above them what waits for the actor's eyes."""
    need(policies.can_see, request.actor)
    form = FilterForm(request.GET)
    found = selectors.listing(request.actor, form.filters())
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "query": kept.urlencode(),
        "waiting": selectors.waiting_for(request.actor)[:10],
        "to_check": selectors.guides_to_check(request.actor)[:10],
        "to_take_over": directory.to_take_over(request.actor)[:10],
        "due": dates.due(request.actor)[:10],
        "to_put_right": waivers.to_put_right(request.actor)[:10],
        "to_hide": hidden.to_hide(request.actor)[:10],
        "untold": untold.worst(request.actor),
        "taken_back": selectors.taken_back(request.actor)[:10],
        "may_write": policies.can_write(request.actor),
        "address": addresses,
    }
    return render(request, "communications/page_list.html", context)


@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    """Show a page: its two sides, what keeps them back, the check of the wording and the history."""
    view = page_view(request.actor, pk)
    context = {
        "view": view,
        "page": view.page,
        "address": addresses,
        "html": {
            lang: html_of(getattr(view.page, f"body_{lang}"), lang, view.page.kind)
            for lang in Lang.values
        },
        "told": facts_of_kind(view.page, "zh"),
        "people": people_of(view.page),
        "guide": getattr(view.page, "guide", None),
        "own_dates": dates.dates_of(view.page),
        "review_on": dates.review_day(view.page) if view.page.kind != PageKind.GUIDE else None,
        "today": clock.today(),
        "is_record_changed": records.has_changed(request.actor, view.page),
        "may_take_over": view.page.meeting_id is None
        or governance.is_to_be_told(request.actor, view.page.meeting_id),
        "taken_back_at": _taken_back_at(view.page),
        "word_of": word_of,
        "readers": readers.sums(request.actor, readers.Asked(USUAL, view.page)),
    }
    return render(request, "communications/page_page.html", context)


def _taken_back_at(page: Page) -> dt.datetime | None:
    """Say when the public text of the page's meeting was taken back; none while it is out."""
    if page.meeting_id is None:
        return None
    return governance.texts_taken_back([page.meeting_id]).get(page.meeting_id)


def _to_tell(actor: Actor) -> list[governance.MeetingName]:
    """Give the latest meetings without a page, then those that have waited for one longest."""
    told = untold.told_meetings()
    has_page = set(told)
    latest = [one for one in governance.to_tell_of(actor) if one.pk not in has_page]
    oldest = governance.untold_of(actor, told=told, by=clock.today(), limit=OLDEST)
    return list({one.pk: one for one in (*latest, *oldest)}.values())


@require_http_methods(["GET", "POST"])
def readout_new(request: Request) -> HttpResponse:
    """Make a meeting's page from its record."""
    need(policies.can_write, request.actor)
    meetings = _to_tell(request.actor)
    asked = whole(request.GET.get("meeting"))
    form = ReadoutForm(
        typed(request),
        actor=request.actor,
        meetings=meetings,
        initial={
            "source_unit": selectors.unit_of_meeting(asked) if asked else None,
            "meeting": asked,
        },
    )
    made: list[Page] = []
    twins: list[Twin] = []

    def make(data: dict[str, Any]) -> None:
        unit = data["source_unit"]
        with noting(twins):
            page = readouts.make_readout(
                actor=request.actor,
                meeting_id=data["meeting"],
                source_unit_id=unit.pk if unit else None,
                is_another=ANOTHER in form.data,
            )
        made.append(page)

    if request.method == "POST" and is_kept(form, make):
        messages.success(request, _("The page has been made from the record."))
        return redirect(made[0])
    is_empty = not any(one.is_released for one in meetings)
    return form_page(
        request,
        form,
        title=_("Page of a meeting"),
        crumbs=crumbs_to(),
        save=_("Make the page"),
        intro=_(
            "Title, text and topics come from the meeting's record, in the languages that it has; a side that it lacks stays empty until it is translated."
        ),
        twins=twins,
        unreleased=[one for one in meetings if not one.is_released],
        is_empty=is_empty,
        is_closed=is_empty,
    )


@require_GET
@strict
def preview(request: Request, pk: int, lang: str) -> HttpResponse:
    """Show a language of a page as readers would see it."""
    view = page_view(request.actor, pk)
    if lang not in Lang.values:
        raise NotFound
    with translation.override(CODES[lang]):
        context = {
            "page": view.page,
            "lang": lang,
            "html": html_of(getattr(view.page, f"body_{lang}"), lang, view.page.kind),
            "told": facts_of_kind(view.page, lang),
            "people": people_of(view.page),
        }
        context |= {"title": getattr(view.page, f"title_{lang}"), "tags": addresses.TAGS}
        context |= {"images": view.images, "topics": view.page.topics.all()}
        context |= {"back": view.page.get_absolute_url()}
        return render(request, "communications/page_preview.html", context)
