"""What the newsroom's views share: the form's page, the words of the history, small look-ups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from plenary.contexts.communications.errors import Twin
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors import pages
from plenary.shared.errors import NotFound
from plenary.shared.web.filters import side
from plenary.shared.web.record_form import RecordForm
from plenary.shared.web.request import Request, need, typed

__all__ = [
    "WORDS",
    "Crumbs",
    "crumbs_to",
    "form_page",
    "need",
    "noting",
    "typed",
    "visible",
    "word_of",
]

Crumbs = Sequence[tuple[str, Any]]

WORDS: dict[str, Any] = {
    "communications.page.brought_in": gettext_lazy("brought the page in"),
    "communications.page.made": gettext_lazy("made the page"),
    "communications.page.edited": gettext_lazy("changed the page"),
    "communications.page.owned": gettext_lazy("said who answers for it"),
    "communications.page.dated": gettext_lazy("said how long it holds"),
    "communications.page.reviewed": gettext_lazy("looked at it: it still holds"),
    "communications.page.review_due": gettext_lazy("told that it is due to be looked at"),
    "communications.page.renamed_in": gettext_lazy("saw that a name in it is no longer borne"),
    "communications.page.confirmed": gettext_lazy("said that the other side still holds"),
    "communications.page.taken_over": gettext_lazy("took the record over anew"),
    "communications.check.asked": gettext_lazy("asked for a fact-check"),
    "communications.check.answered": gettext_lazy("answered the fact-check"),
    "communications.check.revoked": gettext_lazy("withdrew the link of a fact-check"),
    "communications.check.passed_over": gettext_lazy("did not wait for the fact-check"),
    "communications.side.changed": gettext_lazy("changed it, so that the review lapsed"),
    "communications.side.submitted": gettext_lazy("sent it to review"),
    "communications.side.brought_back": gettext_lazy("sent it to review to bring it back"),
    "communications.side.forced": gettext_lazy("published it before a second person looked"),
    "communications.waiver.granted": gettext_lazy("made an exception"),
    "communications.waiver.used": gettext_lazy("let it go out by the exception"),
    "communications.waiver.settled": gettext_lazy("put the exception right"),
    "communications.side.sent_back": gettext_lazy("sent it back"),
    "communications.side.approved": gettext_lazy("approved it"),
    "communications.side.published": gettext_lazy("published it"),
    "communications.side.withdrawn": gettext_lazy("withdrew it"),
    "communications.side.hiding_asked": gettext_lazy("asked to hide its title"),
    "communications.side.hidden": gettext_lazy("hid its title"),
    "communications.side.left_shown": gettext_lazy("left its title to be read"),
    "communications.page.limited": gettext_lazy("limited who sees it"),
    "communications.page.opened": gettext_lazy("opened it to the whole newsroom"),
    "communications.page.readdressed": gettext_lazy("gave it an address of its number alone"),
    "text.state.kept": gettext_lazy("changed a side"),
    "text.state.reviewed": gettext_lazy("reviewed it"),
    "text.state.confirmed": gettext_lazy("said that the other side still holds"),
    "text.state.given": gettext_lazy("took it, or handed it over"),
    "text.state.taken_out": gettext_lazy("sent it to a translator in a file"),
    "text.state.credited": gettext_lazy("took it in from a translator's file"),
    "text.state.put_back": gettext_lazy("put it back"),
}


def form_page(
    request: Request, form: RecordForm, *, title: Any, crumbs: Crumbs, **more: Any
) -> HttpResponse:
    """Show a form under its title; the last crumb is the way back."""
    context = {
        "form": form,
        "title": title,
        "crumbs": crumbs,
        "back": crumbs[-1][0],
        "save": _("Save"),
        "intro": "",
        "found": [],
        "is_wide": False,
        "says_optional": True,
        **more,
    }
    twins: list[Twin] = more.get("twins", [])
    if twins:
        known = pages.visible_to(request.actor).filter(pk__in=twins[0].page_ids)
        context["twins"] = [(page, twins[0].why.get(page.pk, [])) for page in known]
        context["may_repeat"] = not twins[0].is_certain
    return render(request, "communications/record_form.html", context, status=form.status)


@contextmanager
def noting(twins: list[Twin]) -> Iterator[None]:
    """Keep a refusal for another page that may be the same, so that the form shows it with a link."""
    try:
        yield
    except Twin as twin:
        twins.append(twin)
        raise


def visible(request: Request, pk: int) -> Page:
    """Give a page of the newsroom; ``NotFound`` for one that the actor may not see."""
    page = pages.visible_to(request.actor).filter(pk=pk).first()
    if page is None:
        raise NotFound
    return page


def crumbs_to(page: Page | None = None) -> Crumbs:
    """Give the way to a page, or to the list."""
    way: list[tuple[str, Any]] = [(reverse("communications:pages"), pgettext("portal", "Pages"))]
    if page is not None:
        way.append((page.get_absolute_url(), side(page, "title")))
    return way


def word_of(action: str) -> str:
    """Say what was done."""
    return str(WORDS.get(action, action))
