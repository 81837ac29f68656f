"""The portal's pages of the language work: terms to look up, suggestions, and the check of a text."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from plenary.contexts.communications import addresses
from plenary.contexts.communications.views.publicly import (
    Shown,
    alternates,
    by_browser,
    led_by_browser,
    public_form,
    public_page,
)
from plenary.contexts.language import api as language
from plenary.shared.errors import NotFound
from plenary.shared.web.numbers import whole
from plenary.shared.web.record_form import is_kept

PAGE = 50


@public_page
def look_up(request: HttpRequest, lang: str) -> Shown:
    """Let anybody look approved terms up."""
    asked = language.look_up(request.GET)
    kept = request.GET.copy()
    kept.pop("page", None)
    query = kept.urlencode()
    context = {
        "form": asked.form,
        "words": asked.words,
        "near": asked.near,
        "page": Paginator(asked.found, PAGE).get_page(request.GET.get("page")),
        "query": f"{query}&" if query else "",
        "domain_word": language.domain_word,
        "source_words": language.source_words,
        "switch": f"{addresses.terms(addresses.OTHER[lang])}{f'?{query}' if query else ''}",
    }
    return Shown("terms", context, {} if query else alternates(addresses.terms))


@public_form("term-suggestion", "10/h")
def suggest(request: HttpRequest, lang: str) -> Shown | HttpResponse:
    """Let anybody suggest a term, or a better one for an approved entry."""
    term = language.approved_entry(whole(request.GET.get("term")))
    start = {"name_zh": term.name_zh if term else request.GET.get("name_zh", "")}
    data = request.POST if request.method == "POST" else None
    form = language.SuggestionForm(data, asks_address=True, initial=start)
    receipts: list[str] = []

    def keep(_data: dict[str, Any]) -> None:
        receipts.append(language.suggest(form, term))

    if request.method == "POST" and is_kept(form, keep):
        return HttpResponseRedirect(_receipt(lang, receipts[0]))
    about = {"term": str(term.pk)} if term else {}
    path = f"{addresses.terms(addresses.OTHER[lang])}suggest/"
    context = {"form": form, "term": term, "switch": addresses.with_query(path, about)}
    return Shown("term_suggest", context, {}, form.status)


@public_page
def receipt(_request: HttpRequest, lang: str, receipt: str) -> Shown:
    """Show a suggester without an account what became of the suggestion."""
    found = language.suggestion_of(receipt)
    if found is None:
        raise NotFound
    switch = _receipt(addresses.OTHER[lang], receipt)
    return Shown("term_receipt", {"suggestion": found, "switch": switch}, {})


@public_form("text-check", "60/h")
def check_text(request: HttpRequest, lang: str) -> Shown:
    """Check two texts that anybody pastes; nothing of them is kept."""
    form = language.CheckForm(request.POST if request.method == "POST" else None)
    found: language.Checked | None = None
    if request.method == "POST" and form.is_valid():
        found = language.checked(**form.cleaned_data)
    paths = alternates(addresses.text_check)
    return Shown("text_check", {"form": form, "found": found}, paths, form.status)


@login_not_required
@require_safe
def any_language(request: HttpRequest, tail: str = "", receipt: str = "") -> HttpResponse:
    """Send on whoever comes to an address of before the portal had these pages in each language."""
    lang = by_browser(request)
    path = _receipt(lang, receipt) if receipt else f"{addresses.terms(lang)}{tail}"
    query = request.META.get("QUERY_STRING", "")
    return led_by_browser(f"{path}?{query}" if query else path)


def _receipt(lang: str, receipt: str) -> str:
    return reverse("communications:term-receipt", kwargs={"lang": lang, "receipt": receipt})
