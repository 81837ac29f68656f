"""The newsroom: its list, a page with all that is known of it, and writing."""

from __future__ import annotations

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
from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.forms.pages import (
    FilterForm,
    PageForm,
    ReadoutForm,
    initial_of,
)
from plenary.contexts.communications.forms.readers import USUAL
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors import pages as selectors
from plenary.contexts.communications.selectors import readers
from plenary.contexts.communications.selectors.page_view import page_view, remarks
from plenary.contexts.communications.services import readouts, writing
from plenary.contexts.communications.views.answers import (
    crumbs_to,
    form_page,
    need,
    typed,
    visible,
    word_of,
)
from plenary.contexts.communications.views.publicly import strict
from plenary.contexts.governance import api as governance
from plenary.shared.errors import NotFound
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request

PAGE = 50


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
        "html": {lang: html_of(getattr(view.page, f"body_{lang}")) for lang in Lang.values},
        "is_record_changed": readouts.has_changed(request.actor, view.page),
        "word_of": word_of,
        "readers": readers.sums(request.actor, readers.Asked(USUAL, view.page)),
    }
    return render(request, "communications/page_page.html", context)


@require_http_methods(["GET", "POST"])
def page_new(request: Request) -> HttpResponse:
    """Write a new page."""
    need(policies.can_write, request.actor)
    start = {"source_side": Lang.ZH, "source_unit": _last_unit(), "kind": request.GET.get("kind")}
    form = PageForm(typed(request), actor=request.actor, is_new=True, initial=start)
    made: list[Page] = []

    def make(data: dict[str, Any]) -> None:
        hub_of = data["hub_of"]
        made.append(
            writing.make_page(
                actor=request.actor,
                kind=data["kind"],
                given=form.given(),
                hub_of_id=hub_of.pk if hub_of else None,
            )
        )

    if request.method == "POST" and is_kept(form, make):
        messages.success(request, _("The draft has been kept."))
        return redirect(made[0])
    return form_page(
        request,
        form,
        title=_("New page"),
        crumbs=crumbs_to(),
        save=_("Keep the draft"),
        is_wide=True,
    )


@require_http_methods(["GET", "POST"])
def page_edit(request: Request, pk: int) -> HttpResponse:
    """Change a page; what is public stays until somebody else has approved the change."""
    found = visible(request, pk)
    need(policies.can_write, request.actor, found)
    form = PageForm(
        typed(request),
        actor=request.actor,
        is_new=False,
        seen=found.version,
        initial=initial_of(found),
    )

    def change(data: dict[str, Any]) -> None:
        writing.edit_page(
            actor=request.actor,
            page_id=pk,
            seen_version=data["seen_version"],
            given=form.given(),
        )

    if request.method == "POST" and is_kept(form, change, found.version):
        messages.success(request, _("Saved."))
        return redirect(found)
    return form_page(
        request,
        form,
        title=_("Edit the page"),
        crumbs=crumbs_to(found),
        intro=_("What is public stays as it is until somebody else has approved the change."),
        found=remarks(found),
        is_wide=True,
    )


@require_http_methods(["GET", "POST"])
def readout_new(request: Request) -> HttpResponse:
    """Make a meeting's page from its record."""
    need(policies.can_write, request.actor)
    told = set(Page.objects.filter(meeting_id__isnull=False).values_list("meeting_id", flat=True))
    meetings = [one for one in governance.to_tell_of(request.actor) if one.pk not in told]
    form = ReadoutForm(
        typed(request),
        actor=request.actor,
        meetings=meetings,
        initial={"source_unit": _last_unit()},
    )
    made: list[Page] = []

    def make(data: dict[str, Any]) -> None:
        unit = data["source_unit"]
        made.append(
            readouts.make_readout(
                actor=request.actor,
                meeting_id=data["meeting"],
                source_unit_id=unit.pk if unit else None,
            )
        )

    if request.method == "POST" and is_kept(form, make):
        messages.success(request, _("The page has been made from the record."))
        return redirect(made[0])
    return form_page(
        request,
        form,
        title=_("Page of a meeting"),
        crumbs=crumbs_to(),
        save=_("Make the page"),
        intro=_("Title, text and topics come from the meeting's record in both languages."),
        unreleased=[one for one in meetings if not one.is_released],
        is_empty=not any(one.is_released for one in meetings),
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
            "html": html_of(getattr(view.page, f"body_{lang}")),
        }
        context |= {"title": getattr(view.page, f"title_{lang}"), "tags": addresses.TAGS}
        context |= {"images": view.images, "topics": view.page.topics.all()}
        context |= {"back": view.page.get_absolute_url()}
        return render(request, "communications/page_preview.html", context)


def _last_unit() -> int | None:
    """Give the unit that the last page came from: mostly the office's own."""
    return Page.objects.order_by("-pk").values_list("source_unit_id", flat=True).first()
