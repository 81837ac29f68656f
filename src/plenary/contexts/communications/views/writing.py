"""Writing pages: one view makes and one changes a page of any kind, by a table of kinds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import Lang, PageKind
from plenary.contexts.communications.errors import Twin
from plenary.contexts.communications.forms import directory
from plenary.contexts.communications.forms import kinds as forms
from plenary.contexts.communications.forms.pages import PageForm, initial_of
from plenary.contexts.communications.forms.readouts import ReadoutPageForm, readout_initial
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors.pages import last_unit
from plenary.contexts.communications.selectors.wording import gathered, remarks
from plenary.contexts.communications.services import kinds, writing
from plenary.contexts.communications.views.answers import (
    crumbs_to,
    form_page,
    need,
    noting,
    typed,
    visible,
)
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request

STAYS = gettext_lazy("What is public stays as it is until somebody else has approved the change.")


@dataclass(frozen=True, slots=True)
class Written:
    """How pages of a kind are written: the services that make and change one, and its form."""

    title: Any
    make: Callable[..., Page]
    edit: Callable[..., Page]
    form: type[PageForm]
    initial: Callable[[Page], dict[str, Any]]
    new_form: Any = None
    """Where a new page is asked less than a change: what comes from a record is not typed."""
    intro: Any = ""
    edit_intro: Any = STAYS


PLAIN = Written(
    title=gettext_lazy("New page"),
    make=writing.make_page,
    edit=writing.edit_page,
    form=PageForm,
    initial=initial_of,
)
KINDS: dict[str, Written] = {
    PageKind.EVENT.value: Written(
        title=gettext_lazy("New event"),
        make=kinds.make_event,
        edit=kinds.edit_event,
        form=forms.EventForm,
        initial=forms.event_initial,
        intro=gettext_lazy("The event's own page lists the news and notices that belong to it."),
    ),
    PageKind.GUIDE.value: Written(
        title=gettext_lazy("New guide"),
        make=kinds.make_guide,
        edit=kinds.edit_guide,
        form=forms.GuideForm,
        initial=forms.guide_initial,
        intro=gettext_lazy(
            "Sections begin with “## ”, steps with “1. ”; the page leads to its sections by itself."
        ),
    ),
    PageKind.BODY.value: Written(
        title=gettext_lazy("Page of a body"),
        make=kinds.make_body_page,
        edit=kinds.edit_body_page,
        form=directory.BodyForm,
        initial=directory.body_initial,
        new_form=directory.NewBodyForm,
        intro=gettext_lazy(
            "Name, posts, holders and member units come from the directory. Of posts that you do"
            " not choose no holder is named."
        ),
    ),
    PageKind.POST.value: Written(
        title=gettext_lazy("Page of a post"),
        make=kinds.make_post_page,
        edit=kinds.edit_post_page,
        form=directory.PostForm,
        initial=directory.post_initial,
        new_form=directory.NewPostForm,
        intro=gettext_lazy(
            "The post, its holder and the days come from the directory; what it is answerable for is"
            " written here, in both languages. The page of its body leads to it."
        ),
    ),
}

READOUT = replace(
    PLAIN,
    form=ReadoutPageForm,
    initial=readout_initial,
    edit_intro=gettext_lazy(
        "Title, text and day come from the meeting's record, in the languages that it has: change"
        " them there, and take the record over anew. What is public stays as it is until somebody"
        " else has approved the change."
    ),
)
"""A readout is changed here and made from its record elsewhere."""
CHANGED = {**KINDS, PageKind.READOUT.value: READOUT}


@require_http_methods(["GET", "POST"])
def page_new(request: Request, kind: str = "") -> HttpResponse:
    """Write a new page of a kind."""
    need(policies.can_write, request.actor)
    written = KINDS.get(kind, PLAIN)
    start = {
        "source_side": Lang.ZH,
        "source_unit": last_unit(kind),
        "kind": request.GET.get("kind"),
    }
    more: dict[str, Any] = {} if written.new_form else {"is_new": True, "kind": kind}
    form = (written.new_form or written.form)(
        typed(request), actor=request.actor, initial=start, **more
    )
    made: list[Page] = []

    twins: list[Twin] = []

    def make(_data: dict[str, Any]) -> None:
        with noting(twins):
            made.append(written.make(actor=request.actor, **form.said()))

    if request.method == "POST" and is_kept(form, make):
        messages.success(request, _("The draft has been kept."))
        return redirect(made[0])
    return form_page(
        request,
        form,
        title=written.title,
        crumbs=crumbs_to(),
        save=_("Keep the draft"),
        intro=written.intro,
        twins=twins,
        others={name: one.title for name, one in KINDS.items() if name != kind},
        is_wide=True,
    )


@require_http_methods(["GET", "POST"])
def page_edit(request: Request, pk: int) -> HttpResponse:
    """Change a page; what is public stays until somebody else has approved the change."""
    found = visible(request, pk)
    need(policies.can_write, request.actor, found)
    written = CHANGED.get(found.kind, PLAIN)
    form = written.form(
        typed(request),
        actor=request.actor,
        is_new=False,
        kind=found.kind,
        seen=found.version,
        initial=written.initial(found),
    )

    twins: list[Twin] = []

    def change(data: dict[str, Any]) -> None:
        seen = data["seen_version"]
        with noting(twins):
            written.edit(actor=request.actor, page_id=pk, seen_version=seen, **form.said())

    if request.method == "POST" and is_kept(form, change, found.version):
        messages.success(request, _("Saved."))
        return redirect(found)
    return form_page(
        request,
        form,
        title=_("Edit the page"),
        crumbs=crumbs_to(found),
        intro=written.edit_intro,
        found=gathered(remarks(found)),
        twins=twins,
        is_wide=True,
    )
