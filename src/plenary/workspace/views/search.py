"""Search over everything that one may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plenary.contexts.communications import api as communications
from plenary.contexts.governance import api as governance
from plenary.kernel.search import selectors as search
from plenary.kernel.text.wording import Lang, worded
from plenary.shared.web.limits import limited
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request
from plenary.shared.web.templates import language

PAGE = 20
LONGEST = 200
FARTHEST = 50
"""Nobody reads the fifty-first page; deeper paging only costs."""


@require_GET
@limited("search", "60/m")
def search_all(request: Request) -> HttpResponse:
    """Find records of every kind; any two Chinese characters are enough."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    page = min(max(whole(request.GET.get("page"), 1), 1), FARTHEST)
    found = None
    if words:
        found = search.find(request.actor, words, limit=PAGE, offset=(page - 1) * PAGE)
    lang: Lang = "zh" if language() == "zh" else "en"
    every = governance.SEARCH_TYPES | communications.SEARCH_TYPES
    kinds = {kind: worded(names[lang == "en"], lang) for kind, names in every.items()}
    context = {"words": words, "found": found, "page": page, "size": PAGE, "kinds": kinds}
    return render(request, "workspace/search.html", context)
