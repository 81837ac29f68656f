"""Terms: the list, the entry's page, and writing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenary.contexts.language import policies
from plenary.contexts.language.checking.source_notes import in_words as source_words
from plenary.contexts.language.domains import domain_word
from plenary.contexts.language.enums import TermState
from plenary.contexts.language.exchange.differences import changes_of
from plenary.contexts.language.forms.terms import FilterForm, TermForm, initial_of
from plenary.contexts.language.models import Term
from plenary.contexts.language.selectors import suggestions
from plenary.contexts.language.selectors import terms as selectors
from plenary.contexts.language.services import writing
from plenary.contexts.language.views.answers import (
    Crumbs,
    form_page,
    in_words,
    need,
    query_of,
    told,
    typed,
)
from plenary.contexts.language.workflows import TERM_FLOW
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Stale
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request

PAGE = 50


@require_GET
def term_list(request: Request) -> HttpResponse:
    """List and search the entries that the actor sees."""
    is_mine = request.GET.get("mine") == "1"
    form = FilterForm(request.GET, domains=selectors.domains(request.actor))
    asked = form.filters(is_mine=is_mine)
    found = selectors.listing(request.actor, asked)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    may_write = policies.can_write(request.actor)
    context = {
        "form": form,
        "page": page,
        "near": selectors.instead(request.actor, asked, found),
        "query": query_of(request),
        "domain_word": domain_word,
        "may_write": may_write,
        "waiting": suggestions.queue(request.actor, "open").count() if may_write else 0,
    }
    return render(request, "language/term_list.html", context)


@require_GET
def term(request: Request, pk: int) -> HttpResponse:
    """Show an entry with its history and what may be done with it."""
    found = _visible(request, pk)
    actor = request.actor
    history = selectors.history_of(actor, found)
    revisions = [one for one in selectors.revisions(actor, found) if one.pk != pk]
    context = {
        "term": found,
        "domain_word": domain_word,
        "source_words": source_words,
        "names": list(found.designations.all()),
        "others": selectors.same_names(actor, found),
        "revisions": revisions,
        "begun": next((one for one in revisions if one.state in selectors.OPEN_STATES), None),
        "history": told(history),
        "earlier": (earlier := selectors.earlier_of(actor, found)),
        "revised": in_words(changes_of(selectors.entry_of(earlier), selectors.entry_of(found)))
        if earlier
        else [],
        "may_write": policies.can_write(actor, found),
        "may_approve": policies.can_approve(actor, found),
        "is_writer": policies.is_writer(actor, found),
        "may_retire": policies.can_retire(actor, found),
        "moves": TERM_FLOW.open_moves(found.state),
        "is_open": found.state in selectors.OPEN_STATES,
        "is_in_force": selectors.is_in_force(found),
    }
    return render(request, "language/term_page.html", context)


@require_http_methods(["GET", "POST"])
def term_new(request: Request) -> HttpResponse:
    """Write a new entry, as a draft or at once as a proposal."""
    need(policies.can_write, request.actor)
    start = {name: request.GET.get(name, "") for name in ("name_zh", "name_en", "profile")}
    form = TermForm(typed(request), initial=start)
    proposes = request.POST.get("then") == "propose"
    made: list[Term] = []

    def add(_data: dict[str, Any]) -> None:
        made.append(writing.draft_term(actor=request.actor, entry=form.entry(), proposes=proposes))

    if request.method == "POST" and is_kept(form, add):
        word = _("The entry waits for approval.") if proposes else _("The draft has been kept.")
        messages.success(request, word)
        return redirect(made[0])
    return form_page(
        request, form, title=_("New term"), crumbs=_crumbs(), save=_("Save as draft"), proposes=True
    )


@require_http_methods(["GET", "POST"])
def term_edit(request: Request, pk: int) -> HttpResponse:
    """Change a draft or a proposal."""
    found = _visible(request, pk)
    need(policies.can_write, request.actor, found)
    start = initial_of(selectors.entry_of(found))
    form = TermForm(typed(request), seen=found.version, initial=start)

    def change(data: dict[str, Any]) -> None:
        writing.edit_term(
            actor=request.actor,
            term_id=pk,
            seen_version=data["seen_version"],
            entry=form.entry(found.code),
        )

    if request.method == "POST" and is_kept(form, change, found.version):
        messages.success(request, _("Saved."))
        return redirect(found)
    intro = ""
    if found.state == TermState.PROPOSED:
        intro = _("Whoever changes this proposal has had a hand in it and cannot approve it.")
    return form_page(request, form, title=_("Edit the entry"), crumbs=_crumbs(found), intro=intro)


@require_POST
def term_revise(request: Request, pk: int) -> HttpResponse:
    """Begin the next revision of an approved entry."""
    try:
        made = writing.revise_term(actor=request.actor, term_id=pk)
    except Stale as stale:
        messages.error(request, str(stale))
        return redirect(_begun(request.actor, _visible(request, pk)) or reverse("language:terms"))
    messages.success(request, _("A new revision has begun; the approved one stays in force."))
    return redirect("language:term-edit", pk=made.pk)


def _begun(actor: Actor, found: Term) -> Term | None:
    """Give the revision of an entry that somebody has begun."""
    return selectors.revisions(actor, found).filter(state__in=selectors.OPEN_STATES).first()


def _visible(request: Request, pk: int) -> Term:
    found = selectors.visible_to(request.actor).prefetch_related("designations").filter(pk=pk)
    if (term := found.first()) is None:
        raise NotFound
    return term


def _crumbs(found: Term | None = None) -> Crumbs:
    way: list[tuple[str, Any]] = [(reverse("language:terms"), _("Term base"))]
    if found is not None:
        way.append((found.get_absolute_url(), found.name_zh or found.name_en))
    return way
