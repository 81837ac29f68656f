"""What nothing covers, both ways: the counts, and the list behind each."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plenary.contexts.governance import policies
from plenary.contexts.governance.selectors.coverage import COUNTED_TO, QUESTIONS, counts
from plenary.shared.errors import NotFound
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request

PAGE = 50
LAST_PAGE = COUNTED_TO // PAGE


@require_GET
def coverage(request: Request) -> HttpResponse:
    """Show how much is covered by nothing."""
    _need_reader(request)
    return render(
        request, "governance/coverage.html", {"counts": counts(request.actor), "most": COUNTED_TO}
    )


@require_GET
def coverage_list(request: Request, kind: str) -> HttpResponse:
    """List what one of the counts found, a page at a time."""
    _need_reader(request)
    if kind not in QUESTIONS:
        raise NotFound
    title, _short, question = QUESTIONS[kind]
    page = min(max(whole(request.GET.get("page"), 1), 1), LAST_PAGE)
    found = list(question(request.actor)[(page - 1) * PAGE : page * PAGE + 1])
    context = {
        "kind": kind,
        "title": title,
        "rows": found[:PAGE],
        "page": page,
        "has_next": len(found) > PAGE and page < LAST_PAGE,
        "questions": QUESTIONS,
    }
    return render(request, "governance/coverage_list.html", context)


def _need_reader(request: Request) -> None:
    """Answer whoever does not read everything that there is no such page."""
    if not policies.sees_everything(request.actor):
        raise NotFound
