"""The directory: bodies and units, posts and who holds them."""

from django.http import HttpResponse
from django.shortcuts import render

from plenary.kernel.audit.viewing import note_viewed
from plenary.kernel.organisations.policies import can_keep_organisations
from plenary.kernel.people.policies import can_keep_people
from plenary.shared.web.request import Request
from plenary.workspace.selectors import directory as selectors


def directory(request: Request) -> HttpResponse:
    """List bodies and units as a tree, or those that bear the words asked for."""
    words = request.GET.get("q", "")[:100]
    found = selectors.tree(request.actor, words)
    context = {
        "words": words,
        "bodies": found["body"],
        "units": found["unit"],
        "may_edit": can_keep_organisations(request.actor),
    }
    return render(request, "workspace/directory.html", context)


def organisation(request: Request, pk: int) -> HttpResponse:
    """Show a body or unit: names, duties, posts with holders, member units, terms."""
    page = selectors.organisation_page(request.actor, pk)
    may_edit = can_keep_organisations(request.actor)
    return render(request, "workspace/organisation.html", {"page": page, "may_edit": may_edit})


def person(request: Request, pk: int) -> HttpResponse:
    """Show a person's posts, now and before."""
    found, holdings = selectors.person_page(request.actor, pk)
    note_viewed(request.actor, found)
    may_edit = can_keep_people(request.actor)
    context = {"person": found, "holdings": holdings, "may_edit": may_edit}
    return render(request, "workspace/person.html", context)
