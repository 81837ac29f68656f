"""What machines ask the portal for: feeds, the map, and the files by which they find their way."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from plenary.contexts.communications import addresses, feeds, sitemaps
from plenary.contexts.communications.addresses import CODES
from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.models import Topic
from plenary.contexts.communications.selectors import portal
from plenary.contexts.communications.views import kept
from plenary.contexts.communications.views.publicly import framed, served
from plenary.shared import clock
from plenary.shared.errors import NotFound
from plenary.shared.web.filters import side

ITEMS, EMBEDDED = 30, 10
STANDS_FOR = dt.timedelta(days=180)
"""So long what is said of a contact is good: less than a year, as RFC 9116 recommends, and always to come."""
XML = "application/xml; charset=utf-8"
HTML = "text/html; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"


@served
def feed(request: HttpRequest, lang: str, name: str) -> HttpResponse:
    """Give a feed of everything in a language."""
    return _feed(request, lang, name, None)


@served
def topic_feed(request: HttpRequest, lang: str, key: str, name: str) -> HttpResponse:
    """Give a feed of a topic in a language."""
    topic = portal.topic(key)
    if topic is None:
        raise NotFound
    return _feed(request, lang, name, topic)


@framed
def embedded(request: HttpRequest, lang: str, key: str = "") -> HttpResponse:
    """Give the latest pages, or those of a topic, as a small page for other sites to show."""
    topic = portal.topic(key) if key else None
    if lang not in Lang.values or (key and topic is None):
        raise NotFound
    with translation.override(CODES[lang]):
        context = {
            "editions": list(portal.archive(lang, topic=topic)[:EMBEDDED]),
            "topic": topic,
            "lang": lang,
            "address": addresses,
        }
        html = get_template("communications/portal_embedded.html").render(context)
    answer = _answer(html, HTML)
    answer.headers["Content-Language"] = addresses.TAGS[lang]
    kept.offer_page(request, {}, None, lang)
    return answer


@served
def sitemap(request: HttpRequest) -> HttpResponse:
    """Give the list of the map's parts."""
    part = reverse("communications:sitemap-part", kwargs={"number": 0})
    kept.offer_page(request, {}, None, Lang.ZH)
    return _answer(sitemaps.index(part.replace("0", "{}")), XML)


@served
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """Give a part of the map; there is none beyond the last."""
    if number > sitemaps.last_part():
        raise NotFound
    kept.offer_page(request, {}, None, Lang.ZH)
    return _answer(sitemaps.part(number, is_copy=getattr(request, "is_export", False)), XML)


@served
def robots(_request: HttpRequest) -> HttpResponse:
    """Let machines read the portal and nothing else."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('communications:reading')}",
        f"Allow: {reverse('communications:portal')}",
        "Allow: /static/",
        "Disallow: /",
        f"Sitemap: {addresses.full(reverse('communications:sitemap'))}",
    ]
    return _answer("\n".join(lines) + "\n", PLAIN)


@served
def icon(_request: HttpRequest) -> HttpResponse:
    """Lead to the icon whoever asks for it unbidden, as browsers do beside a feed or a file."""
    return HttpResponseRedirect(static("plenary/icon.svg"))


@served
def security(_request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness (RFC 9116); nothing where no contact is set."""
    if not settings.CONTACT:
        raise NotFound
    ends = clock.true_now() + STANDS_FOR
    lines = [
        f"Contact: mailto:{settings.CONTACT}",
        f"Expires: {ends:%Y-%m-%d}T00:00:00Z",
        "Preferred-Languages: zh, en",
        f"Canonical: {addresses.full(reverse('security-txt'))}",
    ]
    return _answer("\n".join(lines) + "\n", PLAIN)


def _feed(request: HttpRequest, lang: str, name: str, topic: Topic | None) -> HttpResponse:
    if lang not in Lang.values or name not in feeds.WRITERS:
        raise NotFound
    media_type, write = feeds.WRITERS[name]
    with translation.override(CODES[lang]):
        page = addresses.topic(lang, topic.key) if topic else addresses.front(lang)
        title = side(topic, "name") if topic else addresses.site(lang)
        channel = feeds.Channel(
            lang=lang,
            title=str(title),
            description=_("What two people have released, with its source and topics."),
            page=page,
            path=f"{page}{name}",
            topics=portal.topics_by_key(),
        )
        latest = list(portal.archive(lang, topic=topic).defer(None).defer("body")[:ITEMS])
        answer = _answer(write(channel, latest), media_type)
    answer.headers["Content-Language"] = addresses.TAGS[lang]
    kept.offer_page(request, {}, None, lang)
    return answer


def _answer(text: str, media_type: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=media_type)
    answer.headers["Cache-Control"] = "no-cache"
    return answer
