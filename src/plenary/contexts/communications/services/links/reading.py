"""Notes where the links of an edition lead, when it is published and for what was published before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import transaction

from plenary.contexts.communications import markup
from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import Edition, PageLink, WebAddress
from plenary.kernel.webhooks.addresses import LONGEST
from plenary.shared import clock

MOST, AT_ONCE = 200, 200
HOST = 253
_PAGE = re.compile(r"/portal/(?P<lang>zh|en)/pages/(?P<slug>[^/]+)/?$")
_TOPIC = re.compile(r"/portal/(?P<lang>zh|en)/topics/(?P<key>[^/]+)/?$")


def read_links(edition: Edition) -> int:
    """Note the links of an edition in place of those of the edition before, and give how many there are.

    Of one that stood there already and was told of as leading nowhere, its owners are not told again.
    """
    before = PageLink.objects.filter(edition__page=edition.page_id, edition__lang=edition.lang)
    told = dict(before.filter(told_at__isnull=False).values_list("address", "told_at"))
    before.delete()
    found = list(_told(edition))[:MOST]
    outside = {address for _words, address in found if not _own(address)}
    WebAddress.objects.bulk_create(
        [WebAddress(address=one, host=(urlsplit(one).hostname or "")[:HOST]) for one in outside],
        ignore_conflicts=True,
    )
    web = {one.address: one for one in WebAddress.objects.filter(address__in=outside)}
    made = [
        PageLink(
            edition=edition,
            order=order,
            words=words[:200],
            address=address,
            web=web.get(address),
            told_at=told.get(address),
            **_target(address),
        )
        for order, (words, address) in enumerate(found)
    ]
    PageLink.objects.bulk_create(made)
    Edition.objects.filter(pk=edition.pk).update(links_read_at=clock.now())
    return len(made)


def read_unread() -> int:
    """Note the links of editions in force that were published before links were, and give how many editions."""
    unread = Edition.objects.filter(is_current=True, links_read_at__isnull=True)
    waiting = list(unread.order_by("pk")[:AT_ONCE])
    with transaction.atomic():
        for edition in waiting:
            read_links(edition)
    return len(waiting)


def tell_again_of(edition: Edition) -> None:
    """Let owners be told anew of links to a page that stands in public again, should it go once more."""
    if edition.kind != PageKind.HUB:
        found = PageLink.objects.filter(slug=edition.slug, to_lang=edition.lang)
        found.filter(told_at__isnull=False).update(told_at=None)


def _told(edition: Edition) -> Iterator[tuple[str, str]]:
    """Give the links of the text and the one to the original page; mail addresses are none."""
    every = markup.links(edition.body)
    origin = edition.facts.get("origin") or {}
    if origin.get("url"):
        every.append((origin.get("source", "") or origin["url"], origin["url"]))
    for words, address in every:
        if not address.startswith("mailto:") and len(address) <= LONGEST and _is_sound(address):
            yield words, address


def _is_sound(address: str) -> bool:
    try:
        return _own(address) or bool(urlsplit(address).hostname)
    except ValueError:
        return False


def _own(address: str) -> bool:
    """Say whether an address is one of the portal's own."""
    return address.startswith(("/", f"{settings.ORIGIN}/portal/"))


def _target(address: str) -> dict[str, str]:
    """Give which page or topic of the portal an address leads to; nothing of any other."""
    if not _own(address):
        return {}
    path = unquote(urlsplit(address).path)
    if hit := _PAGE.match(path):
        return {"to_lang": hit["lang"], "slug": hit["slug"][:80]}
    if hit := _TOPIC.match(path):
        return {"to_lang": hit["lang"], "topic_key": hit["key"][:60]}
    return {}
