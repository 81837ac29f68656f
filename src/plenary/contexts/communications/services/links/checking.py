"""Looks at the addresses outside that public pages lead to: each once a week, each site once in a round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import chain
from urllib.parse import urljoin, urlsplit

from django.db.models import Q
from django.utils.encoding import iri_to_uri

from plenary.contexts.communications.models import PageLink, WebAddress
from plenary.kernel.webhooks.calling import Answer, look
from plenary.shared import clock

Fetch = Callable[[str, str, dict[str, str]], Answer]

EVERY = dt.timedelta(days=7)
AT_ONCE, LOOKED_THROUGH = 40, 2000
HOPS = 4
HEADERS = {"User-Agent": "Plenary link check", "Accept": "*/*"}
REDIRECTS = {301, 302, 303, 307, 308}
NOT_BY_HEAD = {400, 403, 404, 405, 500, 501, 503}
"""Answers to HEAD after which the same is asked by GET: some sites answer that alone."""
NOT_FOR_PROGRAMS = {401, 403, 405, 406, 429, 999}
"""Answers by which a site turns a program away; a reader may well be let in."""
ENDED = 400


def check_addresses(*, fetch: Fetch = look) -> int:
    """Look at what is due and give how many addresses; whoever is asked twice is asked by two workers at once.

    An address is taken before it is asked, so that one that answers slowly is asked by one worker. What
    leads into the network within is never asked.
    """
    looked = 0
    for web in _due():
        now = clock.now()
        due = Q(checked_at__isnull=True) | Q(checked_at__lte=now - EVERY)
        if not WebAddress.objects.filter(due, pk=web.pk).update(checked_at=now):
            continue
        _settle(web, _answer(web.address, fetch), now)
        looked += 1
    return looked


def _due() -> Iterator[WebAddress]:
    """Give the addresses due that a page in force leads to, one of a site, those never looked at first."""
    linked = PageLink.objects.filter(edition__is_current=True, web__isnull=False)
    every = WebAddress.objects.filter(pk__in=linked.order_by().values("web"))
    # Asked apart: databases differ in where a missing moment stands, and one index serves both questions.
    never = every.filter(checked_at__isnull=True).order_by("pk")
    again = every.filter(checked_at__lte=clock.now() - EVERY).order_by("checked_at", "pk")
    sites: set[str] = set()
    for web in chain(never[:LOOKED_THROUGH], again[:LOOKED_THROUGH]):
        if len(sites) == AT_ONCE:
            return
        if web.host not in sites:
            sites.add(web.host)
            yield web


def _answer(address: str, fetch: Fetch) -> Answer:
    """Ask an address; where it, or what it leads on to, is none by its form, that is its fault."""
    try:
        return _asked(address, fetch)
    except ValueError:
        return Answer(None, fault="malformed")


def _asked(address: str, fetch: Fetch) -> Answer:
    """Ask by HEAD, by GET where that tells nothing, and follow redirects, each judged as the first."""
    for _hop in range(HOPS):
        address = _in_ascii(address)
        answer = fetch(address, "HEAD", HEADERS)
        if answer.status in NOT_BY_HEAD or answer.fault == "connection":
            answer = fetch(address, "GET", HEADERS)
        if answer.status not in REDIRECTS or not answer.location:
            return answer
        address = urljoin(address, answer.location)
    return Answer(None, fault="redirects")


def _in_ascii(address: str) -> str:
    """Write path and question as they go over the line; the host is written so where it is looked up."""
    parts = urlsplit(address)
    return parts._replace(path=iri_to_uri(parts.path), query=iri_to_uri(parts.query)).geturl()


def _settle(web: WebAddress, answer: Answer, now: dt.datetime) -> None:
    status = answer.status or 0
    leads = status != 0 and (status < ENDED or status in NOT_FOR_PROGRAMS)
    WebAddress.objects.filter(pk=web.pk).update(
        status=answer.status,
        fault=answer.fault,
        failed_since=None if leads else (web.failed_since or now),
    )
    if leads:
        PageLink.objects.filter(web=web).update(told_at=None)
