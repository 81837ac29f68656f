"""Suggestions: making one, the queue of those who answer, and what became of one's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenary.contexts.language import policies
from plenary.contexts.language.enums import SuggestionState
from plenary.contexts.language.exchange.entry import Entry
from plenary.contexts.language.forms.suggestions import DeclineForm, SuggestionForm
from plenary.contexts.language.forms.terms import SuggestionEntryForm, initial_of
from plenary.contexts.language.models import Suggestion
from plenary.contexts.language.selectors import suggestions as selectors
from plenary.contexts.language.selectors import terms
from plenary.contexts.language.services import suggesting
from plenary.contexts.language.views.answers import form_page, need, query_of, typed
from plenary.shared.errors import NotFound, Refused, Stale
from plenary.shared.web.filters import colon, gap
from plenary.shared.web.limits import limited
from plenary.shared.web.numbers import whole
from plenary.shared.web.record_form import is_kept, show_refusal
from plenary.shared.web.request import Request

PAGE = 50


@require_GET
def suggestion_list(request: Request) -> HttpResponse:
    """List the suggestions: to those who answer all of them, to others their own."""
    may_answer = policies.can_answer(request.actor)
    state = request.GET.get("state", "open" if may_answer else "")
    state = state if state in SuggestionState.values else ""
    found = selectors.queue(request.actor, state)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": SuggestionState.choices,
        "query": query_of(request),
        "may_answer": may_answer,
    }
    return render(request, "language/suggestion_list.html", context)


@require_http_methods(["GET", "POST"])
@limited("term-suggestion", "10/h", methods=("POST",))
def suggest(request: Request) -> HttpResponse:
    """Let whoever has an account suggest a term, or a better one for an approved entry."""
    term = terms.approved(whole(request.GET.get("term")))
    form = SuggestionForm(
        typed(request), asks_address=False, initial={"name_zh": term.name_zh if term else ""}
    )
    made: list[Suggestion] = []

    def keep(_data: dict[str, Any]) -> None:
        suggested = form.suggested(term.pk if term else None)
        made.append(suggesting.suggest_term(actor=request.actor, suggested=suggested))

    if request.method == "POST" and is_kept(form, keep):
        messages.success(request, _("Thank you. Your suggestion has been kept."))
        return redirect(made[0])
    return form_page(
        request,
        form,
        title=_("Suggest a term"),
        crumbs=[(reverse("language:suggestions"), _("Suggestions"))],
        save=_("Send the suggestion"),
        intro=f"{term.name_zh} – {term.name_en}" if term else "",
    )


@require_GET
def suggestion(request: Request, pk: int) -> HttpResponse:
    """Show a suggestion and what became of it, with the answer's forms to those who give it."""
    return _show(request, _visible(request, pk), DeclineForm())


@require_http_methods(["GET", "POST"])
def suggestion_accept(request: Request, pk: int) -> HttpResponse:
    """Make a proposed entry of a suggestion, mended where that is needed."""
    found = _visible(request, pk)
    need(policies.can_answer, request.actor, found)
    if found.state != SuggestionState.OPEN:
        return redirect(found)
    form = SuggestionEntryForm(typed(request), seen=found.version, initial=_start(found))

    def accept(data: dict[str, Any]) -> None:
        suggesting.accept_suggestion(
            actor=request.actor,
            suggestion_id=pk,
            seen_version=data["seen_version"],
            entry=form.entry(),
            answer=data["answer"],
        )

    if request.method == "POST" and is_kept(form, accept, found.version):
        messages.success(request, _("Accepted: the entry waits for somebody else's approval."))
        return redirect(found)
    crumbs = [
        (reverse("language:suggestions"), _("Suggestions")),
        (found.get_absolute_url(), str(found)),
    ]
    return form_page(
        request,
        form,
        title=_("Accept the suggestion"),
        crumbs=crumbs,
        save=_("Accept and propose"),
        intro=_intro(found),
    )


@require_POST
def suggestion_decline(request: Request, pk: int) -> HttpResponse:
    """Decline a suggestion with a reason."""
    found = _visible(request, pk)
    form = DeclineForm(request.POST)
    if form.is_valid():
        try:
            suggesting.decline_suggestion(
                actor=request.actor, suggestion_id=pk, **form.cleaned_data
            )
        except Stale as stale:
            form.add_error(None, str(stale))
            return _show(request, _visible(request, pk), form, status=409)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Declined; the suggester sees the reason."))
            return redirect("language:suggestions")
    return _show(request, found, form, status=422)


def _intro(found: Suggestion) -> str:
    """Say what becomes of the suggestion, and why somebody made it."""
    about = selectors.about(found)
    what = (
        _("It becomes the next revision of %(term)s; the rest of the entry is kept.")
        % {"term": about}
        if about
        else _("It becomes a new entry.")
    )
    label = _("Reason")
    why = f"{label}{colon()}{found.reason}" if found.reason else ""
    return gap().join(part for part in (what, why) if part)


def _start(found: Suggestion) -> dict[str, Any]:
    """Begin with the suggestion; what is suggested as preferred is no longer accepted beside it."""
    entry = Entry(name_zh=found.name_zh, name_en=found.name_en, source=found.source)
    if (term := selectors.about(found)) is not None:
        was = terms.entry_of(term)
        entry = replace(
            was,
            name_zh=found.name_zh or was.name_zh,
            name_en=found.name_en or was.name_en,
            source=found.source or was.source,
            source_on="" if found.source else was.source_on,
            names=tuple(
                name
                for name in was.names
                if name.standing != "accepted" or name.text not in {found.name_zh, found.name_en}
            ),
        )
    return initial_of(entry)


def _show(
    request: Request, found: Suggestion, form: DeclineForm, status: int = 200
) -> HttpResponse:
    if not form.is_bound:
        form = DeclineForm(initial={"seen_version": found.version})
    context = {
        "suggestion": found,
        "form": form,
        "may_answer": policies.can_answer(request.actor, found)
        and found.state == SuggestionState.OPEN,
        "may_see_queue": policies.can_answer(request.actor),
        "begun": selectors.in_the_making(found) if policies.can_answer(request.actor) else None,
    }
    return render(request, "language/suggestion_page.html", context, status=status)


def _visible(request: Request, pk: int) -> Suggestion:
    found = selectors.visible_to(request.actor).select_related("term", "outcome")
    if (one := found.filter(pk=pk).first()) is None:
        raise NotFound
    return one
