"""The portal's search page: words, what they are narrowed to, and help where nothing is found."""

from __future__ import annotations

from django.http import HttpRequest

from plenary.contexts.communications import addresses
from plenary.contexts.communications.enums import PageKind, Place
from plenary.contexts.communications.selectors import images, portal, searching
from plenary.contexts.communications.selectors.searching import Narrowed
from plenary.contexts.communications.services.readers.keeping import Opened
from plenary.contexts.communications.views.publicly import Shown, public_page
from plenary.shared.web.numbers import whole

LONGEST, FARTHEST, LAST_YEAR = 200, 25, 9999


@public_page
def search(request: HttpRequest, lang: str) -> Shown:
    """Find pages by words, of one kind, topic and year where asked; what the term base calls otherwise too."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    number = min(max(whole(request.GET.get("page"), 1), 1), FARTHEST)
    narrowed = _narrowed(request)
    searched = searching.search(lang, words, narrowed, number) if words else None
    path = f"{addresses.front(lang)}search/"
    other = addresses.OTHER[lang]
    context = {
        "words": words,
        "searched": searched,
        "found": searched.found if searched else None,
        "narrowed": narrowed,
        "pictures": _pictures(searched, lang),
        "number": number,
        "size": searching.PAGE,
        "topics": portal.topics_in_use(lang) if searched and not searched.found.total else [],
        "ask": lambda query, **more: addresses.with_query(
            path, {"q": words, **query, **{name: str(value) for name, value in more.items()}}
        ),
        "switch": addresses.with_query(
            f"{addresses.front(other)}search/", {"q": words, **narrowed.query}
        ),
    }
    return Shown("search", context, {}, opened=Opened(Place.SEARCH))


def _narrowed(request: HttpRequest) -> Narrowed:
    """Read what a search is narrowed to; a word that is no kind, topic or year narrows nothing."""
    kind, key = request.GET.get("kind", ""), request.GET.get("topic", "")
    year = whole(request.GET.get("year"))
    return Narrowed(
        kind=PageKind(kind) if kind in PageKind.values else None,
        topic=portal.topic(key) if key else None,
        year=year if 0 < year <= LAST_YEAR else None,
    )


def _pictures(searched: searching.Searched | None, lang: str) -> dict[int, dict[str, object]]:
    return images.leading([hit.subject_id for hit in searched.found.hits], lang) if searched else {}
