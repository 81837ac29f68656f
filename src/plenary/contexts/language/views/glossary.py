"""The public look-up: approved terms to read and to take away, and suggestions without an account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plenary.contexts.language.domains import domain_word
from plenary.contexts.language.forms.suggestions import SuggestionForm
from plenary.contexts.language.forms.terms import FilterForm
from plenary.contexts.language.models import Suggestion
from plenary.contexts.language.selectors import suggestions
from plenary.contexts.language.selectors import terms as selectors
from plenary.contexts.language.services import suggesting
from plenary.contexts.language.views.answers import form_page, query_of, typed
from plenary.shared import clock
from plenary.shared.actor import NOBODY
from plenary.shared.errors import NotFound
from plenary.shared.web.limits import limited
from plenary.shared.web.numbers import whole
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request

PAGE = 50


@login_not_required
@require_GET
def glossary(request: Request) -> HttpResponse:
    """Let anybody look approved terms up, those in force today unless another day is asked for."""
    form = FilterForm(request.GET, domains=selectors.domains(NOBODY))
    del form.fields["state"]
    asked = form.filters()
    found = selectors.listing(NOBODY, asked)
    if asked.on is None:
        found = found.filter(selectors.in_force_on(clock.today()))
    context = {
        "form": form,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "query": query_of(request),
        "domain_word": domain_word,
        "asked": asked,
    }
    return render(request, "language/glossary.html", context)


@login_not_required
@require_http_methods(["GET", "POST"])
@limited("term-suggestion", "10/h", methods=("POST",))
def suggest(request: Request) -> HttpResponse:
    """Let anybody suggest a term, or a better one for an approved entry."""
    term = _about(request)
    start = {"name_zh": term.name_zh if term else request.GET.get("name_zh", "")}
    is_known = request.actor.user_id is not None
    form = SuggestionForm(typed(request), asks_address=not is_known, initial=start)
    made: list[Suggestion] = []

    def keep(_data: dict[str, Any]) -> None:
        suggested = form.suggested(term.pk if term else None)
        made.append(suggesting.suggest_term(actor=request.actor, suggested=suggested))

    if request.method == "POST" and is_kept(form, keep):
        messages.success(request, _("Thank you. Your suggestion has been kept."))
        if is_known:
            return redirect(made[0])
        return redirect("language:receipt", receipt=made[0].receipt)
    return form_page(
        request,
        form,
        title=_("Suggest a term"),
        crumbs=[(reverse("language:glossary"), _("Terms in two languages"))],
        save=_("Send the suggestion"),
        intro=f"{term.name_zh} – {term.name_en}" if term else "",
    )


@login_not_required
@require_GET
def receipt(request: Request, receipt: str) -> HttpResponse:
    """Show a suggester without an account what became of the suggestion."""
    found = suggestions.by_receipt(receipt)
    if found is None:
        raise NotFound
    return render(request, "language/suggestion_receipt.html", {"suggestion": found})


def _about(request: Request) -> Any:
    pk = whole(request.GET.get("term"))
    return selectors.visible_to(NOBODY).filter(pk=pk).first() if pk else None
