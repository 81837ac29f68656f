"""The portal: front page, articles, topics, the archive, and what was withdrawn."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from plenary import __version__
from plenary.contexts.communications import addresses
from plenary.contexts.communications.enums import Lang, PageKind, Place
from plenary.contexts.communications.models import Edition, PageSide
from plenary.contexts.communications.selectors import hidden, portal
from plenary.contexts.communications.selectors.kinds import posts
from plenary.contexts.communications.selectors.listing import Part, part
from plenary.contexts.communications.selectors.pages import is_stale
from plenary.contexts.communications.services.readers.keeping import Opened
from plenary.contexts.communications.structured import json_ld
from plenary.contexts.communications.views.publicly import (
    Shown,
    alternates,
    by_browser,
    led_by_browser,
    public_page,
    served,
    text_page,
)
from plenary.kernel.documents import filing
from plenary.shared import clock
from plenary.shared.errors import NotFound
from plenary.shared.web.numbers import whole

PAGE = 20
BARRIERS_LOOKED_FOR_ON = dt.date(2026, 11, 27)
"""When the whole matrix of ``make check-real`` was last gone through with this version and what it found was
mended: by those who make Plenary, not by the office (``docs/accessibility.md``)."""
OWN_STATEMENT = "accessibility"
"""The address of the standing page on which an office says how accessible its own content is."""
GONE = 410


@login_not_required
@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Send whoever comes without a language to the one that their browser asks for."""
    return led_by_browser(addresses.front(by_browser(request)))


@public_page
def front(_request: HttpRequest, lang: str) -> Shown:
    """Show the latest, the notices and the topics."""
    context = {"front": portal.front(lang)}
    paths = alternates(addresses.front)
    return Shown("front", context, paths, opened=Opened(Place.FRONT), made_by={})


@text_page
def article(request: HttpRequest, lang: str, slug: str) -> Shown | HttpResponse:
    """Show a page; where it is not in this language, say so, or why it is no longer there."""
    editions = portal.on_address(slug)
    if lang in editions:
        kind = editions[lang].kind
        context = _article(request, editions[lang], editions)
        return Shown(
            kind if kind in portal.OF_OWN_FORM else "article",
            context,
            alternates(lambda one: addresses.page(one, slug), editions),
            opened=Opened(Place.PAGE, editions[lang].page_id),
            made_by=_numbered(context.get("page")),
        )
    if side := portal.withdrawn(slug, lang):
        return _gone(side, lang, slug, is_there=bool(editions))
    if not editions:
        if side := portal.withdrawn(slug, addresses.OTHER[lang]):
            return _gone(side, lang, slug, is_there=False)
        return _of_former(lang, slug)
    there = editions[addresses.OTHER[lang]]
    switch = addresses.page(addresses.OTHER[lang], slug)
    return Shown("not_yet", {"there": there, "switch": switch}, {})


def _of_former(lang: str, slug: str) -> Shown | HttpResponse:
    """Lead on from an address whose words are hidden; of what was withdrawn, say so here, without them."""
    now = hidden.now_at(slug)
    if not now:
        raise NotFound
    public = portal.about(now)
    side = portal.withdrawn(now, lang)
    if side is None or lang in public:
        return HttpResponsePermanentRedirect(addresses.page(lang, now))
    return _gone(side, lang, now, is_there=bool(public))


def _gone(side: PageSide, lang: str, slug: str, *, is_there: bool) -> Shown:
    """Say when and why a page was withdrawn, by the address that it has now."""
    context = {
        "side": side,
        "title": portal.last_title(side),
        "is_there": is_there,
        "here": addresses.page(lang, slug),
        "switch": addresses.page(addresses.OTHER[lang], slug),
    }
    return Shown("withdrawn", context, {}, GONE)


def _article(
    request: HttpRequest, edition: Edition, editions: dict[str, Edition]
) -> dict[str, Any]:
    context = {
        **_filed(edition, editions),
        "switch": addresses.page(addresses.OTHER[edition.lang], edition.slug),
    }
    if edition.kind == PageKind.EVENT:
        context["page"] = _listed(request, portal.listed_at(edition))
    if edition.kind == PageKind.BODY:
        context["post_pages"] = posts.listed_at(edition)
    if edition.kind == PageKind.POST:
        context["body_page"] = posts.body_of(edition)
    if edition.kind == PageKind.GUIDE:
        context["is_old"] = is_stale(edition.checked_on, edition.stale_after)  # type: ignore[attr-defined]
    return context


def _filed(edition: Edition, editions: dict[str, Edition]) -> dict[str, Any]:
    """Give what every page says: its dates in each language, its source, number and corrections."""
    topics = portal.topics_of(edition)
    released = {one: editions[one].released_at if one in editions else None for one in Lang.values}
    missing = [one for one in Lang.values if one not in editions]
    return {
        "edition": edition,
        "facts": edition.facts,
        "topics": topics,
        "released": {
            **released,
            "withdrawn": {one: portal.taken_back_at(edition, one) for one in missing},
        },
        "json_ld": json_ld(edition, editions, topics),
    }


@public_page
def archive(request: HttpRequest, lang: str) -> Shown:
    """List everything, of one year where asked."""
    years = portal.years(lang)
    year = whole(request.GET.get("year"))
    kind = request.GET.get("kind", "")
    kind = kind if kind in portal.LISTED else ""
    found = portal.archive(lang, year=year if year in years else None, kind=kind)
    kept = {"year": str(year) if year in years else "", "kind": kind}
    shown = _listed(request, found)
    context = {
        "switch": addresses.with_query(f"{addresses.front(addresses.OTHER[lang])}archive/", kept),
        "page": shown,
        "years": years,
        "year": year,
        "kind": kind,
        "kinds": portal.kinds_in_use(lang),
        "query": addresses.with_query("", kept).removeprefix("?"),
    }
    paths = alternates(lambda one: f"{addresses.front(one)}archive/")
    made_by = {**kept, **_numbered(shown)}
    return Shown("archive", context, paths, opened=Opened(Place.ARCHIVE), made_by=made_by)


@text_page
def topic(request: HttpRequest, lang: str, key: str) -> Shown:
    """Show what stands under a topic, below its introduction where there is one.

    Where there is nothing in this language, say so, or why it is no longer there.
    """
    found = portal.topic(key)
    if found is None:
        raise NotFound
    hubs = portal.hub(found)
    listed = _listed(request, portal.archive(lang, topic=found))
    side = None if lang in hubs else portal.withdrawn_hub(found, lang)
    other = addresses.OTHER[lang]
    is_there = other in hubs or portal.holds(found, other)
    context: dict[str, Any] = {"topic": found, "page": listed, "side": side}
    context["switch"] = addresses.topic(other, key)
    if lang not in hubs and not listed.object_list:
        return _empty_topic({**context, "is_there": is_there}, hubs.get(other), lang)
    if lang in hubs:
        context |= _filed(hubs[lang], hubs)
    return Shown(
        "topic",
        context,
        alternates(lambda one: addresses.topic(one, key), Lang.values if is_there else [lang]),
        opened=Opened(Place.TOPIC, found.pk),
        made_by=_numbered(listed),
    )


def _empty_topic(context: dict[str, Any], hub: Edition | None, lang: str) -> Shown:
    """Say why there is nothing under a topic, or that there is only in the other language."""
    if side := context["side"]:
        return Shown("withdrawn", {**context, "title": portal.last_title(side)}, {}, GONE)
    if not context["is_there"]:
        raise NotFound
    there = hub or portal.archive(addresses.OTHER[lang], topic=context["topic"]).first()
    return Shown("topic_not_yet", {**context, "there": there, "has_hub": hub is not None}, {})


@public_page
def withdrawn(request: HttpRequest, lang: str) -> Shown:
    """List what was withdrawn, each with its reason."""
    context = {"page": _page(request, portal.withdrawn_by_title(lang))}
    paths = alternates(lambda one: f"{addresses.front(one)}withdrawn/")
    return Shown("withdrawn_list", context, paths, made_by=_numbered(context["page"]))


@public_page
def missing(_request: HttpRequest, lang: str, rest: str) -> Shown:
    """Say in the portal's own words that there is no such page; the site's would give a cookie."""
    raise NotFound


@public_page
def copy(request: HttpRequest, lang: str) -> Shown:
    """Say what a copy of the portal as files leaves out; there is no such page but in a copy."""
    if not getattr(request, "is_export", False):
        raise NotFound
    context = {"made_on": clock.today(), "withdrawn": list(portal.all_withdrawn(lang))}
    return Shown("copy", context, alternates(lambda one: f"{addresses.front(one)}copy/"))


@public_page
def counting(_request: HttpRequest, lang: str) -> Shown:
    """Say what is counted of readers, and what is not."""
    paths = alternates(lambda one: f"{addresses.front(one)}counting/")
    return Shown("counting", {}, paths, made_by={})


@public_page
def embed(_request: HttpRequest, lang: str) -> Shown:
    """Tell other sites how they show the portal's list, and where its feeds are."""
    paths = alternates(lambda one: f"{addresses.front(one)}embed/")
    return Shown("embed", {"topics": list(portal.topics_in_use(lang))}, paths, made_by={})


@public_page
def accessibility(_request: HttpRequest, lang: str) -> Shown:
    """Say how the portal is made for everybody, when Plenary was looked through, and whom to tell of a barrier.

    What an office has written itself it says on a standing page of its own, where it has made one.
    """
    paths = alternates(lambda one: f"{addresses.front(one)}accessibility/")
    context = {
        "checked_on": BARRIERS_LOOKED_FOR_ON,
        "version": __version__,
        "own": portal.standing_at(OWN_STATEMENT, lang),
    }
    return Shown("accessibility", context, paths, made_by={})


@served
def file(_request: HttpRequest, sha256: str, name: str) -> FileResponse:
    """Hand out a file that stands on a page in force, as a download."""
    found = portal.public_file(sha256, name)
    if found is None:
        raise NotFound
    answer = FileResponse(
        filing.open_file(found.sha256),
        as_attachment=True,
        filename=found.name,
        content_type=found.media_type,
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _listed(request: HttpRequest, found: QuerySet[Edition]) -> Part:
    return part(found, whole(request.GET.get("page"), 1))


def _page(request: HttpRequest, found: Any) -> Any:
    return Paginator(found, PAGE).get_page(request.GET.get("page"))


def _numbered(page: Any) -> dict[str, str]:
    """Give which page of a list is shown, as our own links say it; nothing where there is no list."""
    return {} if page is None else {"page": str(page.number)}
